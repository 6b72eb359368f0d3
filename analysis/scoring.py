"""Score a run against a hand-read key, or two keys against each other; compare two runs.

Spans are exact where both ends are equal, and overlap where at least one
character is shared. Pairs are one to one: equal spans first, then the largest
overlap, so that one wide span cannot find two mentions. Values are compared on
paired rows, column by column, where the key has one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from analysis.schema import TABLES

# What a reader of the key would call the value of a row; `kind` divides the scores of a table.
VALUES = {
    "evidence": ["kind", "says_from", "says_to"],
    "paragraphs": ["role"],
    "words": ["tag"],
    "dates": ["type", "from_date", "to_date", "rrule", "sense"],
    "places": ["name", "level", "adcode", "path", "sense"],
    "organisations": ["name", "level", "line", "adcode"],
    "people": ["name", "role", "organisation", "kind"],
    "quantities": ["number", "number_to", "unit", "kind"],
    "checks": ["kind", "agrees"],
    "quotations": ["kind", "speaker", "closed"],
    "slogans": ["canonical", "quoted"],
    "activities": ["actor", "place", "adcode", "from_date", "to_date", "date_type"],
    "defects": ["kind", "suggestion"],
}
DIVIDED_BY = {"paragraphs": "role", "dates": "sense", "places": "level", "activities": "date_type"}

Row = dict[str, object]


class Pair(NamedTuple):
    """A row of the key and the row that found it; None where one is missing."""

    key: Row | None
    found: Row | None


class Score(NamedTuple):
    """`scores`: a line per table and kind; `values`: per column; `errors`: per miss, false alarm, wrong value."""

    scores: pd.DataFrame
    values: pd.DataFrame
    errors: pd.DataFrame


SCORES = ["table", "kind", "key", "found", "exact_p", "exact_r", "exact_f1", "overlap_p", "overlap_r", "overlap_f1"]
ERRORS = ["table", "error", "page_id", "start", "end", "text", "expected", "found"]


def score_tables(found: Mapping[str, pd.DataFrame], key: Mapping[str, pd.DataFrame]) -> Score:
    """Compare the tables of a key, by name, with those found; tables without offsets are passed over.

    A table of a key needs article_id (or page_id), start and end; other
    columns are values, and an empty one is not compared.

    >>> key = {"dates": pd.DataFrame([{"article_id": "p#1", "start": 0, "end": 4, "sense": "activity"}])}
    >>> found = {"dates": key["dates"].assign(end=3)}
    >>> score_tables(found, key).scores.loc[0, ["exact_f1", "overlap_f1"]].tolist()
    [0.0, 1.0]
    """
    names = [name for name in TABLES if name in key and name in VALUES]
    pairs = {name: list(pair_rows(_by_page(key[name]), _by_page(found[name]))) for name in names}
    return Score(
        pd.DataFrame([line for name in names for line in _score(name, pairs[name])], columns=SCORES),
        pd.DataFrame(
            [line for name in names for line in _value(name, pairs[name])],
            columns=["table", "column", "compared", "right"],
        ),
        pd.DataFrame([line for name in names for line in _errors(name, pairs[name])], columns=ERRORS),
    )


def _by_page(table: pd.DataFrame) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in table.to_dict("records"):
        page = str(row.get("page_id") or str(row["article_id"]).rpartition("#")[0])
        rows[page].append({str(name): value for name, value in row.items()} | {"page_id": page})
    return rows


def pair_rows(key: Mapping[str, list[Row]], found: Mapping[str, list[Row]]) -> Iterator[Pair]:
    """Yield every row of both sides once, page by page, paired where they share characters."""
    for page in sorted({*key, *found}):
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
    (a, b), (c, d) = _span(one), _span(other)
    return float("inf") if (a, b) == (c, d) else min(b, d) - max(a, c)


def _span(row: Row) -> tuple[int, int]:
    return int(str(row["start"])), int(str(row["end"]))


def _alike(one: Row, other: Row) -> int:
    """Equal values: two acts told in one sentence have the same span."""
    return sum(_text(one[name]) == _text(other[name]) for name in one if name in other)


def _text(value: object) -> str:
    """A value as it stands in CSV, so that 5, 5.0 and '5' are the same."""
    text = "" if value is None or value != value else str(value)
    return text.removesuffix(".0").lower() if text in ("True", "False") or text.endswith(".0") else text


def _score(name: str, pairs: list[Pair]) -> Iterator[list[object]]:
    """A line for the whole table, then one for each kind of the key."""
    yield _line(name, "all", pairs)
    by = DIVIDED_BY.get(name, "kind")
    for kind in sorted({_text((pair.key or pair.found or {}).get(by)) for pair in pairs} - {""}):
        yield _line(name, kind, [pair for pair in pairs if _text((pair.key or pair.found or {}).get(by)) == kind])


def _line(name: str, kind: str, pairs: list[Pair]) -> list[object]:
    key, found = sum(pair.key is not None for pair in pairs), sum(pair.found is not None for pair in pairs)
    both = [pair for pair in pairs if pair.key and pair.found]
    exact = sum(_span(pair.key or {}) == _span(pair.found or {}) for pair in both)
    return [name, kind, key, found, *_prf(exact, key, found), *_prf(len(both), key, found)]


def _prf(hits: int, key: int, found: int) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean; 0 where nothing is there to divide by."""
    precision, recall = hits / found if found else 0.0, hits / key if key else 0.0
    return precision, recall, 2 * hits / (key + found) if key + found else 0.0


def _value(name: str, pairs: list[Pair]) -> Iterator[list[object]]:
    both = [(pair.key, pair.found) for pair in pairs if pair.key and pair.found]
    for column in VALUES[name]:
        compared = [(_text(key[column]), _text(found.get(column))) for key, found in both if _text(key.get(column))]
        if compared:
            yield [name, column, len(compared), sum(one == other for one, other in compared)]


def _errors(name: str, pairs: list[Pair]) -> Iterator[list[object]]:
    for key, found in pairs:
        row = key or found or {}
        head = [row["page_id"], *_span(row), row.get("text", "")]
        if found is None or key is None:
            yield [name, "missed" if found is None else "false alarm", *head, "", ""]
        elif _span(key) != _span(found):
            yield [name, "wrong extent", *head, "{}-{}".format(*_span(key)), "{}-{}".format(*_span(found))]
        if key and found:
            yield from _wrong(name, head, key, found)


def _wrong(name: str, head: list[object], key: Row, found: Row) -> Iterator[list[object]]:
    for column in VALUES[name]:
        one, other = _text(key.get(column)), _text(found.get(column))
        if one and one != other:
            yield [name, f"wrong {column}", *head, one, other]


def compare_tables(old: Mapping[str, pd.DataFrame], new: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What a correction, an update or a repaired page changed: a line for each table.

    Columns: table, before, after, gone, added, changed, sentence – the last for a
    changelog. A row is the same row where page, start and end are.

    >>> words = pd.DataFrame([{"article_id": "p#1", "start": 0, "end": 2, "text": "春耕"}])
    >>> compare_tables({"words": words}, {"words": words.head(0)})["sentence"].tolist()
    ['words: 1 -> 0 rows; 1 gone, 0 added, 0 changed']
    """
    lines = []
    for name in [name for name in TABLES if name in old and name in new]:
        before, after = _keyed(old[name]), _keyed(new[name])
        gone, added = len(before.keys() - after.keys()), len(after.keys() - before.keys())
        changed = sum(before[key] != after[key] for key in before.keys() & after.keys())
        counts = (len(old[name]), len(new[name]), gone, added, changed)
        sentence = "{}: {:,} -> {:,} rows; {:,} gone, {:,} added, {:,} changed".format(name, *counts)
        lines.append((name, *counts, sentence))
    return pd.DataFrame(lines, columns=["table", "before", "after", "gone", "added", "changed", "sentence"])


def _keyed(table: pd.DataFrame) -> dict[tuple[object, ...], list[str]]:
    """Rows by page and span, else by their first two columns, numbered where several share them."""
    rows: dict[tuple[object, ...], list[str]] = {}
    seen: dict[tuple[object, ...], int] = defaultdict(int)
    for row in table.to_dict("records"):
        page = row.get("page_id") or str(row.get("article_id")).rpartition("#")[0]
        key = (page, row["start"], row["end"]) if "start" in row else tuple(row.values())[:2]
        seen[key] += 1
        rows[*key, seen[key]] = [_text(value) for value in row.values()]
    return rows


def print_score(score: Score, errors: int) -> str:
    """The score as text: shares with three decimals, then the first `errors` of each kind of error.

    >>> from analysis.schema import build
    >>> "dates" in print_score(score_tables({"dates": build("dates", [])}, {"dates": build("dates", [])}), 0)
    True
    """
    parts = [score.scores.to_string(index=False, float_format="{:.3f}".format)]
    if len(score.values):
        shares = score.values.assign(share=score.values["right"] / score.values["compared"])
        parts.append(shares.to_string(index=False, float_format="{:.3f}".format))
    for (table, error), rows in score.errors.groupby(["table", "error"], sort=False):
        if errors:
            parts.append(f"{table}, {error}: {min(errors, len(rows))} of {len(rows)}")
            parts.append(rows.head(errors).drop(columns=["table", "error"]).to_string(index=False))
    return "\n\n".join(parts)
