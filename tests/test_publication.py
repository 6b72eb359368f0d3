"""Publication: what a text says about the day it was printed on, and the province it speaks for."""

import pandas as pd
import pytest
from typed import type_page

from analysis.handle import from_texts
from analysis.publication import add_regions, date_pages, find_evidence, locate_pages
from analysis.schema import build


def page(published=("", ""), region=""):
    basis = "given" if published[0] else "none"
    return build("pages", [("p", "", "", 0, "", region, *published, basis)])


def window(*lines, given=("", "")):
    pages = page(given)
    dated = date_pages(pages, find_evidence(type_page(*lines), pages))
    return tuple(dated.loc[0, ["published_from", "published_to", "published_basis"]])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # 建党 (founding of the Party) 1921 + 100; the latest day told is 11 June, a month is left for printing
        (["6月11日，各校举行建党100周年歌咏会。6月2日已有预演。"], ("2021-06-11", "2021-07-12", "inferred")),
        (["今年是新中国成立70周年，各地举行庆祝。"], ("2019-01-01", "2019-12-31", "inferred")),
        (["庆祝中国共产党成立一百周年"], ("2021-01-01", "2021-12-31", "inferred")),
        (["furniture>2021年7月6日 星期二", "6月30日，水库蓄水。"], ("2021-07-06", "2021-07-06", "inferred")),
        # a day that is announced is no day that has passed
        (["2021年6月3日，路修通了。通车仪式将于6月28日举行。"], ("2021-06-03", "2021-07-04", "inferred")),
        (["今年（2018年）春天来得早。"], ("2018-01-01", "2018-12-31", "inferred")),
        (["6月11日，路修通了。"], ("", "", "none")),
        (["3周年店庆，改革开放的故事。"], ("", "", "none")),
    ],
)
def test_the_window_that_the_text_allows(lines, expected):
    assert window(*lines) == expected


def test_given_days_are_kept_and_what_contradicts_them_is_shown():
    pages = page(("2020-05-01", "2020-05-01"))
    evidence = find_evidence(type_page("2021年6月3日，路修通了。"), pages)
    assert evidence[["kind", "says_from", "conflict"]].values.tolist() == [["latest_day", "2021-06-03", True]]
    assert date_pages(pages, evidence)["published_basis"].tolist() == ["given"]


def test_a_weekday_that_does_not_fit_its_day_is_a_conflict():
    evidence = find_evidence(type_page("2021年6月11日（星期五）开会，2021年6月12日（星期一）散会。"), page())
    found = evidence[evidence["kind"] == "weekday"][["text", "conflict"]].values.tolist()
    assert found == [["2021年6月11日（星期五", False], ["2021年6月12日（星期一", True]]


def place(article, start, adcode, head=True):
    row = {
        "article_id": article,
        "start": start,
        "end": start + 2,
        "text": "某地",
        "adcode": adcode,
        "sense": "literal",
    }
    full = {name: row.get(name, "") for name in build("places", []).columns}
    numbers = {
        "longitude": float("nan"),
        "latitude": float("nan"),
        "chain": pd.NA,
        "chain_head": head,
        "corrected": False,
    }
    return tuple((full | numbers).values())


def test_the_region_is_the_province_of_most_addresses():
    places = build("places", [place("p#1", 0, "110101"), place("p#1", 4, "150102"), place("p#2", 8, "150422403")])
    assert locate_pages(page(), places)["region"].tolist() == ["150000"]
    assert locate_pages(page(region="110000"), places)["region"].tolist() == ["110000"]
    assert locate_pages(page(), places.iloc[:2].reset_index(drop=True))["region"].tolist() == [""]


def test_the_region_rests_on_a_row_for_each_province():
    # two addresses in Inner Mongolia, one in Beijing; the row quotes the first of each
    places = build("places", [place("p#1", 0, "110101"), place("p#1", 4, "150102"), place("p#2", 8, "150422403")])
    pages = locate_pages(page(), places)
    days = find_evidence(type_page("2021年6月3日，路修通了。"), pages)
    evidence = add_regions(days, pages, places)
    assert evidence[["start", "kind", "says_region", "conflict"]].values.tolist() == [
        [0, "latest_day", "", False],
        [0, "region", "110000", True],
        [4, "region", "150000", False],
    ]
    assert evidence["addresses"].tolist()[1:] == [1, 2]
    assert locate_pages(pages, places)["region"].tolist() == ["150000"]


def test_a_page_without_a_region_has_no_conflict_about_it():
    places = build("places", [place("p#1", 0, "110101"), place("p#1", 4, "150102")])
    none = build("evidence", [])
    assert add_regions(none, page(), places)["conflict"].tolist() == [False, False]
    assert add_regions(none, page(region="150100"), places)["conflict"].tolist() == [True, False]
    assert add_regions(none, page(), build("places", [])).empty


def test_a_hint_that_the_researcher_drops_no_longer_counts():
    raw = "2021年6月3日，路修通了。2019年5月4日，路开工。"  # the latest day is dropped: the page may be older
    corpus = from_texts({"p": raw})
    assert corpus.pages["published_from"].tolist() == ["2021-06-03"]
    line = ("p", "0", "9", "2021年6月3日", "drop evidence", "")
    columns = ["page_id", "start", "end", "text", "action", "value"]
    decided = from_texts({"p": raw})
    decided.lists = decided.lists._replace(corrections=pd.DataFrame([line], columns=columns, dtype="str"))
    assert decided.evidence.empty
    assert decided.pages["published_basis"].tolist() == ["none"]
