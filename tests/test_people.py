"""People: names by role, title, list, spelling and repetition; bylines; unnamed sources."""

import pandas as pd
from casefile import each_case
from hypothesis import given, settings
from hypothesis import strategies as st
from typed import print_page, type_page

from analysis.people import count_voices, find_people
from analysis.people.bylines import read_byline
from analysis.quotations import find_quotations, find_speakers
from analysis.schema import build

NO_BODIES = build("organisations", [])


@each_case("people")
def test_case(case):
    people = find_people(type_page(case["text"]), NO_BODIES)
    assert people[["name", "role", "kind"]].values.tolist() == case["expected"]


def test_bylines_and_credits():
    page = type_page("byline>□本报记者 王芳 见习记者 李 刚", "credit>赵明 摄", "credit>新华社记者 周平 摄")
    people = find_people(page, NO_BODIES)
    assert people[["text", "name", "role", "organisation", "kind"]].values.tolist() == [
        ["王芳", "王芳", "本报记者", "本报", "byline"],
        ["李 刚", "李刚", "见习记者", "", "byline"],
        ["赵明", "赵明", "摄", "", "credit"],
        ["周平", "周平", "新华社记者", "新华社", "credit"],
    ]


def test_read_byline_of_other_houses():
    assert list(read_byline("文/王芳 图/李刚")) == [(2, 4, "文", ""), (7, 9, "图", "")]


def test_the_body_before_the_role_is_the_organisation():
    text = "宁县水务局副局长王芳介绍，一位局长在场。"
    bodies = build("organisations", [("p#1", 0, 5, "宁县水务局", "宁县水务局", "county", "government", "621026")])
    people = find_people(type_page(text), bodies)
    assert people[["text", "role", "organisation"]].values.tolist() == [["王芳", "副局长", "宁县水务局"]]


def test_the_ending_of_the_body_begins_the_role():
    text = "宁县县委书记王芳到场。"
    bodies = build("organisations", [("p#1", 0, 4, "宁县县委", "宁县县委", "county", "party", "621026")])
    people = find_people(type_page(text), bodies)
    assert people[["text", "role", "organisation"]].values.tolist() == [["王芳", "书记", "宁县县委"]]


def test_the_name_of_a_body_holds_no_person():
    text = "王芳小学的老师来了。王芳说，好。"
    bodies = build("organisations", [("p#1", 0, 4, "王芳小学", "王芳小学", "", "school", "")])
    assert find_people(type_page(text), bodies)["start"].tolist() == [10]


def test_known_names_are_found_anywhere():
    page = type_page("晚饭后玉兰去广场跳舞。")
    assert find_people(page, NO_BODIES, known=["玉兰"])["text"].tolist() == ["玉兰"]


def test_count_voices_tells_role_and_body():
    page = type_page("馆长王芳说，好。王芳表示，欢迎。一位村民说，我常来。")
    people = find_people(page, NO_BODIES)
    voices = count_voices(find_speakers(find_quotations(page), people, page), people)
    columns = ["speaker", "role", "kind", "mode", "speeches"]
    assert voices[columns].values.tolist() == [
        ["王芳", "馆长", "named", "reported", 2],
        ["一位村民", "村民", "unnamed", "direct", 1],
    ]


PIECES = st.lists(
    st.sampled_from(
        [
            "王芳",
            "阿古",
            "达木",
            "·",
            "村民",
            "馆长",
            "一位",
            "说",
            "、",
            "和",
            "，",
            "。",
            "在",
            "等",
            "英雄",
            "同志",
            "记者",
            "（",
            "）",
            " ",
        ]
    ),
    min_size=1,
    max_size=16,
).map(lambda pieces: "".join(pieces).strip() or "。")


@settings(deadline=None)
@given(PIECES, PIECES)
def test_promise_merge_law_and_order(one, two):
    first, second = type_page(one, page="a"), type_page(two, page="b")
    alone = find_people(first, NO_BODIES)
    for row in alone.itertuples():
        assert row.text == print_page(first)[row.start : row.end]
        assert row.name
    both = pd.concat([first, second], ignore_index=True)
    together = find_people(both, NO_BODIES)
    apart = pd.concat([alone, find_people(second, NO_BODIES)], ignore_index=True)
    pd.testing.assert_frame_equal(together, apart.astype(together.dtypes))
    page = type_page(one, two)
    shuffled = find_people(page[::-1].reset_index(drop=True), NO_BODIES)
    pd.testing.assert_frame_equal(shuffled, find_people(page, NO_BODIES))
