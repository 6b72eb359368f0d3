"""The places of the seed page, as a reader finds them."""

from pathlib import Path

import pytest

from analysis.handle import compute_tables, from_texts

ROOT = Path(__file__).parents[1]
NM = "内蒙古自治区"
YUQUAN = f"{NM}/呼和浩特市/玉泉区"
# text, path, level, sense of every mention that is read here, by article; those that repeat are counted below.
READ = {
    1: [
        ("锡林郭勒盟", f"{NM}/锡林郭勒盟", "prefecture", "actor"),
        ("包头市", f"{NM}/包头市", "prefecture", "actor"),
        ("达茂旗", f"{NM}/包头市/达尔罕茂明安联合旗", "county", "actor"),
        ("赤峰市", f"{NM}/赤峰市", "prefecture", "actor"),
        ("松山区", f"{NM}/赤峰市/松山区", "county", "literal"),
        ("玉龙街道", f"{NM}/赤峰市/松山区/玉龙街道", "town", "literal"),
        ("王府社区", f"{NM}/赤峰市/松山区/玉龙街道/王府社区", "village", "literal"),
        ("通辽市实验小学富力分校", f"{NM}/通辽市", "facility", "literal"),
        ("通辽市", f"{NM}/通辽市", "prefecture", "actor"),
        ("全区", NM, "province", "actor"),
        ("自治区", NM, "province", "actor"),
    ],
    2: [
        ("鄂尔多斯市", f"{NM}/鄂尔多斯市", "prefecture", "actor"),
        ("达拉特旗", f"{NM}/鄂尔多斯市/达拉特旗", "county", "actor"),
        ("全旗", f"{NM}/鄂尔多斯市/达拉特旗", "county", "literal"),
        ("达拉特", f"{NM}/鄂尔多斯市/达拉特旗", "county", "name"),
    ],
    3: [
        ("内蒙古博物院", NM, "facility", "literal"),
        ("呼和浩特市第一中学", f"{NM}/呼和浩特市", "facility", "literal"),
        ("呼和浩特市第三十五中学", f"{NM}/呼和浩特市", "facility", "literal"),
        ("呼和浩特市第六中学", f"{NM}/呼和浩特市", "facility", "literal"),
        ("呼和浩特市玉泉区民族实验小学", YUQUAN, "facility", "literal"),
        ("内蒙古", NM, "province", "topic"),
        ("呼和浩特", f"{NM}/呼和浩特市", "prefecture", "literal"),
    ],
    4: [
        ("呼和浩特市", f"{NM}/呼和浩特市", "prefecture", "literal"),
        ("玉泉区", YUQUAN, "county", "literal"),
        ("南台村", f"{YUQUAN}/小黑河镇/南台什村", "village", "literal"),
        ("五塔前街社区", f"{YUQUAN}/小召前街街道/五塔寺前街社区", "village", "literal"),
        ("康居社区", f"{YUQUAN}/鄂尔多斯路街道/康居社区", "village", "literal"),
        ("梁山街社区", f"{YUQUAN}/大南街街道/梁山街社区", "village", "actor"),
        ("玉泉区民族幼儿园", YUQUAN, "facility", "literal"),
    ],
    5: [
        ("呼和浩特", f"{NM}/呼和浩特市", "prefecture", "actor"),
        ("包头", f"{NM}/包头市", "prefecture", "actor"),
        ("广州", "广东省/广州市", "prefecture", "name"),
        ("包头市图书馆", f"{NM}/包头市", "facility", "literal"),
    ],
    6: [
        ("赤峰市", f"{NM}/赤峰市", "prefecture", "literal"),
        ("巴林左旗", f"{NM}/赤峰市/巴林左旗", "county", "literal"),
        ("东西城街道", f"{NM}/赤峰市/巴林左旗/林东西城街道", "town", "literal"),
        ("北新街社区", f"{NM}/赤峰市/巴林左旗/林东西城街道/北新街社区", "village", "literal"),
    ],
}
# Headlines of the items in reading order, by what they are known here.
HEADS = {1: "同心学党史", 2: "办一件实事", 3: "高中生红色宣讲团", 4: "党建为媒", 5: "汲取奋进力量", 6: "小板凳大讲堂"}


@pytest.fixture(scope="module")
def tables():
    raw = (ROOT / "seeds" / "000_bcd9fc29047be39d.txt").read_bytes().decode("utf-8")
    return dict(compute_tables(from_texts({"000_bcd9fc29047be39d": raw})))


def of_item(tables, item):
    articles = tables["articles"]
    (article,) = articles.loc[articles["headline"].str.startswith(HEADS[item]), "article_id"]
    places = tables["places"]
    return places[places["article_id"] == article]


@pytest.mark.parametrize("item", READ)
def test_the_places_of_an_item(tables, item):
    places = of_item(tables, item)
    found = set(zip(places["text"], places["path"], places["level"], places["sense"], strict=True))
    assert set(READ[item]) <= found


@pytest.mark.parametrize(
    ("item", "text", "times"),
    [
        (1, "自治区", 9),
        (1, "全区", 8),
        (2, "达拉特旗", 7),
        (2, "达拉特", 2),
        (3, "内蒙古博物院", 5),
        (4, "玉泉区", 7),
        (6, "北新街社区", 2),
    ],
)
def test_how_often_a_place_is_named(tables, item, text, times):
    """玉泉区: counted with those inside the names of its kindergarten and its power supply office."""
    assert of_item(tables, item)["text"].eq(text).sum() == times


def test_every_division_but_one_lies_in_the_region(tables):
    places = tables["places"]
    elsewhere = places[places["adcode"].ne("") & ~places["adcode"].str.startswith("15")]
    assert elsewhere["text"].tolist() == ["广州"]


def test_printed_forms_that_lack_a_character_are_fuzzy(tables):
    places = tables["places"]
    fuzzy = places[places["match"].eq("fuzzy")]
    assert fuzzy["text"].tolist() == ["南台村", "五塔前街社区", "东西城街道"]
