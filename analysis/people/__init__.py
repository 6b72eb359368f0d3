"""People: bylines and credits, named persons with role and body, unnamed sources."""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from itertools import groupby

import pandas as pd

from analysis.chinese import fold
from analysis.people.bylines import find_inside, read_byline
from analysis.people.mentions import Person, find_named, find_repeated, find_unnamed
from analysis.people.names import Text
from analysis.readings import Reading, read_paragraphs
from analysis.schema import arrange, build, check

__all__ = ["count_voices", "find_people"]

SPACES = {ord(c): None for c in " \u3000\n\r\t"}
Bodies = list[tuple[int, int, str]]


def find_people(
    paragraphs: pd.DataFrame, organisations: pd.DataFrame, known: Collection[str] = frozenset()
) -> pd.DataFrame:
    """List persons, one row for each mention: named, unnamed sources, bylines and credits.

    `text` is the name alone, `role` and `organisation` what is printed next to
    it. A name that a role, a title, a list or its spelling tells is found
    wherever the page repeats it. `known` are names that the researcher gives.

    >>> rows = [("p#1", 1, 1, "body", 0, 15, "县文化馆馆长王芳说，欢迎大家。", "", "")]
    >>> people = find_people(build("paragraphs", rows), build("organisations", []))
    >>> people[["text", "role", "kind"]].values.tolist()  # Wang Fang, head of the county's cultural centre
    [['王芳', '馆长', 'named']]
    """
    bodies = _bodies(check("organisations", organisations))
    ordered = arrange("paragraphs", paragraphs)
    given = frozenset(fold(name) for name in known)
    rows: list[tuple] = []
    for _, page in groupby(read_paragraphs(ordered), key=lambda r: r.article_id.rsplit("#", 1)[0]):
        rows += _page(list(page), bodies, given)
    return arrange("people", build("people", rows))


def count_voices(quotations: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Count speeches by speaker and mode, one row each, with the role and body printed next to the name.

    A speaker who is no row of `people` (a body, a group) keeps empty role and kind.
    """
    speech = check("quotations", quotations)
    speech = speech[(speech["kind"] == "speech") & (speech["speaker"] != "")]
    check("people", people)
    named = people.assign(described=(people["role"] != "").astype(int)).sort_values(
        ["described", "start"], ascending=[False, True], kind="stable"
    )
    who = named.drop_duplicates(["article_id", "text"])[["article_id", "text", "role", "organisation", "kind"]]
    voices = speech[["article_id", "speaker", "mode"]].merge(
        who.rename(columns={"text": "speaker"}), on=["article_id", "speaker"], how="left"
    )
    voices = voices.fillna("")
    keys = ["speaker", "role", "organisation", "kind", "mode"]
    counts = voices.groupby(keys, as_index=False).agg(
        speeches=("article_id", "size"), articles=("article_id", "nunique")
    )
    return counts.sort_values(["speeches", "speaker", "mode"], ascending=[False, True, True], ignore_index=True)


def _bodies(organisations: pd.DataFrame) -> dict[str, Bodies]:
    bodies: dict[str, Bodies] = {}
    columns = (organisations[c].tolist() for c in ("article_id", "start", "end", "text"))
    for article, start, end, text in zip(*columns, strict=True):
        bodies.setdefault(article, []).append((start, end, text))
    return {article: sorted(found) for article, found in bodies.items()}


def _page(readings: list[Reading], bodies: dict[str, Bodies], given: frozenset[str]) -> Iterator[tuple]:
    """Names first, so that each is found again where nothing but the page's repetition tells it."""
    found: list[tuple[Reading, list[Person], Bodies]] = []
    names = set(given)
    for reading in readings:
        inside = _in_form(reading, bodies.get(reading.article_id, []))
        persons = _credits(reading)
        if reading.role not in ("byline", "credit"):
            text = Text(reading.form)
            speaking = _speaking(text, inside)
            persons += [p for p in speaking if not _overlaps(p, persons)] if persons else speaking
        if persons:
            names |= {p.name for p in persons if p.kind == "named" and len(p.name) > 1}
        found.append((reading, persons, inside))
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    for reading, persons, inside in found:
        if reading.role not in ("byline", "credit"):
            persons = find_repeated(reading.form, persons, longest_first, inside)
        for person in persons:
            yield _row(reading, person)


def _speaking(text: Text, inside: Bodies) -> list[Person]:
    named, unnamed = find_named(text, inside), find_unnamed(text, inside)
    if not (named and unnamed):
        return named or unnamed
    ends = {p.j for p in named}  # 甲某、乙某两位烈士: the named ones again
    return named + [p for p in unnamed if not _overlaps(p, named) and p.i not in ends]


def _overlaps(person: Person, others: list[Person]) -> bool:
    return any(person.i < other.j and other.i < person.j for other in others)


def _credits(reading: Reading) -> list[Person]:
    kind = "credit" if reading.role == "credit" else "byline"
    whole = reading.role in ("byline", "credit")
    spans = [(0, len(reading.form))] if whole else list(find_inside(reading.form))
    persons = []
    for start, end in spans:
        for i, j, post, house in read_byline(reading.form[:end], start):
            its_kind = "credit" if post.startswith(("摄", "供图")) else kind
            persons.append(Person(i, j, reading.form[i:j].translate(SPACES), post, house, its_kind))
    return persons


def _in_form(reading: Reading, bodies: Bodies) -> Bodies:
    """Bodies inside the reading, by their offsets in the form."""
    inside = []
    begin, stop = reading.span(0, len(reading.form)) if reading.form else (0, 0)
    for start, end, text in bodies[bisect_left(bodies, (begin,)) : bisect_left(bodies, (stop,))]:
        if reading.pieces:
            at = [p.at + start - p.start for p in reading.pieces if p.start <= start < p.end]
            last = [p.at + end - p.start for p in reading.pieces if p.start < end <= p.end]
        else:
            at, last = [start - reading.start], [end - reading.start]
        if at and last and 0 <= at[0] < last[0] <= len(reading.form):
            inside.append((at[0], last[0], text))
    return inside


def _row(reading: Reading, person: Person) -> tuple:
    where = (reading.article_id, *reading.span(person.i, person.j), reading.quote(person.i, person.j))
    return (*where, person.name, person.role, person.organisation, person.kind, reading.corrected(person.i, person.j))
