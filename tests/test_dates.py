"""Dates: the grammar case by case, the calendar, the anchoring."""

import json
from pathlib import Path

import pandas as pd
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from typed import print_page, type_page

from analysis.dates import explain_date, find_dates
from analysis.dates.almanac import TERMS, holiday_days, holidays, term_day
from analysis.dates.chains import read_times
from analysis.schema import build

CASES = json.loads((Path(__file__).parent / "cases" / "dates.json").read_text(encoding="utf-8"))


def pages(start="2021-06-11", end=None, page="p"):
    """A page with a publication window; Friday 11 June 2021 unless told."""
    return build("pages", [(page, "", "", 0, "", "", start, end or start, "given" if start else "none")])


def find(text, *window, **more):
    return find_dates(type_page(text), pages(*window), **more)


def marked(case):
    failing = case["class"] == "known-failures"
    return pytest.param(case, id=case["label"], marks=[pytest.mark.xfail(strict=True)] if failing else [])


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_case(case):
    dates = find(case["text"])
    found = [{name: row[name] for name in wanted} for row, wanted in zip(dates.to_dict("records"), case["expected"], strict=False)]
    assert found == case["expected"]
    assert len(dates) == len(case["expected"]), dates["text"].tolist()


def test_there_are_cases_enough():
    assert len(CASES) >= 150
    assert len({case["label"] for case in CASES}) == len(CASES)
