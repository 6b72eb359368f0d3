"""Recurring times: 每周五晚上, 每半月…, 每月15日, 每逢周末, as RFC 5545 rules and TIMEX3 values."""

import re
from collections.abc import Callable
from typing import NamedTuple

from analysis.chinese import read_number
from analysis.dates.almanac import SEASONS, WEEKDAYS, holidays
from analysis.dates.clock import clock_value, part_value
from analysis.dates.vocabulary import HOLIDAY

N = r"(?P<n{0}>\d{{1,3}}|[一二两三四五六七八九十]{{1,3}})"
W = r"(?:周|星期|礼拜)"
CODES = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
# A numeral behind 每周 that counts times, not days: 每周一次, 每周三场
TIMES = r"(?![次场个期回班节趟遍档堂名小天日篇家封堂课])"
LIST = rf"(?P<days>[一二三四五六日天末](?:(?:[、和及与,，]|至|到|-|—)?(?:{W})?[一二三四五六日天末])*){TIMES}"

# u0 year, u1 quarter, u2 month, u3 week, u4 day, u5 feast, u6 hour: the unit decides what detail may follow.
SET = re.compile(
    rf"""
    # 每年, 每两年, 隔年
    (?P<u0>每(?P<gap0>隔)?(?:{N.format(0)}|个)?年(?![级龄代会]) | 隔年)
    | (?P<u1>每个?季度 | 每季(?!节))
    # 每月, 每三个月; 每半年 is every six months
    | (?P<u2>每(?P<gap2>隔)?(?:{N.format(2)}个|个)?月份?(?![饼亮]) | (?P<halfyear>每半年) | 隔月(?!饼))
    # 每周五, 每逢周末, 隔周周三; 每半月 is every two weeks, 每两周 too
    | (?P<u3>(?P<fortnight>每半个?月)
      | (?:每[逢到个]?|逢){W}(?:{LIST}|(?![边围期岁年]))
      | 每(?P<gap3>隔)?{N.format(3)}个?{W}(?:的?{W}{LIST.replace("days", "days3")})?
      | (?P<alternate>隔{W})(?:的?{W}{LIST.replace("days", "days2")})?
      | (?P<weekend>每[逢到个]?双休日|每[逢到个]周末) | (?P<working>每个?工作日))
    # 每天, 每晚, 每隔三天
    | (?P<u4>每(?P<gap4>隔)?{N.format(4)}?[天日](?!报) | 每逢?(?P<part>[晚早晨夜]|天早上|天晚上)(?!报))
    # 每逢春节, 每逢节假日
    | (?P<u5>每逢(?P<feast>[\u4e00-\u9fff]{{0,2}}(?:佳节|节假日|假日|集日|赶集日|寒暑假|假期)|{HOLIDAY}))
    | (?P<u6>每(?P<gap6>隔)?(?:{N.format(6)}|半)?个?(?:小时|钟头|分钟|刻钟|秒钟?|半小时))
    """,
    re.VERBOSE,
)
SMALL_UNITS = {"时": "H", "头": "H", "分": "M", "刻": "M", "秒": "S"}


Filled = tuple[dict[str, str], dict[str, str]]  # BY parts, and slots of the value: month, day, week
Reading = tuple[dict[str, str], dict[str, str], str]


class Recurrence(NamedTuple):
    """RFC 5545 rule, empty where the calendar of the rule has no such day, and TIMEX3 value."""

    rrule: str
    value: str


def extend(rule: Recurrence, last: tuple[str, re.Match[str]]) -> Recurrence:
    """The rule up to the last month or day of a range: 每年4月至10月."""
    part, group = {"month": ("BYMONTH", "m_n"), "day": ("BYMONTHDAY", "d")}.get(last[0], ("", ""))
    first = re.search(rf"\b{part}=(\d+)$", rule.rrule) if part else None
    end = int(read_number(last[1][group] or "") or 0) if first else 0
    if not first or end <= int(first[1]):
        return rule
    numbers = ",".join(str(n) for n in range(int(first[1]), end + 1))
    return rule._replace(rrule=f"{rule.rrule[: first.start(1)]}{numbers}")


def read_set(match: re.Match[str], detail: list[tuple[str, re.Match[str]]]) -> Recurrence:
    """Rule of a match of SET with the atoms behind it.

    每隔一天 is every second day; with two and more 每隔两周 is read as every two
    weeks, as the press means it.
    """
    group = match.groupdict()
    unit = next(n for n in range(7) if group[f"u{n}"])
    every = _interval(group, unit)
    frequency, per = _frequency(group, unit)
    parts, value = _detail(group, detail)
    # A detail inside the unit makes the rule: 每年3月5日 is yearly, 每月第二个周一 monthly.
    interval = f"INTERVAL={every * per}" if every * per > 1 else ""
    rrule = ";".join(part for part in (f"FREQ={frequency}", interval, *parts) if part)
    if not value:
        code, small = {0: ("Y", 1), 1: ("M", 3), 2: ("M", 1), 3: ("W", 1), 4: ("D", 1), 5: ("Y", 1), 6: ("", 1)}[unit]
        value = (
            f"P{every * (6 if group['halfyear'] else 2 if group['fortnight'] else small)}{code}"
            if code
            else _small(match[0], every)
        )
    return Recurrence(rrule, value)


def _interval(group: dict[str, str | None], unit: int) -> int:
    number = next((value for name, value in group.items() if re.fullmatch(r"n\d", name) and value), None)
    count = int(read_number(number) or 1) if number else 1
    if group["alternate"] or (group[f"u{unit}"] or "").startswith("隔"):
        return 2
    return 2 if group.get(f"gap{unit}") and count == 1 else count


def _frequency(group: dict[str, str | None], unit: int) -> tuple[str, int]:
    """RFC 5545 frequency, and how many of its periods make the unit."""
    if group["halfyear"]:
        return "MONTHLY", 6
    if group["fortnight"]:
        return "WEEKLY", 2
    if unit == 6:
        code, minutes = _small_unit(group["u6"] or "")
        return {"H": "HOURLY", "M": "MINUTELY", "S": "SECONDLY"}[code], minutes
    return [("YEARLY", 1), ("MONTHLY", 3), ("MONTHLY", 1), ("WEEKLY", 1), ("DAILY", 1), ("YEARLY", 1)][unit]


def _small_unit(text: str) -> tuple[str, int]:
    """Unit of 每小时, 每半小时 (30 minutes), 每刻钟 (15), and how many of it."""
    if "半" in text:
        return "M", 30
    code = next(code for word, code in SMALL_UNITS.items() if word in text)
    return code, 15 if "刻" in text else 1


def _small(text: str, every: int) -> str:
    code, minutes = _small_unit(text)
    return f"PT{every * minutes}{code}"


def _detail(group: dict[str, str | None], detail: list[tuple[str, re.Match[str]]]) -> tuple[list[str], str]:
    """BY parts and value of what follows: a month, days, weekdays, a part of day."""
    by, slots, time = _own(group)
    if any(name in ("lunar", "lunarday") or (name == "month" and match["m_lu"]) for name, match in detail):
        return [], ""  # RFC 5545 has no Chinese calendar
    for name, match in detail:
        if name == "part":
            time = part_value(match[0])
        elif name == "clock":
            time = clock_value(match, time)
        elif name in READERS:
            more, filled = READERS[name](match)
            if name == "day" and "BYMONTHDAY" in by:  # 每月1日、15日
                more["BYMONTHDAY"] = f"{by['BYMONTHDAY']},{more['BYMONTHDAY']}"
            by, slots = by | more, filled | slots
    return [f"{name}={value}" for name, value in by.items()], _value(slots, time)


def _own(group: dict[str, str | None]) -> Reading:
    """What the recurring word says by itself: 每周五, 每晚, 每逢国庆节."""
    part = group["part"] or ""
    time = part_value(part.removeprefix("天"))
    if group["feast"] in holidays():
        return _feast(group["feast"] or ""), {}, time
    days = _weekdays(group)
    week = "-WE" if days == [5, 6] else f"-{days[0] + 1}" if len(days) == 1 else ""
    return ({"BYDAY": ",".join(CODES[day] for day in days)}, {"week": week}, time) if days else ({}, {}, time)


def _value(slots: dict[str, str], time: str) -> str:
    """TIMEX3 value with X for what recurs; empty if only the unit is named."""
    if "week" in slots:
        return f"XXXX-WXX{slots['week']}{time}"
    if slots:
        day = f"-{slots['day']}" if "day" in slots else ""
        return f"XXXX-{slots.get('month', 'XX')}{day}{time}"
    return f"XXXX-XX-XX{time}" if time else ""


def _month(match: re.Match[str]) -> Filled:
    month = int(read_number(match["m_n"] or "") or 0)
    return ({"BYMONTH": str(month)}, {"month": f"{month:02}"}) if month else ({}, {})


def _day(match: re.Match[str]) -> Filled:
    day = int(read_number(match["d"]) or 0)
    return {"BYMONTHDAY": str(day)}, {"day": f"{day:02}"}


def _season(match: re.Match[str]) -> Filled:
    code, first = SEASONS[match["se"] or match["se1"]]
    return {"BYMONTH": ",".join(str((first + n - 1) % 12 + 1) for n in range(3))}, {"month": code}


def _weekday(match: re.Match[str]) -> Filled:
    day = WEEKDAYS[match["wd"] or match["wd_p"]]
    return {"BYDAY": CODES[day]}, {"week": f"-{day + 1}"}


def _nth(match: re.Match[str]) -> Filled:
    """第二个周一; 最后一个 counts from the end."""
    day = match["nt_d"] or match["nt_d2"]
    if not day:
        return {}, {}
    n = int(read_number(match["nt_n"]) or 0) if match["nt_n"] else -1
    return {"BYDAY": f"{n}{CODES[WEEKDAYS[day]]}"}, {"month": "XX"}


def _ten(match: re.Match[str]) -> Filled:
    first, last = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}[match["te"]]
    return {"BYMONTHDAY": ",".join(str(day) for day in range(first, last + 1))}, {}


def _feast(name: str) -> dict[str, str]:
    """BY parts of a feast of the solar calendar; others move."""
    holiday = holidays().get(name)
    if not holiday or holiday.calendar != "solar":
        return {}
    month, day = holiday.rule.split("-")
    return {"BYMONTH": month, "BYMONTHDAY": day}


READERS: dict[str, Callable[[re.Match[str]], Filled]] = {
    "month": _month,
    "day": _day,
    "season": _season,
    "weekday": _weekday,
    "nth": _nth,
    "ten": _ten,
    "holiday": lambda match: (_feast(match["ho"] or ""), {}),
    "weekend": lambda _: ({"BYDAY": "SA,SU"}, {"week": "-WE"}),
}


def _weekdays(group: dict[str, str | None]) -> list[int]:
    """Days of 一、三、五 or 一至周五."""
    if group["weekend"]:
        return [5, 6]
    if group["working"]:
        return [0, 1, 2, 3, 4]
    text = re.sub(W, "", group["days"] or group["days2"] or group["days3"] or "")
    if not text:
        return []
    if "末" in text:
        return [5, 6]
    span = re.fullmatch(r"(.)[至到\-—](.)", text)
    if span:
        return list(range(WEEKDAYS[span[1]], WEEKDAYS[span[2]] + 1))
    return sorted({WEEKDAYS[c] for c in text if c in WEEKDAYS})
