"""Views: what the tables say, safe against markup in the corpus, the same text each time."""

import re
from html.parser import HTMLParser

import pandas as pd
import pytest
from drawn import make_study
from hypothesis import given
from hypothesis import strategies as st

from analysis.schema import TABLES, build
from analysis.views import (
    explore,
    find_lines,
    view_article,
    view_concordance,
    view_lines,
    view_page,
    view_table,
)
from analysis.views.highlight import Mention, highlight

STUDY = make_study()
VOID = {"br", "img", "meta"}


class Reader(HTMLParser):
    """Checks that elements close in order, and keeps texts, titles and the names of the elements."""

    def __init__(self, html):
        super().__init__()
        self.open, self.texts, self.titles, self.names = [], [], [], set()
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.titles += [value for key, value in attrs if key == "title"]
        assert {key for key, _ in attrs} <= {"style", "title"}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def test_the_page_runs_in_the_order_of_its_text():
    view = view_page(STUDY)
    marks = re.findall(r"^--- (\d)$", repr(view), re.MULTILINE)
    assert marks == ["1", "2", "3", "2"]  # the caption interrupts the second article
    text = "".join(Reader(view.html).texts)
    assert all(row in text for row in STUDY.paragraphs["text"])


def test_mentions_are_marked_and_told_on_hover():
    view = view_page(STUDY)
    assert "在⟦西湖区⟧P开设夜读班，来了⟦312人⟧Q。" in view.text
    titles = Reader(view.html).titles
    assert any("path: 浙江省/杭州市/西湖区" in title and "confidence: low" in title for title in titles)
    assert any("wrong" not in title and "broken_paragraph" in title for title in titles)


def test_nested_mentions_keep_both():
    assert "⟦⟦杭州市⟧P图书馆⟧O" in view_page(STUDY).text


def test_an_article_comes_with_its_tables():
    view = view_article(STUDY, "p#2", lang="zh")
    assert "嘉兴市 | 浙江省/嘉兴市 | prefecture | high | literal" in view.text
    assert "地点" in "".join(Reader(view.html).texts)
    assert "西湖区" not in view.text


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: view_page(STUDY, "q"), "page_id='q': the corpus has no such page"),
        (lambda: view_article(STUDY, "p#9"), "article_id='p#9': the corpus has no such article"),
        (lambda: view_table(STUDY.articles, bars=["n"]), "bars=['n']: the table has " + ", ".join(STUDY.articles)),
        (
            lambda: view_page(STUDY, kinds=("names",)),
            "kinds=['names']: a view highlights places, dates, organisations, people, quantities, quotations, defects",
        ),
    ],
)
def test_refusals(call, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        call()


def test_concordance_shows_both_sides_across_a_line_break():
    assert view_concordance(STUDY.quantities.tail(1), STUDY.paragraphs, width=6).text == "p#2  吨，占全部的⟦40%⟧。"
    view = view_concordance(STUDY.places, STUDY.paragraphs, width=4, top=2)
    assert view.text.splitlines() == ["p#1  月5日，⟦杭州市⟧图书馆在", "p#1  图书馆在⟦西湖区⟧开设夜读", "(6 more)"]
    assert Reader(view.html)


def test_concordance_refuses_mentions_of_another_corpus():
    foreign = STUDY.places.assign(article_id="q#1")
    with pytest.raises(
        ValueError, match=r"^no paragraph holds \d+-\d+: mentions and paragraphs are not of one corpus$"
    ):
        view_concordance(foreign, STUDY.paragraphs)


def test_bars_start_at_zero():
    view = view_table(pd.DataFrame({"word": ["春", "<b>"], "n": [4, 1]}), bars=["n"])
    assert view.text == "word | n\n春 | 4\n<b> | 1"
    assert re.findall(r"#a9d3ee ([\d.]+)%", view.html) == ["100.0", "25.0"]
    assert "<b>" not in view.html


NASTY = '<script>alert("夜")</script>&amp;\'"><img src=x onerror=1>'


def test_markup_in_the_corpus_stays_text():
    rows = [("p#1", 1, 1, "body", 0, len(NASTY), NASTY, "", "")]
    paragraphs = build("paragraphs", rows)
    words = build("people", [("p#1", 0, 8, NASTY[:8], NASTY, NASTY, NASTY, "named")])
    tables = {name: build(name, []) for name in TABLES} | {"paragraphs": paragraphs, "people": words}
    corpus = type(STUDY)(**tables)
    for view in (
        view_page(corpus),
        view_article(corpus, "p#1"),
        view_concordance(words, paragraphs),
        view_table(words, bars=["start"]),
    ):
        reader = Reader(view.html)
        assert reader.names <= {"div", "span", "b", "table", "thead", "tbody", "tr", "th", "td"}
        assert "alert(" in "".join(reader.texts)


def test_an_empty_corpus_is_an_empty_view():
    corpus = type(STUDY)(**{name: build(name, []) for name in TABLES})
    assert view_page(corpus).text == "(no text)"
    assert view_concordance(corpus.places, corpus.paragraphs).text == "(no line)"
    assert view_table(corpus.places, bars=["longitude"]).text.startswith("article_id | start")


@given(st.data())
def test_highlighting_never_loses_or_adds_a_character(data):
    text = data.draw(st.text("春夏<&>\"' ", min_size=1, max_size=30))
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 8))
    kinds = st.sampled_from(["places", "dates", "defects", "quotations"])
    spans = data.draw(st.lists(st.tuples(ends, kinds), max_size=6))
    mentions = [Mention(100 + a, 100 + min(len(text), a + n), kind, "x") for (a, n), kind in spans]
    plain, html = highlight(text, (100, 100 + len(text), ""), sorted(mentions))
    assert re.sub(r"⟦|⟧[PT!]", "", plain) == text
    assert plain.count("⟦") == plain.count("⟧")
    assert "".join(Reader(html).texts) == text


def test_finding_lines_by_string_place_article_and_days():
    assert find_lines(STUDY, "老楼")["article_id"].tolist() == ["p#1"]
    assert find_lines(STUDY, place="嘉兴市")["text"].str.contains("嘉兴市").tolist() == [True, True]
    assert len(find_lines(STUDY, place="桐乡市", article_id="p#1")) == 0
    assert len(find_lines(STUDY)) == len(STUDY.sentences)
    dated = type(STUDY)(**vars(STUDY) | {"dates": STUDY.dates.assign(from_date="2021-03-01", to_date="2021-03-09")})
    assert len(find_lines(dated, period=("2021-03-09", "2021-04-01"))) == 1
    assert len(find_lines(dated, period=("2021-03-10", ""))) == 0
    assert len(find_lines(STUDY, period=("2021-01-01", "2021-12-31"))) == 0


def test_a_string_with_signs_of_patterns_is_taken_as_it_is():
    assert len(find_lines(STUDY, "(.*)")) == 0


def test_the_explorer_shows_what_its_twin_shows():
    box = explore(STUDY)
    string, article, _ = box.children[0].children
    string.value = "运河"
    assert box.children[-1].value == view_lines(STUDY, "运河").html
    article.value = "p#2"
    assert box.children[-1].value == view_lines(STUDY, "运河", article_id="p#2").html
