"""What an atom does to the days named so far: 去年 is a year, 3月 its month, 上旬 ten days of that.

A chain is read from left to right; each atom takes the state before it and
narrows it, or starts from the frame: the day the expression is seen from, the
latest day of publication, the days that the article named before.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from analysis.chinese import read_number
from analysis.dates.almanac import (
    DAY,
    SEASONS,
    WEEKDAYS,
    Days,
    count_week,
    count_weekday,
    holiday_days,
    lunar_day,
    lunar_month,
    week_days,
    year_days,
)
from analysis.dates.clock import clock_value, part_value


class Frame(NamedTuple):
    """From where an expression is seen. `said`: what was last named in the article, by grain."""

    today: date
    latest: date
    said: dict[str, Days]
    coming: bool = False


class State(NamedTuple):
    """Days meant so far, how fine, TIMEX3 value, and what they rest on.

    `rests`: explicit; year (only the year is missing); window; same_article.
    """

    days: Days
    grain: str
    value: str
    rests: str = "explicit"
    lunar: tuple[int, int, bool] | None = None
    part: str = ""


Groups = re.Match[str]


def number(text: str | None) -> int:
    """Value of a numeral that the grammar has let through."""
    return int(read_number(text.replace("Ｏ", "〇").replace("仨", "三")) or 0) if text else 0


def of_year(year: int, rests: str = "explicit") -> State:
    """A year; before 1 BC the calendar of Python ends."""
    return State(year_days(year), "year", f"{year:04}", rests)


def of_month(year: int, month: int, rests: str = "explicit") -> State:
    """A month."""
    return State(year_days(year, month, month), "month", f"{year:04}-{month:02}", rests)


def of_day(day: date, rests: str = "explicit") -> State:
    """A day."""
    return State(Days(day, day), "day", day.isoformat(), rests)


def _year_before(state: State | None, frame: Frame, month: int = 0) -> tuple[int, str]:
    """The year named, else that of publication.

    In January and February a paper looks back at November and December, and in
    these it announces January and February: 12月26日 in a paper of 3 January.
    """
    if state:
        return state.days.start.year, state.rests
    latest = frame.latest
    back = month >= 11 and latest.month <= 2 and not frame.coming
    ahead = 0 < month <= 2 and latest.month >= 11 and frame.coming
    return latest.year - back + ahead, "year"


def full_year(two: int, latest: int) -> int:
    """Year of its last two digits: of the hundred years up to ten years ahead, never before 1900."""
    year = latest // 100 * 100 + two
    return year - 100 if year > latest + 10 and year - 100 >= 1900 else year


def iso(state: State | None, m: Groups, frame: Frame) -> State:
    """2020-05-26."""
    g = m.groupdict()
    return of_day(date(*(int(g[f"iso_{c}"] or g[f"iso_{c}8"] or g[f"iso_{c}s"]) for c in "ymd")))


def usa(state: State | None, m: Groups, frame: Frame) -> State:
    """10/31/1974."""
    year = int(m["usa_y"])
    return of_day(date(year if year > 99 else full_year(year, frame.latest.year), int(m["usa_m"]), int(m["usa_d"])))


def yearmonth(state: State | None, m: Groups, frame: Frame) -> State:
    """1999.08."""
    return of_month(int(m["ym_y"] or m["ym_y2"]), int(m["ym_m"] or m["ym_m2"]))


def short(state: State | None, m: Groups, frame: Frame) -> State:
    """11/3号, 6·30."""
    month, day = next((int(m[f"sh_m{n}"]), int(m[f"sh_d{n}"])) for n in (1, 2, 3) if m[f"sh_m{n}"])
    year, rests = _year_before(state, frame, month)
    return of_day(date(year, month, day), rests)


def lunar(state: State | None, m: Groups, frame: Frame) -> State:
    """农历: what follows is of the Chinese calendar, of the year named or else of publication."""
    year, rests = _year_before(state, frame)
    return of_year(year, rests)._replace(lunar=(year, 0, False))


def zone(state: State | None, m: Groups, frame: Frame) -> State | None:
    """北京时间 adds nothing to the day."""
    return state


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
    n = number(m["de_n"])
    if n < 100:
        base = state.days.start.year // 100 * 100 if state and state.grain == "century" else None
        n = base + n if base is not None else full_year(n, frame.latest.year - 10)
    days = Days(date(n, 1, 1), date(n + 9, 12, 31))
    return State(days, "decade", str(n // 10), state.rests if state else "window")


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
    year, rests = _year_before(state, frame)
    n = 2 if m["ha"] == "下" else 1
    return State(year_days(year, 6 * n - 5, 6 * n), "half_year", f"{year}-H{n}", rests)


def quarter(state: State | None, m: Groups, frame: Frame) -> State:
    """一季度, 前三季度, 上个季度."""
    g = m.groupdict()
    year, rests = _year_before(state, frame)
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
    year, rests = _year_before(state, frame)
    if m["mo_first"] or m["mo_nth"]:
        return of_month(year, 1 if m["mo_first"] else number(m["mo_nth"]), rests)
    n = number(m["mo_to"])
    first, last = (13 - n, 12) if m["mo_dir"] == "后" else (1, n)
    return State(year_days(year, first, last), "period", f"{year}-{first:02}/{year}-{last:02}", rests)


def season(state: State | None, m: Groups, frame: Frame) -> State:
    """春季: March to May, as the weather service counts; winter reaches into the next year."""
    year, rests = _year_before(state, frame)
    code, first = SEASONS[m["se"] or m["se1"]]
    return State(year_days(year, first, first + 2), "season", f"{year}-{code}", rests)


def yearpart(state: State | None, m: Groups, frame: Frame) -> State:
    """年初 January and February, 年中 June and July, 年底 November and December; 伊始 January."""
    year, rests = _year_before(state, frame)
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


def month(state: State | None, m: Groups, frame: Frame) -> State:
    """3月; 正月, 腊月 and leap months are of the Chinese calendar, of the year of publication."""
    lunar = m["m_lu"]
    leap = bool(lunar and lunar[0] == "闰")
    n = {"正": 1, "冬": 11, "腊": 12}.get(lunar[:1]) or number(lunar[1:]) if lunar else number(m["m_n"])
    if lunar or (state and state.lunar):
        year, rests = _year_before(state, frame)
        days = lunar_month(year, n, leap)
        return State(days, "month", f"{days.start}/{days.end}", rests, (year, n, leap))
    year, rests = _year_before(state, frame, n)
    return of_month(year, n, rests)


def relmonth(state: State | None, m: Groups, frame: Frame) -> State:
    """本月, 上个月; 当月, 次月 hang on the month named before."""
    steps = {"rm_this": 0, "rm_prev2": -2, "rm_last": -1, "rm_next": 1, "rm_same": 0, "rm_then": 1}
    name = next(name for name in steps if m[name])
    said = frame.said.get("month") if name in ("rm_same", "rm_then") else None
    base = said.start if said else frame.today
    days = year_days(base.year, base.month + steps[name], base.month + steps[name])
    return of_month(days.start.year, days.start.month, "same_article" if said else "window")


def _month_before(state: State | None, frame: Frame) -> State:
    return state if state and state.grain == "month" else of_month(frame.today.year, frame.today.month, "window")


def ten(state: State | None, m: Groups, frame: Frame) -> State:
    """上旬: ten days of the month."""
    whole = _month_before(state, frame)
    first = whole.days.start.replace(day={"上": 1, "中": 11, "下": 21}[m["te"]])
    days = Days(first, whole.days.end if m["te"] == "下" else first + 9 * DAY)
    return State(days, "ten_days", f"{days.start}/{days.end}", whole.rests)


def monthpart(state: State | None, m: Groups, frame: Frame) -> State:
    """月初 the first five days, 月中 the 10th to the 20th, 月底 from the 25th on."""
    whole = _month_before(state, frame)
    word = m["mp"] or m["mp1"]
    first, last = {"初": (1, 5), "中": (10, 20)}.get(word, (25, whole.days.end.day))
    days = Days(whole.days.start.replace(day=first), whole.days.start.replace(day=last))
    return State(days, "period", f"{days.start}/{days.end}", whole.rests)


def nth(state: State | None, m: Groups, frame: Frame) -> State:
    """第二周, 第三个星期日, 前两天 of a month or year."""
    whole = state or of_month(frame.today.year, frame.today.month, "window")
    if m["nt_days"]:
        width = timedelta(days=number(m["nt_days"]) - 1)
        if m["nt_dir"] in ("前", "头"):
            days = Days(whole.days.start, whole.days.start + width)
        else:  # 最后五天 reaches back from the last day
            days = Days(whole.days.end - width, whole.days.end)
        return State(days, "period", f"{days.start}/{days.end}", whole.rests)
    if m["nt_day"] and not state:  # 第三天 of what began on the day named before
        base = _today(None, frame)
        return of_day(base.days.start + timedelta(days=number(m["nt_day"]) - 1), base.rests)
    if m["nt_day"]:
        return of_day(whole.days.start + timedelta(days=number(m["nt_day"]) - 1), whole.rests)
    weekday = m["nt_d"] or m["nt_d2"]
    n = -1 if m["nt_last"] else number(m["nt_n"])
    if weekday:
        return of_day(count_weekday(whole.days, WEEKDAYS[weekday], n), whole.rests)
    return of_week(count_week(whole.days.start, n), whole.rests)


def of_week(days: Days, rests: str) -> State:
    """A week from Monday to Sunday."""
    year, number, _ = days.start.isocalendar()
    return State(days, "week", f"{year}-W{number:02}", rests)


def _weeks(word: str | None) -> int:
    return {"上上": -2, "上": -1, "下": 1, "下下": 2}.get(word or "", 0)


def week(state: State | None, m: Groups, frame: Frame) -> State:
    """本周, 上上周."""
    return of_week(week_days(frame.today, _weeks(m["we_2"] or m["we_1"])), "window")


def weekend(state: State | None, m: Groups, frame: Frame) -> State:
    """周末: Saturday and Sunday of the week."""
    base = state.days if state and state.grain == "week" else week_days(frame.today, _weeks(m["wk"]))
    days = Days(base.start + 5 * DAY, base.end)
    value = f"{of_week(base, '').value}-WE"
    return State(days, "weekend", value, state.rests if state else "window")


def weekday(state: State | None, m: Groups, frame: Frame) -> State:
    """周五 of this week, 上周五; behind a day it only repeats it."""
    if state and state.grain == "day":
        return state
    n = WEEKDAYS[m["wd"] or m["wd_p"]]
    if state and state.grain == "week":
        return of_day(state.days.start + n * DAY, state.rests)
    return of_day(week_days(frame.today, _weeks(m["wd_rel"])).start + n * DAY, "window")


def day(state: State | None, m: Groups, frame: Frame) -> State:
    """5日, of the month named in the chain, else near the day named before, else the last such day."""
    n = number(m["d"])
    if state and state.grain == "month":
        if state.lunar:
            year, month, leap = state.lunar
            return of_day(lunar_day(year, month, n, leap), state.rests)
        return of_day(state.days.start.replace(day=n), state.rests)
    said = frame.said.get("day")
    if said:
        near = [candidate for k in (-1, 0, 1) if (candidate := _day_of(said.start, k, n))]
        return of_day(min(near, key=lambda found: abs(found - said.start)), "same_article")
    found = _day_of(frame.today, 0, n)
    before = _day_of(frame.today, -1, n)
    # A bare day ahead is that of last month, if it lies no more than a fortnight back; else it is announced.
    if not found or (found > frame.latest and not frame.coming and before and (frame.today - before).days <= 14):
        found = before
    if not found:
        raise ValueError(f"no day {n}")
    return of_day(found, "window")


def _day_of(base: date, months: int, n: int) -> date | None:
    start = year_days(base.year, base.month + months, base.month + months)
    return start.start.replace(day=n) if n <= start.end.day else None


def lunarday(state: State | None, m: Groups, frame: Frame) -> State:
    """八月十五: without 日 a day of the Chinese calendar; 1月3 is one of the month named."""
    if m["lu_d"] and state:
        if state.lunar:
            return of_day(lunar_day(*state.lunar[:2], int(m["lu_d"]), state.lunar[2]), state.rests)
        return of_day(state.days.start.replace(day=int(m["lu_d"])), state.rests)
    year, month, leap = (state.lunar if state else None) or (0, 0, False)
    if not state or not month:
        year, rests = _year_before(state, frame)
        month, leap = (state.days.start.month if state and state.grain == "month" else 1), False
    else:
        rests = state.rests
    return of_day(lunar_day(year, month, number((m["lu_c"] or "").removeprefix("初")), leap), rests)


def relday(state: State | None, m: Groups, frame: Frame) -> State:
    """昨日; 同日, 当晚, 次日 hang on the day named before."""
    if m["rd_n"] or m["rd_s"] or m[0] in ("本日", "即日"):
        steps = {"大大后": 4, "大前": -3, "大后": 3, "前": -2, "昨": -1, "寻": -1, "明": 1, "听": 1, "后": 2}
        if state and state.grain == "year":  # 去年的今天
            return of_day(frame.today.replace(year=state.days.start.year), state.rests)
        return of_day(frame.today + steps.get(m["rd_n"] or m["rd_s"] or "", 0) * DAY, "window")
    said = frame.said.get("day")
    base = said.start if said else frame.today
    return of_day(base + (bool(m["rd_then"]) - bool(m["rd_prev"])) * DAY, "same_article" if said else "window")


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


def _feast(name: str, state: State | None, frame: Frame) -> State:
    year, rests = _year_before(state, frame)
    days = holiday_days(name, year)
    if days.start == days.end:
        return of_day(days.start, rests)
    return State(days, "period", f"{days.start}/{days.end}", rests)


def _today(state: State | None, frame: Frame) -> State:
    """The day a part of day belongs to: in the chain, else named before, else that of publication."""
    if state:
        return state
    said = frame.said.get("day")
    return of_day(said.start, "same_article") if said else of_day(frame.today, "window")


def part(state: State | None, m: Groups, frame: Frame) -> State:
    """下午 stays in the value."""
    base, code = _today(state, frame), part_value(m["pa"] or m["pa1"])
    fine = base.grain == "day" and bool(code)
    value = f"{base.value}{code}" if fine else base.value
    return base._replace(grain="part_of_day" if fine else base.grain, value=value, part=m["pa"] or m["pa1"] or "")


def clock(state: State | None, m: Groups, frame: Frame) -> State:
    """9时30分; an hour that no clock shows leaves the day."""
    base = _today(state, frame)
    time = clock_value(m, part_value(base.part))
    # Twelve at night is the first hour of the next day.
    if base.part in ("半夜", "夜里", "深夜") and time[1:3] == "12" and base.days.start == base.days.end:
        base = of_day(base.days.start + DAY, base.rests)
        time = time.replace("T12", "T00")
    return base._replace(grain="time", value=f"{base.value[:10]}{time}")


def now(state: State | None, m: Groups, frame: Frame) -> State:
    """目前: the day of publication."""
    return State(Days(frame.today, frame.today), "day", "PRESENT_REF", "window")


HANDLERS: dict[str, Callable[[State | None, Groups, Frame], State | None]] = {
    function.__name__: function
    for function in (
        iso, usa, yearmonth, short, lunar, zone, century, decade, agepart, year, relyear, half, quarter, months, season,
        yearpart, allyear, quarterpart, month, relmonth, ten, monthpart, nth, week, weekend, weekday, day, lunarday,
        relday, holiday, feast, part, clock, now,
    )
}  # fmt: skip


def narrow(pieces: list[tuple[str, Groups]], frame: Frame) -> State | None:
    """The state after all atoms of a chain; None if the calendar has no such day (6月31日)."""
    state: State | None = None
    try:
        for name, match in pieces:
            state = HANDLERS[name](state, match, frame)
    except (ValueError, OverflowError):
        return None
    return state
