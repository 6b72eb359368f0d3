"""The calendar: units of time as first and last day, ISO weeks, lunar dates, solar terms, holidays.

Pure functions of `int`, `str` and `date`; nothing here reads a clock.
"""

import csv
import math
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

DAY = timedelta(days=1)
WEEKDAYS = {name: n for n, names in enumerate(["一", "二", "三", "四", "五", "六末", "日天"]) for name in names}
SEASONS = {"春": ("SP", 3), "夏": ("SU", 6), "秋": ("FA", 9), "冬": ("WI", 12)}
TERMS = [
    "春分",
    "清明",
    "谷雨",
    "立夏",
    "小满",
    "芒种",
    "夏至",
    "小暑",
    "大暑",
    "立秋",
    "处暑",
    "白露",
    "秋分",
    "寒露",
    "霜降",
    "立冬",
    "小雪",
    "大雪",
    "冬至",
    "小寒",
    "大寒",
    "立春",
    "雨水",
    "惊蛰",
]


class Days(NamedTuple):
    """First and last day, inclusive."""

    start: date
    end: date


class Holiday(NamedTuple):
    """A row of data/holidays.csv."""

    name: str
    calendar: str
    rule: str
    days: int


@lru_cache(maxsize=1_000)
def year_days(year: int, first: int = 1, last: int = 12) -> Days:
    """Months `first` to `last` of a year; months outside 1-12 belong to the years around it.

    >>> year_days(2020, 2, 2).end.isoformat()
    '2020-02-29'
    """
    start = date(year + (first - 1) // 12, (first - 1) % 12 + 1, 1)
    return Days(start, date(year + last // 12, last % 12 + 1, 1) - DAY)


def week_days(day: date, weeks: int = 0) -> Days:
    """Monday to Sunday of the week that holds the day, or of one `weeks` later."""
    monday = day - timedelta(days=day.weekday() - 7 * weeks)
    return Days(monday, monday + 6 * DAY)


def count_week(start: date, n: int) -> Days:
    """The n-th week of a month or year: weeks count from its first Monday.

    >>> count_week(date(2021, 6, 1), 2).start.isoformat()  # 6月第2周
    '2021-06-14'
    """
    monday = start + timedelta(days=-start.weekday() % 7 + 7 * (n - 1))
    return Days(monday, monday + 6 * DAY)


def count_weekday(days: Days, weekday: int, n: int) -> date:
    """The n-th given weekday (0 Monday) of a stretch; -1 is the last.

    >>> count_weekday(year_days(2021, 6, 6), 6, 3).isoformat()  # 6月第三个星期日
    '2021-06-20'
    """
    if n < 0:
        return days.end - timedelta(days=(days.end.weekday() - weekday) % 7 - 7 * (n + 1))
    return days.start + timedelta(days=(weekday - days.start.weekday()) % 7 + 7 * (n - 1))


def shift_months(day: date, months: int) -> date:
    """The same day of another month, or its last day if that month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    last = year_days(index // 12, index % 12 + 1, index % 12 + 1).end
    return last.replace(day=min(day.day, last.day))


def lunar_day(year: int, month: int, day: int, leap: bool = False) -> date:
    """Solar date of a day of the Chinese calendar.

    >>> lunar_day(2021, 8, 15).isoformat()  # 中秋
    '2021-09-21'
    """
    from lunardate import LunarDate

    return LunarDate(year, month, day, leap).to_solar_date()


def lunar_month(year: int, month: int, leap: bool = False) -> Days:
    """First and last day of a month of the Chinese calendar: it has 30 days or 29."""
    start = lunar_day(year, month, 1, leap)
    try:
        return Days(start, lunar_day(year, month, 30, leap))
    except ValueError:
        return Days(start, start + 28 * DAY)


@cache
def term_day(year: int, term: str) -> date:
    """Day of a solar term (节气) in Beijing time.

    The term begins when the sun's apparent longitude reaches a multiple of 15°;
    longitude after Meeus, Astronomical Algorithms (1998), chapter 25, good to
    about 0.01° or a quarter of an hour.

    >>> [term_day(year, "清明").isoformat() for year in (2019, 2020)]
    ['2019-04-05', '2020-04-04']
    """
    target = 15 * TERMS.index(term)
    day = 2451545.0 + (year - 2000) * 365.2422 + (target + 80) % 360 * 365.2422 / 360
    for _ in range(8):  # a degree is about a day: converges fast
        day += (((target - _sun(day) + 180) % 360) - 180) * 365.2422 / 360
    # Julian day 2451545.0 is noon of 2000-01-01; Beijing is eight hours ahead.
    return date(2000, 1, 1) + timedelta(days=math.floor(day - 2451544.5 + 8 / 24 - 69 / 86400))


def _sun(day: float) -> float:
    """Apparent longitude of the sun in degrees at a Julian day."""
    t = (day - 2451545.0) / 36525
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    anomaly = math.radians(357.52911 + 35999.05029 * t - 0.0001537 * t * t)
    centre = (1.914602 - 0.004817 * t) * math.sin(anomaly)
    centre += (0.019993 - 0.000101 * t) * math.sin(2 * anomaly) + 0.000289 * math.sin(3 * anomaly)
    node = math.radians(125.04 - 1934.136 * t)
    return (mean + centre - 0.00569 - 0.00478 * math.sin(node)) % 360


class Vague(NamedTuple):
    """A row of data/vague_times.csv."""

    name: str
    anchor: str
    back: str
    ahead: str
    value: str
    sense: str


@cache
def vague_times() -> dict[str, Vague]:
    """Vague expressions by name, with the days they are taken to reach back and ahead."""
    return {row.name: row for row in (Vague(*(r[field] for field in Vague._fields)) for r in read_rows("vague_times"))}


def read_rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of a data file of this package."""
    return csv.DictReader(resources.files("analysis").joinpath(f"data/{name}.csv").read_text("utf-8").splitlines())


@cache
def holidays() -> dict[str, Holiday]:
    """Holidays by each of their names."""
    return {r["name"]: Holiday(r["name"], r["calendar"], r["rule"], int(r["days"])) for r in read_rows("holidays")}


class Period(NamedTuple):
    """A row of data/periods.csv."""

    days: Days
    sense: str


@cache
def periods() -> dict[str, Period]:
    """Historical periods and plan periods by name, whole years."""
    years = {r["name"]: (int(r["from"]), int(r["to"]), r["sense"]) for r in read_rows("periods")}
    return {name: Period(Days(date(a, 1, 1), date(b, 12, 31)), sense) for name, (a, b, sense) in years.items()}


def holiday_days(name: str, year: int) -> Days:
    """Days of a holiday or solar term in a year: the feast itself, not the days off.

    >>> holiday_days("端午节", 2021).start.isoformat(), holiday_days("母亲节", 2021).start.isoformat()
    ('2021-06-14', '2021-05-09')
    """
    if name.removesuffix("节气") in TERMS:
        day = term_day(year, name.removesuffix("节气"))
        return Days(day, day)
    holiday = holidays()[name]
    start = _feast(holiday.calendar, holiday.rule, year)
    return Days(start, start + (holiday.days - 1) * DAY)


def _feast(calendar: str, rule: str, year: int) -> date:
    if calendar == "term":
        return term_day(year, rule)
    if calendar == "eve":
        return lunar_day(year, 1, 1) - DAY
    numbers = [int(number) for number in rule.split("-")]
    if calendar == "lunar":
        # 腊八 and 小年 fall into the solar year after the one whose twelfth month holds them
        return lunar_day(year - (numbers[0] == 12), numbers[0], numbers[1])
    if calendar == "weekday":
        month, n, weekday = numbers
        return count_weekday(year_days(year, month, month), weekday - 1, n)
    return date(year, *numbers)
