"""Surnames, roles and characters of transliteration: what tells a name from a word."""

import csv
from functools import cache
from importlib import resources

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from analysis.chinese import fold
from analysis.gazetteer import abroad, division_names


def _read(name: str) -> list[dict[str, str]]:
    path = resources.files("analysis").joinpath(f"data/{name}.csv")
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


@cache
def surnames() -> frozenset[str]:
    """Surnames, of one character and of two."""
    return frozenset(fold(row["surname"]) for row in _read("surnames"))


@cache
def common_surnames() -> frozenset[str]:
    """The surnames of nine in ten."""
    return frozenset(fold(row["surname"]) for row in _read("surnames") if row["common"])


@cache
def transliteration() -> frozenset[str]:
    """Characters that spell foreign and minority names."""
    return frozenset(fold(row["character"]) for row in _read("transliteration"))


@cache
def place_names() -> frozenset[str]:
    """Countries, cities abroad and divisions: some are spelled like persons."""
    return frozenset(abroad()).union(division_names())


@cache
def role_groups() -> dict[str, frozenset[str]]:
    """Each role with its groups: post, profession, person, kin (a word that follows a surname)."""
    groups: dict[str, set[str]] = {}
    for row in _read("roles"):
        groups.setdefault(fold(row["role"]), set()).add(row["group"])
    return {role: frozenset(found) for role, found in groups.items()}


@cache
def _roles() -> AhoCorasick:
    roles = [role for role, groups in role_groups().items() if groups != {"kin"}]
    # of so few words the larger automaton is soon built, and reads in two thirds of the time
    return AhoCorasick(roles, MatchKind.LeftmostLongest, store_patterns=False, implementation=Implementation.DFA)


def find_roles(form: str) -> list[tuple[int, int]]:
    """List the roles of a text as (start, end); of overlapping ones the leftmost, then the longest.

    >>> find_roles("县水利局副局长和村民")
    [(4, 7), (8, 10)]
    """
    return [(start, end) for _, start, end in _roles().find_matches_as_indexes(form)]
