"""Every table of the package: its grain, its columns, and the doors it enters and leaves by."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from analysis.schema.memory import remember
from analysis.schema.tables import TABLES, Column, Table

__all__ = ["TABLES", "Column", "Table", "arrange", "build", "check", "remember"]

DTYPES = {
    "text": "str",
    "list": "str",
    "date": "str",
    "integer": "int64",
    "number": "float64",
    "coordinate": "float64",
    "flag": "bool",
    "count": "Int64",
}


def build(name: str, rows: Iterable[Sequence[object]]) -> pd.DataFrame:
    """Make the table `name` of rows in the order of its columns; an empty one keeps its dtypes.

    `corrected`, the last column of tables with offsets, may be left out of the
    rows: it is then false throughout.

    >>> build("sentences", []).dtypes["start"]
    dtype('int64')
    >>> rows = [("p#1", 1, 1, 1, 0, 4, "天晴了。", "")]  # the sky has cleared
    >>> build("sentences", rows).to_dict("records")[0]["text"]
    '天晴了。'
    """
    columns = TABLES[name].columns
    lists = list(zip(*rows, strict=True)) or [()] * len(columns)
    if len(lists) == len(columns) - 1 and "corrected" in columns:
        lists.append((False,) * len(lists[0]))
    named = zip(columns.items(), lists, strict=True)
    return pd.DataFrame({c: _column(v, DTYPES[column.kind]) for (c, column), v in named}, copy=False)


def _column(values: Sequence[object], dtype: str) -> pd.Series:
    """Values as a column; strings go to Arrow as they are, without an array of objects on the way."""
    if dtype != "str":
        return pd.Series(list(values), dtype=dtype)
    import pyarrow as pa

    return pd.Series(pa.array(values, pa.large_string()), dtype="str")


def check(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return the table if it has the columns and dtypes of `name`.

    Raises ValueError, in one line that names table, column and meaning.

    >>> check("articles", pd.DataFrame({"article_id": ["p#1"]}))
    Traceback (most recent call last):
    ValueError: articles: missing column 'page_id' (page that holds it)
    """
    found_types = dict(zip(table.columns, map(str, table.dtypes), strict=True))
    for column, (kind, meaning) in TABLES[name].columns.items():
        if column not in found_types:
            raise ValueError(f"{name}: missing column {column!r} ({meaning})")
        if found_types[column] != DTYPES[kind]:
            raise ValueError(f"{name}: column {column!r} is {found_types[column]}, not {DTYPES[kind]} ({meaning})")
    return table


def arrange(name: str, table: pd.DataFrame, like: pd.DataFrame | None = None) -> pd.DataFrame:
    """Put rows in their fixed order: page, position in the page, start, longer first.

    Pages stand as they first appear in `like` (left out: in the table), so that
    a table of several pages is the concatenation of the tables of each. One
    that is in order comes back itself.

    >>> rows = [("p#2", 1, 1, 1, 9, 12, "雨。", ""), ("p#1", 1, 1, 1, 0, 3, "晴。", "")]  # rain, sun
    >>> list(arrange("sentences", build("sentences", rows))["article_id"])
    ['p#1', 'p#2']
    """
    check(name, table)
    order = _order(table) if like is None else _sort(table, like)
    return table if order is None else table.iloc[order].reset_index(drop=True)


def _sort(table: pd.DataFrame, like: pd.DataFrame) -> np.ndarray | None:
    """The rows in their fixed order, None if they stand in it."""
    # There are fewer articles than rows: each name is taken apart once.
    codes, articles = pd.factorize(table["article_id"])
    first = articles if like is table else like["article_id"].unique()
    number: dict[str, int] = {}
    for article in first.tolist():
        number.setdefault(article.rsplit("#", 1)[0], len(number))
    pieces = (article.rsplit("#", 1) for article in articles.tolist())
    places = [(number.get(page, len(number)), int(position)) for page, position in pieces]
    keys = list(np.array(places, dtype="int64").reshape(-1, 2)[codes].T)
    if "start" in table:
        keys += [table["start"].to_numpy(), -table["end"].to_numpy()]
    order = np.lexsort(keys[::-1])
    return None if np.array_equal(order, np.arange(len(order))) else order


@remember
def _order(table: pd.DataFrame) -> np.ndarray | None:
    return _sort(table, table)
