"""Composed pages: exact F1 of items, headlines and paragraphs for each layout, and interrupted articles joined."""

import pandas as pd
import pytest
from composer import SETTINGS, compose, f1, read_tables, score

from analysis.layout import split_pages

SEEDS = range(6)
# Floors a little below what is reached, so that a change for the worse shows.
FLOOR = {"items": 0.9, "headlines": 0.95, "paragraphs": 0.95, "joined": 0.7}


def measure(name):
    counts = {kind: [] for kind in FLOOR}
    for seed in SEEDS:
        gold = compose(name, seed)
        texts = pd.DataFrame({"page_id": ["p"], "raw": [gold.raw], "title": [""], "layout": ["page"]}, dtype="str")
        layout = split_pages(texts)
        for kind, count in score(gold, read_tables(layout.articles, layout.paragraphs)).items():
            counts[kind].append(count)
    return {kind: round(f1(pages), 3) for kind, pages in counts.items()}


# What falls short of the floors, and why. A whole article inside another one leaves no trace but its words, and
# the invented stories are short. Where nothing marks a paragraph's beginning, one that ends at the very edge of
# its column runs on into the next.
SHORT = {
    "interleaved": {"items": 0.7},
    "signed, wrapped, no indents": {"paragraphs": 0.9},
}


@pytest.mark.parametrize("name", SETTINGS)
def test_composed_pages_are_cut_as_they_were_set(name):
    reached = measure(name)
    floors = FLOOR | SHORT.get(name, {})
    assert {kind: value for kind, value in reached.items() if value < floors[kind]} == {}


def test_the_same_seed_sets_the_same_page():
    assert compose("captioned", 3) == compose("captioned", 3)


@pytest.mark.parametrize("name", SETTINGS)
def test_the_record_of_a_composed_page_quotes_its_text(name):
    gold = compose(name, 1)
    assert all(gold.raw[a:b] == gold.raw[a:b].strip() != "" for _, spans in gold.items for a, b in spans)
