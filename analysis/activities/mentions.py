"""What other rooms found, laid over a paragraph: names and times masked, offsets turned into the form's."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from io import StringIO
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple

import pandas as pd

from analysis.activities.lexicon import BODY, DATE, PERSON, PLACE, QUOTED, SPOKEN
from analysis.readings import Reading
from analysis.schema import check


class Mentions(NamedTuple):
    """The tables of mentions that activities are made of; all of the same pages."""

    dates: pd.DataFrame
    places: pd.DataFrame
    organisations: pd.DataFrame
    people: pd.DataFrame
    quotations: pd.DataFrame


class Mention(NamedTuple):
    """form[start:end] of a paragraph, the table it is a row of, that row's columns of interest, what masks it."""

    start: int
    end: int
    table: str
    about: tuple
    mark: str


# What activities need to know of each mention, beside where it stands.
ABOUT = {
    "dates": ("type", "from_date", "to_date", "granularity", "sense", "text", "value"),
    "places": ("text", "adcode", "path", "level", "sense"),
    "organisations": ("adcode",),
    "people": ("kind",),
    "quotations": ("kind", "closed"),
}
DATING = ["activity", "window", "campaign"]  # senses of times; others are mere ornament
Index = dict[str, list[tuple]]


def index_mentions(mentions: Mentions) -> Index:
    """Rows of all tables by article, in the order of their start: (start, -end, table, about, mark)."""
    index: Index = {}
    for name, table in mentions._asdict().items():
        check(name, table)
        about = zip(*(table[column].tolist() for column in ABOUT[name]), strict=True)
        rows = zip(table["start"].tolist(), (-table["end"]).tolist(), repeat(name), about, _marks(name, table))
        for article, row in zip(table["article_id"].tolist(), rows, strict=True):
            index.setdefault(article, []).append(row)
    for of_article in index.values():
        of_article.sort()
    return index


def _marks(name: str, table: pd.DataFrame) -> Iterable[str]:
    """What masks each row: a place that is no place (sense name) and a time that is mere ornament stay words."""
    if name == "dates":
        return [DATE if counts else "" for counts in table["sense"].isin(DATING).tolist()]
    if name == "places":
        return ["" if sense == "name" else PLACE for sense in table["sense"].tolist()]
    if name == "quotations":
        return [SPOKEN if kind == "speech" else QUOTED for kind in table["kind"].tolist()]
    return repeat(BODY if name == "organisations" else PERSON, len(table))


def gather_mentions(reading: Reading, end: int, index: Index) -> list[Mention]:
    """Mentions within the reading, which ends at `end`, in form offsets."""
    rows = index.get(reading.article_id, [])
    rows = rows[bisect_left(rows, (reading.start,)) : bisect_left(rows, (end,))]
    if not reading.pieces:
        base = reading.start
        return [Mention(start - base, -minus - base, name, about, mark) for start, minus, name, about, mark in rows]
    return [Mention(_place(reading, start), _place(reading, -minus), *rest) for start, minus, *rest in rows]


def by_table(mentions: list[Mention]) -> dict[str, list[Mention]]:
    """Mentions of each table; those that have none have no key."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.table, []).append(mention)
    return found


def to_form(reading: Reading, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Form offsets of the raw offsets that rows of the paragraph start and end at."""
    if not reading.pieces:
        base = reading.start
        return [(start - base, end - base) for start, end in spans]
    return [(_place(reading, start), _place(reading, end)) for start, end in spans]


def _place(reading: Reading, raw: int) -> int:
    n = max(0, bisect_right(reading.pieces, raw, key=lambda piece: piece.start) - 1)
    at, start, end = reading.pieces[n][:3]
    after = reading.pieces[n + 1].at if n + 1 < len(reading.pieces) else len(reading.form)
    return min(at + raw - start, after) if raw < end else after


def mask(form: str, mentions: list[Mention]) -> str:
    """The form with names, times, quoted and spoken words each turned into one character of their kind."""
    if not mentions:
        return form
    sheet = StringIO(form)  # written over in place: a list of its characters takes longer
    for start, end, _, _, mark in sorted(mentions, key=itemgetter(-1)):
        if mark:
            sheet.seek(start)
            sheet.write(mark * (end - start))
    return sheet.getvalue()
