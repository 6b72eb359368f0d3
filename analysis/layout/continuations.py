"""Continuations: the tail of one article that is the rest of an earlier one goes back to it.

Where an article stands inside another, the text after it has no headline of its
own and at first looks like the end of the inner article. What speaks for giving
it back is weighed as the roles of lines are: by how much closer its words are to
the earlier article (the host) than to what stands above it (lexical cohesion,
Hearst 1997), whose headline it takes up, how its paragraphs begin, and what the
seam says: a host that stopped in mid-sentence, a box, which is short by nature.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, chain
from math import fsum, log  # exact: neither the order of a set nor the Python version changes a sum
from typing import NamedTuple

from analysis.layout.lexicon import completes_word, split_grams
from analysis.layout.lines import ends_sentence
from analysis.layout.stories import Item, Paragraph

# What a page as printed shows beside headlines and prose. Where all of it is missing, items were put one after the
# other by hand, and hardly anything stands inside anything else.
APPARATUS = {"column", "byline", "credit", "jump", "furniture", "caption", "brief"}
# How many articles back the host may stand if it stopped in mid-sentence; else it is the one right before.
REACH = 4
# Tails are looked for in so many paragraphs from the end; a paragraph is compared with as many of the host.
TAIL = 40

# The weights are those of a conditional logit (McFadden 1974) between the possible tails and none, learnt on pages
# with and without an article inside another, rounded. On other such pages the threshold finds 78 % of the tails among
# unrelated news, 64 % among the news of one day, 72 % in invented news, and moves 1 % of the articles that are whole.
CLOSER_THAN_ABOVE, NEARER_HOST, GAIN = 0.8, 2.5, 16
OWN_HEADLINE, HOST_HEADLINE = -3.5, 2.0
# Paragraphs open with the person or body that they go on about: 王馆长说, 会议指出.
SAME_OPENING, OWN_OPENING, HOST_OPENING = 1.8, -2.1, 2.1
# A single paragraph is weak evidence; a lead of a single short sentence is no article to leave behind.
LONE, BARE, SHORT_LEAD = -1.4, -2.2, 45
ENOUGH, UNPRINTED = 3.2, 2.5
# A box takes a few lines of its host's column; a host broken off goes on somewhere, surest where a word is spelt.
BOX, BROKEN_OFF, FITS, STEP = 3.0, 3.0, 4.0, 0.5
# A paragraph so like one of the host's is told twice (twin reports), not the rest of it.
TWIN = 0.45
# Closeness is compared in logarithms; this much is nothing.
NOTHING = 0.01


class Words(NamedTuple):
    """Bigrams of a text and what they weigh together; one that n paragraphs of the page hold weighs 1/n."""

    grams: set[str]
    weight: float


class Told(NamedTuple):
    """An article as its words: headline, paragraphs, all of it."""

    item: Item
    headline: set[str]
    texts: list[Words]
    whole: Words
    openings: set[str]


def reunite(items: list[Item]) -> None:
    """Move tails to the articles that they go on; items are changed in place."""
    articles = [item for item in items if item.kind == "article" and item.prose]
    if len(articles) < 2:
        return
    printed = any(item.kind == "caption" or item.roles & APPARATUS for item in items)
    grams = [[split_grams(p.text) for p in item.prose] for item in articles]
    counts = Counter(chain.from_iterable(chain.from_iterable(grams)))
    told = [_tell(item, own, counts) for item, own in zip(articles, grams, strict=True)]
    for n, guest in enumerate(told):
        hosts = [m for m in range(n - 1, max(-1, n - 1 - REACH), -1) if not told[m].item.closed]
        found = _find_tail(guest, [told[m] for m in hosts], counts, ENOUGH if printed else ENOUGH + UNPRINTED)
        if found:
            step, k = found
            _move(guest.item, guest.item.prose[k], told[hosts[step]].item)
            for m in (n, hosts[step]):
                told[m] = _tell(told[m].item, [split_grams(p.text) for p in told[m].item.prose], counts)


def _find_tail(guest: Told, hosts: list[Told], counts: Counter[str], least: float) -> tuple[int, int] | None:
    """The host, nearest first, and the paragraph from which on the rest is the host's."""
    best, found = least - BOX * guest.item.box, None
    for steps, host in enumerate(hosts if len(guest.texts) > 1 else []):
        if steps and not _broken_off(host.item):
            continue
        for k, cohesion in _weigh_tails(guest, host, counts):
            weight = cohesion + _seam(host.item, guest.item, k) - STEP * steps
            if weight > best and not _repeats(host, guest, k):
                best, found = weight, (steps, k)
    return found


def _broken_off(host: Item) -> bool:
    return host.prose[-1].role == "body" and not ends_sentence(host.prose[-1].text)


def _tell(item: Item, grams: list[set[str]], counts: Counter[str]) -> Told:
    headline = split_grams(item.headline)
    texts = [_weighed(own, counts) for own in grams]
    whole = _weighed(headline.union(*(text.grams for text in texts)), counts)
    return Told(item, headline, texts, whole, {p.text[:3] for p in item.prose})


def _weighed(grams: set[str], counts: Counter[str]) -> Words:
    return Words(grams, fsum([1 / counts[gram] for gram in grams if gram in counts]))


def _closeness(one: Words, other: Words, counts: Counter[str]) -> float:
    """Weight in common over the geometric mean of both (Ochiai 1957, weighted)."""
    common = _weighed(one.grams & other.grams, counts).weight
    return common / (one.weight * other.weight) ** 0.5 if common else 0.0


def _weigh_tails(guest: Told, host: Told, counts: Counter[str]) -> Iterator[tuple[int, float]]:
    """For each tail, by its first paragraph, what its words say for the host and against staying."""
    size = len(guest.texts)
    first = max(1, size - TAIL)
    to_host = [_closeness(text, host.whole, counts) for text in guest.texts]
    lead = _weighed(guest.headline | guest.texts[0].grams, counts)
    gains = [near - _closeness(text, lead, counts) for near, text in zip(to_host, guest.texts, strict=True)]
    named = [_headlines(text.grams, guest, host) for text in guest.texts]
    opened = [_opening(p.text, guest, host) for p in guest.item.prose]
    above = _to_above(guest, counts, first)
    for k in range(first, size):
        n = size - k
        near, before = fsum(to_host[k:]) / n, fsum(to_host[:k]) / k
        yield (
            k,
            CLOSER_THAN_ABOVE * _log_ratio(near, before)
            + NEARER_HOST * _log_ratio(near, above[k - first])
            + GAIN * fsum(gains[k:])
            + fsum(named[k:]) / n
            + fsum(opened[k:]) / n
            + LONE * (n == 1)
            + BARE * (k == 1 and len(guest.item.prose[0].text) < SHORT_LEAD),
        )


def _log_ratio(one: float, other: float) -> float:
    return log((one + NOTHING) / (other + NOTHING))


def _headlines(grams: set[str], guest: Told, host: Told) -> float:
    """Weight of the bigrams of both headlines that a paragraph takes up."""
    pairs = ((OWN_HEADLINE, guest.headline), (HOST_HEADLINE, host.headline))
    return fsum(weight * len(grams & headline) / len(headline) ** 0.5 for weight, headline in pairs if headline)


def _opening(text: str, guest: Told, host: Told) -> float:
    """Weight of how a paragraph opens: as one of the host's does, or with a word of one of the headlines."""
    own, other = text[:2] in guest.headline, text[:2] in host.headline
    return (
        SAME_OPENING * (text[:3] in host.openings)
        + OWN_OPENING * (own and not other)
        + HOST_OPENING * (other and not own)
    )


def _to_above(guest: Told, counts: Counter[str], first: int) -> list[float]:
    """For each tail the mean closeness of its paragraphs to all that stands above it in its own article.

    Bigrams are counted where they stand first, so that one pass serves all tails.
    """
    seen = dict.fromkeys(guest.headline, 0)
    for n, text in enumerate(guest.texts):
        for gram in text.grams:
            seen.setdefault(gram, n)
    fresh: list[list[float]] = [[] for _ in guest.texts]
    for gram, n in seen.items():
        fresh[n].append(1 / counts[gram] if gram in counts else 0.0)
    weights = list(accumulate(map(fsum, fresh)))
    sums = [0.0] * (len(guest.texts) - first)
    for i in range(first, len(guest.texts)):
        shared: list[list[float]] = [[] for _ in range(i)]
        for gram in guest.texts[i].grams:
            if seen[gram] < i:
                shared[seen[gram]].append(1 / counts[gram])
        for k, common in enumerate(accumulate(map(fsum, shared)), 1):
            if k >= first and common:
                sums[k - first] += common / (guest.texts[i].weight * weights[k - 1]) ** 0.5
    return [total / (len(sums) - n) for n, total in enumerate(sums)]


def _seam(host: Item, guest: Item, k: int) -> float:
    """What the seam says: the host broken off, and the tail without a beginning; never out of a sentence."""
    before, tail = guest.prose[k - 1], guest.prose[k]
    if not ends_sentence(before.text):
        return -99.0
    if not _broken_off(host):
        return 0.0
    text = tail.parts[0][0].line.text
    kinds = tail.parts[0][0].kinds
    return BROKEN_OFF + FITS * (completes_word(host.prose[-1].last_line, text) or "onward" in kinds)


def _repeats(host: Told, guest: Told, k: int) -> bool:
    """Tell whether a paragraph of the tail stands, nearly, in the host already."""
    return any(
        len(tail.grams & own.grams) > TWIN * (len(tail.grams) * len(own.grams)) ** 0.5
        for tail in guest.texts[k:]
        for own in host.texts[-TAIL:]
    )


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
