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
    """Split texts (page_id, raw, title, layout) into articles and paragraphs, page by page.

    With layout `page` the roles of lines are weighed (explain_layout shows the
    evidence), and what a caption, a box or another article interrupts is put
    together again. With layout `article` a record is one article, its lines are
    paragraphs, its title is the headline. What was repaired is in the ledger.

    Raises BadInput where a line of corrections.csv does not fit what is printed.

    >>> raw = "夜读班开课\\n\\n昨晚，图书馆的夜读\\n\\n班开课，来了三十名读者。"  # a blank line breaks 夜读班
    >>> texts = pd.DataFrame({"page_id": ["p"], "raw": [raw], "title": [""], "layout": ["page"]})
    >>> layout = split_pages(texts)
    >>> layout.paragraphs[["role", "text"]].values.tolist()
    [['headline', '夜读班开课'], ['body', '昨晚，图书馆的夜读班开课，来了三十名读者。']]
    >>> layout.ledger["kind"].tolist()
    ['broken_paragraph']
    """
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
