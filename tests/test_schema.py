"""The doors of the tables."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.schema import DTYPES, TABLES, arrange, build, check
from analysis.schema.codebook import write_codebook

ROOT = Path(__file__).parents[1]


def test_the_codebook_is_in_step():
    assert (ROOT / "docs" / "codebook.md").read_text("utf-8") == write_codebook()


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_keeps_its_dtypes(name):
    table = build(name, [])
    assert [str(dtype) for dtype in table.dtypes] == [DTYPES[column.kind] for column in TABLES[name].columns.values()]


@pytest.mark.parametrize("name", [name for name, table in TABLES.items() if "start" in table.columns])
def test_tables_with_offsets_end_in_corrected(name):
    columns = list(TABLES[name].columns)
    assert columns[-1] == "corrected"
    assert columns[columns.index("start") :][:3] == ["start", "end", "text"]


def test_a_missing_column_is_named_with_its_meaning():
    with pytest.raises(
        ValueError,
        match=r"^words: missing column 'tag' \(part of speech in jieba's dictionary, whatever the context\)$",
    ):
        check("words", build("words", []).drop(columns="tag"))


def test_a_wrong_dtype_is_named():
    words = build("words", []).astype({"start": "str"})
    with pytest.raises(
        ValueError,
        match=r"^words: column 'start' is str, not int64 \(offset of its first character in the raw text of the page\)$",
    ):
        check("words", words)


def test_the_fixed_order_is_page_position_start_longer_first():
    spans = [("b#2", 0, 1), ("a#10", 5, 6), ("a#9", 5, 6), ("a#9", 5, 8), ("a#9", 1, 2)]
    rows = [(article, start, end, "x" * (end - start), "", False, "") for article, start, end in spans]
    slogans = build("slogans", [(a, s, e, t, "", False, False) for a, s, e, t, *_ in rows])
    arranged = arrange("slogans", slogans)
    assert list(zip(arranged["article_id"], arranged["start"], arranged["end"], strict=True)) == [
        ("b#2", 0, 1),
        ("a#9", 1, 2),
        ("a#9", 5, 8),
        ("a#9", 5, 6),
        ("a#10", 5, 6),
    ]


def test_no_function_changes_its_argument():
    slogans = build("slogans", [("a#2", 0, 1, "x", "", False), ("a#1", 0, 1, "x", "", False)])
    before = slogans.copy()
    arrange("slogans", slogans)
    pd.testing.assert_frame_equal(slogans, before)
