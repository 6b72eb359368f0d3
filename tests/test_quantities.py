"""Quantities: values, units, what is counted, and checks of printed relations."""

import math
import re

import pandas as pd
from casefile import each_case
from hypothesis import given, settings
from hypothesis import strategies as st
from typed import print_page, type_page

from analysis.quantities import find_checks, find_quantities
from analysis.quantities.expressions import find_expressions
from analysis.schema import build

NO_DATES = build("dates", [])


@each_case("quantities")
def test_case(case):
    quantities = find_quantities(type_page(case["text"]), NO_DATES)
    found = quantities[["text", "number", "number_to", "unit", "what", "kind"]].values.tolist()
    found = [[None if isinstance(v, float) and math.isnan(v) else v for v in row] for row in found]
    assert found == case["expected"]


def test_numbers_inside_time_expressions_have_no_row():
    page = type_page("3次汛期共排险20处险情。")
    dates = build("dates", [("p#1", 0, 4, "3次汛期", "DATE", "", "", "", "season", "", "window", "none")])
    quantities = find_quantities(page, dates)
    assert quantities[["text", "window"]].values.tolist() == [["20处", "3次汛期"]]


def checks_of(text):
    page = type_page(text)
    checks = find_checks(find_quantities(page, NO_DATES), page)
    return checks[["kind", "printed", "computed", "agrees"]].values.tolist()


def test_a_rate_is_held_to_its_printed_digits():
    assert checks_of("共受理诉求200件，已办结198件，办结率99%。") == [
        ["rate", "办结率 99%", "198件 / 200件 = 99.00%", "yes"]
    ]
    assert checks_of("共受理诉求200件，已办结190件，办结率99%。")[0][3] == "no"


def test_a_rate_without_numbers_says_that_it_cannot_be_checked():
    assert checks_of("群众满意度达到98%。") == [["uncheckable", "群众满意度 98%", "", "cannot tell"]]


def test_parts_are_summed():
    assert checks_of("全镇共有党员300名，其中男党员200名，女党员100名。") == [
        ["sum", "300名", "200名 + 100名 = 300", "yes"]
    ]
    assert checks_of("全镇共有党员300名，其中男党员200名，女党员150名。")[0][3] == "no"


def test_a_part_of_a_part_is_passed_over_and_the_next_sentence_holds_the_parts():
    assert checks_of("新增病例12例。其中，输入5例，含1例转归，本地7例。") == [["sum", "12例", "5例 + 7例 = 12", "yes"]]


def test_a_change_is_set_against_its_ends():
    assert checks_of("蔬菜大棚由100座增加到150座，增长50%。") == [
        ["difference", "蔬菜大棚 50%", "(150座 - 100座) / 100座 = 50.00%", "yes"]
    ]


PIECES = st.lists(
    st.sampled_from(
        [
            "3",
            "12",
            ".5",
            "万",
            "亿",
            "三",
            "百",
            "一",
            "多",
            "至",
            "%",
            "元",
            "名",
            "个",
            "第",
            "，",
            "。",
            "共",
            "其中",
            "率",
        ]
    ),
    min_size=1,
    max_size=25,
).map("".join)


@settings(deadline=None)
@given(PIECES, PIECES)
def test_promise_merge_law_and_order(one, two):
    first, second = type_page(one, page="a"), type_page(two, page="b")
    quantities = find_quantities(first, NO_DATES)
    for row in quantities.itertuples():
        assert row.text == re.sub(r"(?<!\s)\s*[\r\n]\s*", "", print_page(first)[row.start : row.end])
    both = pd.concat([first, second], ignore_index=True)
    together = find_quantities(both, NO_DATES)
    apart = pd.concat([quantities, find_quantities(second, NO_DATES)], ignore_index=True)
    pd.testing.assert_frame_equal(together, apart.astype(together.dtypes))
    page = type_page(one, two)
    found = find_quantities(page, NO_DATES)
    shuffled = page[::-1].reset_index(drop=True)
    pd.testing.assert_frame_equal(find_quantities(shuffled, NO_DATES), found)
    pd.testing.assert_frame_equal(find_checks(found, shuffled), find_checks(found, page))


@settings(deadline=None)
@given(st.integers(1, 99999), st.sampled_from(["名", "户", "册"]))
def test_value_is_read_back(number, unit):
    [expression] = find_expressions(f"共{number}{unit}。")
    assert (expression.number, expression.unit) == (number, unit)
