"""Layout: pages -> articles -> paragraphs -> sentences, with a ledger of what was repaired."""

from typing import NamedTuple

import pandas as pd

from analysis.layout.evidence import read_page
from analysis.layout.labels import label_lines
from analysis.layout.lines import find_lines
from analysis.layout.records import split_record
from analysis.layout.rows import Rows, write_rows
from analysis.layout.sentences import split_sentences
from analysis.layout.stories import tell_stories
from analysis.schema import build

__all__ = ["Layout", "split_pages", "split_sentences"]


class Layout(NamedTuple):
    """Tables `articles`, `paragraphs` and `defects` (the ledger of structural repairs)."""

    articles: pd.DataFrame
    paragraphs: pd.DataFrame
    ledger: pd.DataFrame


def split_pages(texts: pd.DataFrame, corrections: pd.DataFrame | None = None) -> Layout:
    """Split page texts (page_id, raw, title, layout: page or article) into articles and paragraphs."""
    rows = Rows([], [], [])
    columns = (texts[name].tolist() for name in ("page_id", "raw", "title", "layout"))
    for page_id, raw, title, layout in zip(*columns, strict=True):
        if layout == "article":
            split_record(page_id, raw, title, rows)
        else:
            page = read_page(find_lines(raw))
            write_rows(page_id, raw, tell_stories(page, label_lines(page)), rows)
    return Layout(build("articles", rows.articles), build("paragraphs", rows.paragraphs), build("defects", rows.ledger))
