"""Places: recognition, resolution, chains, senses."""

import json

import pandas as pd
from casefile import each_case
from hypothesis import given, settings
from hypothesis import strategies as st
from typed import print_page, type_page

from analysis.places import find_places, places_geojson
from analysis.places.page import _patterns, _sieve
from analysis.schema import arrange, build

NO_PAGES = build("pages", [])


def page_of(region, page="p"):
    return build("pages", [(page, "", "", 0, "", region, "", "", "none")])


@each_case("places")
def test_case(case):
    places = find_places(type_page(case["text"]), page_of(case["region"]))
    found = places[["text", "path", "level", "match", "resolved_by", "sense"]].values.tolist()
    assert found == case["expected"]


@given(st.data())
@settings(max_examples=300)
def test_a_pattern_never_matches_where_the_sieve_sees_none_of_its_signs(data):
    signs = {name: sorted(signs) for name, (_, signs) in _patterns().items()}
    pieces = st.one_of(*(st.sampled_from(group) for group in signs.values()), st.sampled_from([*"李尔克的在，"]))
    text = "".join(data.draw(st.lists(pieces, max_size=8)))[data.draw(st.integers(0, 1)) :]
    seen = _sieve().look(text)[1]
    assert {name for name, (find, _) in _patterns().items() if list(find(text))} <= seen


def test_an_address_is_one_chain_with_one_head():
    places = find_places(type_page("浙江省杭州市西湖区北山街道宝石社区和宁波市。"), NO_PAGES)
    assert places["chain"].fillna(0).tolist() == [1, 1, 1, 1, 1, 0]
    assert places["chain_head"].tolist() == [False, False, False, False, True, True]


def test_a_facility_heads_the_address_inside_it():
    places = find_places(type_page("常州市第八中学"), NO_PAGES)  # Changzhou No 8 middle school
    assert places[["text", "chain_head"]].values.tolist() == [["常州市第八中学", True], ["常州市", False]]


def test_open_names_list_their_candidates():
    places = find_places(type_page("达旗的骑手参加比赛。"), NO_PAGES)
    row = places.iloc[0]
    assert (row["adcode"], row["candidates"], row["confidence"]) == ("", "150223;150621", "low")


def test_a_coordination_keeps_both_members_and_the_common_parent():
    """福安市 has 城南街道 and 城北街道, and no street office of the printed name."""
    places = find_places(type_page("宁德市福安市城南北街道的居民"), NO_PAGES)
    row = places.iloc[-1]
    assert (row["text"], row["level"], row["match"]) == ("城南北街道", "town", "coordinated")
    assert (row["adcode"], row["candidates"]) == ("350981", "350981001;350981002")


def test_the_region_of_the_page_settles_a_namesake():
    text = type_page("朝阳区的志愿者来了。")
    assert find_places(text, page_of("110000"))["adcode"].tolist() == ["110105"]
    assert find_places(text, page_of("220000"))["adcode"].tolist() == ["220104"]


def test_the_region_is_inferred_from_the_page():
    """Two articles of a page from Hubei: the second names a district that Inner Mongolia has too."""
    one = type_page("武汉市、襄阳市、宜昌市举办读书节。", article=1)
    two = type_page("青山区也参加了。", article=2).assign(start=40, end=48)
    places = find_places(pd.concat([one, two], ignore_index=True), NO_PAGES)
    assert places["path"].tolist()[-1] == "湖北省/武汉市/青山区"


def test_points_say_whose_they_are():
    places = find_places(type_page("赤峰市巴林左旗林东镇"), NO_PAGES)
    assert places["point_level"].tolist() == ["prefecture", "county", "town"]
    assert places["longitude"].between(117, 121).all()


def test_offsets_are_of_the_print_where_a_line_breaks():
    paragraphs = build("paragraphs", [("p#1", 1, 1, "body", 0, 9, "在常州市开会。", "", "0:0-3;3:5-9")])
    places = find_places(paragraphs, NO_PAGES)
    assert places[["start", "end", "text"]].values.tolist() == [[1, 6, "常州市"]]


def test_geojson_has_a_feature_for_every_point():
    places = find_places(type_page("常州市和长三角"), NO_PAGES)
    features = json.loads(places_geojson(places))["features"]
    assert [feature["properties"]["text"] for feature in features] == ["常州市"]
    assert features[0]["geometry"]["type"] == "Point"
    assert features[0]["properties"]["start"] == 0


PIECES = [
    *(
        "常州市",
        "江苏",
        "新城区",
        "西安",
        "自治区",
        "全市",
        "北山街道",
        "宝石社区",
        "第八中学",
        "政协",
        "黄河",
        "法国",
        "中美两国",
        "，",
    ),
    *(
        "。",
        "“",
        "”",
        "《",
        "》",
        "在",
        "的",
        "和",
        "开展活动",
        "县",
        "村",
        "镇",
        "路",
        "臺灣",
        "１９",
        "x",
        "\x00",
        "𠮷",
        " ",
    ),
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map("".join))
@settings(deadline=None, max_examples=150)
def test_every_row_quotes_the_print(text):
    paragraphs = type_page(text)
    raw = print_page(paragraphs)
    for row in find_places(paragraphs, NO_PAGES).itertuples():
        assert row.text == raw[row.start : row.end]
        assert row.path or not row.adcode
        assert row.candidates or row.resolved_by != "open" or row.path == ""


@given(st.permutations(range(4)))
@settings(deadline=None, max_examples=20)
def test_order_of_the_input_does_not_matter(order):
    texts = ["杭州市西湖区", "宝石社区的居民", "全市", "新城区"]
    paragraphs = type_page(*texts)
    shuffled = paragraphs.iloc[list(order)].reset_index(drop=True)
    places = find_places(paragraphs, NO_PAGES)
    pd.testing.assert_frame_equal(places, find_places(shuffled, NO_PAGES))
    pd.testing.assert_frame_equal(places, arrange("places", places))


def test_pages_are_independent():
    one, two = type_page("武汉市江岸区", "青山区"), type_page("包头市", "青山区", page="q")
    both = find_places(pd.concat([one, two], ignore_index=True), NO_PAGES)
    apart = [find_places(page, NO_PAGES) for page in (one, two)]
    pd.testing.assert_frame_equal(both, pd.concat(apart, ignore_index=True))


def test_an_empty_page_has_an_empty_table():
    places = find_places(build("paragraphs", []), NO_PAGES)
    assert list(places.columns) == list(build("places", []).columns)
    assert len(places) == 0
