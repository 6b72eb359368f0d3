"""What other rooms found, laid over a paragraph: names and times masked, offsets turned into the form's."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import repeat
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
    """form[start:end] of a paragraph, the table it is a row of, and that row's columns of interest."""

    start: int
    end: int
    table: str
    about: tuple


# What activities need to know of each mention, beside where it stands.
ABOUT = {
    "dates": ("type", "from_date", "to_date", "granularity", "sense", "text", "value"),
    "places": ("text", "adcode", "path", "level", "sense", "chain_head"),
    "organisations": ("adcode",),
    "people": ("kind",),
    "quotations": ("kind", "closed"),
}
MASK = {"quotations": QUOTED, "places": PLACE, "organisations": BODY, "people": PERSON, "dates": DATE}
Index = dict[str, list[tuple]]


def index_mentions(mentions: Mentions) -> dict[str, Index]:
    """Rows of each table by article, in the order of their start: (start, -end, about)."""
    indexes: dict[str, Index] = {}
    for name, table in mentions._asdict().items():
        check(name, table)
        index: Index = {}
        about = zip(*(table[column].tolist() for column in ABOUT[name]), strict=True)
        keys = (table[column].tolist() for column in ("article_id", "start", "end"))
        for article, start, end, facts in zip(*keys, about, strict=True):
            index.setdefault(article, []).append((start, -end, facts))
        for rows in index.values():
            rows.sort()
        indexes[name] = index
    return indexes


def gather_mentions(reading: Reading, indexes: dict[str, Index]) -> dict[str, list[Mention]]:
    """Mentions within the reading by table, in form offsets."""
    end = reading.span(0, len(reading.form))[1]
    found: dict[str, list[Mention]] = {}
    for name, index in indexes.items():
        rows = index.get(reading.article_id, ())
        first, last = bisect_left(rows, (reading.start,)), bisect_left(rows, (end,))
        if first < last:
            starts, minuses, abouts = zip(*rows[first:last], strict=True)
            ends = to_form(reading, [-minus for minus in minuses])
            found[name] = list(map(Mention, to_form(reading, starts), ends, repeat(name), abouts))
    return found


def to_form(reading: Reading, raws: Iterable[int]) -> list[int]:
    """Form offsets of raw offsets that rows of the paragraph start or end at."""
    if not reading.pieces:
        return [raw - reading.start for raw in raws]
    return [_place(reading, raw) for raw in raws]


def _place(reading: Reading, raw: int) -> int:
    n = max(0, bisect_right(reading.pieces, raw, key=lambda piece: piece.start) - 1)
    at, start, end = reading.pieces[n][:3]
    after = reading.pieces[n + 1].at if n + 1 < len(reading.pieces) else len(reading.form)
    return min(at + raw - start, after) if raw < end else after


def mask(form: str, found: dict[str, list[Mention]]) -> str:
    """The form with names, times, quoted and spoken words each turned into one character of their kind.

    Places that only name a body are covered by it; what is quoted or spoken covers whatever it holds.
    """
    names = ("dates", "places", "people", "organisations")
    covers = [(m.start, m.end, MASK[name]) for name in names for m in found.get(name, ()) if _counts(m)]
    quoted = found.get("quotations", ())
    covers += [(m.start, m.end, QUOTED) for m in quoted if m.about[0] != "speech"]
    covers += [(m.start, m.end, SPOKEN) for m in quoted if m.about[0] == "speech"]
    characters = list(form) if covers else []
    for start, end, mark in covers:
        characters[start:end] = mark * (end - start)
    return "".join(characters) or form


def _counts(mention: Mention) -> bool:
    """A place that is no place (sense name) and a time that is mere ornament stay words."""
    if mention.table == "places":
        return mention.about[4] != "name"
    return mention.table != "dates" or mention.about[4] in ("activity", "window", "campaign")
