"""Types of bodies: the words that names of bodies end in, and what each type needs to be a name."""

import csv
import re
from functools import cache
from importlib import resources
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from analysis.chinese import fold


class Type(NamedTuple):
    """A type of body; `needs` tells what must stand before it (data/README.md)."""

    suffix: str
    line: str
    needs: str
    refused: re.Pattern[str] | None


# What a field of work (教育, 水利) makes with each ending; 部 alone is complete for a ministry.
FIELD_ENDINGS = {
    "部": ("government", "name", "门|分|队|长|署|级|下|里|位|族"),
    "厅": ("government", "place", "长|级|局级|里"),
    "局": ("government", "place", "长|势|面|部|限|域|级|里"),
    "总局": ("government", "name", "长|级|里"),
    "署": ("government", "name", "长|名"),
    "委": ("government", "place", "员|托|任|派|会|屈|内|办"),
    "委员会": ("government", "place", "员"),
    "办公室": ("government", "place", "主|里|内"),
    "中心": ("government", "place", "主|地|内|的|和|城"),
    "支队": ("government", "place", "长"),
    "大队": ("government", "place", "长"),
    "总队": ("government", "place", "长"),
    "队": ("government", "place", "员|长|伍"),
    "组": ("government", "body", "织|成|长|员|合|建"),
    "工委": ("government", "body", "员"),
    "院": ("government", "name", "长|士|校|线|子"),
}
# The centre of a party or league: 民革中央.
PARTIES = ["中共", "党", "共青团", "团", "民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟"]


def _read(name: str) -> list[dict[str, str]]:
    path = resources.files("analysis").joinpath(f"data/{name}.csv")
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


@cache
def read_fields() -> frozenset[str]:
    """Fields of work that names of offices are made of."""
    return frozenset(fold(row["field"]) for row in _read("body_fields"))


@cache
def read_types() -> dict[str, Type]:
    """Types by their endings; fields of work are joined with theirs."""
    types: dict[str, Type] = {}
    for row in _read("body_fields"):
        for ending, (line, needs, others) in FIELD_ENDINGS.items():
            suffix = fold(row["field"] + ending)
            if ending == "部" and row["ministry"]:
                needs = "ministry"
            types[suffix] = Type(suffix, line, needs, re.compile(others))
    for party in PARTIES:
        types[party + "中央"] = Type(party + "中央", "party", "none", None)
    for row in _read("body_suffixes"):
        suffix = fold(row["suffix"])
        refused = re.compile(row["not_before"]) if row["not_before"] else None
        types[suffix] = Type(suffix, row["line"], row["needs"], refused)
    return types


@cache
def _automaton() -> tuple[AhoCorasick, list[Type]]:
    """What finds all endings, and the type of each by its number."""
    return AhoCorasick(list(read_types()), store_patterns=False), list(read_types().values())


def find_types(form: str) -> list[tuple[int, int, Type]]:
    """List the endings of bodies in a text as (start, end, type); of those with one end, the longest.

    An ending inside a longer one (中学 in 高级中学) is left out, and one before what its type
    refuses: 部 in 教育部门 (education departments).

    >>> [(i, j, kind.line) for i, j, kind in find_types("教育部门和县图书馆")]
    [(6, 9, 'culture')]
    """
    automaton, types = _automaton()
    found: list[tuple[int, int, Type]] = []
    reach = 0
    for start, minus, n in sorted([(i, -j, n) for n, i, j in automaton.find_matches_as_indexes(form, True)]):
        end = -minus
        if end > reach:
            kind = types[n]
            if not (kind.refused and kind.refused.match(form, end)):
                found.append((start, end, kind))
                reach = end
    return found
