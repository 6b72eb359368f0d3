"""A run against a key: counted by hand on a handful of rows."""

import pandas as pd
import pytest

from analysis.__main__ import main
from analysis.corpus import BadInput, read_key
from analysis.scoring import compare_tables, score_tables


def dates(*rows):
    columns = ["article_id", "start", "end", "text", "from_date", "sense"]
    return {"dates": pd.DataFrame([("p#1", *row) for row in rows], columns=columns)}


KEY = dates(
    (0, 4, "3月5日", "2021-03-05", "activity"),
    (10, 12, "昨日", "2021-03-04", "activity"),
    (20, 22, "目前", "", "window"),
)
FOUND = dates(
    (0, 4, "3月5日", "2021-03-06", "activity"),
    (10, 13, "昨日上", "2021-03-04", "activity"),
    (30, 32, "百年", "", "rhetorical"),
)


def test_spans_are_paired_one_to_one():
    line = score_tables(FOUND, KEY).scores.iloc[0]
    assert (line["key"], line["found"]) == (3, 3)
    assert line["exact_p"] == line["exact_r"] == line["exact_f1"] == pytest.approx(1 / 3)
    assert line["overlap_f1"] == pytest.approx(2 / 3)


def test_one_wide_span_cannot_find_two():
    line = score_tables(dates((0, 12, "", "", "")), KEY).scores.iloc[0]
    assert line["overlap_r"] == pytest.approx(1 / 3)


def test_values_are_compared_where_the_key_has_one():
    values = score_tables(FOUND, KEY).values.set_index("column")
    assert values.loc["from_date", ["compared", "right"]].tolist() == [2, 1]


def test_every_error_is_listed():
    errors = score_tables(FOUND, KEY).errors
    assert errors[["error", "start", "expected", "found"]].values.tolist() == [
        ["wrong from_date", 0, "2021-03-05", "2021-03-06"],
        ["wrong extent", 10, "10-12", "10-13"],
        ["missed", 20, "", ""],
        ["false alarm", 30, "", ""],
    ]


def test_two_acts_of_one_sentence_are_paired_by_what_they_say():
    columns = ["article_id", "start", "end", "actor", "from_date"]
    key = {
        "activities": pd.DataFrame(
            [("p#1", 0, 9, "市图书馆", "2021-03-05"), ("p#1", 0, 9, "校团委", "2021-03-06")], columns=columns
        )
    }
    found = {"activities": key["activities"][::-1]}
    assert score_tables(found, key).errors.empty


def test_a_change_is_counted_and_said():
    old = {"dates": KEY["dates"]}
    new = {"dates": pd.concat([KEY["dates"].iloc[1:].assign(sense="topic"), FOUND["dates"].iloc[2:]])}
    assert compare_tables(old, new)["sentence"].tolist() == ["dates: 3 -> 3 rows; 1 gone, 1 added, 2 changed"]


BAD_KEYS = [
    ("notes.txt", "x", "{}: holds no key: name a folder with CSV such as dates.csv, places.csv"),
    ("dates.csv", "article_id,start\np#1,1", "dates.csv: missing column end: its first line is start,end"),
    (
        "dates.csv",
        "article_id,start,end,when\np#1,1,2,x",
        "dates.csv: unknown column 'when': docs/codebook.md lists those of dates",
    ),
    (
        "dates.csv",
        "article_id,start,end\np#1,1,x",
        "dates.csv, line 2: start and end are whole numbers: offsets into the page",
    ),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD_KEYS)
def test_a_bad_key_is_one_line(tmp_path, name, content, message):
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(BadInput) as problem:
        read_key(tmp_path)
    assert str(problem.value) == message.format(tmp_path)


def test_two_readers_are_scored_against_each_other(tmp_path, capsys):
    header = "article_id,start,end,from_date\n"
    for reader, rows in (("first", "p#1,0,4,2021-03-05\np#1,10,12,\n"), ("second", "p#1,0,4,2021-03-06\n")):
        (tmp_path / reader).mkdir()
        (tmp_path / reader / "dates.csv").write_text(header + rows, "utf-8")
    pair = tmp_path / "first", tmp_path / "second"
    printed = []
    for one, other in (pair, pair[::-1]):
        assert main(["score", str(one), "--key", str(other), "--errors", "9"]) == 0
        printed.append(capsys.readouterr().out)
    assert all("wrong from_date" in text for text in printed)
    assert "false alarm" in printed[0]
    assert "missed" in printed[1]
    keys = [read_key(folder) for folder in pair]
    there, back = (score_tables(*order).scores.iloc[0] for order in (keys, keys[::-1]))
    assert there["exact_f1"] == back["exact_f1"] == pytest.approx(2 / 3)
    assert (there["exact_p"], there["exact_r"]) == (back["exact_r"], back["exact_p"]) == (0.5, 1.0)
