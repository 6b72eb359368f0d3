"""The command line: exit codes, one line on stderr, all or nothing."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis.__main__ import main
from analysis.corpus import read_tables
from analysis.handle import compute_tables, read_corpus
from analysis.schema import TABLES

ROOT = Path(__file__).parents[1]


def run(capsys, *words):
    code = main([str(word) for word in words])
    return code, capsys.readouterr().err


@pytest.fixture(scope="module")
def seed_tables(tmp_path_factory):
    out = tmp_path_factory.mktemp("tables") / "made" / "with its parents"
    assert main(["tables", str(ROOT / "seeds"), "--out", str(out)]) == 0
    return out


def test_every_table_is_written(seed_tables):
    assert {path.name for path in seed_tables.iterdir()} >= {f"{name}.csv" for name in TABLES} | {"places.geojson"}


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_tables_are_read_back_as_they_were(tmp_path, ending):
    assert main(["tables", str(ROOT / "seeds"), "--out", str(tmp_path), "--format", ending]) == 0
    stored = read_tables(tmp_path)
    for name, table in compute_tables(read_corpus(ROOT / "seeds")):
        expected = table.round({"longitude": 5, "latitude": 5}) if ending == "csv" else table
        pd.testing.assert_frame_equal(stored[name], expected)


def test_csv_has_the_form_of_the_contract(seed_tables):
    for name, table in TABLES.items():
        content = (seed_tables / f"{name}.csv").read_bytes()
        assert content.startswith(",".join(table.columns).encode())
        assert b"\r\n" not in content
        assert content.endswith(b"\n")


def test_a_second_run_replaces_the_first_and_leaves_other_files(tmp_path, capsys):
    (tmp_path / "notes.md").write_text("mine")
    (tmp_path / "rejected.jsonl").write_text("old")
    page = tmp_path / "corpus" / "p.txt"
    page.parent.mkdir()
    page.write_text("春耕开始\n\n各村开始春耕。", "utf-8")
    assert run(capsys, "tables", page.parent, "--out", tmp_path, "--format", "parquet") == (0, "")
    assert run(capsys, "tables", page.parent, "--out", tmp_path) == (0, "")
    names = {path.name for path in tmp_path.iterdir()}
    assert "notes.md" in names
    assert "words.csv" in names
    assert not {"words.parquet", "rejected.jsonl", ".partial"} & names


def test_bad_input_leaves_nothing_half_written(tmp_path, capsys):
    bad = tmp_path / "a.jsonl"
    bad.write_text('{"id": "a", "body": "雨停了。"}\n{"id": "b"}\n', "utf-8")
    code, said = run(capsys, "tables", bad, "--out", tmp_path / "new" / "out")
    assert code == 2
    assert said == (
        "analysis: a.jsonl, line 2: has no body: give the text of the article, or an empty text, "
        "or set bad records aside with --set-aside\n"
    )
    assert not (tmp_path / "new").exists()


def test_bad_records_are_set_aside_with_their_reason(tmp_path, capsys):
    bad = tmp_path / "a.jsonl"
    bad.write_text('{"id": "a", "body": "雨停了。"}\n{"id": "b"}\n', "utf-8")
    code, said = run(capsys, "tables", bad, "--out", tmp_path / "out", "--set-aside")
    assert code == 0
    assert said == "tables: 1 records set aside in rejected.jsonl\n"
    rejected = pd.read_json(tmp_path / "out" / "rejected.jsonl", lines=True)
    assert rejected.to_dict("records") == [
        {
            "where": "a.jsonl, line 2",
            "page_id": "b",
            "reason": "has no body: give the text of the article, or an empty text",
        }
    ]


def test_an_empty_corpus_is_an_error(tmp_path, capsys):
    (tmp_path / "a.jsonl").write_text("")
    code, said = run(capsys, "tables", tmp_path / "a.jsonl", "--out", tmp_path / "out")
    assert (code, said) == (2, f"analysis: {tmp_path / 'a.jsonl'}: holds no record: name a corpus with at least one\n")


def test_an_output_that_is_a_file_is_refused(tmp_path, capsys):
    (tmp_path / "out").write_text("mine")
    code, said = run(capsys, "tables", ROOT / "seeds", "--out", tmp_path / "out")
    assert (code, said) == (
        2,
        f"analysis: {tmp_path / 'out'}: cannot be written (Not a directory): make room or name another folder\n",
    )
    assert (tmp_path / "out").read_text() == "mine"


def test_lists_of_another_folder_are_taken_when_named(tmp_path, capsys):
    code, said = run(capsys, "tables", ROOT / "seeds", "--out", tmp_path / "out", "--lists", tmp_path / "none")
    folder = tmp_path / "none"
    assert code == 2
    assert (
        said
        == f"analysis: {folder}: there is no such folder: --lists names the folder of dictionary.txt and its like\n"
    )


@pytest.mark.parametrize("command", ["tables", "rerun", "report", "score", "compare"])
def test_help_is_there(command, capsys):
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    assert "usage: python -m analysis" in capsys.readouterr().out


def test_a_page_takes_seconds_from_a_cold_shell(tmp_path):
    command = [sys.executable, "-m", "analysis", "tables", str(ROOT / "seeds"), "--out", str(tmp_path)]
    assert subprocess.run(command, timeout=60, capture_output=True).returncode == 0
