"""Places: every mention of a place, resolved to its division, counted once."""

from collections.abc import Iterator

import pandas as pd

from analysis.gazetteer import division, level_of, path, places_geojson, point
from analysis.places.mentions import Mention
from analysis.places.page import find_on_page
from analysis.readings import Reading, read_paragraphs
from analysis.schema import build, check

__all__ = ["find_places", "places_geojson"]

CONFIDENCE = {
    "unique": "high",
    "chain": "high",
    "article": "high",
    "page": "medium",
    "region": "medium",
    "size": "low",
    "open": "low",
}


def find_places(paragraphs: pd.DataFrame, pages: pd.DataFrame) -> pd.DataFrame:
    """One row per place mention, resolved by the address before it, its article, page, region, then size.

    The region a page speaks for is the one given in `pages`, else the province
    that most of the page's certain mentions lie in. A name that stays open has
    an empty code and lists its candidates.

    >>> rows = [("p#1", 1, 1, "body", 0, 16, "杭州市西湖区和西安市新城区。", "", "")]
    >>> places = find_places(build("paragraphs", rows), build("pages", []))
    >>> places[["text", "path", "chain_head"]].values.tolist()
    [['杭州市', '浙江省/杭州市', False], ['西湖区', '浙江省/杭州市/西湖区', True],
     ['西安市', '陕西省/西安市', False], ['新城区', '陕西省/西安市/新城区', True]]
    """
    check("pages", pages)
    regions = dict(zip(pages["page_id"].tolist(), pages["region"].tolist(), strict=True))
    by_page: dict[str, list[Reading]] = {}
    for reading in read_paragraphs(paragraphs):
        by_page.setdefault(reading.article_id.rsplit("#", 1)[0], []).append(reading)
    # Pages come as they first appear, and each in reading order, which is the order of a table's rows.
    return build(
        "places", (row for page, readings in by_page.items() for row in _page(readings, regions.get(page, "")))
    )


def _page(readings: list[Reading], region: str) -> Iterator[tuple]:
    """Rows of one page."""
    readings = sorted(readings, key=lambda r: (int(r.article_id.rsplit("#", 1)[1]), r.start))
    for reading, mention, chain, head in find_on_page(readings, region):
        yield _row(reading, mention, chain, head)


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
    code, candidates = mention.code, ";".join(mention.candidates)
    if not code:
        levels = {level_of(c) for c in mention.codes}
        level = mention.kind or (levels.pop() if len(levels) == 1 else "")
        candidates = ";".join(mention.codes)
        return mention.name or quote, "", level, "", None, None, "", mention.match, "open", "low", candidates
    found = division(code)
    level = mention.kind if mention.name and mention.kind in ("town", "village", "facility") else level_of(code)
    name = mention.name if level != level_of(code) or not found else found.name
    match = "alias" if code in mention.aliases else mention.match
    by = mention.resolved_by or "article"
    confidence = "medium" if match == "fuzzy" else CONFIDENCE[by]
    return name, code, level, path(code), *point(code), match, by, confidence, candidates
