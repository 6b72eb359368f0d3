"""Atoms from the century to the quarter, seasons, feasts: what they do to the days named so far."""

import re
from datetime import date

from analysis.dates.almanac import SEASONS, Days, holiday_days, periods, year_days
from analysis.dates.frame import Frame, Groups, State, full_year, number, of_day, of_month, of_year, year_before


def century(state: State | None, m: Groups, frame: Frame) -> State:
    """18世纪: 1700 to 1799, as ISO 8601 counts."""
    this = frame.latest.year // 100
    n = number(m["ce_n"]) - 1 if m["ce_n"] else this - (m["ce_rel"][0] == "上")
    if m["ce_bc"] or n < 0:
        raise ValueError("before the calendar")
    days = Days(date(max(n * 100, 1), 1, 1), date(n * 100 + 99, 12, 31))
    return State(days, "century", f"{n:02}", "explicit" if m["ce_n"] else "window")


def decade(state: State | None, m: Groups, frame: Frame) -> State:
    """80年代, of the century named or the last that has begun it."""
    text = m["de_n"]
    both = len(text) == 3 and text[2] == "十"  # 五六十年代
    n = number(text[0] + "十" if both else text)
    if n < 100:
        base = state.days.start.year // 100 * 100 if state and state.grain == "century" else None
        n = base + n if base is not None else full_year(n, frame.latest.year - 10)
    rests = state.rests if state else "window"
    if both:
        last = n // 100 * 100 + 10 * number(text[1])
        return State(Days(date(n, 1, 1), date(last + 9, 12, 31)), "decade", f"{n // 10}/{last // 10}", rests)
    return State(Days(date(n, 1, 1), date(n + 9, 12, 31)), "decade", str(n // 10), rests)


def agepart(state: State | None, m: Groups, frame: Frame) -> State | None:
    """世纪初, 年代末: the first or last fifth of a century, three years of a decade; 中 is between."""
    if not state or state.grain not in ("century", "decade"):
        return state
    first, wide = state.days.start.year, state.grain == "century"
    edge, middle = (20, 40) if wide else (3, 3)
    start = {"初": 0, "前": 0, "中": middle, "末": 100 - edge if wide else 7, "后": 100 - edge if wide else 7}[m[0][0]]
    end = start + (20 if wide else 4 if m[0][0] == "中" else 3) - 1
    days = Days(date(first + start, 1, 1), date(first + end, 12, 31))
    return state._replace(days=days, value=f"{days.start.year:04}/{days.end.year:04}", grain="period")


def year(state: State | None, m: Groups, frame: Frame) -> State:
    """2021年, 97年; 农历 or 公元 before it hold on."""
    if m["y_bc"]:
        raise ValueError("before the calendar")
    four, two = m["y_4"] or m["y_dot"], m["y_2"] or m["y_0"] or m["y_to"]
    n = number(four.replace("零", "〇")) if four else full_year(number(two), frame.latest.year)
    made = of_year(n)
    return made._replace(lunar=(n, 0, False)) if state and state.lunar else made


def relyear(state: State | None, m: Groups, frame: Frame) -> State:
    """今年, 去年; 当年, 次年 hang on the year named before."""
    g, year = m.groupdict(), frame.today.year
    if g["ry_two"]:
        first = year - (m[0][0] == "去")
        return State(Days(date(first, 1, 1), date(first + 1, 12, 31)), "period", f"{first}/{first + 1}", "window")
    steps = {"ry_this": 0, "ry_last": -1, "ry_next": 1, "ry_after": 2, "ry_prev3": -3, "ry_prev2": -2}
    name = next(name for name in g if name.startswith("ry_") and g[name])
    if name in steps:
        return of_year(year + steps[name], "window")
    said = frame.said.get("year")
    return of_year((said.start.year if said else year) + (name == "ry_then"), "same_article" if said else "window")


def half(state: State | None, m: Groups, frame: Frame) -> State:
    """上半年."""
    year, rests = year_before(state, frame)
    n = 2 if m["ha"] == "下" else 1
    return State(year_days(year, 6 * n - 5, 6 * n), "half_year", f"{year}-H{n}", rests)


def quarter(state: State | None, m: Groups, frame: Frame) -> State:
    """一季度, 前三季度, 上个季度."""
    g = m.groupdict()
    year, rests = year_before(state, frame)
    if g["qu_to"]:
        n = number(g["qu_to"])
        first, last = (1, 3 * n) if g["qu_dir"] == "前" else (13 - 3 * n, 12)
        return State(year_days(year, first, last), "period", f"{year}-{first:02}/{year}-{last:02}", rests)
    n = 1 if g["qu_first"] else number(g["qu_n"] or g["qu_q"])
    if g["qu_rel"]:
        n = (frame.today.month + 2) // 3 + {"上": -1, "下": 1}.get(g["qu_rel"][0], 0)
        year, rests = frame.today.year, "window"
    days = year_days(year, 3 * n - 2, 3 * n)
    return State(days, "quarter", f"{days.start.year}-Q{(days.start.month + 2) // 3}", rests)


def months(state: State | None, m: Groups, frame: Frame) -> State:
    """前11个月 of a year, 第8个月, 首月."""
    year, rests = year_before(state, frame)
    if m["mo_first"] or m["mo_nth"]:
        return of_month(year, 1 if m["mo_first"] else number(m["mo_nth"]), rests)
    n = number(m["mo_to"])
    first, last = (13 - n, 12) if m["mo_dir"] == "后" else (1, n)
    return State(year_days(year, first, last), "period", f"{year}-{first:02}/{year}-{last:02}", rests)


def season(state: State | None, m: Groups, frame: Frame) -> State:
    """春季: March to May, as the weather service counts; winter reaches into the next year."""
    year, rests = year_before(state, frame)
    code, first = SEASONS[m["se"] or m["se1"]]
    return State(year_days(year, first, first + 2), "season", f"{year}-{code}", rests)


def yearpart(state: State | None, m: Groups, frame: Frame) -> State:
    """年初 January and February, 年中 June and July, 年底 November and December; 伊始 January."""
    year, rests = year_before(state, frame)
    word = m[0].removeprefix("年").removeprefix("岁")
    ends = {"伊始": (1, 1), "初": (1, 2), "中": (6, 7), "暑假": (7, 8), "暑期": (7, 8), "寒假": (1, 2)}
    first, last = ends.get(word, (11, 12))
    return State(year_days(year, first, last), "period", f"{year}-{first:02}/{year}-{last:02}", rests)


def allyear(state: State | None, m: Groups, frame: Frame) -> State:
    """全年."""
    return state or of_year(frame.latest.year, "window")


def quarterpart(state: State | None, m: Groups, frame: Frame) -> State | None:
    """季度末: its last month."""
    if not state:
        return None
    first = state.days.start.month + "初中末底".index(m[0]) - (m[0] == "底")
    return of_month(state.days.start.year, first, state.rests)


def epoch(state: State | None, m: Groups, frame: Frame) -> State:
    """抗战时期, by data/periods.csv."""
    days = periods()[re.sub('[“”"]', "", m[0])].days
    return State(days, "period", f"{days.start.year:04}/{days.end.year:04}")


def _feast(name: str, state: State | None, frame: Frame) -> State:
    year, rests = year_before(state, frame)
    days = holiday_days(name, year)
    if days.start == days.end:
        return of_day(days.start, rests)
    return State(days, "period", f"{days.start}/{days.end}", rests)


def holiday(state: State | None, m: Groups, frame: Frame) -> State:
    """春节, 清明: in the year named, else of publication."""
    name = m["ho"] or m["ho_t"]
    return _feast(name, state, frame)


def feast(state: State | None, m: Groups, frame: Frame) -> State:
    """五一, 十一: the feast of that day."""
    names = {
        "五一": "劳动节",
        "十一": "国庆节",
        "六一": "儿童节",
        "七一": "建党节",
        "八一": "建军节",
        "三八": "妇女节",
        "五四": "青年节",
    }
    return _feast(names[m["fe"]], state, frame)
