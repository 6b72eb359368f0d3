"""Concordances, and tables whose numbers are bars."""

from collections.abc import Sequence
from html import escape

import pandas as pd

from analysis.counts import quote_mentions
from analysis.views.html import View, table, tag


def view_concordance(mentions: pd.DataFrame, paragraphs: pd.DataFrame, *, width: int = 20, top: int = 40) -> View:
    """Show mentions in their context, one a line, in the order given; the first `top` of them."""
    lines = quote_mentions(mentions.head(top), paragraphs, width=width)
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
