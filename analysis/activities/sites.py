"""The place of an act: where it happens; if that is not said, the actor's own division."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from analysis.activities.clauses import Span
from analysis.activities.lexicon import Word
from analysis.activities.mentions import Mention

LOCATIVE = frozenset(["在", "于", "到", "赴", "位于", "深入"])
POINTING = re.compile(r"这里|那里|此地|此处|该[校村镇县市区旗馆院站园]|当地|现场")
APART = re.compile(r"[、，,]|以及|[和与及]")
DIVISIONS = ("country", "province", "prefecture", "county", "town", "village", "region", "foreign")


class Site(NamedTuple):
    """The row of `places` or of `organisations` that tells the place, and the rule by which it was chosen."""

    mention: Mention
    rule: str


def locate(masked: str, spans: Iterable[Span], words: list[Word], places: list[Mention]) -> Site | None:
    """The place behind 在 (at) or a verb of motion in one of the spans, or the one that 这里 (here) points to."""
    for start, end in spans:
        inside = words[bisect_left(words, (start,)) : bisect_left(words, (end,))]
        for n, (first, last, kind) in enumerate(inside):
            if kind == "motion" or masked[first:last] in LOCATIVE:
                stop = inside[n + 1][0] if n + 1 < len(inside) else end
                place = _named(masked, (last, stop), places)
                if place:
                    return Site(place, "where it is said")
        pointer = POINTING.search(masked, start, end)
        if pointer:
            before = [p for p in places if p.end <= pointer.start()]
            if before:
                return Site(max(before, key=lambda p: (p.end, p.end - p.start)), "pointed to")
    return None


def _named(masked: str, span: Span, places: list[Mention]) -> Mention | None:
    """The deepest place named in a phrase, of an enumeration in its first member."""
    start, end = span
    inside = [p for p in places if start <= p.start and p.end <= end]
    if not inside:
        return None
    apart = APART.search(masked, min(p.end for p in inside), end)
    stop = apart.start() if apart else end
    return max((p for p in inside if p.end <= max(stop, inside[0].end)), key=lambda p: (p.end, p.end - p.start))


def seat(actors: Iterable[Span], places: list[Mention], bodies: list[Mention]) -> Site | None:
    """The division that an actor's name holds, else the one that its body is known to belong to."""
    for start, end in actors:
        inside = [p for p in places if start <= p.start and p.end <= end]
        if inside:
            return Site(max(inside, key=lambda p: (p.about[3] in DIVISIONS, len(p.about[1]), p.end)), "actor's own")
        known = [b for b in bodies if start <= b.start and b.end <= end and b.about[0]]
        if known:
            return Site(known[-1], "actor's own")
    return None
