"""The frame an expression is seen from, and the state of its days while a chain is read."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from analysis.chinese import read_number
from analysis.dates.almanac import Days, year_days

Said = dict[str, Days]  # the day, month, year and span last named in the article


class Meant(NamedTuple):
    """What an expression means: a row of `dates` in the making. Open ends are None."""

    type: str
    value: str
    start: date | None
    end: date | None
    grain: str
    basis: str
    rrule: str = ""


NOTHING = Meant("DATE", "", None, None, "period", "none")


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


@lru_cache(maxsize=1_000)  # the same few numerals come again and again
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


def of_week(days: Days, rests: str) -> State:
    """A week from Monday to Sunday."""
    year, number, _ = days.start.isocalendar()
    return State(days, "week", f"{year}-W{number:02}", rests)


def year_before(state: State | None, frame: Frame, month: int = 0) -> tuple[int, str]:
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


def of_today(state: State | None, frame: Frame) -> State:
    """The day a part of day belongs to: in the chain, else named before, else that of publication."""
    if state:
        return state
    said = frame.said.get("day")
    return of_day(said.start, "same_article") if said else of_day(frame.today, "window")


def count_weeks(word: str | None) -> int:
    """Weeks from this one: 上上 is two back."""
    return {"上上": -2, "上": -1, "下": 1, "下下": 2}.get(word or "", 0)
