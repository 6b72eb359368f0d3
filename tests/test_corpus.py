"""What is read, what is refused, and in which words."""

import gzip
import json
import os

import pandas as pd
import pytest

from analysis.corpus import BadInput, InputWarning, accept, read_lists, stream_texts, to_tables

RECORD = {"id": "a", "body": "雨停了。"}  # the rain has stopped


def read(path, layout=None):
    parts = list(to_tables(accept(stream_texts(path, layout))))
    return pd.concat([texts for texts, _ in parts]), pd.concat([pages for _, pages in parts])


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def jsonl(*records):
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records)


# ---- what is read -------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_is_decoded_exactly(tmp_path, encoding):
    raw = "\n\n■要闻\r\n　　雨停了。\r"  # news; line ends and the ideographic space stay
    (tmp_path / "p.txt").write_bytes(raw.encode(encoding))
    texts, pages = read(tmp_path)
    assert texts["raw"].tolist() == [raw]
    assert pages["chars"].tolist() == [len(raw)]


def test_gb18030_is_said_in_a_warning(tmp_path):
    write(tmp_path / "p.txt", "雨停了。".encode("gb18030"))
    with pytest.warns(InputWarning, match=r"^p\.txt: read as GB18030, since it is not UTF-8$"):
        texts, _ = read(tmp_path)
    assert texts["raw"].tolist() == ["雨停了。"]


def test_a_document_without_a_text_of_its_name_is_named(tmp_path):
    for name in ("a.txt", "a.pdf", "b.docx", "pages.csv", "README.md"):
        write(tmp_path / name, "page_id\n")
    with pytest.warns(InputWarning, match=r"^b\.docx: passed over: save the document as plain text \(\.txt, UTF-8\)$"):
        assert [text.page_id for text in stream_texts(tmp_path)] == ["a"]


def test_an_empty_page_is_a_warning(tmp_path):
    write(tmp_path / "p.txt", "\n \n")
    with pytest.warns(InputWarning, match="^p: is empty: a page without articles$"):
        read(tmp_path)


def test_pages_come_by_name_and_with_what_is_known(tmp_path):
    write(tmp_path / "b.txt", "晴。")
    write(tmp_path / "a.txt", "雨。")
    write(tmp_path / "pages.csv", "page_id,newspaper,region,published\nb,晨报,150000,1958-02\n")
    pages = read(tmp_path)[1]
    assert pages["page_id"].tolist() == ["a", "b"]
    row = pages.iloc[1]
    assert (row["newspaper"], row["region"], row["published_from"], row["published_to"], row["published_basis"]) == (
        "晨报",
        "150000",
        "1958-02-01",
        "1958-02-28",
        "given",
    )


def records_as(kind, path):
    rows = [
        {"id": "a", "body": "雨，停了。", "date": "2022-01-02", "title": "雨"},
        {"id": "b", "body": "晴\n“好”", "date": "", "title": ""},
    ]
    if kind == "parquet":
        pd.DataFrame(rows).to_parquet(path)
    elif kind == "csv":
        pd.DataFrame(rows).to_csv(path, index=False)
    elif kind == "jsonl.gz":
        path.write_bytes(gzip.compress(jsonl(*rows).encode()))
    elif kind == "jsonl.zst":
        zstandard = pytest.importorskip("zstandard")
        path.write_bytes(zstandard.compress(jsonl(*rows).encode()))
    else:
        path.write_text(jsonl(*rows), "utf-8")
    return path


@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "jsonl.zst", "csv", "parquet"])
def test_every_kind_of_archive_reads_the_same(tmp_path, kind):
    texts, pages = read(records_as(kind, tmp_path / f"archive.{kind}"))
    assert texts.to_dict("list") == {
        "page_id": ["a", "b"],
        "raw": ["雨，停了。", "晴\n“好”"],
        "title": ["雨", ""],
        "layout": ["article", "article"],
    }
    assert pages["published_to"].tolist() == ["2022-01-02", ""]


@pytest.mark.parametrize("page_id", ["../../etc", "a/b", 'say "hi"', ".", "x" * 10_000, "a#2", "=1+1"])
def test_an_id_is_data_and_never_a_path(tmp_path, page_id):
    path = write(tmp_path / "a.jsonl", jsonl(RECORD | {"id": page_id}))
    assert read(path)[0]["page_id"].tolist() == [page_id]


def test_bad_records_can_be_set_aside(tmp_path):
    path = write(tmp_path / "a.jsonl", jsonl(RECORD, {"id": "b"}, RECORD, RECORD | {"id": "c"}))
    rejected = []
    assert [text.page_id for text in accept(stream_texts(path), rejected.append)] == ["a", "c"]
    assert [text.reason for text in rejected] == [
        "has no body: give the text of the article, or an empty text",
        "id 'a' was there before: give each record its own",
    ]


# ---- what is refused, whole text ----------------------------------------------------------------

ASIDE = ", or set bad records aside with --set-aside"
REFUSED = [
    ("", None, "{}: there is no such file or folder: name a folder of .txt, a .txt, or an archive"),
    ("folder/other.md", "x", "{folder}: holds no .txt: put page texts directly into the folder"),
    ("folder/a.doc", "x", "{folder}: holds no .txt, but a.doc: save the document as plain text (.txt, UTF-8)"),
    ("folder/a.TXT", "x", "{folder}: holds no .txt, but a.TXT: rename it to .txt"),
    ("a.rtf", "x", "a.rtf: is no corpus: save the document as plain text (.txt, UTF-8)"),
    ("a.pdf", "%PDF", "a.pdf: is no corpus: extract its text first, e.g. `pdftotext -enc UTF-8 page.pdf page.txt`"),
    ("a.docx", "PK", "a.docx: is no corpus: save the document as plain text (.txt, UTF-8)"),
    ("a.html", "<p>", "a.html: is no corpus: save the page's text as .txt, e.g. copy it from the browser"),
    ("a.txt", b"\xff\xff\xff\xff", "a.txt: is not UTF-8 (byte 0) and not GB18030 (byte 0): save it as UTF-8" + ASIDE),
    ("a.txt", b"a\0\xff\0", "a.txt: holds zero bytes and is neither UTF-8 nor marked UTF-16: save it as UTF-8" + ASIDE),
    ("a.txt", b"\xff\xfea\0b", "a.txt: is not valid UTF-16 at byte 4: save it as UTF-8" + ASIDE),
    (
        "a.jsonl",
        "{",
        "a.jsonl, line 1: is not JSON (Expecting property name enclosed in double quotes: line 1 column 2 (char 1)): write one object a line"
        + ASIDE,
    ),
    ("a.jsonl", "[1]", "a.jsonl, line 1: is not a JSON object: write one object a line" + ASIDE),
    ("a.jsonl", b'{"id": "\xff"}', "a.jsonl, line 1: is not UTF-8 at byte 8: save the file as UTF-8" + ASIDE),
    (
        "a.jsonl",
        '{"body": "x"}',
        "a.jsonl, line 1: has no id: give each record an id, a text that no other has" + ASIDE,
    ),
    ("a.jsonl", '{"id": "a"}', "a.jsonl, line 1: has no body: give the text of the article, or an empty text" + ASIDE),
    (
        "a.jsonl",
        '{"id": "a", "body": 5}',
        "a.jsonl, line 1: has no body: give the text of the article, or an empty text" + ASIDE,
    ),
    (
        "a.jsonl",
        '{"id": "a", "body": "x", "title": 5}',
        "a.jsonl, line 1: title is no text: write it in quotes" + ASIDE,
    ),
    (
        "a.jsonl",
        '{"id": "a", "body": "\\ud800"}',
        "a.jsonl, line 1: body holds half a character (a lone surrogate): write the text again as UTF-8" + ASIDE,
    ),
    (
        "a.jsonl",
        '{"id": "a", "body": "x", "date": "6月"}',
        "a.jsonl, line 1: '6月' is no date of publication: write a day (2021-06-30), a month (2021-06) or two of them with a slash between"
        + ASIDE,
    ),
    (
        "a.jsonl",
        '{"id": "a", "body": "x", "date": "2021-02-30"}',
        "a.jsonl, line 1: '2021-02-30' is no date of publication: write a day (2021-06-30), a month (2021-06) or two of them with a slash between"
        + ASIDE,
    ),
    (
        "a.jsonl",
        '{"id": "a", "body": "x", "region": "内蒙古"}',
        "a.jsonl, line 1: region '内蒙古' is no adcode: write six digits (GB/T 2260)" + ASIDE,
    ),
    (
        "a.jsonl",
        '{"id": "a", "body": "x"}\n{"id": "a", "body": "y"}',
        "record 2: id 'a' was there before: give each record its own" + ASIDE,
    ),
    ("a.jsonl", "[" * 100_000, "a.jsonl, line 1: is not JSON (nested too deeply): write one object a line" + ASIDE),
    (
        "a.jsonl.gz",
        gzip.compress(b'{"id": "a", "body": "x"}' * 999)[:-9],
        "a.jsonl.gz: is damaged (Compressed file ended before the end-of-stream marker was reached): copy it again from its source",
    ),
    ("a.csv", "id,text\na,x", "a.csv: missing column body: an archive's records have id and body"),
    ("a.csv", "id,body\na,x,y", "a.csv, line 2: has 3 fields, not 2: quote fields that hold commas" + ASIDE),
    ("a.csv", 'id,body\na,"x"y', "a.csv, line 2: ',' expected after '\"': quote fields as CSV does"),
    ("a.parquet", "PAR1", "a.parquet: is damaged or no Parquet file ({reason}): write it again"),
    ("pages.csv", "page,source\na,b", "pages.csv: missing column page_id: its first line is page_id"),
    (
        "pages.csv",
        "page_id,date\na,b",
        "pages.csv: unknown column 'date': it may have page_id, newspaper, region, published, edition, source",
    ),
    ("pages.csv", "page_id\nzz", "pages.csv: no page zz in {folder}: its page_id is the file's name without .txt"),
    ("pages.csv", "page_id\nok\nok", "pages.csv, line 3: page 'ok' is named twice: keep one line"),
    (
        "pages.csv",
        "page_id,published\nok,2021",
        "pages.csv, line 2: '2021' is no date of publication: write a day (2021-06-30), a month (2021-06) or two of them with a slash between",
    ),
    ("pages.csv", "page_id,region\nok,15", "pages.csv, line 2: region '15' is no adcode: write six digits (GB/T 2260)"),
    ("pages.csv", "page_id,source\nok", "pages.csv, line 2: has not as many fields as the first line"),
]


@pytest.mark.parametrize(
    ("name", "content", "message"), REFUSED, ids=[f"{n}-{name}" for n, (name, *_) in enumerate(REFUSED)]
)
def test_bad_input_is_one_line_with_its_cure(tmp_path, name, content, message):
    path = tmp_path / name if name else tmp_path / "missing"
    if content is not None:
        write(path, content)
    if name == "pages.csv":
        write(tmp_path / "ok.txt", "雨。")
        path = tmp_path
    folder = path if path.is_dir() else path.parent
    with pytest.raises(BadInput) as problem:
        read(folder if name.startswith("folder") else path)
    said = str(problem.value)
    head, hole, tail = message.partition("{reason}")
    if hole:
        assert said.startswith(head)
        assert said.endswith(tail)
    else:
        assert said == message.format(path, folder=folder)
    assert "\n" not in said


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_rights_is_named(tmp_path):
    write(tmp_path / "a.txt", "x").chmod(0)
    with pytest.raises(BadInput, match=r"^a\.txt: cannot be read \(Permission denied\): check the file and its rights"):
        read(tmp_path)


def test_a_record_over_20_mb_is_refused_without_being_held(tmp_path):
    path = write(tmp_path / "a.jsonl", '{"id": "a", "body": "' + "x" * (21 * 2**20) + '"}\n' + jsonl(RECORD))
    rejected = []
    assert [text.page_id for text in accept(stream_texts(path), rejected.append)] == ["a"]
    assert [text.reason for text in rejected] == ["record is larger than 20 MB: divide it"]


LISTS = [
    ("dictionary.txt", "碳中和\n碳中和 5", "dictionary.txt: '碳中和' is listed twice: keep one line"),
    (
        "dictionary.txt",
        "碳 中 和",
        "dictionary.txt: '碳 中 和' is not `word`, `word frequency` or `word frequency tag`",
    ),
    ("slogans.csv", "slogan\nx", "slogans.csv: missing column canonical, variant: its first line is canonical,variant"),
    ("slogans.csv", "canonical,variant\n,x", "slogans.csv, line 2: canonical is empty: fill it in or delete the line"),
    (
        "slogans.csv",
        "canonical,variant\n共同富裕,共富\n先富后富,共富",
        "slogans.csv, line 3: '共富' belongs to '共同富裕' already: keep one line",
    ),
    (
        "events.csv",
        "event,from,to,source\n冬奥会,2022,,x",
        "events.csv, line 2: 冬奥会: '2022' is no day: write 2021-06-30",
    ),
    (
        "corrections.csv",
        "page_id\np",
        "corrections.csv: missing column start, end, text, action, value: its first line is page_id,start,end,text,action,value",
    ),
]


@pytest.mark.parametrize(
    ("name", "content", "message"), LISTS, ids=[f"{n}-{name}" for n, (name, *_) in enumerate(LISTS)]
)
def test_a_bad_list_is_one_line_with_its_cure(tmp_path, name, content, message):
    write(tmp_path / name, content)
    with pytest.raises(BadInput) as problem:
        read_lists(tmp_path)
    assert str(problem.value) == message


def test_lists_are_optional_and_their_folder_is_not(tmp_path):
    assert read_lists(tmp_path).dictionary == read_lists(None).dictionary == ()
    assert list(read_lists(tmp_path).events) == ["event", "from", "to", "source", "line"]
    with pytest.raises(BadInput, match=r"there is no such folder: --lists names the folder of dictionary\.txt"):
        read_lists(tmp_path / "missing")
