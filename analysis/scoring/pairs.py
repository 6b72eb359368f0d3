"""Rows of two tables paired where they share characters.

Pairs are one to one: equal spans first, then the largest overlap, so that one
wide span cannot find two mentions.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pandas as pd

Row = dict[str, object]


class Pair(NamedTuple):
    """A row of the key and the row that found it; None where one is missing."""

    key: Row | None
    found: Row | None

    @property
    def row(self) -> Row:
        """The row of the key, or the one without a key."""
        return self.key or self.found or {}


def group_by_page(table: pd.DataFrame) -> dict[str, list[Row]]:
    """Rows by page, each with its page_id; which article a row is in does not matter."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in list_rows(table):
        rows[page_of(row)].append(row | {"page_id": page_of(row)})
    return rows


def list_rows(table: pd.DataFrame) -> list[Row]:
    """Rows as dicts."""
    return table.to_dict("records")  # type: ignore[return-value]  # columns are texts


def page_of(row: Mapping[str, object]) -> str:
    """The page that a row stands on."""
    return str(row.get("page_id") or str(row.get("article_id")).rpartition("#")[0])


def pair_rows(key: Mapping[str, list[Row]], found: Mapping[str, list[Row]], pages: Iterable[str]) -> Iterator[Pair]:
    """Yield every row that both sides have on these pages once, paired where they share characters."""
    for page in sorted(pages):
        yield from _pair(key.get(page, []), found.get(page, []))


def _pair(key: list[Row], found: list[Row]) -> Iterator[Pair]:
    shared = sorted(
        (-_shared(one, other), -_alike(one, other), i, j)
        for i, one in enumerate(key)
        for j, other in enumerate(found)
        if _shared(one, other) > 0
    )
    partner: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in shared:
        if i not in partner and j not in used:
            partner[i] = j
            used.add(j)
    yield from (Pair(row, found[partner[i]] if i in partner else None) for i, row in enumerate(key))
    yield from (Pair(None, row) for j, row in enumerate(found) if j not in used)


def _shared(one: Row, other: Row) -> float:
    """Characters in common; infinite where the spans are equal."""
    (a, b), (c, d) = span(one), span(other)
    return float("inf") if (a, b) == (c, d) else min(b, d) - max(a, c)


def span(row: Row) -> tuple[int, int]:
    """Start and end."""
    return int(str(row["start"])), int(str(row["end"]))


def _alike(one: Row, other: Row) -> int:
    """Equal values: two acts told in one sentence have the same span."""
    return sum(write(one[name]) == write(other[name]) for name in one if name in other)


def write(value: object) -> str:
    """A value as it stands in CSV, so that 5, 5.0 and '5' are the same.

    >>> [write(value) for value in (5.0, "5", True, None)]
    ['5', '5', 'true', '']
    """
    text = "" if value is None or value != value else str(value)
    return text.removesuffix(".0").lower() if text in ("True", "False") or text.endswith(".0") else text
