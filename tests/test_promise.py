"""What holds for every row of every table, on the seed, on invented pages and on any text whatever."""

import json
import random
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.handle import RECIPES, compute_tables, from_texts
from analysis.schema import TABLES, arrange

ROOT = Path(__file__).parents[1]
SEED = (ROOT / "seeds" / "000_bcd9fc29047be39d.txt").read_bytes().decode("utf-8")
WITHIN_A_PARAGRAPH = [
    "words",
    "dates",
    "places",
    "organisations",
    "people",
    "quantities",
    "checks",
    "slogans",
    "quotations",
]

# Fragments of print, so that random pages are not merely noise.
FRAGMENTS = [
    "■要闻", "□本报记者 李明", "（记者 王芳）", "春耕开始", "3月5日", "昨日", "每周五晚上", "近日", "内蒙古自治区", "达拉特旗", "全区",
    "市政协", "312名志愿者", "3.5万元", "增长12%", "“我要读书”", "”", "“", "《春耕通知》", "，", "。", "；", "：", "！", "说", "李明", "图为现场。赵强 摄",
    "下转第2版", "\n", "\n\n", "\r\n", "　　", " ", "\t", "\r", "①", "a", "Ｂ", "２０２１年", "二〇二一年", "臺灣", "𠮷", "\x00", "\u2028", "百年",
]  # fmt: skip
PAGES = st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join)
# Print that was cut anywhere and glued again: names, times and sentences broken off in all the ways there are.
PRINT = "\n".join(
    case["text"]
    for path in sorted((ROOT / "tests" / "cases").glob("*.json"))
    for case in json.loads(path.read_text("utf-8"))
    if isinstance(case.get("text"), str)
)
CUTS = st.lists(st.tuples(st.integers(0, len(PRINT) - 1), st.integers(1, 30)), min_size=1, max_size=60)


def glue(cuts):
    return "".join(PRINT[start : start + length] for start, length in cuts)


def unbreak(text):
    return re.sub(r"(?<!\s)\s*[\r\n]\s*", "", text)


def check_promise(raws):
    tables = dict(compute_tables(from_texts(raws)))
    for name, table in tables.items():
        if "start" in TABLES[name].columns:
            ids = table["page_id"] if name == "evidence" else table["article_id"].str.rsplit("#", n=1).str[0]
            for page, start, end, text in zip(ids, table["start"], table["end"], table["text"], strict=True):
                assert 0 <= start < end <= len(raws[page]), name
                assert text == unbreak(raws[page][start:end]), name
    check_inside(tables)
    return tables


def check_inside(tables):
    """A word or mention lies within one row of paragraphs, of its own article."""
    paragraphs = tables["paragraphs"]
    bounds = {}
    for article, start, end in zip(paragraphs["article_id"], paragraphs["start"], paragraphs["end"], strict=True):
        bounds.setdefault(article, []).append((start, end))
    for name in WITHIN_A_PARAGRAPH:
        table = tables[name]
        for article, start, end in zip(table["article_id"], table["start"], table["end"], strict=True):
            assert any(a <= start and end <= b for a, b in bounds[article]), name


def check_merge(raws):
    """The tables of several pages are those of each, one after the other."""
    together = dict(compute_tables(from_texts(raws)))
    alone = [dict(compute_tables(from_texts({page: raw}))) for page, raw in raws.items()]
    for name in set(TABLES) - {"links"}:
        expected = pd.concat([tables[name] for tables in alone], ignore_index=True)
        pd.testing.assert_frame_equal(together[name], expected, check_dtype=False)


def test_the_promise_holds_on_the_seed():
    check_promise({"seed": SEED})


def test_the_merge_law_holds_on_the_seed():
    halves = {"whole": SEED, "b": SEED[: len(SEED) // 2], "a": SEED[len(SEED) // 2 :]}
    check_merge(halves)


@settings(max_examples=60, deadline=None)
@given(raw=PAGES)
def test_the_promise_holds_on_any_page(raw):
    check_promise({"p": raw})


@settings(max_examples=60, deadline=None)
@given(cuts=CUTS)
def test_the_promise_holds_on_print_cut_anywhere(cuts):
    check_promise({"p": glue(cuts)})


@pytest.mark.slow
def test_the_promise_holds_on_many_pages_of_print_cut_anywhere():
    draw = random.Random(1)
    for _ in range(40):
        cuts = [[(draw.randrange(len(PRINT)), draw.randint(1, 20)) for _ in range(40)] for _ in range(50)]
        check_promise({f"p{n}": glue(of_page) for n, of_page in enumerate(cuts)})


@settings(max_examples=30, deadline=None)
@given(raw=st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_the_promise_holds_on_any_text(raw):
    check_promise({"p": raw})


@settings(max_examples=20, deadline=None)
@given(one=PAGES, two=PAGES)
def test_the_merge_law_holds_on_any_pages(one, two):
    check_merge({"2": one, "1": two})


@pytest.mark.parametrize("name", sorted(set(RECIPES) - {"layout", "paragraphs", "ledger"}))
def test_the_order_of_rows_that_go_in_does_not_matter(name):
    whole, again = from_texts({"seed": SEED}), from_texts({"seed": SEED})
    for other in RECIPES:
        table = getattr(whole, other)
        shuffle = [part.sample(frac=1, random_state=1) for part in (table if other == "layout" else [table])]
        again.__dict__[other] = type(table)(*shuffle) if other == "layout" else shuffle[0]
    pd.testing.assert_frame_equal(RECIPES[name](again), getattr(whole, name))


@pytest.mark.parametrize("name", TABLES)
def test_rows_stand_in_their_fixed_order(name):
    table = dict(compute_tables(from_texts({"b": SEED, "a": SEED})))[name]
    if "start" in TABLES[name].columns and "article_id" in TABLES[name].columns:
        pd.testing.assert_frame_equal(table, arrange(name, table))


@pytest.mark.slow
def test_one_long_line_takes_linear_time():
    check_promise({"p": "春耕开始，" * 20_000})
