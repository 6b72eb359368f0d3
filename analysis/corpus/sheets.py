"""Tables as one workbook for colleagues who have a spreadsheet and nothing else."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.corpus.decode import LARGEST
from analysis.corpus.errors import BadInput
from analysis.schema import TABLES

WORKBOOK = "tables.xlsx"
MOST_ROWS, MOST_CHARACTERS = 1_048_576, 32_767  # of a sheet and of a cell; Microsoft, Excel specifications and limits
# What a spreadsheet would read as a formula, after OWASP's page on CSV injection.
EXECUTABLE = tuple("=+-@\t\r\n＝＋－＠")
CELLS: dict[str, Callable[[str], object]] = {
    "integer": int,
    "count": lambda text: int(text) if text else None,
    "number": lambda text: float(text) if text else None,
    "coordinate": lambda text: float(text) if text else None,
    "flag": "true".__eq__,
}


def write_workbook(parts: Mapping[str, Sequence[Path]], path: Path) -> None:
    """Write a sheet for each table from the CSV rows of its partitions; the same rows give the same bytes.

    Text stays as it is: a cell that a spreadsheet would execute is marked as
    text (Excel's quote prefix). Characters that XML cannot hold become U+FFFD.

    Raises BadInput where a sheet cannot hold the rows.
    """
    from openpyxl import Workbook

    for name, files in parts.items():  # openpyxl's sheets, once begun, must be written to their end
        _check_rows(name, files)
    book = Workbook(write_only=True)
    for name, files in parts.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        kinds = [kind for kind, _ in TABLES[name].columns.values()]
        sheet.append(list(TABLES[name].columns))
        for row in _rows(files):
            sheet.append([_cell(kind, text, sheet) for kind, text in zip(kinds, row, strict=True)])
    buffer = io.BytesIO()
    book.save(buffer)
    _write_timeless(buffer, path)


CURE = "write --format csv or parquet"


def _rows(files: Iterable[Path]) -> Iterable[list[str]]:
    csv.field_size_limit(LARGEST)
    for file in files:
        with file.open(encoding="utf-8", newline="") as rows:
            yield from csv.reader(rows)


def _check_rows(name: str, files: Iterable[Path]) -> None:
    for number, row in enumerate(_rows(files), 2):
        if number > MOST_ROWS:
            raise BadInput(f"{WORKBOOK}: {name} has more than {MOST_ROWS - 1:,} rows, Excel's limit: {CURE}")
        length, column = max(zip(map(len, row), TABLES[name].columns, strict=True))
        if length > MOST_CHARACTERS:
            where = f"{WORKBOOK}: {name}, row {number}: {column}"
            raise BadInput(f"{where} has {length:,} characters, Excel's limit is {MOST_CHARACTERS:,}: {CURE}")


def _cell(kind: str, text: str, sheet: Any) -> object:
    return CELLS[kind](text) if kind in CELLS else _text(text, sheet)


def _text(text: str, sheet: Any) -> object:
    """Text that a spreadsheet shows and never computes."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    plain = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)
    if not plain.startswith((*EXECUTABLE, "#")):  # openpyxl takes #N/A for an error
        return plain or None
    cell = WriteOnlyCell(sheet, plain)
    cell.data_type = "s"
    cell.quotePrefix = plain.startswith(EXECUTABLE)
    return cell


def _write_timeless(book: io.BytesIO, path: Path) -> None:
    """Take the hour out of a workbook: out of its properties and of the entries of its archive."""
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"<dcterms:(created|modified).*?</dcterms:\1>", b"", content)
            new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
