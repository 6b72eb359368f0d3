"""The activities of the seed page that a reader would put on a calendar, read by hand."""

from pathlib import Path

import pytest

from analysis.handle import read_corpus

SEED = Path(__file__).parents[1] / "seeds" / "000_bcd9fc29047be39d.txt"
# actor, place down to the county, from, to, date_type
DATED = [
    ("自治区政协办公厅", "内蒙古自治区", "2021-03-01", "2021-03-31", "month"),
    ("锡林郭勒盟政协机关", "内蒙古自治区/锡林郭勒盟", "2021-05-07", "2021-05-08", "interval"),
    ("自治区政协", "内蒙古自治区", "2021-06-11", "2021-06-11", "day"),
    ("通辽市政协经济人口资源环境委员会", "内蒙古自治区/通辽市", "2021-06-09", "2021-06-09", "day"),
    ("内蒙古博物院讲解员团队", "内蒙古自治区/呼和浩特市", "2021-06-02", "2021-06-02", "day"),
    ("高中生红色宣讲团", "内蒙古自治区/呼和浩特市", "2021-06-09", "2021-06-09", "day"),
    ("高中生红色宣讲团", "内蒙古自治区/呼和浩特市", "2021-06-09", "2021-06-09", "day"),
    (
        "内蒙古博物院讲解员团队;高中生红色宣讲团",
        "内蒙古自治区/呼和浩特市/玉泉区",
        "2021-06-11",
        "2021-06-11",
        "day",
    ),
]


@pytest.fixture(scope="module")
def activities():
    return read_corpus(SEED).activities


def test_every_dated_act_has_its_days(activities):
    found = activities[activities["date_type"].isin(["day", "interval", "month"]) & (activities["actor"] != "")]
    county = found["path"].str.split("/").str[:3].str.join("/")
    assert (
        list(zip(found["actor"], county, found["from_date"], found["to_date"], found["date_type"], strict=True))
        == DATED
    )


def test_recurring_acts_have_no_bounds(activities):
    recurring = activities[activities["date_type"] == "recurring"]
    assert recurring["date_text"].str[0].tolist() == ["每"] * 3
    assert set(recurring["from_date"]) == {""}


@pytest.mark.parametrize("words", ["赞不绝口", "高兴地说", "座谈会上", "学史明理、学史增信", "是听民声"])
def test_remarks_and_states_have_no_row(activities, words):
    assert not activities["text"].str.contains(words).any()
