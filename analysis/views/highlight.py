"""Text with its mentions highlighted by kind, the details on hover."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from analysis.dates import explain_date
from analysis.labels import label
from analysis.readings import count_before
from analysis.views.html import tag

# Ground of each kind, the letter that marks it in plain text, and the columns told on hover.
KINDS = {
    "places": ("#cfe6f7", "P", ("name", "path", "adcode", "match", "resolved_by", "confidence", "sense")),
    "dates": ("#fbe3a8", "T", ("type", "value", "from_date", "to_date", "granularity", "rrule", "sense", "basis")),
    "organisations": ("#d5ecd0", "O", ("name", "level", "line")),
    "people": ("#f5d3e4", "N", ("name", "role", "organisation", "kind")),
    "quantities": ("#e3dcf3", "Q", ("number", "unit", "what", "kind")),
    "quotations": ("", "", ("kind", "speaker")),
    "defects": ("", "!", ("kind", "suggestion", "confidence")),
}
EXTRA = {
    "quotations": "border-bottom:1px dotted #6e6e6e;",
    "defects": "text-decoration:underline wavy #D55E00;",
}


class Mention(NamedTuple):
    """A row of a table of mentions, ready to be shown."""

    start: int
    end: int
    kind: str
    details: str


def list_mentions(tables: Mapping[str, pd.DataFrame], article_ids: set[str], lang: str) -> dict[str, list[Mention]]:
    """Mentions of each article, of all tables given, in the order of the text."""
    found: dict[str, list[Mention]] = {}
    for kind, rows in tables.items():
        columns = [name for name in KINDS[kind][2] if name in rows]
        chosen = rows[rows["article_id"].isin(article_ids)]
        keys = zip(chosen["article_id"], chosen["start"], chosen["end"], strict=True)
        values = chosen[columns].astype("str").itertuples(index=False, name=None)
        for (article_id, start, end), facts in zip(keys, values, strict=True):
            details = [label(kind, lang)]
            told = dict(zip(columns, facts, strict=True))
            details += [f"{name}: {fact}" for name, fact in told.items() if fact not in ("", "nan")]
            details += [explain_date(told, lang)] if kind == "dates" else []
            found.setdefault(article_id, []).append(Mention(start, end, kind, "\n".join(details)))
    return {article_id: sorted(mentions) for article_id, mentions in found.items()}


Span = tuple[int, int, Mention]


def _locate(place: tuple[int, int, str], mentions: Sequence[Mention]) -> list[Span]:
    """Mentions of a paragraph as positions in its text; `place` is its start, end and pieces."""
    start, end, written = place
    inside = [m for m in mentions if m.start < end and start < m.end]
    return [(count_before(written, start, m.start), count_before(written, start, min(m.end, end)), m) for m in inside]


def highlight(text: str, place: tuple[int, int, str], mentions: Sequence[Mention]) -> tuple[str, str]:
    """A paragraph as plain text with marks, and as HTML.

    The text is cut wherever a mention begins or ends: nested and crossing
    mentions then need no nested elements.
    """
    spans = _locate(place, mentions)
    marked = [(a, b, KINDS[m.kind][1]) for a, b, m in spans if KINDS[m.kind][1]]
    plain, parts = [], []
    for first, last in pairwise(sorted({0, len(text), *(cut for a, b, _ in spans for cut in (a, b))})):
        opened = sum(a == first for a, _, _ in marked)
        closed = "".join(f"⟧{letter}" for _, b, letter in reversed(marked) if b == last)
        plain.append("⟦" * opened + text[first:last] + closed)
        parts.append(_paint(text[first:last], [m for a, b, m in spans if a <= first and last <= b]))
    return "".join(plain), "".join(parts)


def _paint(piece: str, covering: Sequence[Mention]) -> str:
    """The ground is that of the innermost mention; hovering tells all of them."""
    if not covering:
        return escape(piece)
    grounds = [KINDS[m.kind][0] for m in sorted(covering, key=lambda m: m.start - m.end) if KINDS[m.kind][0]]
    style = f"background:{grounds[-1]};color:#1a1a1a;" if grounds else ""
    style += "".join(EXTRA[kind] for kind in EXTRA if any(m.kind == kind for m in covering))
    return tag("span", escape(piece), style, "\n\n".join(m.details for m in covering))


def legend(kinds: Sequence[str], lang: str) -> str:
    """The kinds with their grounds."""
    shown = [
        tag("span", escape(label(kind, lang)), f"background:{KINDS[kind][0]};{EXTRA.get(kind, '')}") for kind in kinds
    ]
    return tag("div", " &nbsp; ".join(shown), "font-size:85%;margin-bottom:6px;")
