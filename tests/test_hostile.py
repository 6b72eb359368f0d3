"""Hostile input: whatever the bytes, a reader gives a table or refuses in one line; docs/security.md lists the attacks."""

import gzip
import io
import json
import os
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_promise import FRAGMENTS, check_promise

from analysis.corpus import (
    BadInput,
    InputWarning,
    accept,
    read_key,
    read_lists,
    read_tables,
    stream_texts,
    to_tables,
)

# Scraps from which damaged files are made: random bytes alone never get past the first check.
SCRAPS = [
    b"id,body\n", b"page_id,published\np,2021-02\n", b"article_id,start,end\np#1,", b'{"id": "a", "body": "', b'"}\n',
    b"\xef\xbb\xbf", b"\xff\xfe", b"\0", b'"', b",", b"\n", b"\r", b"PAR1", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\\ud800",
    b"[" * 2000, b"9" * 5000, b"1e999", b"NaN", b'"date": "2021-02-30"', b"\xc2\xb2", "春".encode(), "春".encode("gb18030"),
    b"canonical,variant\n", b"term,english\n", b"event,from,to,source\n", b"\x85\x1c\x0b", b"x" * 140_000,
]  # fmt: skip
CONTENT = st.lists(st.sampled_from(SCRAPS) | st.binary(max_size=40), max_size=12).map(b"".join)
BUDGET = settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def read_corpus_file(path):
    return [texts for texts, _ in to_tables(accept(stream_texts(path)))]


def table_or_one_line(read, path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", InputWarning)
        try:
            return read(path)
        except BadInput as problem:
            said = str(problem)
    assert "\n" not in said
    assert len(said) < 2_000
    return None


def parquet(content):
    """A real Parquet file with some bytes of its middle replaced."""
    sink = io.BytesIO()
    pd.DataFrame({"id": ["a", "b"], "body": ["春", "雨"]}).to_parquet(sink)
    good = sink.getvalue()
    at = len(content) * 7 % len(good)
    return good[:at] + content[:20] + good[at + len(content[:20]) :]


ARCHIVES = {
    "p.txt": bytes,
    "a.jsonl": bytes,
    "a.csv": bytes,
    "a.jsonl.gz": lambda content: gzip.compress(content)[: -len(content) % 40 or None],
    "b.jsonl.gz": bytes,
    "a.jsonl.zst": bytes,
    "a.parquet": parquet,
    "b.parquet": bytes,
}


@pytest.mark.parametrize("name", list(ARCHIVES))
@BUDGET
@given(content=CONTENT)
def test_any_bytes_are_a_corpus_or_one_line(name, content):
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(ARCHIVES[name](content))
        table_or_one_line(read_corpus_file, path)


LISTS = ["dictionary.txt", "stopwords.txt", "slogans.csv", "events.csv", "glossary.csv", "corrections.csv"]


@pytest.mark.parametrize("name", LISTS)
@BUDGET
@given(content=CONTENT)
def test_any_bytes_are_a_list_or_one_line(name, content):
    with TemporaryDirectory() as folder:
        Path(folder, name).write_bytes(content)
        table_or_one_line(read_lists, Path(folder))


@pytest.mark.parametrize(
    ("name", "read"), [("dates.csv", read_key), ("dates.csv", read_tables), ("dates.parquet", read_tables)]
)
@BUDGET
@given(content=CONTENT)
def test_any_bytes_are_a_table_or_one_line(name, read, content):
    with TemporaryDirectory() as folder:
        Path(folder, name).write_bytes(parquet(content) if name.endswith("parquet") else content)
        table_or_one_line(read, Path(folder))


@BUDGET
@given(content=CONTENT)
def test_any_bytes_are_known_pages_or_one_line(content):
    with TemporaryDirectory() as folder:
        Path(folder, "p.txt").write_text("春")
        Path(folder, "pages.csv").write_bytes(content)
        table_or_one_line(read_corpus_file, Path(folder))


# What no newspaper prints, marks that extractors look for, and pieces of print, in any order.
NOISE = st.text(st.sampled_from("春雨年月日第三百万〇二0123456789，。：“”《》（）、 \n\r\t■□\0\u200b\u3000<>&\"'县省市记者说在李王") | st.characters(exclude_categories=["Cs"]), max_size=30)  # fmt: skip
TEXT = st.lists(NOISE | st.sampled_from(FRAGMENTS) | st.sampled_from(FRAGMENTS).map(lambda piece: piece * 20), max_size=20).map("".join)  # fmt: skip


@pytest.mark.slow
@BUDGET
@given(raw=TEXT)
def test_any_text_has_every_table_and_every_row_quotes_it(raw):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", InputWarning)
        check_promise({"p": raw})


# ---- single attacks -------------------------------------------------------------------------------


def refusal(read, path):
    with pytest.raises(BadInput) as problem:
        read(path)
    return str(problem.value)


def test_a_million_columns(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,body" + ",x" * 1_000_000 + "\na,春" + "," * 1_000_000 + "\n", "utf-8")
    assert read_corpus_file(path)[0]["raw"].tolist() == ["春"]
    key = tmp_path / "dates.csv"
    key.write_text("article_id,start,end" + ",x" * 1_000_000 + "\n", "utf-8")
    assert refusal(read_key, tmp_path) == "dates.csv: unknown column 'x': docs/codebook.md lists those of dates"
    key.write_text("article_id,start,end" + ",x" * 1_000_000 + "\np#1,0,1\n", "utf-8")
    assert refusal(read_key, tmp_path) == "dates.csv, line 2: has not as many fields as the first line"


@pytest.mark.parametrize("deep", ["[" * 100_000, '{"a":' * 100_000, '{"id": "a", "body": ' + "[" * 100_000])
def test_deep_json(tmp_path, deep):
    (tmp_path / "a.jsonl").write_text(deep)
    assert "is not JSON (" in refusal(read_corpus_file, tmp_path / "a.jsonl")


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["gz", "zst"])
def test_a_bomb_of_zeros_fills_no_memory(tmp_path, ending):
    import tracemalloc

    import zstandard

    zeros = bytes(2**20)
    path = tmp_path / f"a.jsonl.{ending}"
    with {"gz": gzip, "zst": zstandard}[ending].open(path, "wb") as file:
        for _ in range(500):
            file.write(zeros)
    assert path.stat().st_size < 2**20
    tracemalloc.start()
    message = refusal(read_corpus_file, path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert message == (
        f"a.jsonl.{ending}, line 1: record is larger than 20 MB: divide it, or set bad records aside with --set-aside"
    )
    assert peak < 200 * 2**20


def test_links_that_lead_nowhere_or_never_end(tmp_path):
    aside = ", or set bad records aside with --set-aside"
    (tmp_path / "a.txt").symlink_to("/dev/zero")
    assert refusal(read_corpus_file, tmp_path) == f"a.txt: is no file: take it out of the folder{aside}"
    (tmp_path / "a.txt").unlink()
    (tmp_path / "a.txt").symlink_to("a.txt")
    assert refusal(read_corpus_file, tmp_path).startswith("a.txt: cannot be read (")
    (tmp_path / "a.txt").unlink()
    os.mkfifo(tmp_path / "a.txt")
    assert refusal(read_corpus_file, tmp_path) == f"a.txt: is no file: take it out of the folder{aside}"


def test_zero_bytes_are_characters_like_others(tmp_path):
    rows = {"id": ["a"], "body": ["春\0雨"]}
    pd.DataFrame(rows).to_parquet(tmp_path / "a.parquet")
    (tmp_path / "a.csv").write_text("id,body\na,春\0雨\n", "utf-8")
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "body": "春\0雨"}), "utf-8")
    for name in ("a.parquet", "a.csv", "a.jsonl"):
        assert read_corpus_file(tmp_path / name)[0]["raw"].tolist() == ["春\0雨"]


def test_ids_that_are_paths_write_nothing_outside(tmp_path):
    from analysis.archive import Job, write_tables

    folder = tmp_path / "in"
    folder.mkdir()
    lines = [
        json.dumps({"id": page_id, "body": "雨停了。"}) for page_id in ("../../x", "/tmp/x", "..", "a\0b", "C:\\x")
    ]
    (folder / "a.jsonl").write_text("\n".join(lines), "utf-8")
    write_tables(Job(folder / "a.jsonl", tmp_path / "out"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]
    assert len(read_tables(tmp_path / "out")["pages"]) == 5
