"""All places of one page, in order: names, what they mean, pointing words, local names, facilities, senses, chains."""

from collections.abc import Iterator

from analysis.gazetteer import county_of, holds
from analysis.places.deixis import find_deictic, point_at
from analysis.places.facilities import find_facilities, find_streets
from analysis.places.mentions import Mention
from analysis.places.recognise import find_names
from analysis.places.resolve import link, settle, speaks_for, support
from analysis.places.sense import senses
from analysis.places.towns import find_towns, unknown_towns
from analysis.places.villages import find_villages
from analysis.places.words import Words, read_words
from analysis.readings import Reading

Found = tuple[Reading, Mention, int | None, bool]


def find_on_page(readings: list[Reading], region: str) -> Iterator[Found]:
    """Mentions of one page with the number of their chain and whether they head it."""
    words = [read_words(reading.form) for reading in readings]
    articles = [int(reading.article_id.rsplit("#", 1)[1]) for reading in readings]
    mentions = _named(readings, words)
    mentions = support(link(mentions, [_gap(readings, mentions, n) for n in range(len(mentions))]))
    region = region or speaks_for(mentions)
    mentions = settle(mentions, articles, region)
    mentions = _pointed(readings, mentions, articles, region)
    for n, reading in enumerate(readings):
        mentions = _local(n, reading.form, words[n], mentions, articles)
    yield from _chained(readings, articles, _sensed(readings, words, mentions))


def _in_order(mentions: list[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda m: (m.reading, m.start, -m.end))


def _named(readings: list[Reading], words: list[Words]) -> list[Mention]:
    """Names of the gazetteer from country to town; a town's name goes before a shorter one inside it."""
    found: list[Mention] = []
    for n, reading in enumerate(readings):
        names = find_names(n, reading.form, words[n].ends)
        towns = find_towns(n, reading.form, words[n], names)
        names = [m for m in names if not any(t.start < m.end and m.start < t.end for t in towns)]
        found += _in_order([*names, *towns])
    return found


def _gap(readings: list[Reading], mentions: list[Mention], n: int) -> str:
    """Text between mention n and the one before it in the same reading."""
    before, here = mentions[n - 1], mentions[n]
    if not n or before.reading != here.reading:
        return "\n"
    return readings[here.reading].form[before.end : here.start]


def _pointed(readings: list[Reading], mentions: list[Mention], articles: list[int], region: str) -> list[Mention]:
    """Add the pointing words that mean something."""
    found = []
    for n, reading in enumerate(readings):
        for mention in find_deictic(n, reading.form, mentions):
            same = [m for m in mentions if m.code and articles[m.reading] == articles[n]]
            before = [m.code for m in reversed(same) if (m.reading, m.start) < (n, mention.start)]
            pointed = point_at(mention, before, [m.code for m in same], region)
            found += [pointed] if pointed else []
    return _in_order([*mentions, *found])


def _parents(n: int, mentions: list[Mention], articles: list[int]) -> list[str]:
    """Counties and towns that the article names, the nearest before reading n first, then those after it."""
    same = [m for m in mentions if m.code and county_of(m.code) and articles[m.reading] == articles[n]]
    before = [m.code for m in reversed(same) if m.reading <= n and m.kind != "facility"]
    after = [m.code for m in same if m.reading > n and m.kind != "facility"]
    return list(dict.fromkeys([*before, *after]))


def _local(n: int, form: str, words: Words, mentions: list[Mention], articles: list[int]) -> list[Mention]:
    """Add towns, villages, streets and facilities of one reading."""
    parents = _parents(n, mentions, articles)
    counties = [county_of(code) for code in parents]
    here = [m for m in mentions if m.reading == n]
    here += unknown_towns(n, form, words, here, counties)
    here += find_villages(n, form, words, _in_order(here), parents)
    here += find_facilities(n, form, words, _in_order(here))
    here += find_streets(n, form, words, _in_order(here))
    return _in_order([*(m for m in mentions if m.reading != n), *here])


def _sensed(readings: list[Reading], words: list[Words], mentions: list[Mention]) -> list[Mention]:
    by_reading: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_reading.setdefault(mention.reading, []).append(mention)
    return [m for n, group in by_reading.items() for m in senses(readings[n].form, words[n], group)]


def _chained(readings: list[Reading], articles: list[int], mentions: list[Mention]) -> Iterator[Found]:
    """Number the addresses that adjoining or nested mentions spell together; their deepest member heads them."""
    chains: list[list[int]] = []
    for n, mention in enumerate(mentions):
        if chains and _continues(readings, mentions, chains[-1], mention):
            chains[-1].append(n)
        else:
            chains.append([n])
    counts: dict[int, int] = {}
    placed: dict[int, tuple[int | None, bool]] = {}
    for chain in chains:
        article = articles[mentions[chain[0]].reading]
        number = None
        if len(chain) > 1:
            counts[article] = counts.get(article, 0) + 1
            number = counts[article]
        head = max(chain, key=lambda k: (_depth(mentions[k]), k))
        placed.update({k: (number, k == head) for k in chain})
    for n, mention in enumerate(mentions):
        yield readings[mention.reading], mention, *placed[n]


def _continues(readings: list[Reading], mentions: list[Mention], chain: list[int], mention: Mention) -> bool:
    """Tell whether a mention goes on with the address of a chain: right after it, or inside its facility."""
    last = mentions[chain[-1]]
    if last.reading != mention.reading or not (last.codes and mention.codes):
        return False
    if any(mentions[k].start <= mention.start and mention.end <= mentions[k].end for k in chain):
        return True
    gap = readings[mention.reading].form[last.end : mention.start]
    inner = mention.kind in ("town", "village", "facility") and mention.name != ""
    return gap in ("", "·") and (holds(last.code, mention.code) or (inner and last.code == mention.code))


def _depth(mention: Mention) -> int:
    """How deep in an address a mention stands."""
    order = {"facility": 20, "village": 13, "town": 10}
    return order.get(mention.kind, 0) or (
        len(mention.code) if mention.code[4:] != "00" else 4 if mention.code[2:4] != "00" else 2
    )
