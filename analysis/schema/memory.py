"""What was made of a table, remembered for as long as the table lives unchanged."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple, TypeVar
from weakref import ref

import numpy as np
import pandas as pd

Made = TypeVar("Made")
# A larger table is read anew each time: what is made of it would fill the memory twice.
REMEMBERED = 50_000


class _Kept(NamedTuple):
    """A result, whose it is, and the columns as they were: pandas copies a column that others hold before it writes."""

    table: ref
    columns: pd.DataFrame
    result: Any


def remember(make: Callable[..., Made]) -> Callable[..., Made]:
    """Make something of a table once, however often it is asked for; `make` takes the table first.

    Every room reads the paragraphs of a partition: they are read for all of them.

    >>> @remember
    ... def count(table):
    ...     print("counting")
    ...     return len(table)
    >>> table = pd.DataFrame({"text": ["晴", "雨"]})  # sun, rain
    >>> count(table), count(table)
    counting
    (2, 2)
    >>> table.loc[0, "text"] = "雪"  # snow
    >>> count(table)
    counting
    2
    """
    kept: dict[tuple, _Kept] = {}

    @wraps(make)
    def made(table: pd.DataFrame, *args: Any) -> Made:
        key = (id(table), *args)
        found = kept.get(key)
        if found and found.table() is table and _same(table, found.columns):
            return found.result
        result = make(table, *args)
        if len(table) <= REMEMBERED:
            kept[key] = _Kept(ref(table, lambda _: kept.pop(key, None)), table.copy(deep=False), result)
        return result

    return made


def _same(table: pd.DataFrame, columns: pd.DataFrame) -> bool:
    """Tell whether no column was written to, exchanged, added or dropped since."""
    if not table.columns.equals(columns.columns) or len(table) != len(columns):
        return False
    return all(_same_column(table[name], columns[name]) for name in table.columns)


def _same_column(one: pd.Series, other: pd.Series) -> bool:
    if hasattr(one.array, "__arrow_array__"):
        return one.array.__arrow_array__() is other.array.__arrow_array__()
    return np.shares_memory(one.to_numpy(), other.to_numpy())
