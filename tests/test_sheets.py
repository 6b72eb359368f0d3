"""Workbooks, and CSV for Excel: nothing is computed, nothing is changed."""

import csv
import json
import zipfile

import openpyxl
import pytest

from analysis.__main__ import main
from analysis.corpus import BadInput, read_tables, sheets, write_workbook
from analysis.schema import TABLES

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "#N/A", "＝1", "a\0b"]


@pytest.fixture
def pages(tmp_path):
    """A partition of the table of pages, one page for each text that a spreadsheet might execute."""
    path = tmp_path / "part.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            [f"p{n}", text, "", "4", "", "", "", "", "none"] for n, text in enumerate(FORMULAS)
        )
    return path


def test_no_cell_is_computed_and_no_text_changed(tmp_path, pages):
    write_workbook({"pages": [pages]}, tmp_path / "tables.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "tables.xlsx")["pages"]
    assert [cell.value for cell in sheet[1]] == list(TABLES["pages"].columns)
    cells = [sheet.cell(row, 2) for row in range(2, 2 + len(FORMULAS))]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == [*FORMULAS[:-1], "a\ufffdb"]
    assert [bool(cell.quotePrefix) for cell in cells] == [True] * 5 + [False, True, False]
    assert sheet.cell(2, 4).value == 4


def test_the_same_rows_are_the_same_bytes(tmp_path, pages):
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook({"pages": [pages]}, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_a_sheet_cannot_hold_is_refused(tmp_path, pages, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    with pytest.raises(BadInput) as problem:
        write_workbook({"pages": [pages]}, tmp_path / "t.xlsx")
    assert str(problem.value) == (
        "tables.xlsx: pages has more than 2 rows, Excel's limit: write --format csv or parquet"
    )
    pages.write_text(f"p,{'x' * 40_000},,4,,,,,none\n", "utf-8")
    with pytest.raises(BadInput) as problem:
        write_workbook({"pages": [pages]}, tmp_path / "t.xlsx")
    assert str(problem.value) == (
        "tables.xlsx: pages, row 2: source has 40,000 characters, Excel's limit is 32,767: write --format csv or parquet"
    )
    assert not (tmp_path / "t.xlsx").exists()


@pytest.fixture
def corpus(tmp_path):
    """Two days of rain."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "p.txt").write_text("=雨停了\n\n6月11日，雨停了。", "utf-8")
    return tmp_path / "in"


def test_a_workbook_holds_every_table(tmp_path, corpus):
    out = tmp_path / "out"
    assert main(["tables", str(corpus), "--out", str(out), "--format", "csv"]) == 0
    expected = {name: len(table) for name, table in read_tables(out).items()}
    assert main(["tables", str(corpus), "--out", str(out), "--format", "xlsx"]) == 0
    assert {path.name for path in out.iterdir()} == {"places.geojson", "run.json", "tables.xlsx"}
    book = openpyxl.load_workbook(out / "tables.xlsx")
    assert {sheet.title: sheet.max_row - 1 for sheet in book} == expected
    assert json.loads((out / "run.json").read_text("utf-8"))["options"]["format"] == "xlsx"


def test_a_byte_order_mark_when_asked(tmp_path, corpus):
    plain, marked = tmp_path / "plain", tmp_path / "marked"
    assert main(["tables", str(corpus), "--out", str(plain)]) == 0
    assert main(["tables", str(corpus), "--out", str(marked), "--bom"]) == 0
    for name in TABLES:
        assert (marked / f"{name}.csv").read_bytes() == b"\xef\xbb\xbf" + (plain / f"{name}.csv").read_bytes()
    assert read_tables(marked)["dates"].equals(read_tables(plain)["dates"])


def test_only_csv_has_a_mark(tmp_path, corpus, capsys):
    assert main(["tables", str(corpus), "--out", str(tmp_path / "out"), "--bom", "--format", "xlsx"]) == 2
    assert capsys.readouterr().err == (
        "analysis: --bom: xlsx has no byte order mark: leave it out or write --format csv\n"
    )
    assert not (tmp_path / "out").exists()
