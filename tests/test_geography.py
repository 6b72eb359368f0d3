"""Geography: every count by another route than the code's."""

import pytest
from drawn import make_study
from hypothesis import given
from hypothesis import strategies as st

from analysis.gazetteer import division, divisions, path, point
from analysis.geography import (
    Extent,
    choose_extent,
    count_chains,
    count_divisions,
    find_layers,
    roll_up,
)
from analysis.schema import build

STUDY = make_study()
CODES = ["330100", "330106", "330106002", "330483", "440100", "110101", "419001", "150000"]


def mention(n, adcode, sense="literal", head=True, confidence="high"):
    x, y, level = point(adcode) if adcode else (None, None, "")
    found = division(adcode) if adcode else None
    name = found.name if found else "河"
    fixed = (name, adcode, found.level if found else "nature", path(adcode) if adcode else "", x, y, level)
    return (f"p#{n % 3 + 1}", 10 * n, 10 * n + 1, name[0], *fixed, "exact", "unique", confidence, "", sense, n, head)


def make_places(*codes, **options):
    return build("places", [mention(n, code, **options) for n, code in enumerate(codes)])


def test_an_address_counts_once_and_only_where_it_says_where():
    rows = [
        mention(0, "330100", head=False),
        mention(1, "330106"),
        mention(2, "330483", "topic"),
        mention(3, "440100", "name"),
        mention(4, "", "literal"),
        mention(5, "330400", "actor"),
    ]
    assert count_chains(build("places", rows))["adcode"].tolist() == ["330106", "330400"]
    assert count_chains(build("places", rows), ("topic",))["adcode"].tolist() == ["330483"]


@given(st.lists(st.sampled_from(CODES), max_size=12), st.randoms())
def test_counts_along_the_hierarchy_against_a_plain_loop_over_paths(codes, shuffler):
    places = make_places(*codes)
    expected = {}
    for code in codes:
        names = path(code).split("/")
        for depth in range(1, len(names) + 1):
            at = "/".join(names[:depth])
            expected[at] = expected.get(at, 0) + 1
    counts = count_divisions(places)
    assert dict(zip(counts["path"], counts["n"], strict=True)) == expected
    assert counts["own"].sum() == len(codes)
    order = list(range(len(places)))
    shuffler.shuffle(order)
    again = count_divisions(places.iloc[order].reset_index(drop=True))
    assert again.to_dict("records") == counts.to_dict("records")


def test_the_tree_stands_parents_first():
    counts = count_divisions(make_places("330106", "150422", "330100"))
    assert counts["name"].tolist() == ["内蒙古自治区", "赤峰市", "巴林左旗", "浙江省", "杭州市", "西湖区"]


def test_doubt_and_articles_are_counted():
    rows = [mention(0, "330106", confidence="low"), mention(1, "330106"), mention(3, "330100")]
    counts = count_divisions(build("places", rows)).set_index("name")
    assert counts.loc["杭州市", ["n", "own", "sure", "articles"]].tolist() == [3, 1, 2, 2]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], Extent("nation", (), "province")),
        (["330106"] * 9 + ["330483"], Extent("prefecture", ("330100",), "county")),
        (["330106"] * 5 + ["330483"] * 4 + ["440100"], Extent("province", ("330000",), "prefecture")),
        (["110101"] * 4, Extent("province", ("110000",), "county")),
        (["330106", "440100"], Extent("several", ("330000", "440000"), "prefecture")),
        (["330106", "440100", "110101", "150000", "419001"], Extent("nation", (), "province")),
    ],
)
def test_extent_is_the_smallest_that_holds_nine_in_ten(codes, expected):
    assert choose_extent(make_places(*codes)) == expected


def test_every_county_rolls_up_to_a_polygon_of_each_level():
    from analysis.gazetteer import read_boundaries

    counties = divisions("county")["adcode"]
    for level in ("province", "prefecture"):
        assert set(roll_up(counties, level)) <= set(read_boundaries(level)["adcode"])


def test_layers_tell_happening_from_living_and_naming():
    layers = find_layers(STUDY.places, STUDY.activities)
    assert layers["layer"].value_counts().to_dict() == {"happens": 6, "told": 4, "lives": 3, "named": 1}
