"""Facilities with a proper name: schools, hospitals, museums, stations, squares, streets, reservoirs."""

import re
from functools import cache
from importlib import resources
from typing import NamedTuple

from analysis.gazetteer import holds
from analysis.places.mentions import Line, Mention
from analysis.places.words import HAN, NOT_IN_NAMES, Words, ends_name

TAIL = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:分校|校区|分院|分馆|院区)")
STREET = re.compile(
    r"(?:大街|大道|胡同|[东南西北中]路|街|(?<![铁公道线网思水陆高专来出退])路|巷)(?![道段灯况上过径口途人由线经])"
)
STREET_SIGNS = ("街", "大道", "胡同", "路", "巷")
REACH = 16
# Words that the dictionary tags as names of places and that name none.
NO_NAMES = frozenset(("新建", "城市", "大城市", "特大城市", "山区", "城区", "新区", "外国", "城镇", "上市", "下关"))


class Kinds(NamedTuple):
    """Words that end the names of facilities.

    Schools, hospitals and houses of culture are `bodies` too; a `plain` kind
    right after a division is any one of it, not one with a name.
    """

    pattern: re.Pattern[str]
    signs: tuple[str, ...]
    bodies: tuple[str, ...]
    plain: frozenset[str]


@cache
def kinds() -> Kinds:
    """Read the kinds of facilities."""
    lines = resources.files("analysis").joinpath("data/facility_kinds.csv").read_text("utf-8").splitlines()[1:]
    rows = [line.split(",") for line in lines]
    longest = sorted((row[0] for row in rows), key=len, reverse=True)
    bodies = tuple(row[0] for row in rows if row[1] == "true")
    plain = frozenset(row[0] for row in rows if row[2] == "true")
    return Kinds(re.compile("|".join(longest)), tuple(longest), bodies, plain)


def find_facilities(line: Line, around: list[Mention]) -> list[Mention]:
    """Mentions of facilities whose name begins with a place or another proper name.

    A name that begins with an address covers it: 某市第八中学 is the facility,
    某市 inside it a row of its own.
    """
    number, form, words = line.number, line.form, line.words
    found: list[Mention] = []
    at = 0
    for match in line.facilities:
        if match.start() < at or not _stands_alone(form, words, match):
            continue
        start, holder = _begin(form, words, match.start(), at, around)
        middle = form[start : match.start()] if holder is None else form[holder.end : match.start()]
        if start == match.start() or (holder and not middle and match[0] in kinds().plain):
            continue
        tail = TAIL.match(form, match.end())
        end = tail.end() if tail and tail.end() in words.ends else match.end()
        if holder and not holder.code:  # a lake or hill: what stands before it tells where it is
            holder = next((m for m in around if m.end == start and m.code), holder)
        found.append(_facility(number, form, start, end, holder))
        at = end
    return found


def _facility(number: int, form: str, start: int, end: int, holder: Mention | None) -> Mention:
    """A facility with the codes of the place its name begins with."""
    codes = (holder.code,) if holder and holder.code else ()
    by = holder.resolved_by if holder and codes else "unique"
    return Mention(number, start, end, codes, kind="facility", name=form[start:end], resolved_by=by)


def _stands_alone(form: str, words: Words, match: re.Match) -> bool:
    """Tell whether the word for the kind is no piece of another: 中小学 (schools), 小学生 (pupil), 大学生."""
    if form[match.end() : match.end() + 1] in ("生", "化", "课"):
        return False
    return form[match.start() - 1 : match.start()] not in ("中", "高") or match[0] not in ("小学", "学校", "学院")


def _begin(form: str, words: Words, stop: int, floor: int, around: list[Mention]) -> tuple[int, Mention | None]:
    """Where the name begins, and the deepest place of the address it begins with.

    Walks back over name-like words to a place, or to the farthest proper name.
    """
    ends = {m.end: m for m in around if m.end <= stop and m.kind != "facility"}
    proper, n = stop, stop
    while n > max(floor, stop - REACH) and HAN.match(form[n - 1]):
        if n in ends:
            return _address_start(ends[n], ends), ends[n]
        n -= 1
        if n not in words.spans:
            continue
        end, tag = words.spans[n]
        if ends_name(form, n, end, tag):
            break
        if tag in ("ns", "nz", "nrt", "nr", "nt") and end - n > 1 and end <= stop and form[n:end] not in NO_NAMES:
            proper = n
    else:
        if n in ends:
            return _address_start(ends[n], ends), ends[n]
    return proper, None


def _address_start(deepest: Mention, ends: dict[int, Mention]) -> int:
    """Beginning of the address that ends with this place."""
    start, code = deepest.start, deepest.code
    while start in ends and code and holds(ends[start].code or code, code):
        start = ends[start].start
    return start


def find_streets(line: Line, around: list[Mention]) -> list[Mention]:
    """Mentions of streets: after a place, or as one word of the dictionary; the span is the street's own name."""
    number, form, words = line.number, line.form, line.words
    found = []
    ends = {m.end: m for m in around}
    over = {n: m for m in around for n in range(m.start, m.end)}
    for match in line.streets:
        starts = [n for n in range(max(0, match.start() - 5), match.start()) if n in words.spans or n in ends]
        for start in starts:
            holder, length = ends.get(start), match.start() - start
            one = words.spans.get(start) == (match.end(), "ns") and length > 1
            after = holder is not None and holder.code and 2 <= length <= 4 and _plain_name(form, words, start, match)
            if (one or after) and not any(_crosses(over.get(n), start, match) for n in range(start, match.end())):
                found.append(_facility(number, form, start, match.end(), holder))
                break
    return found


def _crosses(mention: Mention | None, start: int, match: re.Match) -> bool:
    """Tell whether there is a mention that is not just the name that a street bears: 北京 in 北京路."""
    return mention is not None and (mention.start, mention.end) != (start, match.start())


def _plain_name(form: str, words: Words, start: int, match: re.Match) -> bool:
    """Tell whether the characters before 路 or 街 can be a name: Han words, none of them a verb or particle."""
    if not HAN.match(form[start : match.start()]) or match.end() not in words.ends:
        return False
    tags = [words.spans[n] for n in range(start, match.start()) if n in words.spans]
    return all(not NOT_IN_NAMES.match(tag) for _, tag in tags) and tags != [] and tags[-1][0] <= match.end()
