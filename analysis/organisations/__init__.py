"""Organisations: bodies by the endings of their names, with the division, level and line of each."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from analysis.organisations.names import COLLECTIVE, Body, find_bodies
from analysis.organisations.types import find_types
from analysis.readings import Reading, read_paragraphs
from analysis.schema import arrange, build, check

__all__ = ["count_ladder", "find_organisations", "places_in_bodies"]

# Lines whose bodies are called after their division.
OFFICES = ["party", "government", "congress", "cppcc", "court", "mass_organisation", "military", "grassroots"]
LEVELS = ["foreign", "country", "province", "prefecture", "county", "town", "village", ""]
DIVISIONS = ["province", "prefecture", "county", "town", "village"]
NATIONAL = re.compile(r"^(?:中国|中华|全国|国家|中央|最高|国务院|中共中央)")
ENDING_LEVEL = {"自治区": "province", "省": "province", "盟": "prefecture", "州": "prefecture", "市": "prefecture"}
ENDING_LEVEL |= {"县": "county", "旗": "county", "区": "county", "乡": "town", "镇": "town", "村": "village"}


class Place(NamedTuple):
    """A division named inside or before a body."""

    start: int
    end: int
    name: str
    adcode: str
    level: str


class Found(NamedTuple):
    """A body of a page, with the division that its name begins with."""

    reading: Reading
    body: Body
    place: Place | None
    name: str


def find_organisations(paragraphs: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """List names of bodies, one row each: the whole name, with the place in it.

    Bodies inside a longer name (县委 in 县委组织部) have no row of their own. The
    ending tells the line, the division in the name the level. A short form
    (政协办公厅) has a row where just one body of the page ends so; `name` is then
    that body's.

    >>> rows = [("p#1", 1, 1, "body", 0, 16, "教育部和国家统计局联合发布通知。", "", "")]
    >>> table = find_organisations(build("paragraphs", rows), build("places", []))
    >>> table[["text", "level", "line"]].values.tolist()
    [['教育部', 'country', 'government'], ['国家统计局', 'country', 'government']]
    """
    divisions = _divisions(check("places", places))
    ordered = arrange("paragraphs", paragraphs)
    rows: list[tuple] = []
    for _, page in groupby(read_paragraphs(ordered), key=lambda r: r.article_id.rsplit("#", 1)[0]):
        found = [f for reading in page for f in _find(reading, divisions.get(reading.article_id, []))]
        rows += [_row(f, whole) for f, whole in _unify(found)]
    return arrange("organisations", build("organisations", rows))


def places_in_bodies(places: pd.DataFrame, organisations: pd.DataFrame) -> pd.DataFrame:
    """Give places inside the name of a body the sense `actor`; a name that is no place stays so."""
    places = arrange("places", places)
    spans: dict[str, list[tuple[int, int]]] = {}
    columns = (check("organisations", organisations)[c].tolist() for c in ("article_id", "start", "end"))
    for article, start, end in zip(*columns, strict=True):
        spans.setdefault(article, []).append((start, end))
    senses = []
    keys = (places[c].tolist() for c in ("article_id", "start", "end", "sense"))
    for article, start, end, sense in zip(*keys, strict=True):
        inside = any(a <= start and end <= b and end - start < b - a for a, b in spans.get(article, []))
        senses.append("actor" if inside and sense == "literal" else sense)
    return places.assign(sense=pd.Series(senses, dtype="str", index=places.index))


def count_ladder(organisations: pd.DataFrame) -> pd.DataFrame:
    """Count mentions and bodies by level and line, one row each, from the country down."""
    check("organisations", organisations)
    groups = organisations.groupby(["level", "line"], as_index=False).agg(
        mentions=("name", "size"), bodies=("name", "nunique")
    )
    order = groups["level"].map({level: n for n, level in enumerate(LEVELS)})
    return groups.assign(order=order).sort_values(["order", "line"]).drop(columns="order").reset_index(drop=True)


def _divisions(places: pd.DataFrame) -> dict[str, list[Place]]:
    columns = ["article_id", "start", "end", "name", "adcode", "level"]
    kept = (places["sense"] != "name") & places["level"].isin([*DIVISIONS, "country", "foreign"])
    chosen = places.loc[kept, columns]
    divisions: dict[str, list[Place]] = {}
    for article, start, end, name, adcode, level in zip(*(chosen[c].tolist() for c in columns), strict=True):
        # 在京: a division's one-character name heads no body
        if end - start > 1 or not adcode:
            divisions.setdefault(article, []).append(Place(start, end, name, adcode, level))
    return {article: sorted(found) for article, found in divisions.items()}


def _find(reading: Reading, places: list[Place]) -> Iterator[Found]:
    form = reading.form
    hits = find_types(form)
    if not hits:
        return
    spans = list(_in_form(reading, places)) if places else []
    ordered = sorted(spans, key=lambda span: (span[0], -span[1]))
    for body in find_bodies(form, hits, [(i, j) for i, j, _ in spans]):
        collective = COLLECTIVE.search(form, max(0, body.i - 2), body.i)
        if collective:
            begin = next((i for i, j, _ in spans if j == collective.start()), body.i)
            body = body._replace(i=begin, proper=body.proper or begin < body.i)
        # 上海合作组织 is not of Shanghai
        place, at = (None, body.i) if body.types[0].needs == "none" else _head(ordered, body)
        yield Found(reading, body, place, _canonical(body, place, form, at))


def _head(spans: list[tuple[int, int, Place]], body: Body) -> tuple[Place | None, int]:
    """The deepest division of the address that the name begins with, and where it begins; `spans` in order."""
    head, at, end = None, body.i, body.i
    for i, j, place in spans:
        if i == end and j <= body.j:
            head, at, end = place, i, j
    return head, at


def _canonical(body: Body, place: Place | None, form: str, at: int) -> str:
    """The name without the parents of its division; offices have the division's official name."""
    name = form[at : body.j]
    if place and place.adcode and _line(body) in OFFICES:
        return place.name + name[place.end - place.start :]
    return name


def _in_form(reading: Reading, places: list[Place]) -> Iterator[tuple[int, int, Place]]:
    """Places of the reading, by their offsets in the form."""
    low, high = bisect_left(places, (reading.start,)), len(places)
    for place in places[low:high]:
        if not reading.pieces and place.end > reading.start + len(reading.form):
            break
        if reading.pieces and place.end > reading.pieces[-1].end + len(reading.form):
            break
        if reading.pieces:
            i, j = _offset(reading, place.start), _offset(reading, place.end - 1) + 1
        else:
            i, j = place.start - reading.start, place.end - reading.start
        if 0 <= i < j:
            yield i, j, place


def _offset(reading: Reading, at: int) -> int:
    """Place in the form of a page offset; -1 where the form does not hold it."""
    for piece in reading.pieces:
        if piece.start <= at < piece.end:
            return piece.at + at - piece.start
    return -1


def _complete(found: Found) -> bool:
    """Tell whether the name is one as it stands."""
    body, first = found.body, found.body.types[0]
    if body.proper:
        return True
    if first.needs in ("none", "ministry"):
        return True
    return first.needs == "any" and body.j - body.i - len(body.types[-1].suffix) >= 4


def _unify(found: list[Found]) -> Iterator[tuple[Found, Found]]:
    """Pair complete names with themselves, and a short form with the one longer name that ends in it."""
    whole = [_complete(f) for f in found]
    complete = {f.name: f for f, is_whole in zip(reversed(found), reversed(whole), strict=True) if is_whole}
    for f, is_whole in zip(found, whole, strict=True):
        # 医院, 实验室 mean any one; 政协办公厅 the one that the page has named
        short = not f.body.proper and f.body.types[0].needs in ("place", "any")
        longer = [name for name in complete if name.endswith(f.name) and name != f.name] if short else []
        if len(longer) == 1 and len(f.name) > 3:
            yield f, complete[longer[0]]
        elif is_whole:
            yield f, f


def _row(found: Found, whole: Found) -> tuple:
    """A row with the print of `found` and the name, level and division of the `whole` name."""
    reading, body = found.reading, found.body
    where = (reading.article_id, *reading.span(body.i, body.j), reading.quote(body.i, body.j))
    adcode = whole.place.adcode if whole.place else ""
    return (*where, whole.name, _level(whole), _line(whole.body), adcode, reading.corrected(body.i, body.j))


def _level(found: Found) -> str:
    if found.place:
        abroad = found.place.level == "country" and found.place.name != "中国"
        return "foreign" if abroad else found.place.level
    if NATIONAL.match(found.name) or found.body.types[0].needs in ("none", "ministry"):
        return "country"
    return ""


def _line(body: Body) -> str:
    own = [kind.line for kind in body.types if kind.line != "inherit"]
    if own and own[0] in ("congress", "cppcc") and own[-1] != "party":  # its committees are of its line
        return own[0]
    return own[-1] if own else "other"
