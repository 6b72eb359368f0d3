"""The words of time: each atom is a pattern for one unit of a date, from the century down to the clock.

An expression is a chain of atoms whose ranks rise: 去年 (year) 12月 (month)
上旬 (part of it), 5月8日 (day) 下午 (part of day) 3时许 (clock). chains.py reads
the chains; the function of an atom's name says what it means (years.py,
months.py, days.py). Patterns match folded text: digits are ASCII, characters
simplified. Where several match, the first in the list of its ranks holds.
"""

import re
from functools import cache

from analysis.dates.long_units import LONG_UNITS
from analysis.dates.short_units import SHORT_UNITS

ATOMS = [*LONG_UNITS, *SHORT_UNITS]
RANK = {atom.name: atom.rank for atom in ATOMS}


@cache
def _pattern(least: int) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{atom.name}>{atom.pattern})" for atom in ATOMS if atom.rank >= least), re.VERBOSE)


def read_atom(text: str, at: int, least: int) -> tuple[str, re.Match[str]] | None:
    """The atom at a place, if its rank is at least `least`.

    >>> read_atom("去年12月", 0, 0)[0], read_atom("去年12月", 2, 4)[1][0]
    ('relyear', '12月')
    """
    match = _pattern(least).match(text, at)
    return (match.lastgroup or "", match) if match and match.end() > at else None
