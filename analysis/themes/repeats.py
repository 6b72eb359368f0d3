"""Strings that a text repeats: maximal repeats, from its suffixes in order (Manber & Myers 1993).

A page is short and its alphabet large: Python's sort of suffixes, cut at the
longest phrase that matters, is ten times faster than a general suffix array.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from analysis.chinese import HAN

LEAST = 4
# Longer repeats are print repeated, not phrases; they are reported by their beginning.
LONGEST = 60
# A repeat may hold these marks, as formulas do: 办实事、开新局.
RUN = re.compile(rf"[{HAN}、·]+")


def find_repeats(text: str, least: int = LEAST, times: int = 2) -> Iterator[tuple[int, list[int]]]:
    """Yield (length, positions) of strings that occur so many `times` or more and cannot grow on either side.

    Repeats lie within runs of Han, 、 and ·; they may overlap and nest.

    >>> text = "抓落实促发展，又抓落实促发展；促发展"
    >>> sorted((text[at[0] : at[0] + n], len(at)) for n, at in find_repeats(text, 3))
    [('促发展', 3), ('抓落实促发展', 2)]
    """
    suffixes = sorted(_suffixes(text, least, times))
    common = [_shared(a, b, least) for (a, _), (b, _) in pairwise(suffixes)]
    for left, right, length in _intervals(common):
        if right - left + 1 < times:
            continue
        places = sorted(place for _, place in suffixes[left : right + 1])
        before = {text[place - 1] if place and RUN.match(text[place - 1]) else None for place in places}
        # Left-maximal: something different stands before it, or the run begins there.
        if len(before) > 1 or None in before:
            yield length, places


def _suffixes(text: str, least: int, times: int) -> Iterator[tuple[str, int]]:
    """The suffixes of runs, as far as they matter: those whose beginning comes often enough."""
    runs = [match.span() for match in RUN.finditer(text)]
    begins = Counter([text[n : n + least] for start, end in runs for n in range(start, end - least + 1)])
    often = {begin for begin, n in begins.items() if n >= times}
    for start, end in runs if often else ():
        for n in range(start, end - least + 1):
            if text[n : n + least] in often:
                yield text[n : min(end, n + LONGEST)], n


def _shared(one: str, other: str, least: int) -> int:
    """Characters that both begin with; 0 if fewer than `least`."""
    if one[:least] != other[:least]:
        return 0
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _intervals(common: list[int]) -> Iterator[tuple[int, int, int]]:
    """Yield (left, right, length): the suffixes left..right share exactly `length` characters.

    The usual walk over the tree of common prefixes, by a stack (Kasai et al. 2001).
    """
    stack: list[tuple[int, int]] = []
    for n, length in enumerate([*common, 0]):
        left = n
        while stack and stack[-1][1] > length:
            left, longer = stack.pop()
            yield left, n, longer
        if length and (not stack or stack[-1][1] < length):
            stack.append((left, length))
