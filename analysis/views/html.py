"""Plain HTML for JupyterLab: no script, no style sheet, nothing from the corpus unescaped."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

# Light grounds under dark ink, so that a view reads in JupyterLab's dark theme too.
PAPER = "background:#fff;color:#1a1a1a;"
BOX = PAPER + "padding:8px 12px;max-width:60em;line-height:1.7;"
TABLE = PAPER + "border-collapse:collapse;"
NO_FORMULA = "tex2jax_ignore mathjax_ignore"  # to MathJax, of exported pages and of JupyterLab: $5 is five dollars
CELL = "padding:2px 8px;text-align:left;vertical-align:top;color:#1a1a1a;"


class View(NamedTuple):
    """What a view shows, as plain text and, in JupyterLab and exported pages, as HTML."""

    text: str
    html: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return f'<div class="{NO_FORMULA}">{self.html}</div>'


def tag(name: str, inner: str, style: str = "", title: str = "") -> str:
    """An element around HTML that is safe already; style and title are escaped here.

    >>> tag("b", escape("<春>"), title='say "spring"')
    '<b title="say &quot;spring&quot;">&lt;春&gt;</b>'
    """
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in (("style", style), ("title", title)) if value)
    return f"<{name}{attributes}>{inner}</{name}>"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], styles: Sequence[str] = ()) -> str:
    """A table of cells that are safe HTML already; `styles` are added column by column."""
    looks = [CELL + (styles[n] if n < len(styles) else "") for n in range(len(head))]
    top = tag("tr", "".join(tag("th", escape(name), look) for name, look in zip(head, looks, strict=True)))
    body = "".join(
        tag("tr", "".join(tag("td", cell, look) for cell, look in zip(row, looks, strict=True))) for row in rows
    )
    return tag("table", tag("thead", top) + tag("tbody", body), TABLE)
