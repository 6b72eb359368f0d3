"""Continuations: the tail of one article that is the rest of an earlier one goes back to it.

Where an article stands inside another, the text after it has no headline of its
own and at first looks like the end of the inner article. It is given back when
it shares more of its words with the earlier one (lexical cohesion, Hearst 1997),
or when the earlier one stopped in mid-sentence and a sentence without a
beginning is found here.
"""

from collections import Counter
from collections.abc import Iterator
from math import fsum
from typing import NamedTuple

from analysis.layout.lexicon import spells_word, split_grams
from analysis.layout.lines import ends_sentence
from analysis.layout.stories import Item, Paragraph

# What a page as printed shows beside headlines and prose. Where all of it is missing, items were put one after the
# other by hand, and hardly anything stands inside anything else: a tail must gain more by UNPRINTED.
UNPRINTED = 0.05
APPARATUS = {"column", "byline", "credit", "jump", "furniture", "caption", "brief"}
# How many articles back the host may stand if it stopped in mid-sentence; else it is the one right before.
REACH = 4
# A tail is the host's if it is closer to it than to its own headline and lead, in sum by GAIN, on the mean by
# STRANGER times, and by FOREIGN times closer than the paragraphs above it are. Tried on pages made of news
# articles: this finds 40 of 50 tails, and wrongly moves 2 of 893 articles that are whole.
GAIN, STRANGER, FOREIGN = 0.03, 3, 4
# A single paragraph must gain more.
LONE = 0.06
# What it adds that the host stopped in mid-sentence, and that the tail begins in one.
BROKEN_OFF, FITS = 0.06, 0.08
# What a host further up must gain more.
STEP = 0.01


class Words(NamedTuple):
    """Bigrams of a text and what they weigh together; one that n paragraphs of the page hold weighs 1/n."""

    grams: set[str]
    weight: float
    counts: Counter[str]


def reunite(items: list[Item]) -> None:
    """Move tails to the articles that they go on; items are changed in place."""
    articles = [item for item in items if item.kind == "article" and item.prose]
    if len(articles) < 2:
        return
    printed = any(item.kind == "caption" or item.roles & APPARATUS for item in items)
    counts = Counter(gram for item in articles for p in item.prose for gram in split_grams(p.text))
    for n, item in enumerate(articles):
        hosts = [host for host in articles[max(0, n - REACH) : n] if not host.closed]
        if hosts and len(item.prose) > 1:
            _reunite(item, hosts, counts, GAIN if printed else GAIN + UNPRINTED)


def _reunite(item: Item, hosts: list[Item], counts: Counter[str], least: float) -> None:
    prose = item.prose
    texts = [_read(p.text, counts) for p in prose]
    own = _read(item.headline + prose[0].text, counts)
    best, found = least, None
    for steps, host in enumerate(reversed(hosts)):
        if steps and not _broken_off(host):
            continue
        far = _read(host.text, counts)
        for k, gain in _gains(texts, own, far, _broken_off(host)):
            total = gain + _flow(host, prose[k - 1], prose[k], gain) - STEP * steps
            if total > best:
                best, found = total, (host, far, k)
    if found:
        host, far, k = found
        _move(item, prose[k if _broken_off(host) else _sharpen(texts, own, far, k)], host)


def _broken_off(host: Item) -> bool:
    return host.prose[-1].role == "body" and not ends_sentence(host.prose[-1].text)


def _read(text: str, counts: Counter[str]) -> Words:
    grams = split_grams(text)
    return Words(grams, sum(1 / counts[gram] for gram in grams if gram in counts), counts)


def _closeness(one: Words, other: Words) -> float:
    """Weight in common over the geometric mean of both (Ochiai 1957, weighted)."""
    if not one.weight or not other.weight:
        return 0.0
    common = sum(1 / one.counts[gram] for gram in one.grams & other.grams if gram in one.counts)
    return common / (one.weight * other.weight) ** 0.5


def _gains(texts: list[Words], own: Words, host: Words, sure: bool) -> Iterator[tuple[int, float]]:
    """For each tail how much closer its paragraphs are to the host than to their own headline and lead.

    Unless it is sure that the host goes on somewhere, only tails that belong to
    it while what stands above them does not.
    """
    to_host = [_closeness(text, host) for text in texts]
    to_own = [_closeness(text, own) for text in texts]
    above, tail, at_home = fsum(to_host), 0.0, 0.0
    for k in range(len(texts) - 1, 0, -1):
        tail, at_home, above = tail + to_host[k], at_home + to_own[k], above - to_host[k]
        foreign = tail > STRANGER * at_home and tail / (len(texts) - k) > FOREIGN * above / k
        lone = k == len(texts) - 1 and tail - at_home < LONE
        if sure or (foreign and not lone):
            yield k, tail - at_home


def _sharpen(texts: list[Words], own: Words, host: Words, k: int) -> int:
    """The beginning of the tail, moved by one paragraph if it fits better with all that stands before it."""
    gains = {}
    for n in range(max(1, k - 1), min(len(texts), k + 2)):
        before = _merge([own, *texts[1:n]])
        gains[n] = fsum(_closeness(text, host) - _closeness(text, before) for text in texts[n:])
    return max(gains, key=lambda n: (gains[n], -n))


def _merge(texts: list[Words]) -> Words:
    counts = texts[0].counts
    grams = set().union(*(text.grams for text in texts))
    return Words(grams, sum(1 / counts[gram] for gram in grams if gram in counts), counts)


def _flow(host: Item, before: Paragraph, tail: Paragraph, gain: float) -> float:
    """What the seam says: the host broken off, and the tail without a beginning; never out of a sentence."""
    if not ends_sentence(before.text):
        return -1.0
    if not _broken_off(host):
        return 0.0
    text = tail.parts[0][0].line.text
    fits = spells_word(host.prose[-1].last_line, text) or "onward" in tail.parts[0][0].kinds
    return BROKEN_OFF + FITS if fits else BROKEN_OFF if gain > 0 else -1.0


def _move(item: Item, first: Paragraph, host: Item) -> None:
    """Give the paragraphs from `first` on to the host, whose last sentence may end there."""
    at = next(n for n, paragraph in enumerate(item.paragraphs) if paragraph is first)
    tail = item.paragraphs[at:]
    del item.paragraphs[at:]
    last = host.paragraphs[-1]
    if last.role == first.role == "body" and not ends_sentence(last.text):
        last.parts += first.parts
        tail = tail[1:]
    host.paragraphs += tail
    host.closed, item.closed = item.closed, False
