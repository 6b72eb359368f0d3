"""Counts against plain loops, shares against statsmodels, concordances against the page."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint
from typed import print_page, type_page, type_seed

from analysis.counts import (
    count_by_article,
    count_slogans,
    count_strings,
    count_words,
    find_strings,
    locate_mentions,
    quote_mentions,
    quote_pattern,
    quote_strings,
    quote_words,
    wilson,
)
from analysis.layout import split_sentences
from analysis.schema import build
from analysis.words import drop_stopwords, find_words


def articles_of(paragraphs):
    ids = sorted(set(paragraphs["article_id"]))
    return build("articles", [(i, i.rsplit("#", 1)[0], 1, "article", "", "", "", "", 9, 0.0) for i in ids])


def page_of(page_id, raw, day=""):
    return (page_id, "", "", len(raw), "", "", day, day, "given" if day else "none")


@pytest.fixture
def two_articles():
    one = type_page("读书活动开始。大家读书。", article=1)
    return pd.concat([one, type_page("宣讲读书方法。宣讲团进校园。", article=2)], ignore_index=True)


def words_of(page):
    return find_words(page, split_sentences(page))


@given(st.integers(0, 60), st.integers(0, 60))
def test_wilson_is_that_of_statsmodels(n, more):
    of = n + more
    if of:
        assert wilson(n, of) == pytest.approx(proportion_confint(n, of, method="wilson"), abs=1e-12)
    else:
        assert wilson(n, of) == (0.0, 1.0)


def test_wilson_of_newcombe_1998():
    # Newcombe 1998, table I: 81/263, 15/148, 0/20, 1/29
    found = [tuple(round(end, 4) for end in wilson(*pair)) for pair in ((81, 263), (15, 148), (0, 20), (1, 29))]
    assert found == [(0.2553, 0.3662), (0.0624, 0.1605), (0.0, 0.1611), (0.0061, 0.1718)]


def test_words_have_their_denominators(two_articles):
    words = words_of(two_articles)
    counts = count_words(words, articles_of(two_articles)).set_index("word")
    assert counts.loc["读书", ["n", "articles", "of_articles"]].tolist() == [3, 2, 2]
    assert set(counts["of"]) == {len(words)}
    assert counts.loc["读书", "per_1000"] == pytest.approx(3000 / len(words))
    assert counts.index[0] == "读书"


def test_by_article_by_another_route(two_articles):
    words = words_of(two_articles)
    counts = count_by_article(words, articles_of(two_articles))
    kept = drop_stopwords(words)
    for row in counts.itertuples():
        assert row.n == sum(1 for a, t in zip(kept["article_id"], kept["text"], strict=True) if (a, t) == row[1:3])
        assert row.of == sum(words["article_id"] == row.article_id)
    assert counts["n"].sum() == len(kept)
    assert counts["article_id"].tolist() == sorted(counts["article_id"])


def test_the_researcher_s_stop_words_come_on_top(two_articles):
    words = words_of(two_articles)
    assert "读书" not in set(count_words(words, articles_of(two_articles), ["读书"])["word"])


def test_strings_and_tokens_differ(two_articles):
    words = words_of(two_articles)
    counts = count_strings(two_articles, words, articles_of(two_articles), ["宣讲", "宣讲", "读书方法", "没有"])
    assert counts[["string", "n", "tokens", "articles", "share"]].values.tolist() == [
        ["宣讲", 2, 1, 1, 0.5],  # once in 宣讲团, which is one word
        ["读书方法", 1, 0, 1, 0.5],
        ["没有", 0, 0, 0, 0.0],
    ]


def test_the_seed_s_strings_and_tokens():
    page = type_seed()
    counts = count_strings(page, words_of(page), articles_of(page), ["宣讲", "学习"]).set_index("string")
    assert counts.loc["宣讲", ["n", "tokens"]].tolist() == [20, 10]
    assert counts.loc["学习", "n"] - counts.loc["学习", "tokens"] == 3


def test_strings_overlap_and_fold():
    page = type_page("學習學習學習")
    assert find_strings(page, ["学习学习"])["start"].tolist() == [0, 2]


def test_slogans_over_pages():
    rows = [
        ("a#1", 0, 4, "乡村振兴", "乡村振兴", False, False),
        ("a#1", 9, 15, "乡村全面振兴", "乡村振兴", True, False),
        ("b#1", 3, 7, "乡村振兴", "乡村振兴", False, False),
        ("c#1", 3, 7, "生态优先", "生态优先", True, False),
    ]
    pages = build("pages", [page_of("a", "", "2021-03-02"), page_of("b", "", "2021-02-01"), page_of("c", "")])
    articles = build("articles", [(f"{p}#1", p, 1, "article", "", "", "", "", 9, 0.0) for p in "abcd"])
    counts = count_slogans(build("slogans", rows), articles, pages)
    columns = ["canonical", "n", "quoted", "variants", "articles", "first_date", "last_date", "of_articles", "share"]
    assert counts[columns].values.tolist() == [
        ["乡村振兴", 3, 1, "乡村全面振兴;乡村振兴", 2, "2021-02-01", "2021-03-02", 4, 0.5],
        ["生态优先", 1, 1, "生态优先", 1, "", "", 4, 0.25],
    ]


def test_concordance_sorted_by_what_stands_around():
    page = type_page("甲读书乙，丙读书甲，甲读书丙")
    assert quote_strings(page, ["读书"], width=1)["left"].tolist() == ["甲", "丙", "甲"]
    by_right = quote_strings(page, ["读书"], width=2, order="right")
    assert by_right["right"].tolist() == sorted(by_right["right"])
    by_left = quote_strings(page, ["读书"], width=2, order="left")
    assert by_left["left"].tolist() == sorted(by_left["left"], key=lambda left: left[::-1])


def test_concordance_of_a_corrected_paragraph_shows_the_print():
    rows = [("p#1", 1, 1, "body", 0, 8, "认真学史搞活动。", "认真学党史搞活动。", "0:0-2;2:2-4;5:4-8", True)]
    lines = quote_strings(build("paragraphs", rows), ["学党史"], width=2)
    assert lines[["left", "text", "right"]].values.tolist() == [["认真", "学史", "搞活"]]


def test_concordance_over_a_line_break():
    rows = [("p#1", 1, 1, "body", 3, 12, "广泛的读书氛围", "", "0:3-7;4:9-12", False)]
    lines = quote_strings(build("paragraphs", rows), ["读书"], width=3)
    assert lines[["start", "end", "left", "text", "right"]].values.tolist() == [[6, 10, "广泛的", "读书", "氛围"]]


def test_concordance_of_words_and_patterns(two_articles):
    assert len(quote_words(words_of(two_articles), two_articles, ["宣讲"])) == 1
    assert quote_pattern(two_articles, "读书[^，。]{2}")["text"].tolist() == ["读书活动", "读书方法"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda p: quote_pattern(p, "读("), r"pattern '读\(' is no regular expression: .*"),
        (lambda p: quote_strings(p, ["读"], order="up"), "order='up': choose page, left or right"),
        (
            lambda p: quote_mentions(pd.DataFrame({"article_id": ["p#1"], "start": [90], "end": [99]}), p),
            "no paragraph holds 90-99: mentions and paragraphs are not of one corpus",
        ),
    ],
)
def test_errors(two_articles, call, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        call(two_articles)


def test_where_on_the_page():
    page = type_page("天晴。读书。")
    located = locate_mentions(find_strings(page, ["读书"]), build("pages", [page_of("p", print_page(page))]))
    assert located[["page_id", "start", "of", "at"]].values.tolist() == [["p", 3, 6, 0.5]]


def test_empty_corpus():
    page = build("paragraphs", [])
    words, articles = words_of(page), build("articles", [])
    assert count_words(words, articles).empty
    assert count_by_article(words, articles).empty
    assert count_strings(page, words, articles, ["读书"])["n"].tolist() == [0]
    assert count_slogans(build("slogans", []), articles, build("pages", [])).empty
    assert quote_strings(page, ["读书"]).empty


TEXT = st.text("读书学习，。“”丙 ", min_size=1, max_size=20)


@settings(deadline=None, max_examples=40)
@given(st.lists(TEXT, min_size=1, max_size=3))
def test_lines_quote_the_page(lines):
    page = type_page(*lines)
    raw = print_page(page)
    for row in quote_strings(page, ["读书", "学习"], width=4).itertuples():
        assert row.text == raw[row.start : row.end]
        assert raw[: row.start].endswith(row.left)
        assert raw[row.end :].startswith(row.right)
        assert not re.search("\n", row.left + row.right)
