"""Places: every mention of a place, resolved to its division, counted once."""

from collections.abc import Iterator

import pandas as pd

from analysis.gazetteer import division, level_of, path, places_geojson, point
from analysis.places.mentions import Mention
from analysis.places.recognise import find_names, word_ends
from analysis.places.resolve import link, settle, speaks_for, support
from analysis.readings import Reading, read_paragraphs
from analysis.schema import arrange, build, check

__all__ = ["find_places", "places_geojson"]

CONFIDENCE = {"unique": "high", "chain": "high", "article": "high", "page": "medium", "region": "medium", "size": "low"}


def find_places(paragraphs: pd.DataFrame, pages: pd.DataFrame) -> pd.DataFrame:
    """One row per place mention, resolved by the address before it, its article, page, region, then size.

    The region a page speaks for is the one given in `pages`, else the province
    that most of the page's certain mentions lie in. A name that stays open has
    an empty code and lists its candidates.

    >>> rows = [("p#1", 1, 1, "body", 0, 16, "赤峰市松山区和西安市新城区。", "", "")]
    >>> places = find_places(build("paragraphs", rows), build("pages", []))
    >>> places[["text", "path", "chain_head"]].values.tolist()
    [['赤峰市', '内蒙古自治区/赤峰市', False], ['松山区', '内蒙古自治区/赤峰市/松山区', True],
     ['西安市', '陕西省/西安市', False], ['新城区', '陕西省/西安市/新城区', True]]
    """
    check("pages", pages)
    regions = dict(zip(pages["page_id"].tolist(), pages["region"].tolist(), strict=True))
    by_page: dict[str, list[Reading]] = {}
    for reading in read_paragraphs(paragraphs):
        by_page.setdefault(reading.article_id.rsplit("#", 1)[0], []).append(reading)
    rows = [row for page, readings in by_page.items() for row in _page(readings, regions.get(page, ""))]
    return arrange("places", build("places", rows))


def _page(readings: list[Reading], region: str) -> Iterator[tuple]:
    """Rows of one page."""
    readings = sorted(readings, key=lambda r: (int(r.article_id.rsplit("#", 1)[1]), r.start))
    articles = [int(reading.article_id.rsplit("#", 1)[1]) for reading in readings]
    mentions = [m for n, r in enumerate(readings) for m in find_names(n, r.form, word_ends(r.form))]
    mentions = support(link(mentions, [_gap(readings, mentions, n) for n in range(len(mentions))]))
    mentions = settle(mentions, articles, region or speaks_for(mentions))
    heads = {(mention.reading, mention.chain): n for n, mention in enumerate(mentions) if mention.chain}
    numbers: dict[tuple[int, int, int], int] = {}
    for n, mention in enumerate(mentions):
        key = (articles[mention.reading], mention.reading, mention.chain)
        if mention.chain:
            numbers.setdefault(key, 1 + sum(k[0] == key[0] for k in numbers))
        head = not mention.chain or heads[mention.reading, mention.chain] == n
        yield _row(readings[mention.reading], mention, numbers.get(key), head)


def _gap(readings: list[Reading], mentions: list[Mention], n: int) -> str:
    """Text between mention n and the one before it in the same reading."""
    before, here = mentions[n - 1], mentions[n]
    if not n or before.reading != here.reading:
        return "\n"
    return readings[here.reading].form[before.end : here.start]


def _row(reading: Reading, mention: Mention, chain: int | None, head: bool) -> tuple:
    start, end = reading.span(mention.start, mention.end)
    quote = reading.quote(mention.start, mention.end)
    what = _what(mention, quote)
    tail = (mention.sense, chain, head, reading.corrected(mention.start, mention.end) if reading.pieces else False)
    return (reading.article_id, start, end, quote, *what, *tail)


def _what(mention: Mention, quote: str) -> tuple:
    """Columns from name to candidates."""
    if mention.world:
        place = mention.world
        level = place.level if place.longitude is not None else ""
        return (
            *(place.name, "", place.level, place.path, place.longitude, place.latitude, level),
            *(place.match, "unique", "high", ""),
        )
    code = mention.code
    if not code:
        levels = {level_of(c) for c in mention.codes}
        level = levels.pop() if len(levels) == 1 else ""
        return quote, "", level, "", None, None, "", "alias", "open", "low", ";".join(mention.codes)
    found = division(code)
    match = "alias" if code in mention.aliases else mention.match
    confidence = CONFIDENCE[mention.resolved_by]
    name = found.name if found else quote
    return name, code, level_of(code), path(code), *point(code), match, mention.resolved_by, confidence, ""
