"""The words of a reading, as far as places need them: where they begin, their dictionary tag."""

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

HAN = re.compile(r"[\u3400-\u9fff〇0-9A-Za-z]+$")
# Parts of speech that a proper name is not made of: prepositions, conjunctions, particles, pronouns, adverbs, verbs.
NOT_IN_NAMES = re.compile(r"p|c|u|r|d|v$|vq|vd|k|y|e|o|q|ad|ul|uj|uz|ug|ud|w|zg$")
PROPER = ("ns", "nr", "nrt", "nz", "nt", "nrfg")
# One-character words that no name of a village or school begins with or runs over, whatever the dictionary calls them.
STOPS = frozenset(
    "的和与及等在对为是了从到向把被让给于以将并或各该本我你他她它这那此每某全多几两所个名位座处家条次里内外中上下前后时来去"
)


class Words(NamedTuple):
    """The words of a reading: begin -> (end, tag), and every offset where one begins or ends."""

    spans: dict[int, tuple[int, str]]
    ends: frozenset[int]


def read_words(form: str) -> Words:
    """Cut the form into words with jieba's dictionary tags.

    >>> sorted(read_words("走进北京市").spans.items())  # enter Beijing
    [(0, (2, 'v')), (2, (5, 'ns'))]
    """
    import rjieba

    spans, at = {}, 0
    for word, tag in rjieba.tag(form):
        spans[at] = (at + len(word), tag)
        at += len(word)
    return Words(spans, frozenset((*spans, at)))


def starts_before(
    form: str, words: Words, stop: int, floor: int, reach: int, also: Container[int] = ()
) -> Iterator[int]:
    """Word beginnings before `stop`, farthest first, down to `floor`, within `reach` characters and one phrase."""
    low = max(floor, stop - reach)
    for n in range(stop - 1, low - 1, -1):
        if not HAN.match(form[n]):
            low = n + 1
            break
    for n in range(low, stop):
        if n == floor or n in words.spans or n in also:
            yield n


def name_start(form: str, words: Words, stop: int, floor: int) -> int:
    """Where the run of name-like words that ends at `stop` begins; `stop` itself where there is none."""
    start = stop
    for n in range(stop - 1, max(floor, stop - 12) - 1, -1):
        if not HAN.match(form[n]):
            break
        if n == floor:
            return n
        if n in words.spans:
            end, tag = words.spans[n]
            if NOT_IN_NAMES.match(tag) or (end == n + 1 and form[n] in STOPS):
                break
            start = n
    return start


def is_proper(form: str, words: Words, start: int, end: int) -> bool:
    """Tell whether one of the words in form[start:end] is a name, or no word of the dictionary."""
    return any(
        n in words.spans and words.spans[n][0] - n > 1 and words.spans[n][1] in (*PROPER, "x")
        for n in range(start, end)
    )
