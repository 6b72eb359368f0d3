"""Case files: tests/cases/<name>.json, each case with class, label, text, expected, comment."""

import json
from pathlib import Path

import pytest


def read_cases(name):
    return json.loads((Path(__file__).parent / "cases" / f"{name}.json").read_text("utf-8"))


def each_case(name):
    """Run a test on every case of a file; one that is mended no longer is a known failure."""
    return pytest.mark.parametrize("case", [_mark(case) for case in read_cases(name)])


def _mark(case):
    failing = case["class"] == "known-failures"
    return pytest.param(case, id=case["label"], marks=[pytest.mark.xfail(strict=True)] if failing else [])
