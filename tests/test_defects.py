"""Defects: each kind where it is, and nowhere else; the seed page's plain ones."""

from pathlib import Path

import pandas as pd
import pytest
from casefile import each_case
from hypothesis import given, settings
from hypothesis import strategies as st
from typed import print_page, type_page

from analysis.defects import find_defects, share_defects
from analysis.layout import split_pages
from analysis.quotations import find_quotations
from analysis.schema import build

HERE = Path(__file__).parent
SEED = (HERE.parent / "seeds" / "000_bcd9fc29047be39d.txt").read_bytes().decode("utf-8")


def find(paragraphs, ledger=None):
    none = {name: build(name, []) for name in ("defects", "places", "words")}
    ledger = none["defects"] if ledger is None else ledger
    return find_defects(ledger, paragraphs, find_quotations(paragraphs), none["places"], none["words"])


@each_case("defects")
def test_case(case):
    found = find(type_page(*case["text"].split("\n")))
    assert found[["text", "kind", "suggestion", "confidence"]].values.tolist() == case["expected"]


def test_a_name_that_lost_a_character_is_a_suggestion():
    columns = build("places", []).columns
    values = {"article_id": "p#1", "start": 2, "end": 5, "text": "桃花镇", "name": "桃花潭镇", "match": "fuzzy"}
    numbers = {"longitude": 0.0, "latitude": 0.0, "chain": 1, "chain_head": True, "corrected": False}
    places = build("places", [tuple({c: (values | numbers).get(c, "") for c in columns}.values())])
    paragraphs = type_page("走进桃花镇。")
    none = build("words", [])
    found = find_defects(build("defects", []), paragraphs, find_quotations(paragraphs), places, none)
    assert found[["text", "kind", "suggestion", "confidence", "applied"]].values.tolist() == [
        ["桃花镇", "dropped_character", "桃花潭镇", "medium", False]
    ]


def seed_defects():
    texts = pd.DataFrame({"page_id": ["s"], "raw": [SEED], "title": [""], "layout": ["page"]}, dtype="str")
    layout = split_pages(texts)
    return layout, find(layout.paragraphs, layout.ledger)


# By reading the page: the plain ones, each with a stretch of the print that a row must touch.
PLAIN = [
    ("split_headline", "同心学党史\n\n同向聚合力"),
    ("duplicated_span", "党史学习教育动员大会上的重要讲话精神作为党史学习教育第一课"),
    ("broken_paragraph", "读\n\n书学史"),
    ("broken_paragraph", "实事”\n\n作为党史"),
    ("unpaired_quote", "我帮你”民法"),
    ("doubled_character", "初心心"),
    ("lost_quote", "您好,这里是"),
    ("lost_quote", "我年龄大了"),
    ("lost_quote", "我特别喜欢听"),
    ("lost_quote", "今年我们村有"),
    ("lost_quote", "小朋友们,夏天"),
    ("lost_beginning", "持进街道"),
    ("merged_quote", "矛盾化解、五塔"),
    ("interleaved_caption", "汲取奋进力量\n"),
    ("interleaved_caption", "小板凳大讲堂\n"),
    ("detached_credit", "本报记者 陈春艳 摄"),
    ("run_in_credit", "王学民 摄"),
    ("stray_space", "年 研"),
    ("halfwidth_punctuation", ",融入日常"),
]


@pytest.mark.parametrize(("kind", "stretch"), PLAIN)
def test_the_plain_defects_of_the_seed_are_found(kind, stretch):
    _, defects = seed_defects()
    at = SEED.index(stretch)
    rows = defects[defects["kind"] == kind]
    assert ((rows["start"] < at + len(stretch)) & (rows["end"] > at)).any()


def test_the_seed_has_no_other_defects_of_high_confidence():
    _, defects = seed_defects()
    sure = defects[(defects["confidence"] == "high") & (defects["kind"] != "halfwidth_punctuation")]
    spots = [(kind, SEED.index(stretch), SEED.index(stretch) + len(stretch)) for kind, stretch in PLAIN]
    strange = [
        (kind, text)
        for kind, start, end, text in sure[["kind", "start", "end", "text"]].itertuples(index=False)
        if not any(kind == k and start < b and end > a for k, a, b in spots)
    ]
    assert strange == []


def test_shares_count_overlapping_defects_once():
    layout, defects = seed_defects()
    shares = share_defects(layout.articles, defects)["defect_share"]
    assert ((shares > 0) & (shares < 0.5)).all()
    rows = [
        ("p#1", 0, 4, "春天来了", "lost_quote", "", "high", False),
        ("p#1", 2, 5, "来了。", "stray_space", "", "low", False),
    ]
    articles = build("articles", [("p#1", "p", 1, "article", "", "", "", "0-10", 10, 0.0)])
    assert share_defects(articles, build("defects", rows))["defect_share"].tolist() == [0.5]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("春夏秋冬读书的，。,.:“”《》 \u3000a1", max_size=80), min_size=1, max_size=4))
def test_every_defect_quotes_the_page_and_has_width(lines):
    paragraphs = type_page(*[line for line in lines if line.strip()] or ["春"])
    raw = print_page(paragraphs)
    for start, end, text in find(paragraphs)[["start", "end", "text"]].itertuples(index=False):
        assert start < end
        assert raw[start:end] == text
