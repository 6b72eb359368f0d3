"""Names in English and Chinese: every coded value of the tables has one, and no two are confused."""

import csv
import re
from importlib import resources
from pathlib import Path

import pandas as pd
import pytest

from analysis.figures.style import JOURNALS
from analysis.labels import gloss, label, name_place, pinyin, romanise, translate
from analysis.schema import TABLES

# Columns whose meaning lists their values; `cannot tell` and free forms are no values.
CODED = [
    ("dates", "sense"),
    ("places", "match"),
    ("places", "confidence"),
    ("organisations", "line"),
    ("people", "kind"),
    ("quotations", "kind"),
    ("activities", "date_type"),
    ("defects", "kind"),
    ("paragraphs", "role"),
]


def values(table, column):
    meaning = TABLES[table].columns[column].meaning
    listed = re.split(r"[;(]", meaning)[0]
    return [value.strip() for value in re.split(r", | or ", listed) if re.fullmatch(r"[a-z_-]+", value.strip())]


@pytest.mark.parametrize(("table", "column"), CODED)
def test_every_coded_value_has_a_name_in_both_languages(table, column):
    lines = resources.files("analysis").joinpath("data/labels.csv").read_text("utf-8").splitlines()
    known = {row["value"]: row for row in csv.DictReader(lines)}
    found = values(table, column)
    assert len(found) >= 3
    for value in found:
        assert value in known, value
        assert re.search(r"[\u4e00-\u9fff]", known[value]["zh"])
        assert known[value]["en"].isascii()


def test_a_value_without_a_name_stands_as_it_is():
    assert label("no_such_value", "en") == "no such value"
    assert label("no_such_value", "zh") == "no_such_value"


@pytest.mark.parametrize(
    ("term", "expected"),
    [("西安", "xī'ān"), ("女儿", "nǚ'ér"), ("5G", "5G"), ("图书馆", "túshūguǎn")],  # Xi'an, daughter, library
)
def test_pinyin_is_one_word_with_its_apostrophe(term, expected):
    assert pinyin(term) == expected


def test_glossary_goes_before_gazetteer_before_pinyin():
    glossary = pd.DataFrame({"term": ["杭州市", "夜读"], "english": ["the city", "evening reading"]})
    assert [gloss(term, glossary) for term in ("杭州市", "夜读", "清淤")] == ["the city", "evening reading", "qīngyū"]
    assert gloss("杭州市") == "Hangzhou"
    assert translate(["夜读", "清淤"], glossary) == {"夜读": "evening reading"}


def test_names_of_bodies_keep_the_english_of_their_places():
    assert romanise("浙江省杭州市图书馆") == "Zhejiang Hangzhou túshūguǎn"
    assert romanise("绍兴市") == "Shaoxing"


def test_towns_and_villages_say_what_they_are():
    assert name_place("330106", "en") == "Xihu"
    assert name_place("999999", "en") == "999999"


def test_the_documented_presets_are_those_of_the_code():
    docs = (Path(__file__).parents[1] / "docs" / "figures.md").read_text("utf-8")
    for name, j in JOURNALS.items():
        sizes = f"{j.one:g}, {j.two:g}, {j.height:g} | {j.text:g}, {j.small:g}, {j.least:g} | {j.line:g} | {j.dpi} |"
        assert f"| {name} | {sizes}" in docs
