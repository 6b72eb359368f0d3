"""Strings that a text repeats: maximal repeats from a suffix array (Abouelhoda, Kurtz & Ohlebusch 2004)."""

import re
from collections.abc import Iterator

import numpy as np

from analysis.chinese import HAN

LEAST = 4
# A repeat may hold these marks, as formulas do: 办实事、开新局.
RUN = re.compile(rf"[{HAN}、·]+")


def find_repeats(text: str, least: int = LEAST) -> Iterator[tuple[int, list[int]]]:
    """Yield (length, positions) of strings that occur twice or more and cannot grow on either side.

    Repeats lie within runs of Han, 、 and ·; they may overlap and nest.

    >>> text = "抓落实促发展，又抓落实促发展；促发展"
    >>> sorted((text[at[0] : at[0] + n], len(at)) for n, at in find_repeats(text, 3))
    [('促发展', 3), ('抓落实促发展', 2)]
    """
    if len(text) < 2 * least:
        return
    suffixes, common = _suffix_array(text)
    common = np.minimum(common, _runs(text)[suffixes])
    for left, right, length in _intervals(common, least):
        places = suffixes[left : right + 1]
        before = {text[place - 1] if place and RUN.match(text[place - 1]) else None for place in places.tolist()}
        # Left-maximal: something different stands before it, or the run begins there.
        if len(before) > 1 or None in before:
            yield length, sorted(places.tolist())


def _suffix_array(text: str) -> tuple[np.ndarray, np.ndarray]:
    """Suffixes in order, and how many characters each shares with the next."""
    from pydivsufsort import divsufsort, kasai

    codes = np.unique(np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32), return_inverse=True)[1]
    codes = codes.astype(np.uint32)
    suffixes = divsufsort(codes)
    return suffixes, np.asarray(kasai(codes, suffixes))


def _runs(text: str) -> np.ndarray:
    """How far the run of Han reaches from each character on."""
    reach = np.zeros(len(text), dtype=np.int64)
    for run in RUN.finditer(text):
        reach[run.start() : run.end()] = np.arange(run.end() - run.start(), 0, -1)
    return reach


def _intervals(common: np.ndarray, least: int) -> Iterator[tuple[int, int, int]]:
    """Yield (left, right, length): the suffixes left..right share exactly `length` characters.

    The usual walk over the tree of common prefixes, by a stack, over those
    neighbours only that share enough.
    """
    stack: list[tuple[int, int]] = []
    last = -1
    for n in np.flatnonzero(common[:-1] >= least).tolist():
        if n != last + 1:
            yield from ((left, last + 1, length) for left, length in reversed(stack))
            stack = []
        left, length = n, int(common[n])
        while stack and stack[-1][1] > length:
            left, longer = stack.pop()
            yield left, n, longer
        if not stack or stack[-1][1] < length:
            stack.append((left, length))
        last = n
    yield from ((left, last + 1, length) for left, length in reversed(stack))
