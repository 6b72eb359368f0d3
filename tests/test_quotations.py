"""Quotations: marks, orphans, speech and its speakers."""

import re

import pandas as pd
from casefile import each_case
from hypothesis import given, settings
from hypothesis import strategies as st
from typed import print_page, type_page

from analysis.quotations import find_quotations, find_speakers
from analysis.schema import build


@each_case("quotations")
def test_case(case):
    quotations = find_quotations(type_page(case["text"]))
    found = quotations[["text", "kind", "speaker", "closed"]].values.tolist()
    assert found == case["expected"]


def test_a_quotation_cut_by_a_caption_is_two_rows():
    rows = [
        ("p#1", 1, 1, "body", 0, 8, "他说：“路修好了", "", ""),
        ("p#2", 1, 1, "body", 9, 12, "小广场", "", ""),
        ("p#1", 1, 2, "body", 13, 19, "，人也多了。”", "", ""),
    ]
    quotations = find_quotations(build("paragraphs", rows))
    assert quotations["text"].tolist() == ["“路修好了", "，人也多了。”"]
    assert quotations["closed"].all()


def test_a_title_over_two_headline_lines_is_two_rows():
    quotations = find_quotations(type_page("headline>读懂《山间", "headline>来信》"))
    assert quotations["text"].tolist() == ["《山间", "来信》"]


def test_a_speech_over_two_paragraphs_is_open_at_its_first_end():
    quotations = find_quotations(type_page("王芳说：“先修路。", "“再种树。”王芳说。"))
    assert quotations[["text", "kind", "closed"]].values.tolist() == [
        ["“先修路。", "speech", False],
        ["“再种树。”", "speech", True],
    ]


def test_find_speakers_takes_the_person_of_the_clause():
    page = type_page("县文化馆副馆长苏和介绍，展览将办一个月。他说：“欢迎大家来。”")
    people = build("people", [("p#1", 7, 9, "苏和", "苏和", "副馆长", "县文化馆", "named", False)])
    speakers = find_speakers(find_quotations(page), people, page)["speaker"]
    assert speakers.tolist() == ["苏和", "苏和"]


def test_find_speakers_without_people_keeps_what_the_words_tell():
    page = type_page("一位村民说，水通了。")
    quotations = find_quotations(page)
    pd.testing.assert_frame_equal(find_speakers(quotations, build("people", []), page), quotations)


def test_empty_page():
    empty = find_quotations(build("paragraphs", []))
    assert empty.empty
    assert str(empty["closed"].dtype) == "bool"


PIECES = st.lists(
    st.sampled_from(["“", "”", "‘", "’", "《", "》", '"', "说", "，", "。", "：", "我们", "活动", "村民", "了", "？"]),
    min_size=1,
    max_size=30,
).map("".join)


@settings(deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=4))
def test_promise_and_order(lines):
    page = type_page(*lines)
    raw = print_page(page)
    quotations = find_quotations(page)
    for row in quotations.itertuples():
        assert row.text == re.sub(r"(?<!\s)\s*[\r\n]\s*", "", raw[row.start : row.end])
        assert row.text
    pd.testing.assert_frame_equal(find_quotations(page[::-1].reset_index(drop=True)), quotations)


@settings(deadline=None)
@given(PIECES, PIECES)
def test_every_mark_is_in_a_quotation(one, two):
    page = type_page(one, two)
    quotations = find_quotations(page)
    raw = print_page(page)
    covered = {n for row in quotations.itertuples() for n in range(row.start, row.end)}
    assert all(n in covered for n, c in enumerate(raw) if c in "“”‘’《》")


@settings(deadline=None)
@given(PIECES, PIECES)
def test_merge_law(one, two):
    first, second = type_page(one, page="a"), type_page(two, page="b")
    both = find_quotations(pd.concat([first, second], ignore_index=True))
    parts = pd.concat([find_quotations(first), find_quotations(second)], ignore_index=True)
    pd.testing.assert_frame_equal(both, parts.astype(both.dtypes))
