"""Words: jieba's tokens, the researcher's dictionary, offsets."""

import os
import re
import subprocess
import sys
from functools import cache

import pandas as pd
import pytest
from casefile import each_case
from hypothesis import example, given, settings
from hypothesis import strategies as st
from typed import print_page, type_page

from analysis.chinese import fold
from analysis.layout import split_sentences
from analysis.schema import build
from analysis.words import cut, find_words, read_counts
from analysis.words.researcher import read_entries
from analysis.words.segment import REPEATED, _find_repeats


@cache
def jieba_itself():
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def jieba_with(weighted):
    import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = dict(jieba_itself().FREQ), jieba_itself().total
    tokenizer.initialized = True
    for word, frequency in weighted:
        tokenizer.add_word(word, frequency)
    return tokenizer


def is_word(token):
    return any(map(str.isalnum, token))


def words_of(page, dictionary=None):
    return find_words(page, split_sentences(page), dictionary)


@each_case("words")
def test_case(case):
    words = words_of(type_page(case["text"]), case["dictionary"])
    assert words["text"].tolist() == case["expected"]


LISTED = sorted(word for word in read_counts() if fold(word) == word)
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5)
PIECE = st.one_of(
    st.sampled_from(LISTED),
    st.sampled_from(list("一的人大十百万亿年月日个元在上不是")),
    st.sampled_from(
        ["的的", "人人人", "研究研究研究", "3.5", "12.6%", "1.5.2", "A", "5G", "F-35", "C++", "AT&T", "%", "."]
    ),
    st.sampled_from(list("，。、“”《》！？；：…— \t（）·〇")),
    HAN,
    st.characters(exclude_categories=["Cs"]),
)
TEXT = st.lists(PIECE, max_size=12).map("".join)


@given(st.text("人民ab1，\n", max_size=16))
def test_repeats_are_those_of_the_pattern_however_they_are_looked_for(text):
    assert bool(_find_repeats(text.replace("\n", "，"))) == bool(REPEATED.search(text.replace("\n", "，")))


@settings(deadline=None)  # jieba's dictionary is built at its first call
@given(TEXT)
@example("宏亿亿亿月月32.84%")
@example("当天一架F-35战机在J-CAST上空")
@example("122.402.37%5G与149.23A12")
def test_tokens_are_those_of_jieba(text):
    tokens = cut(text)
    assert "".join(tokens) == text
    assert list(filter(is_word, tokens)) == list(filter(is_word, jieba_itself().lcut(text)))


WEIGHTED = st.lists(
    st.tuples(st.lists(st.sampled_from(LISTED), min_size=1, max_size=2).map("".join), st.integers(1, 10**6)),
    min_size=1,
    max_size=2,
    unique_by=lambda entry: entry[0],
)


@pytest.mark.slow
@settings(deadline=None)
@given(WEIGHTED, st.data())
def test_weighted_words_are_those_of_jieba(weighted, data):
    piece = st.one_of(PIECE, st.sampled_from([word for word, _ in weighted]))
    text = "".join(data.draw(st.lists(piece, max_size=8)))
    entries = read_entries(tuple(f"{word} {frequency}" for word, frequency in weighted))
    assert list(filter(is_word, cut(text, entries))) == list(filter(is_word, jieba_with(weighted).lcut(text)))


def test_tags_are_the_dictionary_s():
    words = words_of(type_page("新华社记者5月采访5G基站"), ["基站 100 nz", "采访"])
    assert dict(zip(words["text"], words["tag"], strict=True)) == {
        "新华社": "nt",
        "记者": "n",
        "5": "m",
        "月": "m",
        "采访": "v",
        "5G": "eng",
        "基站": "nz",
    }


def test_a_correction_is_read_and_the_print_is_quoted():
    # 学史 was printed for 学党史 (Party history), 活功 for 活动 (activity)
    rows = [
        ("p#1", 1, 1, "body", 0, 8, "认真学史搞活功。", "认真学党史搞活动。", "0:0-2;2:2-4;5:4-5;6:5-7;8:7-8", True)
    ]
    page = build("paragraphs", rows)
    words = words_of(page, ["学党史"])
    assert words[["text", "form", "start", "end", "corrected"]].values.tolist() == [
        ["认真", "", 0, 2, False],
        ["学史", "学党史", 2, 4, True],
        ["搞", "", 4, 5, False],
        ["活功", "活动", 5, 7, True],
    ]


def test_a_word_across_a_line_break_is_one_word():
    rows = [("p#1", 1, 1, "body", 3, 12, "广泛的读书氛围", "", "0:3-7;4:9-12", False)]
    words = words_of(build("paragraphs", rows))
    assert words[["text", "start", "end"]].values.tolist()[2:] == [["读书", 6, 10], ["氛围", 10, 12]]


def test_words_have_their_sentence():
    words = words_of(type_page("headline>春耕开始", "雨停了。人们种树。"))
    assert dict(zip(words["text"], words["sentence"], strict=True)) == {
        "春耕": 1, "开始": 1, "雨停": 2, "了": 2, "人们": 3, "种树": 3,
    }  # fmt: skip


def test_empty_tables():
    empty = words_of(build("paragraphs", []))
    assert empty.empty
    assert list(empty.columns) == list(build("words", []).columns)


def test_a_bad_line_is_named():
    whole = "^dictionary: '大 桥 3 n x' is not `word`, `word frequency` or `word frequency tag`$"
    with pytest.raises(ValueError, match=whole):
        words_of(type_page("雨停了。"), ["大 桥 3 n x"])


def test_frequency_0_does_not_reach_other_dictionaries():
    text = "他来到了网易杭研大厦"  # 杭研 is found by jieba's model of word shapes
    assert "杭研" in cut(text)
    assert "杭研" not in cut(text, read_entries(("杭研 0",)))
    assert "杭研" in cut(text)


@settings(deadline=None, max_examples=40)
@given(st.lists(TEXT, min_size=1, max_size=3))
def test_promise_and_order(lines):
    lines = [re.sub(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029>]", "", line) or "雨" for line in lines]
    page = type_page(*lines)
    raw = print_page(page)
    words = words_of(page)
    for row in words.itertuples():
        assert row.text == raw[row.start : row.end]
        assert is_word(row.text)
    pd.testing.assert_frame_equal(words_of(page[::-1].reset_index(drop=True)), words)


@settings(deadline=None, max_examples=40)
@given(TEXT, TEXT)
def test_merge_law(one, two):
    first, second = type_page(one, page="a"), type_page(two, page="b")
    both = words_of(pd.concat([first, second], ignore_index=True), ["人大"])
    parts = [words_of(first, ["人大"]), words_of(second, ["人大"])]
    pd.testing.assert_frame_equal(both, pd.concat(parts, ignore_index=True))


def test_jieba_leaves_no_cache_no_log_and_no_warning(tmp_path):
    code = "from analysis.words import cut; print(cut('一架F-35战机'))"
    environment = {**os.environ, "TMPDIR": str(tmp_path), "HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-W", "error", "-c", code]
    run = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert run.stdout == "['一架', 'F', '-', '35', '战机']\n"
    assert run.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_nothing_of_jieba_is_imported_where_rjieba_suffices():
    code = "import sys; from analysis.words import cut; cut('全长3.5公里'); print('jieba' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
