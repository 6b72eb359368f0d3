"""What made a result is told alike beside tables, in captions, in a report and beside a rerun."""

import json

import pytest

from analysis.archive import Job, write_tables
from analysis.figures import plot_page, save_figure
from analysis.handle import read_corpus
from analysis.provenance import hash_corpus, hash_lists
from analysis.report import write_report

RECORDS = [
    {
        "id": "a",
        "body": "昨日，雨停了。",
        "title": "雨停了",
        "date": "2021-03-05",
        "newspaper": "晨报",
        "region": "320000",
    },
    {"id": "b", "body": "3月5日，村里开会。"},
]


@pytest.fixture(params=["folder", "archive"])
def corpus(request, tmp_path):
    """Two texts with all that can be known of them, and a list."""
    folder = tmp_path / "in"
    (folder / "lists").mkdir(parents=True)
    (folder / "lists" / "stopwords.txt").write_text("据悉\n", "utf-8")  # it is learnt that
    if request.param == "archive":
        path = folder / "a.jsonl"
        path.write_text("\n".join(map(json.dumps, RECORDS)), "utf-8")
        return path
    for record in RECORDS:
        (folder / f"{record['id']}.txt").write_text(record["body"], "utf-8-sig")
    head = "page_id,newspaper,region,published,source"
    (folder / "pages.csv").write_text(f"{head}\na,晨报,320000,2021-03,scan\n", "utf-8")
    return folder


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_tables_captions_and_report_name_the_same_corpus_and_lists(corpus, tmp_path, ending):
    write_tables(Job(corpus, tmp_path / "run", ending))
    run = json.loads((tmp_path / "run" / "run.json").read_text("utf-8"))
    assert run["lists"]["stopwords"]
    assert {"corpus", "options", "lists", "analysis", "python", "packages"} == set(run)
    for study in (read_corpus(corpus), read_corpus(tmp_path / "run", tmp_path / "in" / "lists")):
        assert hash_corpus(study) == run["corpus"]["sha256"]
        assert hash_lists(study.lists) == run["lists"]
        save_figure(plot_page(study.paragraphs, study.articles, study.defects), "plan", tmp_path, study)
        write_report(study, tmp_path / "report.html")
        for shown in ("captions/plan.md", "report.html"):
            text = (tmp_path / shown).read_text("utf-8")
            assert run["corpus"]["sha256"] in text
            assert run["lists"]["stopwords"][:16] in text
            assert run["analysis"]["version"] in text


def test_what_is_known_of_a_text_decides_the_hash(corpus):
    before = hash_corpus(read_corpus(corpus))
    path = corpus / "pages.csv" if corpus.is_dir() else corpus
    path.write_text(path.read_text("utf-8").replace("320000", "150000"), "utf-8")
    assert hash_corpus(read_corpus(corpus)) != before
