"""Views of a page as laid out, and of one article."""

from html import escape
from typing import Any

import pandas as pd

from analysis.labels import label
from analysis.views.highlight import KINDS, highlight, legend, list_mentions
from analysis.views.html import BOX, View, table, tag

STYLES = {
    "column": "color:#6e6e6e;font-size:85%;",
    "kicker": "font-weight:bold;font-size:90%;",
    "headline": "font-weight:bold;font-size:120%;",
    "subhead": "font-weight:bold;",
    "byline": "color:#6e6e6e;font-size:90%;",
    "credit": "color:#6e6e6e;font-size:90%;",
    "furniture": "color:#6e6e6e;font-size:80%;",
    "jump": "color:#6e6e6e;font-size:80%;",
}


def view_page(corpus: Any, page_id: str = "", *, lang: str = "en", kinds: tuple[str, ...] = tuple(KINDS)) -> View:
    """Show a page as it is laid out, every mention highlighted by kind, its details on hover.

    `corpus` has the tables as attributes, as read_corpus gives them. Items stand
    in the order of the text, so that a caption interrupts its article as in
    print. In plain text a mention stands in ⟦ ⟧ with a letter: P place, T time,
    O body, N person, Q quantity, ! defect.
    """
    _check_kinds(kinds)
    rows = _rows_of_page(corpus.paragraphs, corpus.articles, page_id)
    return _view(corpus, rows.sort_values("start", kind="stable"), kinds, lang)


def view_article(corpus: Any, article_id: str, *, lang: str = "en", kinds: tuple[str, ...] = tuple(KINDS)) -> View:
    """Show one article with its mentions, and below it its times, places and activities as tables."""
    _check_kinds(kinds)
    rows = corpus.paragraphs[corpus.paragraphs["article_id"] == article_id]
    if rows.empty:
        raise ValueError(f"{article_id=}: the corpus has no such article")
    text = _view(corpus, rows, kinds, lang)
    parts = [_facts(getattr(corpus, name), name, article_id, lang) for name in FACTS]
    plain = "\n\n".join([text.text, *(part.text for part in parts if part.text)])
    return View(plain, text.html + "".join(part.html for part in parts))


FACTS = {
    "dates": ("text", "value", "from_date", "to_date", "sense"),
    "places": ("text", "path", "level", "confidence", "sense"),
    "activities": ("actor", "action", "place", "date_text", "from_date", "to_date", "text"),
}


def _check_kinds(kinds: tuple[str, ...]) -> None:
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        raise ValueError(f"kinds={unknown!r}: a view highlights {', '.join(KINDS)}")


def _rows_of_page(paragraphs: pd.DataFrame, articles: pd.DataFrame, page_id: str) -> pd.DataFrame:
    pages = [article_id.rpartition("#")[0] for article_id in paragraphs["article_id"]]
    page_id = page_id or next(iter(pages), "")
    if page_id and page_id not in {*pages, *articles["page_id"]}:
        raise ValueError(f"{page_id=}: the corpus has no such page")
    return paragraphs.loc[[page == page_id for page in pages]]


def _view(corpus: Any, rows: pd.DataFrame, kinds: tuple[str, ...], lang: str) -> View:
    tables = {kind: getattr(corpus, kind) for kind in kinds}
    mentions = list_mentions(tables, set(rows["article_id"]), lang)
    captions = set(corpus.articles.loc[corpus.articles["kind"] == "caption", "article_id"])
    plain, parts, before = [], [], ""
    columns = ("article_id", "role", "text", "start", "end", "pieces")
    for article_id, role, text, *place in zip(*(rows[name].tolist() for name in columns), strict=True):
        if article_id != before:
            number = article_id.rpartition("#")[2]
            plain.append(f"--- {number}")
            parts.append(tag("div", escape(number), "color:#6e6e6e;font-size:75%;margin-top:10px;"))
        before = article_id
        marked, painted = highlight(text, (place[0], place[1], place[2]), mentions.get(article_id, []))
        plain.append(marked)
        indent = "margin-left:2em;border-left:3px solid #c8c8c8;padding-left:8px;" if article_id in captions else ""
        parts.append(tag("div", painted, "margin:2px 0;" + indent + STYLES.get(role, "")))
    return View("\n".join(plain) or "(no text)", tag("div", legend(kinds, lang) + "".join(parts), BOX))


def _facts(rows: pd.DataFrame, name: str, article_id: str, lang: str) -> View:
    chosen = rows.loc[rows["article_id"] == article_id, list(FACTS[name])].astype("str")
    if chosen.empty:
        return View("", "")
    lines = list(chosen.itertuples(index=False, name=None))
    text = "\n".join([label(name, lang), *("  " + " | ".join(line) for line in lines)])
    head = tag("div", escape(label(name, lang)), BOX + "font-weight:bold;padding-bottom:0;")
    return View(text, head + table(FACTS[name], [[escape(cell) for cell in line] for line in lines]))
