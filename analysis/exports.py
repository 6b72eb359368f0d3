"""Files other programs read: a calendar (iCalendar, RFC 5545), and a table for TimelineJS and Palladio."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.gazetteer import point
from analysis.schema import check

CALENDAR = ("day", "interval", "month")
# TimelineJS knows columns by these names (timeline.knightlab.com/docs/using-spreadsheets.html) and passes over others.
TIMELINE = ["Year", "Month", "Day", "End Year", "End Month", "End Day", "Display Date", "Headline", "Text", "Group"]
# Palladio takes any column; dates must be ISO days, coordinates "latitude,longitude".
PALLADIO = ["From", "To", "Date Type", "Actor", "Place", "Path", "Coordinates"]
KEYS = ["activity_id", "article_id", "start", "end"]


class Act(NamedTuple):
    """A row of `activities`, the columns that exports use."""

    activity_id: str
    article_id: str
    start: int
    end: int
    text: str
    actor: str
    action: str
    place: str
    adcode: str
    path: str
    date_text: str
    from_date: str
    to_date: str
    date_type: str

    @property
    def title(self) -> str:
        """What is done, by whom if that is known."""
        return f"{self.actor}：{self.action}" if self.actor else self.action


def save_calendar(activities: pd.DataFrame, dates: pd.DataFrame, pages: pd.DataFrame, path: str | Path) -> Path:
    """Write dated and recurring acts as an iCalendar file; other acts have no day that a calendar could show.

    Events last whole days; one that is known to the month fills it, and says
    so (CATEGORIES has the date_type). A rule needs a first day, which the print
    rarely tells: it is the first day that the rule allows from the first day on
    which the page can have been published. Without either there is no event.
    No clock is read: DTSTAMP is the last day of the page's window.
    """
    from icalendar import Calendar

    for name, table in (("activities", activities), ("dates", dates), ("pages", pages)):
        check(name, table)
    windows = dict(zip(pages["page_id"], zip(pages["published_from"], pages["published_to"], strict=True), strict=True))
    rules = _rules(dates)
    calendar = Calendar()
    calendar.add("prodid", "-//analysis//Chinese newspaper pages//EN")
    calendar.add("version", "2.0")
    for act in _acts(activities):
        event = _event(act, rules, windows.get(act.article_id.rsplit("#", 1)[0], ("", "")))
        if event is not None:
            calendar.add_component(event)
    path = Path(path)
    path.write_bytes(calendar.to_ical())
    return path


def _acts(activities: pd.DataFrame) -> Iterator[Act]:
    yield from map(Act._make, zip(*(activities[name].tolist() for name in Act._fields), strict=True))


def _rules(dates: pd.DataFrame) -> dict[tuple[str, str], list[tuple[int, str]]]:
    """Rules of recurring times by article and print: (start, rule)."""
    rules: dict[tuple[str, str], list[tuple[int, str]]] = {}
    columns = (dates[name].tolist() for name in ("article_id", "text", "start", "rrule"))
    for article, text, start, rule in zip(*columns, strict=True):
        if rule:
            rules.setdefault((article, text), []).append((start, rule))
    return rules


def _event(act: Act, rules: dict[tuple[str, str], list[tuple[int, str]]], window: tuple[str, str]):  # type: ignore[no-untyped-def]
    from icalendar import Event

    rule = next((r for start, r in rules.get((act.article_id, act.date_text), []) if start < act.end), "")
    days = _days(act, rule, window[0])
    if not days:
        return None
    event = Event()
    event.add("uid", f"{act.activity_id}@analysis")
    event.add("dtstamp", datetime.combine(date.fromisoformat(window[1] or act.to_date), time(), UTC))
    event.add("dtstart", days[0])
    event.add("dtend", days[1] + timedelta(days=1))
    if act.date_type == "recurring":
        event.add("rrule", _parse_rule(rule))
    event.add("summary", act.title)
    if act.path or act.place:
        event.add("location", " ".join(dict.fromkeys([*filter(None, act.path.split("/")), act.place])).strip())
    event.add("categories", [act.date_type])
    event.add("description", f"{act.text} ({act.date_text}; {act.article_id} {act.start}-{act.end})")
    return event


def _days(act: Act, rule: str, published: str) -> tuple[date, date] | None:
    """First and last day of the event, or of the first one of a series."""
    if act.date_type in CALENDAR and act.from_date and act.to_date:
        return date.fromisoformat(act.from_date), date.fromisoformat(act.to_date)
    begin = act.from_date or published
    if act.date_type != "recurring" or not rule or not begin:
        return None
    from dateutil.rrule import rrulestr

    day = date.fromisoformat(begin)
    first = rrulestr(rule, dtstart=datetime.combine(day, time())).after(datetime.combine(day, time()), inc=True)
    return (first.date(), first.date()) if first else None


def _parse_rule(rule: str):  # type: ignore[no-untyped-def]
    from icalendar import vRecur

    return vRecur.from_ical(rule)


def save_timeline(activities: pd.DataFrame, path: str | Path) -> Path:
    """Write the acts that have a first day as CSV; TimelineJS and Palladio both read it.

    TimelineJS refuses rows without a date, so that undated and recurring acts
    are in `activities` only. The keys of the last columns lead back to the print.
    """
    rows = [_row(act) for act in _acts(check("activities", activities)) if act.from_date]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([[*TIMELINE, *PALLADIO, *KEYS], *rows])
    path = Path(path)
    path.write_text(out.getvalue(), "utf-8", newline="")
    return path


def _row(act: Act) -> list[object]:
    first, last = act.from_date.split("-"), act.to_date.split("-") if act.to_date else ["", "", ""]
    ends = last if act.to_date != act.from_date else ["", "", ""]
    group = act.actor.split(";")[0]
    longitude, latitude, _ = point(act.adcode) if act.adcode else (None, None, "")
    spot = f"{latitude:.5f},{longitude:.5f}" if latitude is not None and longitude is not None else ""
    shown = [act.date_text, act.title, act.text, group]
    spread = [act.from_date, act.to_date, act.date_type, act.actor, act.place, act.path, spot]
    return [*map(int, first), *(int(n) if n else "" for n in ends), *shown, *spread, *act[:4]]
