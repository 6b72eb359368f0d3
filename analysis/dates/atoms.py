"""The words of time: each atom is a pattern for one unit of a date, from the century down to the clock.

An expression is a chain of atoms whose ranks rise: 去年 (year) 12月 (month)
上旬 (part of it), 5月8日 (day) 下午 (part of day) 3时许 (clock). chains.py reads
the chains; the function of an atom's name says what it means (years.py,
months.py, days.py). Patterns match folded text: digits are ASCII, characters
simplified. Where several match, the first in the list of its ranks holds.
"""

import re
import string
from collections.abc import Callable
from functools import cache

from analysis.dates.long_units import LONG_UNITS
from analysis.dates.short_units import SHORT_UNITS

ATOMS = [*LONG_UNITS, *SHORT_UNITS]
RANK = {atom.name: atom.rank for atom in ATOMS}


# What only looks ahead or back takes no character.
LOOK = re.compile(r"\(\?<?[=!](?:[^()\[\]]|\[[^\]]*\])*\)")
PATTERNS = [(atom, re.compile(atom.pattern, re.VERBOSE)) for atom in ATOMS]


@cache
def _candidates(character: str, least: int) -> tuple[tuple[str, Callable[[str, int], re.Match[str] | None]], ...]:
    """Atoms that may begin with a character: those whose pattern has it anywhere, which are few."""
    chosen = ((atom, pattern) for atom, pattern in PATTERNS if atom.rank >= least)
    return tuple((atom.name, pattern.match) for atom, pattern in chosen if character in signs(atom.pattern))


@cache
def signs(pattern: str) -> frozenset[str]:
    """Every character that a match of a pattern can begin with, and some more: those it is written with."""
    plain = LOOK.sub("", re.sub(r"\s#.*", "", pattern))
    classes = {r"\d|[0-9]": string.digits, r"\\s|\[ ]": string.whitespace, "a-z": string.ascii_letters}
    return frozenset(plain).union(*(members for sign, members in classes.items() if re.search(sign, plain)))


def read_atom(text: str, at: int, least: int) -> tuple[str, re.Match[str]] | None:
    """The atom at a place, if its rank is at least `least`.

    >>> read_atom("去年12月", 0, 0)[0], read_atom("去年12月", 2, 4)[1][0]
    ('relyear', '12月')
    """
    for name, match in _candidates(text[at : at + 1], least):
        if found := match(text, at):
            return name, found
    return None
