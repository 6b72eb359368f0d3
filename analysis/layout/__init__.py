"""Layout: pages -> articles -> paragraphs -> sentences, with a ledger of what was repaired."""

from typing import NamedTuple

import pandas as pd

from analysis.layout.continuations import reunite
from analysis.layout.corrections import apply_corrections, check_print, edits_of, read_corrections
from analysis.layout.explain import explain_layout
from analysis.layout.facts import read_page
from analysis.layout.labels import label_lines
from analysis.layout.lines import find_lines
from analysis.layout.records import split_record
from analysis.layout.review import review
from analysis.layout.rows import Rows, write_rows
from analysis.layout.sentences import split_sentences
from analysis.layout.stories import tell_stories
from analysis.schema import build

__all__ = ["Layout", "apply_corrections", "explain_layout", "review", "split_pages", "split_sentences"]


class Layout(NamedTuple):
    """Tables `articles`, `paragraphs` and `defects` (the ledger of structural repairs)."""

    articles: pd.DataFrame
    paragraphs: pd.DataFrame
    ledger: pd.DataFrame


def split_pages(texts: pd.DataFrame, corrections: pd.DataFrame | None = None) -> Layout:
    """Split page texts (page_id, raw, title, layout: page or article) into articles and paragraphs."""
    rows, decisions = Rows([], [], []), read_corrections(corrections)
    columns = (texts[name].tolist() for name in ("page_id", "raw", "title", "layout"))
    for page_id, raw, title, layout in zip(*columns, strict=True):
        check_print(raw, decisions.get(page_id, []))
        edits = edits_of(decisions.get(page_id, []))
        if layout == "article":
            split_record(page_id, raw, title, edits, rows)
        else:
            page = read_page(find_lines(raw))
            items = tell_stories(page, label_lines(page))
            reunite(items)
            write_rows(page_id, raw, items, edits, rows)
    return Layout(build("articles", rows.articles), build("paragraphs", rows.paragraphs), build("defects", rows.ledger))
