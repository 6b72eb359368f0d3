"""Dates: every time expression of a page, what it means, and on which day."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd

from analysis.dates.almanac import Days
from analysis.dates.anchors import Meant, Window, anchor
from analysis.dates.chains import Expression, read_times
from analysis.dates.events import known_events, read_days
from analysis.dates.explain import explain_date
from analysis.dates.frame import Said
from analysis.dates.senses import is_coming, read_sense
from analysis.readings import Reading, read_paragraphs
from analysis.schema import arrange, build, check

__all__ = ["explain_date", "find_dates"]

Quoted = list[tuple[int, int, str]]
# A speech on a day of the story is of the last month: what was said long ago is told as history.
# What a time of a grain names for later ones.
NAMED = {"day": ("day", "month", "year"), "month": ("month", "year", "span"), "year": ("year",)}
SPOKEN = timedelta(days=31)


def find_dates(
    paragraphs: pd.DataFrame,
    pages: pd.DataFrame,
    quotations: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """List the time expressions, one row each, with the days they mean.

    Relative times are computed from both ends of the page's publication window:
    昨日 in a window of three days is any of three days. 同日 and 次日 hang on the
    day named before in the article, a speaker's 今天 on the day of the speech.
    Without a window such days stay empty. `events` are the researcher's, beside
    those of data/events.csv.

    >>> rows = [("p#1", 1, 1, "body", 0, 14, "昨日开幕，9月10日闭幕。", "", "")]  # from yesterday to 10 September
    >>> page = ("p", "", "", 14, "", "", "2021-09-03", "2021-09-03", "given")
    >>> find_dates(build("paragraphs", rows), build("pages", [page]))[["text", "from_date"]].values.tolist()
    [['昨日', '2021-09-02'], ['9月10日', '2021-09-10']]
    """
    check("pages", pages)
    windows = {page: _window(*ends) for page, *ends in _columns(pages, "page_id", "published_from", "published_to")}
    known = known_events() | _own_events(events)
    quoted = _quoted(quotations)
    articles: dict[str, list[Reading]] = defaultdict(list)
    for reading in read_paragraphs(paragraphs):
        articles[reading.article_id].append(reading)
    rows: list[tuple] = []
    for article, readings in articles.items():
        window = windows.get(article.rsplit("#", 1)[0], Window(None, None))
        readings.sort(key=lambda reading: reading.start)
        rows += _article(readings, window, quoted.get(article, []), known)
    return arrange("dates", build("dates", rows))


def _columns(table: pd.DataFrame, *names: str) -> Iterator[tuple]:
    return zip(*(table[name].tolist() for name in names), strict=True)


def _window(start: str, end: str) -> Window:
    start, end = start or end, end or start
    return Window(date.fromisoformat(start), date.fromisoformat(end)) if start else Window(None, None)


def _own_events(events: pd.DataFrame | None) -> dict[str, Days]:
    if events is None:
        return {}
    return {event: read_days(start, end) for event, start, end in _columns(events, "event", "from", "to")}


def _quoted(quotations: pd.DataFrame | None) -> dict[str, Quoted]:
    quoted: dict[str, Quoted] = defaultdict(list)
    if quotations is not None:
        for article, *quote in _columns(check("quotations", quotations), "article_id", "start", "end", "kind"):
            if quote[2] in ("speech", "title"):
                quoted[article].append((quote[0], quote[1], quote[2]))
    return quoted


def _article(readings: list[Reading], window: Window, quoted: Quoted, events: dict[str, Days]) -> Iterator[tuple]:
    """Rows of an article, in reading order: later times hang on earlier ones."""
    said: tuple[Said, Said] = ({}, {})
    for reading in readings:
        for time in read_times(reading.form, events):
            start, end = reading.span(time.start, time.end)
            kind = next((kind for a, b, kind in quoted if a <= start and end <= b), "")
            meant = _mean(time, window, said, (kind, is_coming(reading.form, time)))
            sense = read_sense(reading.form, time, kind)
            _remember(said, meant, time, sense)
            yield _row(reading, time, meant, sense)


def _mean(time: Expression, window: Window, said: tuple[Said, Said], around: tuple[str, bool]) -> Meant:
    """Meaning of an expression; a speaker sees it from the day of the speech, if the article has named one."""
    kind, coming = around
    if kind != "speech":
        return anchor(time, window, said, coming)
    days = [past.get("day") for past in said]
    if window.start and days[0] and days[1] and window.start - days[0].start <= SPOKEN:
        window = Window(days[0].start, days[1].end)
    meant = anchor(time, window, said, coming)
    return meant._replace(basis="quotation") if meant.basis == "window" else meant


def _remember(said: tuple[Said, Said], meant: Meant, time: Expression, sense: str) -> None:
    """Keep the last day, month, year and stretch named, for 同日, 当月, 次年, 同期."""
    passing = not time.first or time.first[0].name in ("vague", "now", "epoch") or sense in ("topic", "generic")
    if passing or not meant.start or not meant.end or time.kind == "set" or time.tail.endswith("来"):
        return
    days = Days(meant.start, meant.end)
    fine = "day" if meant.grain in ("time", "part_of_day") or time.kind == "range" else meant.grain
    names = NAMED.get(fine, ("span",))
    for past, day in zip(said, (days.start, days.end), strict=True):
        for name in names:
            past[name] = days if name == "span" else Days(day, day) if fine == "day" else days
        if time.kind == "range":
            past["day"] = Days(days.end, days.end)


def _row(reading: Reading, time: Expression, meant: Meant, sense: str) -> tuple:
    i, j = time.start, time.end
    return (
        reading.article_id,
        *reading.span(i, j),
        reading.quote(i, j),
        meant.type,
        meant.value,
        meant.start.isoformat() if meant.start else "",
        meant.end.isoformat() if meant.end else "",
        meant.grain,
        meant.rrule,
        sense,
        meant.basis,
        reading.corrected(i, j),
    )
