"""Which division a name means: the address before it, the article, the page, its region, then size."""

from collections.abc import Sequence

from analysis.gazetteer import county_of, division, holds, level_of
from analysis.places.mentions import Mention

RANK = {"province": 0, "prefecture": 1, "county": 2, "town": 3, "village": 4}


def link(mentions: list[Mention], forms: Sequence[str]) -> list[Mention]:
    """Narrow adjoining mentions to the readings that lie in one another; forms[n] is the text of reading n."""
    linked = list(mentions)
    chains = 0
    for n in range(1, len(linked)):
        before, here = linked[n - 1], linked[n]
        if not _adjoin(before, here, forms):
            continue
        pairs = [(a, b) for a in before.codes for b in here.codes if holds(a, b)]
        if pairs:
            chains += not before.chain
            chain = before.chain or chains
            linked[n - 1] = narrow(before, {a for a, _ in pairs}, "chain")._replace(chain=chain)
            linked[n] = narrow(here, {b for _, b in pairs}, "chain")._replace(chain=chain)
    for n in range(len(linked) - 1, 0, -1):  # what comes later may tell what came before
        before, here = linked[n - 1], linked[n]
        if before.chain and before.chain == here.chain:
            kept = {a for a in before.codes if any(holds(a, b) for b in here.codes)}
            linked[n - 1] = narrow(before, kept, before.resolved_by)
    return linked


def _adjoin(before: Mention, here: Mention, forms: Sequence[str]) -> bool:
    """Tell whether a mention follows another at once, or after a middle dot."""
    if before.reading != here.reading:
        return False
    return before.end == here.start or forms[here.reading][before.end : here.start] == "·"


def narrow(mention: Mention, codes: set[str], by: str) -> Mention:
    """Keep the readings in `codes`; they are supported now."""
    kept = tuple(code for code in mention.codes if code in codes)
    by = by if len(mention.codes) > 1 or mention.weak else "unique"
    return mention._replace(codes=kept, weak=frozenset(), resolved_by=mention.resolved_by or by, world=None)


def support(mentions: list[Mention]) -> list[Mention]:
    """Drop weak readings that nothing on the page supports: the full name elsewhere does, for a town its county."""
    named = {code for m in mentions for code in m.codes if (code not in m.aliases and code not in m.weak) or m.chain}
    around = {code[:6] for code in named} | {code[:4] for code in named if code[4:6] == "00"}
    kept: list[Mention] = []
    for n, mention in enumerate(mentions):
        if not mention.weak and bool(mention.codes) != bool(mention.world):
            kept.append(mention)
            continue
        strong = tuple(code for code in mention.codes if code not in mention.weak or code in named)
        if mention.kind == "town" and not strong:
            if n and _contradicts(mentions[n - 1], mention):
                continue
            strong = _supported_town(mention, around, {code[:2] for code in named})
        if strong:
            kept.append(mention._replace(codes=strong, weak=frozenset(), world=None))
        elif mention.world:
            kept.append(mention._replace(codes=(), weak=frozenset()))
    return kept


def _supported_town(mention: Mention, around: set[str], provinces: set[str]) -> tuple[str, ...]:
    """Bearers of a town's name in a county or prefecture that the page names, else the only one in its provinces."""
    near = tuple(code for code in mention.codes if code[:6] in around or code[:4] in around)
    within = tuple(code for code in mention.codes if code[:2] in provinces)
    # With nothing to go by the name alone is evidence of a town; which one stays open.
    return near or (within if len(within) == 1 else mention.codes)


def _contradicts(before: Mention, town: Mention) -> bool:
    """Tell whether a town right after a county is none of that county's."""
    adjoins = (before.reading, before.end) == (town.reading, town.start)
    return adjoins and any(county_of(code) for code in before.codes)


def settle(mentions: list[Mention], articles: Sequence[int], region: str) -> list[Mention]:
    """Choose among the readings of each mention; articles[n] is the article of reading n."""
    settled = list(mentions)
    for n, mention in enumerate(settled):
        if len(mention.codes) == 1 and not mention.resolved_by:
            settled[n] = mention._replace(resolved_by="unique")
        elif len(mention.codes) > 1 and any(level_of(code) == "province" for code in mention.codes):
            settled[n] = _largest(mention)
    known = [n for n, mention in enumerate(settled) if mention.code]
    for n, mention in enumerate(settled):
        if len(mention.codes) > 1:
            settled[n] = _choose(settled, n, known, articles, region)
    return settled


def _choose(settled: list[Mention], n: int, known: list[int], articles: Sequence[int], region: str) -> Mention:
    """Settle mention n by what the article, then the page, then the region says."""
    mention = settled[n]
    if mention.chain:
        largest = _largest(mention, "chain")
        if largest.code:
            return largest
    article = articles[mention.reading]
    page = [(k, settled[k].code) for k in known]
    near = [(k, code) for k, code in page if articles[settled[k].reading] == article]
    for by, others in (("article", near), ("page", page)):
        if found := _closest(mention, n, others):
            return _resolved(mention, found, by)
    if region:
        inside = tuple(c for c in mention.codes if c[:2] == region[:2])
        if inside:
            return _resolved(mention, inside, "region")
    return _largest(mention)


def _resolved(mention: Mention, codes: tuple[str, ...], by: str) -> Mention:
    """Settle on the codes; of several, on the largest."""
    chosen = mention._replace(codes=codes)
    return chosen._replace(resolved_by=by) if len(codes) == 1 else _largest(chosen, by)


def _closest(mention: Mention, n: int, others: list[tuple[int, str]]) -> tuple[str, ...]:
    """Readings that share most with a place named around: the place itself, its county, prefecture, province.

    Of those that share as much, the one whose kin was named last before.
    """
    best: tuple[str, ...] = ()
    top = (1, 0)
    for code in mention.codes:
        for k, other in others:
            depth = _shared(code, other)
            score = (depth, -abs(n - k) if k < n else -abs(n - k) - 1000)
            if depth < 2 or score < top:
                continue
            best = (*best, code) if score == top and code not in best else (code,)
            top = score
    return best


def _shared(code: str, other: str) -> int:
    """Digits that two codes share, counted by levels: 6 the same county, 4 the prefecture, 2 the province."""
    if code == other:
        return 6
    if code[:6] == other[:6]:
        return 5
    if code[:4] == other[:4] and "00" != code[2:4] != "90":
        return 4
    return 2 if code[:2] == other[:2] else 0


def _largest(mention: Mention, by: str = "size") -> Mention:
    """Settle on the one reading of the highest level; leave it open where there are several."""
    ranks = [RANK[level_of(code)] for code in mention.codes]
    top = tuple(code for code, rank in zip(mention.codes, ranks, strict=True) if rank == min(ranks))
    if len(top) == 1:
        return mention._replace(codes=top, resolved_by=by)
    return mention._replace(resolved_by="open")


def speaks_for(mentions: list[Mention]) -> str:
    """The province that a page speaks for, as far as its unambiguous mentions tell: the one with most of them."""
    counts: dict[str, int] = {}
    for mention in mentions:
        code = mention.code
        if code and division(code):
            counts[code[:2]] = counts.get(code[:2], 0) + 1
    if not counts:
        return ""
    best = max(sorted(counts), key=lambda code: counts[code])
    return best + "0000" if counts[best] * 2 > sum(counts.values()) else ""
