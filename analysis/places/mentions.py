"""A place mention on its way from recognition to a row, and the line of text it stands in."""

import re
from typing import NamedTuple

from analysis.gazetteer import World
from analysis.places.words import Words


class Mention(NamedTuple):
    """form[start:end] of a reading and what it may be.

    `codes` are the divisions it may mean, `weak` those of them that need
    support; a `world` place has no code. `kind` is "" for a name of the
    gazetteer, else town, village, facility or deictic; `name` is what it is
    called where no division of that name is known.
    """

    reading: int
    start: int
    end: int
    codes: tuple[str, ...] = ()
    weak: frozenset[str] = frozenset()
    aliases: frozenset[str] = frozenset()
    world: World | None = None
    kind: str = ""
    name: str = ""
    match: str = "exact"
    resolved_by: str = ""
    candidates: tuple[str, ...] = ()
    sense: str = "literal"
    chain: int = 0

    @property
    def code(self) -> str:
        """The division it means, if that is settled."""
        return self.codes[0] if len(self.codes) == 1 and not self.weak else ""


class Line(NamedTuple):
    """A reading with all that may be a place in it, and its words around there."""

    number: int
    article: int
    form: str
    spans: list[tuple[int, int]]
    towns: list[re.Match]
    villages: list[re.Match]
    facilities: list[re.Match]
    streets: list[re.Match]
    pointers: list[re.Match]
    short: list[re.Match]
    foreign: list[re.Match]
    waters: list[re.Match]
    words: Words
