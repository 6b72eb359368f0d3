"""The report: one page, whole in itself, that a colleague opens on any machine."""

import re
from types import SimpleNamespace

import pytest
from browser import needs_browser, open_tab

from analysis.corpus import BadInput, read_lists
from analysis.handle import from_texts, read_corpus
from analysis.masking import Masked, list_private
from analysis.report import Look, write_report
from analysis.rerun import ROOT
from analysis.schema import TABLES, build

EVIL = '<script>document.title="owned"</script><img src=x onerror="document.title=1">'
ODD = {
    "empty": "",
    "one-character": "春",
    "no-place": "好消息\n\n大家都很高兴。",  # good news; everybody is glad
    "english": "Nothing here is Chinese.\n\nNot a word.",
    "traditional": "開學了\n\n學生們回到學校。",  # school begins; the pupils are back
    "markup": f"{EVIL}\n\n3月5日，西安市<b>举行</b>{EVIL}座谈会，校长王芳说：“{EVIL}”&amp;",
    '"><script>document.title=1</script>': "雨停了\n\n昨日，雨停了。",  # an id that is markup: the rain has stopped
}


@pytest.fixture(scope="module")
def seeds():
    return read_corpus(ROOT / "seeds")


def written(corpus, folder, **look):
    write_report(corpus, folder / "report.html", Look(**look))
    return (folder / "report.html").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page_id", list(ODD))
def test_odd_pages_have_a_report(tmp_path, page_id, lang):
    html = written(from_texts({page_id: ODD[page_id]}), tmp_path, lang=lang)
    assert not re.search(r"<script|<img src=x", html)
    assert html.count("<h2") == 8


def test_the_seed_page_has_a_report_that_asks_for_nothing(tmp_path, seeds):
    html = written(seeds, tmp_path, lang="zh")
    assert "http://" not in html
    assert "https://" not in html
    assert seeds.pages["sha256"][0] in html
    assert not re.search(r"<h2[^>]*>[a-z ]+</h2>", html), "a heading without Chinese"


def test_a_place_that_cannot_be_written_is_one_line(tmp_path, seeds):
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadInput, match=r"^.*file/report\.html: cannot be written \(.*\): name another file$"):
        write_report(from_texts({"p": "春"}), tmp_path / "file" / "report.html")


@pytest.mark.browser
@needs_browser
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_browser_shows_the_report(tmp_path, seeds, lang, width):
    written(seeds, tmp_path, lang=lang)
    with open_tab(tmp_path / "profile") as tab:
        tab.open((tmp_path / "report.html").as_uri(), width)
        assert tab.run("document.documentElement.scrollWidth") <= width
        assert tab.run("[...document.images].every(i => i.complete && i.naturalWidth > 50)")
        assert tab.run("document.images.length") == 5
    assert tab.errors == []
    assert {url.split(":")[0] for url in tab.requests} <= {"file", "data"}


@pytest.mark.browser
@needs_browser
def test_markup_in_the_corpus_runs_nowhere(tmp_path):
    written(from_texts(ODD), tmp_path)
    with open_tab(tmp_path / "profile") as tab:
        tab.open((tmp_path / "report.html").as_uri(), 390)
        assert tab.run("document.title") == "Newspaper pages: a report"
        assert tab.run("document.scripts.length") == 0
        assert tab.run("document.querySelectorAll('[onerror]').length") == 0
        assert tab.run("document.documentElement.scrollWidth") <= 390
        assert "<script>" in tab.run("document.body.innerText")
    assert tab.errors == []


# ---- private persons ------------------------------------------------------------------------------

# The head of a library; a villager; a teacher, who signs no article; a reporter who does.
PEOPLE = [
    ("p#1", 0, 2, "王芳", "王芳", "馆长", "", "named"),
    ("p#1", 5, 7, "李明", "李明", "村民", "", "named"),
    ("p#1", 9, 12, "欧阳雪", "欧阳雪", "教师", "", "named"),
    ("p#1", 15, 17, "赵刚", "赵刚", "记者", "", "byline"),
    ("p#1", 20, 22, "王芳", "王芳", "", "", "named"),
    ("p#1", 25, 27, "钱程", "钱程", "班长", "", "named"),
    ("p#1", 30, 32, "村民", "", "", "", "unnamed"),
]


def test_an_office_anywhere_makes_a_person_public():
    assert list_private(build("people", PEOPLE)) == {"李明", "欧阳雪", "钱程"}


def test_masked_tables_keep_their_offsets_and_name_nobody():
    text = "县图书馆馆长王芳说，欢迎大家。村民张建国告诉记者，书很好。张建国笑了。"
    corpus = from_texts({"p": f"读书\n\n{text}"})  # reading: a librarian, and a villager who borrows a book
    private = list_private(corpus.people)
    assert private == {"张建国"}
    masked = Masked(corpus)
    for name in TABLES:
        table = getattr(masked, name)
        assert len(table) == len(getattr(corpus, name))
        assert not table.astype("str").apply(lambda column: column.str.contains("张建国")).any(axis=None), name
    assert masked.paragraphs["text"].tolist()[-1] == text.replace("张建国", "某某某")


def test_names_that_the_table_of_people_lacks_are_masked_too():
    # An old house gets a lift; the neighbours: one without a role, one by given name of the dictionary, old Wang
    told = "住在六楼的宋思远按下按钮。果农高秀英来了。老王笑了。馆长王芳说，欢迎。王芳走了。文旅局也来人了。"
    corpus = from_texts({"p": f"老楼装电梯\n\n{told}"})
    assert {"宋思远", "高秀英", "老王"}.isdisjoint(corpus.people["text"])
    shown = Masked(corpus).paragraphs["text"].tolist()[-1]
    assert shown == "住在六楼的某某某按下按钮。果农某某某来了。某某笑了。馆长王芳说，欢迎。王芳走了。文旅局也来人了。"


def test_a_report_masks_when_asked(tmp_path):
    corpus = from_texts({"p": "读书\n\n县图书馆馆长王芳说，欢迎大家。村民张建国告诉记者，书很好。张建国笑了。"})
    assert "张建国" in written(corpus, tmp_path)
    html = written(corpus, tmp_path, mask_persons=True)
    assert "张建国" not in html
    assert "王芳" in html


def test_masking_touches_no_key():
    tables = {name: build(name, []) for name in ("pages", "words")}
    corpus = SimpleNamespace(people=build("people", PEOPLE), lists=read_lists(None), **tables)
    assert Masked(corpus).people["article_id"].tolist() == ["p#1"] * 7
