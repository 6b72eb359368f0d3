"""Corrections: the researcher's decisions (lists/corrections.csv), checked and replayed on every run.

A line has page_id, start, end, text (as printed there), action, value:

- `accept` or `add`: matching reads `value` instead of the printed text; an empty
  value takes the text out. The tables still quote the print.
- `reject`: the defect at this place is none and leaves the table.
- `drop places` (or another table): the mention at this place leaves the table.
- `set places.adcode` (or another column): the mention has this value.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from analysis.chinese import LINE_BREAK, unbreak
from analysis.corpus.errors import BadInput
from analysis.readings import write_pieces
from analysis.schema import DTYPES, TABLES, check

COLUMNS = ["page_id", "start", "end", "text", "action", "value"]
ACTION = re.compile(r"(?P<verb>accept|add|reject)|(?P<drop>drop) (?P<table>\w+)|set (?P<column>\w+\.\w+)")

READ: dict[str, Callable[[str], object]] = {
    "str": str,
    "int64": int,
    "Int64": lambda text: int(text) if text else pd.NA,
    "float64": lambda text: float(text or "nan"),
    "bool": {"true": True, "false": False}.__getitem__,
}


class Correction(NamedTuple):
    """A line of corrections.csv, read."""

    line: str
    page_id: str
    start: int
    end: int
    text: str
    action: str
    value: str


def read_corrections(corrections: pd.DataFrame | None) -> dict[str, list[Correction]]:
    """Corrections by page, in order.

    Raises BadInput where a line is not in the form above, or two replacements overlap.
    """
    pages: dict[str, list[Correction]] = {}
    if corrections is None:
        return pages
    lines = corrections["line"] if "line" in corrections else range(2, len(corrections) + 2)
    for line, *fields in zip(lines, *(corrections[name].tolist() for name in COLUMNS), strict=True):
        correction = _read(str(line), fields)
        pages.setdefault(correction.page_id, []).append(correction)
    for found in pages.values():
        found.sort(key=lambda c: (c.start, c.end, c.action))
        _refuse_overlaps([c for c in found if c.action in {"accept", "add"}])
    return pages


def _read(line: str, fields: list[str]) -> Correction:
    page_id, start, end, text, action, value = fields
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end)):
        raise _bad(line, f"{start!r}-{end!r} is no stretch of text: give two numbers, the first smaller")
    match = ACTION.fullmatch(action)
    table, _, column = ((match["column"] or match["table"] or "") if match else "").partition(".")
    if not match or (table and table not in TABLES) or (column and column not in TABLES[table].columns):
        raise _bad(line, f"{action!r} is no action: write accept, add, reject, drop TABLE or set TABLE.COLUMN")
    return Correction(line, page_id, int(start), int(end), text, action, value)


def _bad(line: str, what: str) -> BadInput:
    return BadInput(f"corrections.csv, line {line}: {what}")


def _refuse_overlaps(edits: list[Correction]) -> None:
    for one, other in pairwise(edits):
        if other.start < one.end:
            raise _bad(other.line, f"overlaps line {one.line}: keep one of them")


def check_print(raw: str, corrections: list[Correction]) -> None:
    """Raise BadInput unless each correction names what is printed at its place."""
    for c in corrections:
        found = raw[c.start : c.end]
        if c.text not in (found, unbreak(found)):
            raise _bad(c.line, f"{c.page_id} prints {found!r} at {c.start}-{c.end}, not {c.text!r}: correct the line")


def edits_of(corrections: list[Correction]) -> list[Correction]:
    """Those that change what is read."""
    return [c for c in corrections if c.action in {"accept", "add"}]


def is_broken(text: str) -> bool:
    """Tell whether there is a line break in the text."""
    return "\n" in text or "\r" in text


def write_form(raw: str, start: int, end: int, edits: list[Correction]) -> tuple[str, str]:
    """Form and pieces of raw[start:end]; the form is empty where no correction touches it.

    >>> edit = Correction("2", "p", 2, 4, "学史", "add", "学党史")
    >>> write_form("认真学史。", 0, 5, [edit])  # Party history, the Party lost in print
    ('认真学党史。', '0:0-2;2:2-4;5:4-5')
    """
    inside = edits[bisect_left(edits, start, key=lambda c: c.start) : bisect_left(edits, end, key=lambda c: c.start)]
    if inside and inside[-1].end > end:
        last = inside[-1]
        raise _bad(last.line, f"{last.text!r} reaches over the end of a paragraph: correct its parts in two lines")
    if not inside:
        return "", write_pieces(raw, start, end) if is_broken(raw[start:end]) else ""
    form, pieces = "", []
    for a, b, value in _stretches(raw, start, end, inside):
        pieces.append(f"{len(form)}:{a}-{b}")
        form += raw[a:b] if value is None else value
    return form, ";".join(pieces)


def _stretches(raw: str, start: int, end: int, edits: list[Correction]) -> Iterator[tuple[int, int, str | None]]:
    """Stretches of print between breaks and corrections, with what a correction reads there."""
    here = start
    for edit in edits:
        for a, b in _unbroken(raw, here, edit.start, end):
            yield a, b, None
        value = edit.value
        for a, b in _unbroken(raw, edit.start, edit.end, end):
            yield a, b, value
            value = ""  # a correction across a line break stands on its first side
        here = edit.end
    for a, b in _unbroken(raw, here, end, end):
        yield a, b, None


def _unbroken(raw: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    """raw[start:end] without line breaks and the white space around them."""
    here = start
    for gap in LINE_BREAK.finditer(raw, start, end):
        if here < gap.start():
            yield here, gap.start()
        here = gap.end()
    if here < end:
        yield here, end


def apply_corrections(name: str, table: pd.DataFrame, corrections: pd.DataFrame | None) -> pd.DataFrame:
    """The table `name` with the researcher's decisions: mentions dropped, values set, defects rejected or applied.

    A decision counts for the row at the very place it names. Rows that it
    changes say `corrected`. A value set for a mention that is not found is an
    error where the page has mentions at all.
    """
    check(name, table)
    pages = read_corrections(corrections)
    if not pages or table.empty:
        return table
    wanted = {(c.page_id, c.start, c.end, c.action): c for found in pages.values() for c in found}
    owners = table["page_id"] if "page_id" in table else table["article_id"].str.rsplit("#", n=1).str[0]
    places = list(zip(owners, table["start"], table["end"], strict=True))
    gone = {"drop " + name} | ({"reject"} if name == "defects" else set())
    kept = [not any((*place, action) in wanted for action in gone) for place in places]
    result = table.copy()
    for c in wanted.values():
        column = c.action.partition(".")[2] if c.action.startswith(f"set {name}.") else ""
        if name == "defects" and c.action == "accept":
            chosen = pd.Series(_at(places, c), index=result.index)
            result = result.assign(applied=result["applied"] | chosen, corrected=result["corrected"] | chosen)
        elif column:
            _set(result, name, column, _at(places, c), c, set(owners))
    return result[kept].reset_index(drop=True)


def _at(places: list[tuple[str, int, int]], c: Correction) -> list[bool]:
    return [place == (c.page_id, c.start, c.end) for place in places]


def _set(table: pd.DataFrame, name: str, column: str, chosen: list[bool], c: Correction, pages: set[str]) -> None:
    if not any(chosen) and c.page_id in pages:
        raise _bad(c.line, f"{name} has no row at {c.start}-{c.end} of {c.page_id}: take the offsets from the table")
    kind = DTYPES[TABLES[name].columns[column].kind]
    try:
        value = READ[kind](c.value)
    except (KeyError, ValueError):
        raise _bad(c.line, f"{c.value!r} is no value of {name}.{column}") from None
    table[column] = table[column].mask(pd.Series(chosen, index=table.index), value)
    table["corrected"] = table["corrected"] | pd.Series(chosen, index=table.index)
