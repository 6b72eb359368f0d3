"""Stretches of time: how long they are, and where the words around them lay them: 近三年, 20天后, 一周内."""

import re
from datetime import date, timedelta

from analysis.chinese import read_number
from analysis.dates.almanac import DAY, Days, shift_months, week_days, year_days
from analysis.dates.chains import Expression
from analysis.dates.frame import Frame, Meant

AFTER = {"后", "之后", "以后"}
BEFORE = {"前", "之前", "以前"}
WITHIN = {"内", "以内", "之内"}
SINCE = {"以来", "来", "间", "里", "期间"}
TWO_OR_THREE = re.compile("[一二两三四五六七八九]{2}")
NOWADAYS = {"今天", "今日", "如今", "现在"}
# TIMEX3 units by the first character of the word; working days are a count of days.
CODES = {"世": "C", "年": "Y", "季": "Q", "月": "M", "周": "W", "星": "W", "礼": "W", "工": "WORK"}
CLOCKS = {"小": "H", "钟": "H", "分": "M", "刻": "M", "秒": "S"}
GRAINS = {"C": "century", "Y": "year", "Q": "quarter", "M": "month", "W": "week"}
MONTHS = {"C": 1200, "Y": 12, "Q": 3, "M": 1}


def mean_stretch(time: Expression, frame: Frame) -> Meant:
    """Length of a stretch, and its days if the words lay it along the calendar."""
    match = time.match
    assert match
    unit = match["unit"].removeprefix("个")
    amount, lead, tail = _amount(time), time.lead.rstrip("的"), time.tail
    placed = lead or tail in AFTER | BEFORE | SINCE | WITHIN
    if unit[0] in CLOCKS:
        minutes = f"{match['minutes'][:-1]}M" if match["minutes"] else ""
        decimals = unit.lstrip("秒钟")  # 3分56秒93
        fraction = f".{decimals}" if decimals.isdigit() else ""
        value = f"PT{minutes}{_plain(amount, unit)}{fraction}{CLOCKS[unit[0]]}"
        bare = Meant("DURATION", value, None, None, "time", "explicit")
        return _hours(bare, tail, frame) if placed else bare
    code = CODES.get(unit[0], "D")
    value = f"P{_plain(amount, unit)}{'D' if code == 'WORK' else code}"
    bare = Meant("DURATION", value, None, None, GRAINS.get(code, "day"), "explicit")
    if not placed and tail[-2:] not in NOWADAYS:
        return bare
    if tail[-2:] in NOWADAYS:  # 五十年后的今天
        return Meant("DATE", frame.today.isoformat(), frame.today, frame.today, "day", "window")
    # 几天, 数年: a few is three, 十几 fifteen, 几十 thirty
    few = 15.0 if match["count"][0] == "十" else 30.0 if "十" in match["count"] else 3.0
    return _lay(bare, (few if amount is None else amount, code), (lead, tail), frame)


def _amount(time: Expression) -> float | None:
    match = time.match
    assert match
    text = match["count"].replace("仨", "三").replace("点", ".")
    if TWO_OR_THREE.fullmatch(text):  # 两三天
        return None
    amount = 0.5 if text == "半" else read_number(text)
    return (amount or 0) + 0.5 if match["half"] or match["half2"] else amount


def _plain(amount: float | None, unit: str) -> str:
    if amount is None:
        return "X"
    return f"{amount * 15 if unit[0] == '刻' else amount:g}"


def _hours(bare: Meant, tail: str, frame: Frame) -> Meant:
    """Hours and minutes stay within the day: 15分钟后 is on the day named before, 半小时前 on that of publication."""
    said = frame.said.get("day") if tail in AFTER else None
    day = said.start if said else frame.today
    point = tail in AFTER | BEFORE
    return bare._replace(
        type="TIME" if point else "DURATION",
        value=f"{day}TXX" if point else bare.value,
        start=day,
        end=day,
        basis="same_article" if said else "window",
    )


def _lay(bare: Meant, length: tuple[float, str], around: tuple[str, str], frame: Frame) -> Meant:
    """Lay a length of days or more along the calendar."""
    (amount, code), (lead, tail), today = length, around, frame.today
    if not lead and tail in AFTER | BEFORE:
        return _away(length, tail, frame)
    if code == "WORK":
        start, end = today, _work(today, int(amount))
    elif lead in ("未来", "今后", "接下来") or (not lead and tail in WITHIN):
        start, end = today, shift(today, amount, code)
    elif lead in ("下", "后") and code == "W":
        start, end = week_days(today, 1).start, week_days(today, int(amount)).end
    elif lead in ("下", "后"):
        start, end = today + DAY, shift(today, amount, code)
    elif lead == "上" and code == "W":
        start, end = week_days(today, -int(amount)).start, week_days(today, -1).end
    elif lead in ("上", "前") and code == "D":
        start, end = shift(today, -amount, code), today - DAY
    else:
        start, end = shift(today, -amount, code), today
    return bare._replace(start=start, end=end, grain="period", basis="window")


def _away(length: tuple[float, str], tail: str, frame: Frame) -> Meant:
    """三年前, 20天后: a point as fine as its unit; 后 counts from the day named before."""
    amount, code = length
    if code == "Y" and amount % 1:  # 半年后 is a month, not a year
        amount, code = amount * 12, "M"
    # Years are counted from the year named before, where no day is
    named = frame.said.get("day") or (frame.said.get("year") if code == "Y" else None)
    said = named if tail in AFTER else None
    day = shift(said.start if said else frame.today, amount if tail in AFTER else -amount, code)
    basis = "same_article" if said else "window"
    if code in ("Y", "C"):
        return Meant("DATE", f"{day.year:04}", *year_days(day.year), "year", basis)
    if code in ("M", "Q"):
        return Meant("DATE", day.isoformat()[:7], *year_days(day.year, day.month, day.month), "month", basis)
    if code == "W":
        year, week, _ = day.isocalendar()
        return Meant("DATE", f"{year}-W{week:02}", *week_days(day), "week", basis)
    return Meant("DATE", day.isoformat(), *Days(day, day), "day", basis)


def shift(day: date, amount: float, code: str) -> date:
    """A day so many units away, or the same day if the calendar ends before; half a month is fifteen days.

    >>> shift(date(2021, 6, 14), -2.5, "M").isoformat()
    '2021-03-30'
    """
    try:
        if code not in MONTHS:
            return day + timedelta(days=int(amount * (7 if code == "W" else 1)))
        whole, rest = divmod(abs(amount) * MONTHS[code], 1)
        sign = 1 if amount > 0 else -1
        return shift_months(day, sign * int(whole)) + timedelta(days=sign * round(rest * 30))
    except (ValueError, OverflowError):
        return day


def _work(day: date, days: int) -> date:
    """So many working days on, Monday to Friday; holidays are not known."""
    weeks, rest = divmod(days, 5)
    day += timedelta(weeks=weeks)
    while rest:
        day += DAY
        rest -= day.weekday() < 5
    return day
