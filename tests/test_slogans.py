"""Slogans: cases, the researcher's list, repeats against brute force, C-value."""

import re
import time
from math import isclose, log2

import pandas as pd
import pytest
from casefile import each_case
from hypothesis import given, settings
from hypothesis import strategies as st
from typed import SEED, print_page, type_page, type_seed

from analysis.quotations import find_quotations
from analysis.schema import build
from analysis.themes import c_value, find_runs, find_slogans, rank_phrases
from analysis.themes.repeats import find_repeats


def slogans_of(page, slogans=None):
    return find_slogans(page, find_quotations(page), slogans)


@each_case("slogans")
def test_case(case):
    slogans = slogans_of(type_page(case["text"]))
    assert slogans[["text", "canonical", "quoted"]].values.tolist() == case["expected"]


def listed(*rows):
    return pd.DataFrame(rows, columns=["canonical", "variant"], dtype="str")


def test_the_researcher_s_canonical_form_wins():
    page = type_page("走共同富裕道路。开展“共同富裕”活动。")
    slogans = slogans_of(page, listed(("共同富裕", "走共同富裕道路")))
    assert slogans[["text", "canonical", "quoted"]].values.tolist() == [
        ["走共同富裕道路", "共同富裕", False],
        ["共同富裕", "共同富裕", True],
    ]


def test_a_variant_of_two_forms_is_refused():
    with pytest.raises(ValueError, match=r"^slogans: '共富' is a variant of '共同富裕' and of '先富后富'$"):
        slogans_of(type_page("天晴。"), listed(("共同富裕", "共富"), ("先富后富", "共富")))


def test_a_canonical_form_without_variants():
    slogans = slogans_of(type_page("建设美丽乡村。"), listed(("美丽乡村", "")))
    assert slogans[["text", "start", "end"]].values.tolist() == [["美丽乡村", 2, 6]]


def test_a_mention_reads_the_correction_and_quotes_the_print():
    form = "美丽乡村建设。"  # 丽 was lost in print
    rows = [("p#1", 1, 1, "body", 0, 6, "美乡村建设。", form, "0:0-1;2:1-6", True)]
    rows = [("p#1", 1, 1, "body", 0, 6, "美乡村建设。", form, "0:0-1;2:1-6", True)]
    slogans = slogans_of(build("paragraphs", rows), listed(("美丽乡村", "")))
    assert slogans[["text", "start", "end", "corrected"]].values.tolist() == [["美乡村", 0, 3, True]]


def test_the_seed_s_formulas():
    counts = slogans_of(type_seed()).groupby("canonical")["quoted"].agg(["size", "sum"])
    assert counts.loc["党史学习教育"].tolist() == [SEED.count("党史学习教育"), 0]
    assert counts.loc["我为群众办实事"].tolist() == [SEED.count("我为群众办实事"), SEED.count("“我为群众办实事”")]
    runs = {
        "学党史、筑同心、促履责",
        "获得感、幸福感、安全感",
        "听民声、解民忧",
        "多读书、读好书、善读书",
        "走心、走深、走实",
    }
    assert runs <= set(counts.index)
    assert not any(re.search("第一中学|博物院|政协系统|呼和浩特", canonical) for canonical in counts.index)


def test_empty_page():
    assert slogans_of(build("paragraphs", [])).empty


TEXT = st.lists(
    st.sampled_from(
        ["学习", "宣讲", "活动", "“", "”", "、", "，", "。", "乡村", "振兴", "听民声", "解民忧", "感", "·"]
    ),
    min_size=1,
    max_size=30,
).map("".join)


@settings(deadline=None, max_examples=40)
@given(st.lists(TEXT, min_size=1, max_size=3))
def test_promise_and_order(lines):
    page = type_page(*lines)
    raw = print_page(page)
    slogans = slogans_of(page)
    for row in slogans.itertuples():
        assert row.text == re.sub(r"(?<!\s)\s*[\r\n]\s*", "", raw[row.start : row.end])
        assert row.canonical
    pd.testing.assert_frame_equal(slogans_of(page[::-1].reset_index(drop=True)), slogans)


@settings(deadline=None, max_examples=40)
@given(TEXT, TEXT)
def test_merge_law(one, two):
    first, second = type_page(one, page="a"), type_page(two, page="b")
    both = slogans_of(pd.concat([first, second], ignore_index=True))
    parts = pd.concat([slogans_of(first), slogans_of(second)], ignore_index=True)
    pd.testing.assert_frame_equal(both, parts.astype(both.dtypes))


@given(st.text("甲乙丙、，", max_size=24))
def test_repeats_are_those_of_brute_force(text):
    found = {(text[at[0] : at[0] + n], tuple(at)) for n, at in find_repeats(text, 2)}
    assert found == set(repeats_by_hand(text, 2))


def repeats_by_hand(text, least):
    """Maximal repeats by their definition: no one character on a side, in the run, is shared by all places."""
    runs = [m.span() for m in re.finditer("[甲乙丙、]+", text)]
    places = {}
    for start, end in runs:
        for i in range(start, end):
            for j in range(i + least, end + 1):
                places.setdefault(text[i:j], []).append(i)

    def side(at):
        inside = any(start <= at < end for start, end in runs)
        return text[at] if inside else ("end", at)

    for string, at in places.items():
        left = {side(i - 1) if i else ("end", -1) for i in at}
        right = {side(i + len(string)) if i + len(string) < len(text) else ("end", len(text)) for i in at}
        ends = [any(isinstance(s, tuple) for s in sides) or len(sides) > 1 for sides in (left, right)]
        if len(at) > 1 and all(ends):
            yield string, tuple(at)


def test_c_value_of_the_example_of_frantzi_et_al():
    # "... basal cell carcinoma": terms of n words, each with its count
    counts = {"adenoid cystic b": 5, "cystic b": 11, "ulcerated b": 7, "recurrent b": 5}
    words = {"adenoid cystic b": 5, "cystic b": 4, "ulcerated b": 4, "recurrent b": 4}
    found = {term: c_value(term, counts, words[term]) for term in counts}
    assert isclose(found["adenoid cystic b"], 5 * log2(5))
    assert found["cystic b"] == 12
    assert found["ulcerated b"] == 14
    assert found["recurrent b"] == 10


def test_a_phrase_that_only_stands_in_a_longer_one_is_none():
    text = "服务乡村振兴战略。落实乡村振兴战略。乡村振兴战略出台。乡村振兴。"
    assert [phrase.text for phrase in rank_phrases(text)] == ["乡村振兴战略"]


def test_runs_take_linear_time():
    assert list(find_runs("、".join(["学习"] * 20_000))) == []


@pytest.mark.slow
def test_a_long_record_takes_linear_time():
    def seconds(n):
        page = type_page(*["开展“邻里守望”活动，听民声、解民忧，推动乡村振兴，人人参与乡村建设。"] * n)
        quotations = find_quotations(page)
        start = time.process_time()
        find_slogans(page, quotations)
        return time.process_time() - start

    seconds(50)
    assert seconds(2400) < 20 * max(seconds(300), 0.02)  # eight times the text
