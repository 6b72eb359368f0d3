"""Dates: every time expression of a page, what it means, and on which day."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import pandas as pd

from analysis.dates.almanac import Days
from analysis.dates.anchors import Meant, Window, anchor
from analysis.dates.chains import Expression, read_times
from analysis.dates.senses import is_coming, read_sense
from analysis.readings import Reading, read_paragraphs
from analysis.schema import arrange, build, check

__all__ = ["find_dates"]


def find_dates(
    paragraphs: pd.DataFrame,
    pages: pd.DataFrame,
    quotations: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """List the time expressions, one row each, with the days they mean.

    Relative times are computed from both ends of the page's publication window
    (昨日 in a window of three days is any of three days); 同日 and 次日 hang on the
    day named before in the article. Without a window such days stay empty.

    >>> rows = [("p#1", 1, 1, "body", 0, 12, "昨日开幕，9月10日闭幕。", "", "")]  # opened yesterday, closes on 10 September
    >>> page = ("p", "", "", 12, "", "", "2021-09-03", "2021-09-03", "given")
    >>> find_dates(build("paragraphs", rows), build("pages", [page]))[["text", "from_date"]].values.tolist()
    [['昨日', '2021-09-02'], ['9月10日', '2021-09-10']]
    """
    check("pages", pages)
    windows = {page: _window(*ends) for page, *ends in _columns(pages, "page_id", "published_from", "published_to")}
    rows: list[tuple] = []
    articles: dict[str, list[Reading]] = defaultdict(list)
    for reading in read_paragraphs(paragraphs):
        articles[reading.article_id].append(reading)
    for article, readings in articles.items():
        window = windows.get(article.rsplit("#", 1)[0], Window(None, None))
        rows += _article(sorted(readings, key=lambda reading: reading.start), window)
    return arrange("dates", build("dates", rows))


def _columns(table: pd.DataFrame, *names: str) -> Iterator[tuple]:
    return zip(*(table[name].tolist() for name in names), strict=True)


def _window(start: str, end: str) -> Window:
    start, end = start or end, end or start
    return Window(date.fromisoformat(start), date.fromisoformat(end)) if start else Window(None, None)


def _article(readings: list[Reading], window: Window) -> Iterator[tuple]:
    """Rows of an article, in reading order: later times hang on earlier ones."""
    said: tuple[dict[str, Days], dict[str, Days]] = ({}, {})
    for reading in readings:
        for time in read_times(reading.form):
            meant = anchor(time, window, said, is_coming(reading.form, time))
            sense = read_sense(reading.form, time, meant)
            _remember(said, meant, time, sense)
            yield _row(reading, time, meant, sense)


def _remember(said: tuple[dict, dict], meant: Meant, time: Expression, sense: str) -> None:
    """Keep the last day, month and year named, for 同日, 当月, 次年."""
    if not meant.start or not meant.end or time.kind in ("set", "stretch") or meant.value.endswith("_REF"):
        return
    if sense in ("rhetorical", "generic") or (time.first and time.first[0].name in ("vague", "now")):
        return
    fine = {"day": ("day", "month", "year"), "month": ("month", "year"), "year": ("year",)}
    grain = "day" if meant.grain in ("time", "part_of_day") else meant.grain
    if time.kind == "range" and (meant.end - meant.start).days < 31:
        grain = "day"
    for past, day in zip(said, (meant.start, meant.end), strict=True):
        for name in fine.get(grain, ()):
            past[name] = Days(day, day) if time.kind != "range" else Days(meant.end, meant.end)
        if grain not in ("day",):
            past["span"] = Days(meant.start, meant.end)


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
