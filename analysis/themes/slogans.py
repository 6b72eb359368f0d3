"""Slogans and set phrases (提法): what a page marks, repeats or builds in parallel, and the researcher's own."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby

import pandas as pd
from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from analysis.chinese import HAN, fold
from analysis.readings import Reading, read_paragraphs
from analysis.schema import arrange, build, check
from analysis.themes.phrases import rank_phrases
from analysis.themes.runs import find_runs

MARKS = '“”‘’「」『』《》〈〉" '
PARTS = re.compile(r"[、，,；;·\s]+")
HOLDS_HAN = re.compile(rf"[{HAN}]{{2}}")
# What stands in marks without being speech; a mention inside is quoted.
QUOTING = ["slogan", "term", "title"]
FRAGMENT = 4

Spans = dict[str, list[tuple[int, int, str]]]


def find_slogans(
    paragraphs: pd.DataFrame, quotations: pd.DataFrame, slogans: pd.DataFrame | None = None
) -> pd.DataFrame:
    """List the mentions of slogans and set phrases, one row each, quotation marks left out.

    A page tells its phrases by marks, by repetition (rank_phrases) and by
    parallel runs (find_runs); every further mention of them on the page
    counts, marked or not. A part of a formula that stands alone is a mention
    of the whole. `slogans` has the researcher's canonical forms and variants,
    which win. Leftmost, then longest; mentions do not overlap.

    >>> from analysis.quotations import find_quotations
    >>> text = "开展“我们的节日”主题活动。我们的节日让人难忘。"  # activity "Our Festivals"
    >>> page = build("paragraphs", [("p#1", 1, 1, "body", 0, len(text), text, "", "")])
    >>> find_slogans(page, find_quotations(page))[["text", "start", "quoted"]].values.tolist()
    [['我们的节日', 3, True], ['我们的节日', 14, False]]
    """
    check("quotations", quotations)
    listed = _read_listed(slogans)
    spans = _spans(quotations)
    rows: list[tuple] = []
    for _, page in groupby(read_paragraphs(arrange("paragraphs", paragraphs)), _page):
        rows += _find_on_page(list(page), spans, listed)
    return build("slogans", rows)


def _page(reading: Reading) -> str:
    return reading.article_id.rsplit("#", 1)[0]


def _read_listed(slogans: pd.DataFrame | None) -> dict[str, str]:
    """Canonical form by variant, folded; each canonical form is a variant of itself."""
    if slogans is None:
        return {}
    listed = {fold(canonical): canonical for canonical in slogans["canonical"] if canonical}
    for canonical, variant in zip(slogans["canonical"], slogans["variant"], strict=True):
        if variant and listed.setdefault(fold(variant), canonical) != canonical:
            raise ValueError(f"slogans: {variant!r} is a variant of {listed[fold(variant)]!r} and of {canonical!r}")
    return listed


def _spans(quotations: pd.DataFrame) -> Spans:
    """What stands in marks, by article."""
    spans: Spans = {}
    columns = ["article_id", "start", "end", "kind"]
    chosen = quotations.loc[quotations["kind"].isin(QUOTING), columns]
    for article_id, start, end, kind in zip(*(chosen[name].tolist() for name in columns), strict=True):
        spans.setdefault(article_id, []).append((start, end, kind))
    return {article_id: sorted(of_article) for article_id, of_article in spans.items()}


def _within(spans: Spans, reading: Reading) -> list[tuple[int, int, str]]:
    """What stands in marks in this paragraph."""
    of_article = spans.get(reading.article_id)
    if not of_article:
        return []
    stop = reading.pieces[-1].end if reading.pieces else reading.start + len(reading.text)
    return of_article[bisect_left(of_article, (reading.start,)) : bisect_left(of_article, (stop,))]


def _find_on_page(readings: list[Reading], spans: Spans, listed: dict[str, str]) -> Iterator[tuple]:
    phrases = {**_relate(set(_discover(readings, spans))), **listed}
    if not phrases:
        return
    # The kind that is made fastest: it reads but one page.
    automaton = AhoCorasick(list(phrases), MatchKind.LeftmostLongest, False, Implementation.NoncontiguousNFA)
    canonicals = list(phrases.values())
    for reading in readings:
        hits = automaton.find_matches_as_indexes(reading.form)
        quoted = _within(spans, reading) if hits else []
        for n, i, j in hits:
            canonical = canonicals[n]
            start, end = reading.span(i, j)
            in_marks = any(a <= start and end <= b for a, b, _ in quoted)
            if j - i < FRAGMENT and not in_marks and reading.form[i:j] not in listed:
                continue  # “三问”活动 (three questions) is a slogan; 三问 alone may be anything
            yield (
                *(reading.article_id, start, end, reading.quote(i, j)),
                *(canonical, in_marks, reading.corrected(i, j)),
            )


def _discover(readings: list[Reading], spans: Spans) -> Iterator[str]:
    """Yield the phrases of a page."""
    for reading in readings:
        for start, end, kind in _within(spans, reading):
            if kind == "slogan":
                yield from _inside(reading, start, end)
        if "、" in reading.form or "·" in reading.form:
            yield from find_runs(reading.form)
    prose = "\n".join(reading.form for reading in readings if reading.role != "byline")
    yield from (phrase.text for phrase in rank_phrases(prose))


def _inside(reading: Reading, start: int, end: int) -> Iterator[str]:
    """What the marks of a slogan hold, if it stands in this reading."""
    places = range(len(reading.form))
    i = bisect_left(places, start, key=lambda n: reading.span(n, n + 1)[0])
    j = bisect_left(places, end, key=lambda n: reading.span(n, n + 1)[0])
    if i < j and reading.span(i, j) == (start, end):
        phrase = reading.form[i:j].strip(MARKS + "，,、；;。：:")
        if HOLDS_HAN.search(phrase):
            yield phrase


def _relate(phrases: set[str]) -> dict[str, str]:
    """Canonical form by phrase, for the phrases and the parts of those that have several.

    >>> sorted(_relate({"学党史 悟思想", "千里江山,万里锦绣"}).items())
    [('万里锦绣', '千里江山，万里锦绣'), ('千里江山', '千里江山，万里锦绣'),
     ('千里江山,万里锦绣', '千里江山，万里锦绣'), ('学党史 悟思想', '学党史、悟思想')]
    """
    canonical = {phrase: _canonical(phrase) for phrase in phrases}
    wholes: dict[str, set[str]] = {}
    for phrase in phrases:
        parts = PARTS.split(phrase)
        for part in parts if len(parts) > 1 else []:
            if len(part) >= FRAGMENT:
                wholes.setdefault(part, set()).add(canonical[phrase])
    # A part that two formulas share belongs to neither.
    fragments = {part: whole.pop() for part, whole in wholes.items() if len(whole) == 1}
    return {**fragments, **canonical}


def _canonical(phrase: str) -> str:
    """The parts joined by 、, or by a comma where they are long: spelling does not make two slogans."""
    parts = [part for part in PARTS.split(phrase) if part]
    return ("，" if min(map(len, parts)) > 3 else "、").join(parts)
