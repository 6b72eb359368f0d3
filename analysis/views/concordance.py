"""Concordances, and tables whose numbers are bars."""

from collections.abc import Sequence
from html import escape

import pandas as pd

from analysis.readings import count_before
from analysis.schema import check
from analysis.views.html import View, table, tag


def quote_lines(mentions: pd.DataFrame, paragraphs: pd.DataFrame, width: int = 20) -> pd.DataFrame:
    """Give each mention its context: one row per mention, with the characters left and right of it.

    The context ends with the paragraph; line breaks are taken out of it.
    """
    check("paragraphs", paragraphs)
    of_article: dict[str, list[tuple[int, int, str, str]]] = {}
    columns = ("article_id", "start", "end", "text", "pieces")
    for article_id, *row in zip(*(paragraphs[name].tolist() for name in columns), strict=True):
        of_article.setdefault(article_id, []).append(tuple(row))
    rows = []
    for article_id, start, end in zip(mentions["article_id"], mentions["start"], mentions["end"], strict=True):
        rows.append((article_id, start, end, *_context(of_article.get(article_id, []), start, end, width)))
    lines = pd.DataFrame(rows, columns=["article_id", "start", "end", "left", "text", "right"])
    return lines.astype({name: "int64" if name in ("start", "end") else "str" for name in lines})


def _context(paragraphs: Sequence[tuple[int, int, str, str]], start: int, end: int, width: int) -> tuple[str, str, str]:
    for first, last, text, written in paragraphs:
        if first <= start and end <= last:
            a, b = (count_before(written, first, offset) for offset in (start, end))
            return text[max(0, a - width) : a], text[a:b], text[b : b + width]
    raise ValueError(f"no paragraph holds {start}-{end}: mentions and paragraphs are not of one corpus")


def view_concordance(mentions: pd.DataFrame, paragraphs: pd.DataFrame, *, width: int = 20, top: int = 40) -> View:
    """Show mentions in their context, one a line, in the order given; the first `top` of them."""
    lines = quote_lines(mentions.head(top), paragraphs, width)
    rows = list(lines[["article_id", "left", "text", "right"]].itertuples(index=False, name=None))
    more = len(mentions) - len(lines)
    rest = f"({more} more)" if more > 0 else ""
    plain = [f"{article_id}  {left}⟦{text}⟧{right}" for article_id, left, text, right in rows]
    cells = [[escape(cell) for cell in row[:2]] + [tag("b", escape(row[2])), escape(row[3])] for row in rows]
    styles = ("color:#6e6e6e;font-size:80%;", "text-align:right;", "text-align:center;", "")
    html = table(("", "", "", ""), cells, styles) + (tag("div", escape(rest)) if rest else "")
    return View("\n".join([*plain, *([rest] if rest else [])]) or "(no line)", html)


def view_table(rows: pd.DataFrame, *, bars: Sequence[str] = (), top: int = 20) -> View:
    """Show the first `top` rows, with a bar behind the numbers of the columns named, each from zero."""
    unknown = [name for name in bars if name not in rows]
    if unknown:
        raise ValueError(f"bars={unknown!r}: the table has {', '.join(map(str, rows.columns))}")
    shown = rows.head(top)
    most = {name: max(1e-9, float(rows[name].max())) if len(rows) else 1.0 for name in bars}
    texts = [[_write(value) for value in row] for row in shown.itertuples(index=False, name=None)]
    cells = [
        [
            _bar(text, float(text) / most[name]) if name in most and text else escape(text)
            for name, text in zip(shown, row, strict=True)
        ]
        for row in texts
    ]
    more = len(rows) - len(shown)
    rest = f"({more} more)" if more > 0 else ""
    plain = [" | ".join(map(str, shown.columns)), *(" | ".join(row) for row in texts), *([rest] if rest else [])]
    html = table([str(name) for name in shown], cells) + (tag("div", rest) if rest else "")
    return View("\n".join(plain), html)


def _write(value: object) -> str:
    if isinstance(value, float):
        return "" if value != value else f"{value:.5f}".rstrip("0").rstrip(".")
    return "" if value is pd.NA else str(value)


def _bar(text: str, share: float) -> str:
    percent = round(100 * max(0.0, min(1.0, share)), 1)
    ground = f"background:linear-gradient(to right,#a9d3ee {percent}%,transparent {percent}%);min-width:6em;"
    return tag("div", escape(text), ground)
