"""A hand-read key: what a careful reader finds on the pages, as CSV named like the tables."""

import csv
from pathlib import Path

import pandas as pd

from analysis.corpus.decode import LARGEST, decode, read_file
from analysis.corpus.errors import BadInput
from analysis.corpus.metadata import read_rows
from analysis.schema import TABLES

Rows = list[dict[str, str]]
AT = "at_line"  # of the file; `line` is a column of organisations


def read_key(folder: str | Path) -> dict[str, pd.DataFrame]:
    """Read a key: tables with article_id or page_id, start, end and any other of their columns.

    A `pages.csv` in it names pages that were read and may have nothing on them.
    Other tables without offsets are passed over.

    Raises BadInput where the folder holds no key or a line of it cannot be right.
    """
    folder = Path(folder)
    names = [name for name in TABLES if (folder / f"{name}.csv").exists() and "start" in TABLES[name].columns]
    if not names:
        raise BadInput(f"{folder}: holds no key: name a folder with CSV such as dates.csv, places.csv")
    key = {name: _read_table(name, folder / f"{name}.csv") for name in names}
    pages = folder / "pages.csv"
    read = {"pages": pd.DataFrame(read_rows(pages, ["page_id"], AT), dtype="str")} if pages.exists() else {}
    return key | read


def _read_table(name: str, path: Path) -> pd.DataFrame:
    csv.field_size_limit(LARGEST)
    head = next(csv.reader(decode(read_file(path), path.name).splitlines()[:1]), [])
    rows = read_rows(path, ["page_id" if "page_id" in head else "article_id", "start", "end"], AT)
    known = {*TABLES[name].columns, "page_id"}
    strange = [column for column in head if column not in known]
    if strange:
        raise BadInput(f"{path.name}: unknown column {strange[0]!r}: docs/codebook.md lists those of {name}")
    _check_spans(path.name, rows)
    return pd.DataFrame(rows, columns=[*head, AT], dtype="str")


def _check_spans(name: str, rows: Rows) -> None:
    seen: dict[tuple[str, ...], str] = {}
    for row in rows:
        where = f"{name}, line {row[AT]}"
        start, end = row["start"], row["end"]
        if not (start.isdecimal() and end.isdecimal()):
            raise BadInput(f"{where}: start and end are whole numbers: offsets into the page")
        if int(start) >= int(end):
            raise BadInput(f"{where}: {start}-{end} holds no character: end is the offset behind the last one")
        values = tuple(value for column, value in row.items() if column != AT)
        if values in seen:
            raise BadInput(f"{where}: is the same as line {seen[values]}: keep one of them")
        seen[values] = row[AT]
