"""Strings that a text repeats: maximal repeats, from its suffixes in order (Manber & Myers 1993).

A page is short and its alphabet large: Python's sort of suffixes, cut at the
longest phrase that matters, is ten times faster than a general suffix array.
"""

import re
from collections.abc import Iterator
from itertools import compress, count, pairwise
from operator import ne

import numpy as np

from analysis.chinese import HAN

LEAST = 4
# Longer repeats are print repeated, not phrases; they are reported by their beginning.
LONGEST = 60
# A repeat may hold these marks, as formulas do: 办实事、开新局.
RUN = re.compile(rf"[{HAN}、·]+")
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # odd and large: keys of different strings differ but by chance


def find_repeats(text: str, least: int = LEAST, times: int = 2) -> Iterator[tuple[int, list[int]]]:
    """Yield (length, positions) of strings that occur so many `times` or more and cannot grow on either side.

    Repeats lie within runs of Han, 、 and ·; they may overlap and nest.

    >>> text = "抓落实促发展，又抓落实促发展；促发展"
    >>> sorted((text[at[0] : at[0] + n], len(at)) for n, at in find_repeats(text, 3))
    [('促发展', 3), ('抓落实促发展', 2)]
    """
    suffixes = sorted(_suffixes(text, least, times))
    common = [_shared(a[0], b[0], least) for a, b in pairwise(suffixes)]
    for left, right, length in _intervals(common):
        if right - left + 1 < times:
            continue
        alike = suffixes[left : right + 1]
        # Left-maximal: something different stands before it, or the run begins there.
        before = {character for _, _, character in alike}
        if len(before) > 1 or "" in before:
            yield length, sorted([place for _, place, _ in alike])


def _suffixes(text: str, least: int, times: int) -> list[tuple[str, int, str]]:
    """The suffixes of runs as far as they matter, those whose beginning comes often enough: (text, place, before).

    `before` is the character of the run before it; empty where the run begins.
    """
    suffixes = []
    end, before = 0, ""
    for place in _places(text, least, times):
        if place < end:
            before = text[place - 1]
        elif run := RUN.match(text, place):
            before, end = text[place - 1 : place], run.end()
            before = before if RUN.match(before) else ""
        else:
            continue
        if place <= end - least:
            suffixes.append((text[place : min(end, place + LONGEST)], place, before))
    return suffixes


def _places(text: str, least: int, times: int) -> list[int]:
    """Where strings of `least` characters stand that occur `times` or more.

    They are told by numbers made of their characters; two that chance to share
    one only add places that lead to nothing.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    n = len(codes) - least + 1
    if n < times:
        return []
    keys = codes[:n].copy()
    for k in range(1, least):
        keys *= MULTIPLIER
        keys += codes[k : n + k]
    order = keys.argsort()
    ordered = keys[order]
    first = (ordered[times - 1 :] == ordered[: n - times + 1]).nonzero()[0]
    return sorted(set().union(*(order[first + k].tolist() for k in range(times))))


def _shared(one: str, other: str, least: int) -> int:
    """Characters that both begin with; 0 if fewer than `least`."""
    if not one.startswith(other[:least]):
        return 0
    for n in compress(count(), map(ne, one, other)):
        return n
    return min(len(one), len(other))


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
