"""A run against a key: counted by hand on a handful of rows."""

import pandas as pd
import pytest

from analysis.__main__ import main
from analysis.corpus import BadInput, read_key
from analysis.handle import compute_tables, from_texts
from analysis.schema import build
from analysis.scoring import compare_tables, print_changes, print_score, score_keys, score_tables


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
    values = score_tables(FOUND, KEY).values
    assert values[values["column"] == "from_date"].values.tolist() == [
        ["dates", "all", "from_date", 2, 1],
        ["dates", "activity", "from_date", 2, 1],
    ]


def test_a_share_of_nothing_is_no_number():
    lines = score_tables(FOUND, KEY).scores.set_index("kind")
    assert lines.loc["window", ["key", "found", "exact_r", "exact_f1"]].tolist() == [1, 0, 0, 0]
    assert lines.loc[["window"], "exact_p"].isna().all()
    assert lines.loc[["rhetorical"], "exact_r"].isna().all()


def test_only_pages_that_the_key_names_are_scored():
    elsewhere = FOUND["dates"].assign(article_id="q#1")
    found = {"dates": pd.concat([FOUND["dates"], elsewhere])}
    assert score_tables(found, KEY).scores["found"][0] == 3
    read = KEY | {"pages": pd.DataFrame({"page_id": ["p", "q"]})}  # on q the reader found nothing
    assert score_tables(found, read).scores["found"][0] == 6


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


def test_changes_are_told_row_by_row():
    old = {"dates": KEY["dates"], "words": build("words", [])}
    new = {"dates": pd.concat([KEY["dates"].iloc[1:].assign(sense="topic"), FOUND["dates"].iloc[2:]])}
    table, sentence, rows = print_changes(old, new, 2).split("\n\n")
    assert [line.split() for line in table.splitlines()[1:]] == [["dates", "3", "3", "1", "1", "2"]]
    assert sentence == (
        "For the changelog: dates: 3 -> 3 rows; 1 gone, 1 added, 2 changed. "
        "not compared: words (only in the old run). 0 tables are the same."
    )
    assert [line.split() for line in rows.splitlines()] == [
        ["dates:", "2", "of", "4"],
        ["row", "text", "what", "before", "after"],
        ["p", "0", "4", "3月5日", "gone"],
        ["p", "10", "12", "昨日", "sense", "activity", "topic"],
    ]


def test_a_page_whose_source_is_told_anew_has_changed_and_is_not_another():
    page = build("pages", [("p", "", "", 4, "", "", "", "", "none")])
    assert compare_tables({"pages": page}, {"pages": page.assign(source="晨报")})["changed"].tolist() == [1]


HEAD = "article_id,start,end"
BAD_KEYS = [
    ("notes.txt", "x", "{}: holds no key: name a folder with CSV such as dates.csv, places.csv"),
    ("articles.csv", "article_id", "{}: holds no key: name a folder with CSV such as dates.csv, places.csv"),
    ("dates.csv", "", f"dates.csv: missing column article_id, start, end: its first line is {HEAD}"),
    ("dates.csv", "article_id,start\np#1,1", f"dates.csv: missing column end: its first line is {HEAD}"),
    ("dates.csv", "page_id,start\np,1", "dates.csv: missing column end: its first line is page_id,start,end"),
    ("dates.csv", f"{HEAD},when\n", "dates.csv: unknown column 'when': docs/codebook.md lists those of dates"),
    (
        "dates.csv",
        f"{HEAD}\np#1,1,x",
        "dates.csv, line 2: start and end are whole numbers: offsets into the page",
    ),
    (
        "dates.csv",
        f"{HEAD}\np#1,0,2\np#1,5,5",
        "dates.csv, line 3: 5-5 holds no character: end is the offset behind the last one",
    ),
    (
        "dates.csv",
        f"{HEAD},sense\np#1,0,2,topic\np#1,3,4,\np#1,0,2,topic",
        "dates.csv, line 4: is the same as line 2: keep one of them",
    ),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD_KEYS)
def test_a_bad_key_is_one_line(tmp_path, name, content, message):
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(BadInput) as problem:
        read_key(tmp_path)
    assert str(problem.value) == message.format(tmp_path)


def test_the_line_of_a_body_is_its_own_and_not_that_of_the_file(tmp_path):
    (tmp_path / "organisations.csv").write_text("article_id,start,end,line\np#1,0,3,school\n", "utf-8")
    assert read_key(tmp_path)["organisations"]["line"].tolist() == ["school"]


@pytest.fixture
def pages(tmp_path):
    """A page: the rain stopped yesterday; a meeting on 5 March. With a byte order mark, which counts for nothing."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "p.txt").write_text("雨停了\n\n昨日，雨停了。\n\n3月5日，村里开会。", "utf-8-sig")
    (tmp_path / "key").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("q#1,5,7,昨日", "dates.csv, line 2: the corpus has no page 'q': it has p"),
        (
            "p#1,6,8,昨日",
            "dates.csv, line 2: '昨日' does not stand at 6-8, there is '日，': count characters from 0 in the file as it "
            "is, line ends too",
        ),
    ],
)
def test_a_key_of_other_pages_or_another_count_is_refused(pages, capsys, row, message):
    (pages / "key" / "dates.csv").write_text(f"{HEAD},text\n{row}\n", "utf-8")
    assert main(["score", str(pages / "pages"), "--key", str(pages / "key")]) == 2
    assert capsys.readouterr().err == f"analysis: {message}\n"


@pytest.mark.filterwarnings("default")  # which the command prints
def test_a_corpus_its_tables_and_its_corrections_are_scored(pages, capsys):
    (pages / "key" / "dates.csv").write_text(f"\ufeff{HEAD},text\np#1,5,7,昨日\np#9,14,18,3月5日\n", "utf-8")
    assert main(["tables", str(pages / "pages"), "--out", str(pages / "run")]) == 0
    printed = []
    for corpus in ("pages", "run"):
        assert main(["score", str(pages / corpus), "--key", str(pages / "key")]) == 0
        printed.append(capsys.readouterr())
    assert printed[0].out == printed[1].out
    assert printed[0].out.splitlines()[1].split() == ["dates", "all", "2", "2", *["1.000"] * 6]
    assert not printed[0].err
    (pages / "pages" / "lists").mkdir()
    correction = "page_id,start,end,text,action,value\np,14,18,3月5日,set dates.sense,topic\n"
    (pages / "pages" / "lists" / "corrections.csv").write_text(correction, "utf-8")
    assert main(["score", str(pages / "pages"), "--key", str(pages / "key")]) == 0
    assert "dates: 1 of 2 rows are touched by your corrections: score without them" in capsys.readouterr().err


def test_a_run_against_itself_has_no_error():
    corpus = from_texts({"p": "雨停了\n\n昨日，王芳说：“雨停了。”\n\n3月5日，312名村民开会。"})
    tables = dict(compute_tables(corpus))
    score = score_tables(tables, tables)
    assert score.errors.empty
    assert (score.scores["exact_f1"].dropna() == 1).all()
    assert "quotations, values right of compared:" in print_score(score, 5)


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
    there, back = (score_keys(*order).scores.iloc[0] for order in (keys, keys[::-1]))
    assert there["exact_f1"] == back["exact_f1"] == pytest.approx(2 / 3)
    assert (there["exact_p"], there["exact_r"]) == (back["exact_r"], back["exact_p"]) == (0.5, 1.0)
