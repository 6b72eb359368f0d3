"""Quantities: what is counted, measured or weighed, and whether the numbers of a page agree."""

import re
from bisect import bisect_left, bisect_right

import pandas as pd

from analysis.chinese import find_sentences
from analysis.quantities.checks import find_checks
from analysis.quantities.expressions import Expression, find_expressions, iterate_quoted
from analysis.quantities.nouns import name_counted
from analysis.readings import Reading, read_paragraphs
from analysis.schema import arrange, build, check

__all__ = ["COUNTING", "find_checks", "find_quantities"]

COUNTING = ["count", "measure", "money", "percent", "vague"]
TALKED_OF = ("topic", "rhetorical", "generic")  # senses of times in which nothing is counted
NAN = float("nan")
HINT = re.compile(r"[\d零〇一二两三四五六七八九十百千万亿几数多若]")


def find_quantities(paragraphs: pd.DataFrame, dates: pd.DataFrame) -> pd.DataFrame:
    """List numbers with a unit, one row each; those that count nothing say so in `kind`.

    Numbers inside time expressions have no row. The unit is without 万 and 亿,
    which are in the value. A number in a short quoted formula is a slogan, in
    the title of a document a name.

    >>> rows = [("p#1", 1, 1, "body", 0, 13, "已收到3.5万元捐款。", "", "")]  # 35,000 yuan of donations
    >>> quantities = find_quantities(build("paragraphs", rows), build("dates", []))
    >>> quantities[["text", "number", "unit", "what"]].values.tolist()
    [['3.5万元', 35000.0, '元', '捐款']]
    """
    times = _times(check("dates", dates))
    rows = []
    for reading in read_paragraphs(paragraphs):
        if HINT.search(reading.form):
            rows += _rows(reading, times.get(reading.article_id, []))
    return arrange("quantities", build("quantities", rows))


def _times(dates: pd.DataFrame) -> dict[str, list[tuple[int, int, str]]]:
    """Time expressions of each article by their start; those that no number covers without text."""
    times: dict[str, list[tuple[int, int, str]]] = {}
    columns = (dates[c].tolist() for c in ("article_id", "start", "end", "text", "sense"))
    for article, start, end, text, sense in zip(*columns, strict=True):
        times.setdefault(article, []).append((start, end, "" if sense in TALKED_OF else text))
    return {article: sorted(spans) for article, spans in times.items()}


def _rows(reading: Reading, times: list[tuple[int, int, str]]) -> list[tuple]:
    form, rows = reading.form, []
    expressions = find_expressions(form)
    if not expressions:
        return []
    quoted = list(iterate_quoted(form))
    sentences = [start for start, _ in find_sentences(form)]
    counted: dict[tuple[int, str], str] = {}
    for found in expressions:
        start, end = reading.span(found.i, found.j)
        near = times[max(0, bisect_left(times, (start + 1,)) - 2) : bisect_left(times, (end,))]
        if near and any(a < end and start < b for a, b, _ in near):
            continue
        kind = _kind(form, found, quoted) if quoted else found.kind
        sentence = sentences[max(0, bisect_right(sentences, found.i) - 1)]
        what = window = ""
        if kind in COUNTING:
            what = name_counted(form, found.i, found.j, kind)
            # 收到来信50封，已回复48封; 投资3亿元，增长12%: the same thing again
            what = what or counted.get((sentence, "" if kind == "percent" else found.unit), "")
            counted[sentence, found.unit] = counted[sentence, ""] = what
            window = _window(times, reading.span(sentence, sentence + 1)[0], start)
        number = NAN if found.number is None else found.number
        number_to = NAN if found.number_to is None else found.number_to
        where = (reading.article_id, start, end, reading.quote(found.i, found.j))
        rows.append((*where, number, number_to, found.unit, what, window, kind, reading.corrected(found.i, found.j)))
    return rows


def _kind(form: str, found: Expression, quoted: list[tuple[int, int]]) -> str:
    if found.kind in COUNTING:
        for i, j in quoted:
            if i < found.i and found.j <= j:
                return "name" if form[i] == "《" else "slogan"
    return found.kind


def _window(times: list[tuple[int, int, str]], floor: int, start: int) -> str:
    """The last time expression of the sentence before the number."""
    near = times[bisect_left(times, (floor,)) : bisect_left(times, (start,))]
    return next((text for _, end, text in reversed(near) if text and end <= start), "")
