"""Concordances (KWIC): the sentences behind a count, aligned, as a table."""

import re
from bisect import bisect_right
from collections.abc import Iterable

import pandas as pd

from analysis.chinese import fold
from analysis.counts.frequencies import find_strings
from analysis.readings import Reading, read_paragraphs
from analysis.schema import check
from analysis.words import read_words

KINDS = {"article_id": "str", "start": "int64", "end": "int64", "left": "str", "text": "str", "right": "str"}
ORDERS = ("page", "left", "right")


def quote_mentions(
    mentions: pd.DataFrame, paragraphs: pd.DataFrame, *, width: int = 20, order: str = "page"
) -> pd.DataFrame:
    """Give each row of any table with offsets its context: one row per mention, as printed.

    left and right end with the paragraph, or after `width` characters. `order`
    is page (as handed over), left (by what stands before, read from the
    mention outwards) or right. Rows in furniture have no context.

    Raises ValueError if a row does not lie in one of the paragraphs.

    >>> from analysis.schema import build
    >>> text = "雨停了，孩子们出门看雨后的彩虹。"  # the rain has stopped; children see the rainbow
    >>> page = build("paragraphs", [("p#1", 1, 1, "body", 0, len(text), text, "", "")])
    >>> quote_strings(page, ["雨"], width=3, order="right")[["left", "text", "right"]].values.tolist()
    [['', '雨', '停了，'], ['出门看', '雨', '后的彩']]
    """
    if order not in ORDERS:
        raise ValueError(f"order={order!r}: choose page, left or right")
    readings = _by_article(paragraphs)
    rows = []
    for article_id, start, end in zip(mentions["article_id"], mentions["start"], mentions["end"], strict=True):
        reading = _holding(readings.get(article_id, []), start, end)
        i, j = _position(reading, start), _position(reading, end)
        text = reading.text
        rows.append((article_id, start, end, text[max(0, i - width) : i], text[i:j], text[j : j + width]))
    lines = pd.DataFrame(rows, columns=list(KINDS)).astype(KINDS)
    return _sort(lines, order)


def _sort(lines: pd.DataFrame, order: str) -> pd.DataFrame:
    """By context; lines with the same context stay in the page's order."""
    if order == "page" or lines.empty:
        return lines
    outwards = lines["left"].str[::-1] if order == "left" else lines["right"]
    key = pd.DataFrame({"context": outwards, "text": lines["text"]})
    return lines.loc[key.sort_values(["context", "text"], kind="stable").index].reset_index(drop=True)


def _by_article(paragraphs: pd.DataFrame) -> dict[str, list[Reading]]:
    readings: dict[str, list[Reading]] = {}
    roles = sorted(check("paragraphs", paragraphs)["role"].unique().tolist())
    for reading in read_paragraphs(paragraphs, roles):
        readings.setdefault(reading.article_id, []).append(reading)
    for rows in readings.values():
        rows.sort(key=lambda reading: reading.start)
    return readings


def _holding(readings: list[Reading], start: int, end: int) -> Reading:
    n = bisect_right(readings, start, key=lambda reading: reading.start) - 1
    if n >= 0 and end <= _end(readings[n]):
        return readings[n]
    raise ValueError(f"no paragraph holds {start}-{end}: mentions and paragraphs are not of one corpus")


def _end(reading: Reading) -> int:
    return reading.pieces[-1].end if reading.pieces else reading.start + len(reading.text)


def _position(reading: Reading, offset: int) -> int:
    """Place of a raw offset in the paragraph as printed."""
    if not reading.pieces:
        return offset - reading.start
    return sum(max(0, min(offset, piece.end) - piece.start) for piece in reading.pieces)


def quote_strings(
    paragraphs: pd.DataFrame, strings: Iterable[str], *, width: int = 20, order: str = "page"
) -> pd.DataFrame:
    """Concordance of strings, whatever words segmentation made of them."""
    return quote_mentions(find_strings(paragraphs, strings), paragraphs, width=width, order=order)


def quote_pattern(paragraphs: pd.DataFrame, pattern: str, *, width: int = 20, order: str = "page") -> pd.DataFrame:
    """Concordance of a regular expression, matched on the text as read (folded, corrected).

    >>> from analysis.schema import build
    >>> page = build("paragraphs", [("p#1", 1, 1, "body", 0, 9, "走深走实走心都要有", "", "")])
    >>> quote_pattern(page, "走.", width=2)["text"].tolist()
    ['走深', '走实', '走心']
    """
    try:
        regex = re.compile(fold(pattern))
    except re.error as problem:
        raise ValueError(f"pattern {pattern!r} is no regular expression: {problem}") from None
    rows = []
    for reading in read_paragraphs(paragraphs):
        for match in regex.finditer(reading.form):
            if match[0]:
                rows.append((reading.article_id, *reading.span(*match.span())))
    mentions = pd.DataFrame(rows, columns=["article_id", "start", "end"])
    return quote_mentions(mentions, paragraphs, width=width, order=order)


def quote_words(
    words: pd.DataFrame, paragraphs: pd.DataFrame, wanted: Iterable[str], *, width: int = 20, order: str = "page"
) -> pd.DataFrame:
    """Concordance of whole words as segmentation made them."""
    found = words[read_words(words).isin(list(wanted))]
    return quote_mentions(found, paragraphs, width=width, order=order)


def locate_mentions(mentions: pd.DataFrame, pages: pd.DataFrame) -> pd.DataFrame:
    """Where on its page each mention stands: page_id, article_id, start, end, text, of (characters), at (0-1).

    The data of a concordance plot.
    """
    check("pages", pages)
    located = mentions[["article_id", "start", "end", "text"]].reset_index(drop=True)
    located.insert(0, "page_id", located["article_id"].str.rsplit("#", n=1).str[0].astype("str"))
    of = located["page_id"].map(dict(zip(pages["page_id"], pages["chars"], strict=True))).astype("int64")
    return located.assign(of=of, at=located["start"] / of.clip(lower=1))
