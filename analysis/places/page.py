"""All places of one page, in order: names, what they mean, pointing words, local names, facilities, senses, chains."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from analysis.gazetteer import county_of, holds
from analysis.places.abbreviations import find_abbreviations, turn_signs, turns
from analysis.places.deixis import DEIXIS, DEIXIS_SIGNS, find_deictic, point_at
from analysis.places.facilities import STREET, STREET_SIGNS, find_facilities, find_streets, kinds
from analysis.places.foreign import WATER_SIGNS, WATERS, extend, find_foreign, find_waters, spelled, spelled_signs
from analysis.places.mentions import Line, Mention
from analysis.places.recognise import Looked, Sieve, find_names
from analysis.places.resolve import link, settle, speaks_for, support
from analysis.places.sense import senses
from analysis.places.towns import TOWN_SIGNS, find_towns, town_hits, unknown_towns
from analysis.places.villages import VILLAGE, VILLAGE_SIGNS, find_villages
from analysis.places.words import read_words
from analysis.readings import Reading

Found = tuple[Reading, Mention, int | None, bool]


@cache
def _patterns() -> dict[str, tuple[Callable[[str], Iterable[re.Match]], Iterable[str]]]:
    """What is looked for beside the gazetteer's names, as a field of Line: how, and what must stand there for it."""
    return {
        "towns": (town_hits, TOWN_SIGNS),
        "villages": (VILLAGE.finditer, VILLAGE_SIGNS),
        "facilities": (kinds().pattern.finditer, kinds().signs),
        "streets": (STREET.finditer, STREET_SIGNS),
        "pointers": (DEIXIS.finditer, DEIXIS_SIGNS),
        "short": (turns().finditer, turn_signs()),
        "foreign": (spelled()[0].finditer, spelled_signs()),
        "waters": (WATERS.finditer, WATER_SIGNS),
    }


@cache
def _sieve() -> Sieve:
    return Sieve({name: signs for name, (_, signs) in _patterns().items()})


def _look(readings: Iterable[Reading]) -> list[tuple[Reading, Looked]]:
    """The readings that may hold a place, each with what it may hold; every fifth holds nothing."""
    looked = ((reading, _sieve().look(reading.form)) for reading in readings)
    return [(reading, (spans, signs)) for reading, (spans, signs) in looked if spans or signs]


def read_line(number: int, reading: Reading, looked: Looked) -> Line:
    """Find what may be a place in a reading, and cut into words the clauses around it."""
    form, (spans, signs) = reading.form, looked
    hits = [list(find(form)) if name in signs else [] for name, (find, _) in _patterns().items()]
    at = [start for start, _ in spans] + [match.start() for group in hits for match in group]
    article = int(reading.article_id.rsplit("#", 1)[1])
    return Line._make((number, article, form, spans, *hits, read_words(form, at)))


def find_on_page(readings: list[Reading], region: str) -> Iterator[Found]:
    """Mentions of one page with the number of their chain and whether they head it."""
    looked = _look(readings)
    lines = [read_line(number, *one) for number, one in enumerate(looked)]
    mentions = [mention for line in lines for mention in _named(line)]
    mentions = support(link(mentions, [line.form for line in lines]))
    region = region or speaks_for(mentions)
    groups: list[list[Mention]] = [[] for _ in lines]
    for mention in settle(mentions, [line.article for line in lines], region):
        groups[mention.reading].append(mention)
    known = _by_article(lines, groups)
    for line, group in zip(lines, groups, strict=True):
        if line.pointers:
            group += _pointed(line, group, known[line.article], region)
        if line.short or line.foreign or line.waters:
            group += _abroad(line, group, known[line.article])
        group.sort(key=_place)
    if any(line.towns or line.villages for line in lines):  # else nothing below reads it
        known = _by_article(lines, groups)
    for n, line in enumerate(lines):
        here = _local(line, groups[n], known[line.article])
        groups[n] = senses(line, here) if here else here
    for n, mention, chain, head in _chained(lines, [mention for group in groups for mention in group]):
        yield looked[n][0], mention, chain, head


def _place(mention: Mention) -> tuple[int, int]:
    return mention.start, -mention.end


def _in_order(mentions: list[Mention]) -> list[Mention]:
    return sorted(mentions, key=_place)


def _named(line: Line) -> list[Mention]:
    """Names of the gazetteer from country to town; a town's name goes before a shorter one inside it."""
    names = extend(line.form, find_names(line)) if line.spans else []
    towns = find_towns(line, names) if line.towns else []
    if not towns:
        return names
    names = [m for m in names if not any(t.start < m.end and m.start < t.end for t in towns)]
    return _in_order([*names, *towns])


def _by_article(lines: list[Line], groups: list[list[Mention]]) -> dict[int, list[Mention]]:
    """Settled mentions of each article in their order."""
    known: dict[int, list[Mention]] = {line.article: [] for line in lines}
    for line, group in zip(lines, groups, strict=True):
        known[line.article] += [mention for mention in group if mention.code or mention.world]
    return known


def _pointed(line: Line, group: list[Mention], known: list[Mention], region: str) -> list[Mention]:
    """Pointing words of a line that mean something."""
    found = []
    for mention in find_deictic(line, group):
        codes = [(m.reading, m.start, m.code) for m in known if m.code]
        before = [code for reading, start, code in reversed(codes) if (reading, start) < (line.number, mention.start)]
        beside = next((m.code for m in group if m.end == mention.start), "")
        article = [beside] if beside else [code for *_, code in codes]
        pointed = point_at(mention, article if beside else before, article, region)
        found += [pointed] if pointed else []
    return found


def _abroad(line: Line, group: list[Mention], known: list[Mention]) -> list[Mention]:
    """Countries by one character, unlisted names abroad, and waters that the dictionary knows."""
    countries = {m.world.name for m in known if m.world and m.world.level == "country"}
    found: list[Mention] = []
    if line.short:
        short = find_abbreviations(line, countries)
        found += [m for m in short if not any(o.start < m.end and m.start < o.end for o in group)]
    if line.foreign:
        found += find_foreign(line, [*group, *found])
    if line.waters:
        found += find_waters(line, [*group, *found])
    return found


def _local(line: Line, here: list[Mention], known: list[Mention]) -> list[Mention]:
    """Add towns, villages, streets and facilities of one line."""
    if line.towns or line.villages:
        parents = _parents(line, known)
        county = county_of(parents[0]) if parents else ""
        here = _in_order([*here, *unknown_towns(line, here, county)])
        here = _in_order([*here, *find_villages(line, here, parents)])
    if line.facilities:
        here = _in_order([*here, *find_facilities(line, here)])
    if line.streets:
        here = _in_order([*here, *find_streets(line, here)])
    return here


def _parents(line: Line, known: list[Mention]) -> list[str]:
    """Counties and towns that the article names, the nearest before the line's end first, then those after it."""
    local = [m for m in known if m.code and county_of(m.code)]
    before = [m.code for m in reversed(local) if m.reading <= line.number]
    return list(dict.fromkeys([*before, *(m.code for m in local if m.reading > line.number)]))


def _chained(lines: list[Line], mentions: list[Mention]) -> Iterator[tuple[int, Mention, int | None, bool]]:
    """Number the addresses that adjoining or nested mentions spell together; their deepest member heads them."""
    chains: list[list[Mention]] = []
    for mention in mentions:
        if chains and _continues(lines, chains[-1], mention):
            chains[-1].append(mention)
        else:
            chains.append([mention])
    counts: dict[int, int] = {}
    for chain in chains:
        if len(chain) == 1:
            yield chain[0].reading, chain[0], None, True
            continue
        article = lines[chain[0].reading].article
        number = counts[article] = counts.get(article, 0) + 1
        head = max(range(len(chain)), key=lambda k: (_depth(chain[k]), k))
        for k, mention in enumerate(chain):
            yield mention.reading, mention, number, k == head


def _continues(lines: list[Line], chain: list[Mention], mention: Mention) -> bool:
    """Tell whether a mention goes on with the address of a chain: right after it, or inside its facility."""
    last = chain[-1]
    if last.reading != mention.reading or mention.start > last.end + 1 or not (last.codes and mention.codes):
        return False
    if any(m.start <= mention.start and mention.end <= m.end for m in chain):
        return True
    gap = lines[mention.reading].form[last.end : mention.start]
    inner = mention.kind in ("town", "village", "facility") and mention.name != ""
    return gap in ("", "·") and (holds(last.code, mention.code) or (inner and last.code == mention.code))


def _depth(mention: Mention) -> int:
    """How deep in an address a mention stands."""
    if mention.kind in ("facility", "village", "town"):
        return {"facility": 20, "village": 13, "town": 10}[mention.kind]
    return len(mention.code.removesuffix("00").removesuffix("00"))
