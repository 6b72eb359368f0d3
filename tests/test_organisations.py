"""Organisations: whole names, lines, levels, short forms."""

import re

import pandas as pd
from casefile import each_case
from hypothesis import given, settings
from hypothesis import strategies as st
from typed import print_page, type_page

from analysis.organisations import count_ladder, find_organisations, places_in_bodies
from analysis.organisations.types import read_types
from analysis.schema import build

NO_PLACES = build("places", [])


def place_rows(text, names, article="p#1"):
    rows = []
    for printed, name, adcode, level in names:
        for m in re.finditer(printed, text):
            what = (name, adcode, level, name, None, None, "", "exact", "unique", "high", "", "literal", None, True)
            rows.append((article, m.start(), m.end(), printed, *what))
    return build("places", rows)


@each_case("organisations")
def test_case(case):
    organisations = find_organisations(type_page(case["text"]), place_rows(case["text"], case["places"]))
    assert organisations[["text", "name", "level", "line", "adcode"]].values.tolist() == case["expected"]


def test_places_in_bodies_are_actors():
    text = "宁县水务局在宁县检修。"
    places = place_rows(text, [("宁县", "宁县", "621026", "county")])
    organisations = find_organisations(type_page(text), places)
    assert places_in_bodies(places, organisations)["sense"].tolist() == ["actor", "literal"]
    assert places["sense"].tolist() == ["literal", "literal"]


def test_count_ladder_goes_down():
    text = "宁县水务局和教育部发文，教育部部署。"
    organisations = find_organisations(type_page(text), place_rows(text, [("宁县", "宁县", "621026", "county")]))
    assert count_ladder(organisations).values.tolist() == [
        ["country", "government", 2, 1],
        ["county", "government", 1, 1],
    ]
    assert count_ladder(build("organisations", [])).empty


def test_types_are_folded_and_have_a_line():
    lines = "party government congress cppcc court military school hospital media culture enterprise "
    lines += "mass_organisation grassroots other inherit"
    assert {kind.line for kind in read_types().values()} <= set(lines.split())


PIECES = st.lists(
    st.sampled_from(
        [
            "宁县",
            "教育",
            "局",
            "委",
            "第八",
            "中学",
            "和",
            "在",
            "，",
            "。",
            "党",
            "公司",
            "走进",
            "的",
            "政协",
            "办公厅",
            "图书馆",
        ]
    ),
    min_size=1,
    max_size=14,
).map("".join)


@settings(deadline=None)
@given(PIECES, PIECES)
def test_promise_merge_law_and_order(one, two):
    first, second = type_page(one, page="a"), type_page(two, page="b")
    alone = find_organisations(first, NO_PLACES)
    for row in alone.itertuples():
        assert row.text == print_page(first)[row.start : row.end]
    both = pd.concat([first, second], ignore_index=True)
    together = find_organisations(both, NO_PLACES)
    apart = pd.concat([alone, find_organisations(second, NO_PLACES)], ignore_index=True)
    pd.testing.assert_frame_equal(together, apart.astype(together.dtypes))
    shuffled = find_organisations(type_page(one, two)[::-1].reset_index(drop=True), NO_PLACES)
    pd.testing.assert_frame_equal(shuffled, find_organisations(type_page(one, two), NO_PLACES))
