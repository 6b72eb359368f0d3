"""Score a run against a hand-read key, or two keys against each other.

Spans are exact where both ends are equal, and overlap where at least one
character is shared. Values are compared on paired rows, column by column, where
the key has one.
"""

import warnings
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis.chinese import LINE_BREAK
from analysis.corpus import BadInput, InputWarning
from analysis.schema import TABLES
from analysis.scoring.pairs import Pair, Row, group_by_page, list_rows, page_of, pair_rows, span, write

# What a reader of the key would call the value of a row; `kind` divides the scores of a table.
VALUES = {
    "evidence": ["kind", "says_from", "says_to"],
    "paragraphs": ["role"],
    "sentences": [],
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

SCORES = ["table", "kind", "key", "found", "exact_p", "exact_r", "exact_f1", "overlap_p", "overlap_r", "overlap_f1"]
ERRORS = ["table", "error", "page_id", "start", "end", "text", "expected", "found"]
Tables = Mapping[str, pd.DataFrame]


class Score(NamedTuple):
    """`scores` and `values` (per column): a line per table and kind; `errors`: per miss, false alarm, wrong value."""

    scores: pd.DataFrame
    values: pd.DataFrame
    errors: pd.DataFrame


def score_tables(found: Tables, key: Tables) -> Score:
    """Compare the tables of a key, by name, with those found, on the pages that the key names.

    A table of a key needs article_id (or page_id), start and end; other
    columns are values, and an empty one is not compared. A table `pages` in
    the key names pages that were read without finding anything.

    >>> key = {"dates": pd.DataFrame([{"article_id": "p#1", "start": 0, "end": 4, "sense": "activity"}])}
    >>> found = {"dates": key["dates"].assign(end=3)}
    >>> score_tables(found, key).scores.loc[0, ["exact_f1", "overlap_f1"]].tolist()
    [0.0, 1.0]
    """
    names = [name for name in TABLES if name in key and name in found and name in VALUES]
    pages = _list_pages(key)
    pairs = {name: list(pair_rows(group_by_page(key[name]), group_by_page(found[name]), pages)) for name in names}
    values = ["table", "kind", "column", "compared", "right"]
    return Score(
        pd.DataFrame([line for name in names for line in _score(name, pairs[name])], columns=SCORES),
        pd.DataFrame([line for name in names for line in _value(name, pairs[name])], columns=values),
        pd.DataFrame([line for name in names for line in _errors(name, pairs[name])], columns=ERRORS),
    )


def _list_pages(key: Tables) -> set[str]:
    """A page that any table of the key names was read for all of them."""
    return {page_of(row) for table in key.values() for row in list_rows(table)}


def score_keys(one: Tables, other: Tables) -> Score:
    """Agreement of two readers, on the pages that either names and the tables that both have."""
    for name in sorted((one.keys() ^ other.keys()) - {"pages"}):
        warnings.warn(f"{name}.csv: only one of the keys has it: it is not compared", InputWarning, stacklevel=2)
    pages = pd.DataFrame(sorted(_list_pages(one) | _list_pages(other)), columns=["page_id"])
    return score_tables(one, {**other, "pages": pages})


def tell_corrected(found: Any, key: Tables) -> None:
    """Warn where the researcher's corrections made what is scored: that part is not the software's merit."""
    for name in [name for name in key if name in VALUES]:
        rows = int(getattr(found, name)["corrected"].sum())
        if rows:
            of = f"{rows} of {len(getattr(found, name))} rows are touched by your corrections"
            warnings.warn(
                f"{name}: {of}: score without them by --lists and a folder without", InputWarning, stacklevel=2
            )


def check_key(key: Tables, pages: pd.DataFrame, texts: pd.DataFrame) -> None:
    """Refuse a key that was read on other pages, or counted on another text of them.

    Raises BadInput, which names the table and the line.
    """
    known, raws = set(pages["page_id"]), dict(zip(texts["page_id"], texts["raw"], strict=True))
    for name, table in key.items():
        for row in list_rows(table):
            page, where = page_of(row), f"{name}.csv, line {row['at_line']}"
            if page not in known:
                raise BadInput(f"{where}: the corpus has no page {page!r}: it has {', '.join(sorted(known)[:3])}")
            if page in raws and row.get("text"):
                _check_print(row, raws[page], where)


def _check_print(row: Row, raw: str, where: str) -> None:
    start, end = span(row)
    printed = LINE_BREAK.sub("", raw[start:end])
    if printed != row["text"]:
        stands = f"{row['text']!r} does not stand at {start}-{end}, there is {printed[:40]!r}"
        raise BadInput(f"{where}: {stands}: count characters from 0 in the file as it is, line ends too")


def _kinds(name: str, pairs: list[Pair]) -> Iterator[tuple[str, list[Pair]]]:
    """The whole table, then each kind: that of the key where there is one."""
    by = DIVIDED_BY.get(name, "kind")
    kinds = [write(pair.row.get(by)) for pair in pairs]
    yield "all", pairs
    for wanted in sorted({*kinds} - {""}):
        yield wanted, [pair for pair, kind in zip(pairs, kinds, strict=True) if kind == wanted]


def _score(name: str, pairs: list[Pair]) -> Iterator[list[object]]:
    for kind, some in _kinds(name, pairs):
        key, found = sum(pair.key is not None for pair in some), sum(pair.found is not None for pair in some)
        both = [pair for pair in some if pair.key and pair.found]
        exact = sum(span(pair.key or {}) == span(pair.found or {}) for pair in both)
        yield [name, kind, key, found, *_prf(exact, key, found), *_prf(len(both), key, found)]


def _prf(hits: int, key: int, found: int) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean; not a number where there is nothing to divide by."""
    shares = ((hits, found), (hits, key), (2 * hits, key + found))
    precision, recall, f1 = (part / whole if whole else float("nan") for part, whole in shares)
    return precision, recall, f1


def _value(name: str, pairs: list[Pair]) -> Iterator[list[object]]:
    for kind, some in _kinds(name, pairs):
        both = [(pair.key, pair.found) for pair in some if pair.key and pair.found]
        for column in VALUES[name]:
            compared = [(write(key[column]), write(found.get(column))) for key, found in both if write(key.get(column))]
            if compared:
                yield [name, kind, column, len(compared), sum(one == other for one, other in compared)]


def _errors(name: str, pairs: list[Pair]) -> Iterator[list[object]]:
    for pair in pairs:
        key, found, row = pair.key, pair.found, pair.row
        head = [row["page_id"], *span(row), row.get("text", "")]
        if found is None or key is None:
            yield [name, "missed" if found is None else "false alarm", *head, "", ""]
        elif span(key) != span(found):
            yield [name, "wrong extent", *head, "{}-{}".format(*span(key)), "{}-{}".format(*span(found))]
        if key and found:
            yield from _wrong(name, head, key, found)


def _wrong(name: str, head: list[object], key: Row, found: Row) -> Iterator[list[object]]:
    for column in VALUES[name]:
        one, other = write(key.get(column)), write(found.get(column))
        if one and one != other:
            yield [name, f"wrong {column}", *head, one, other]
