"""The words of a reading, as far as places need them: where they begin, their dictionary tag."""

import re
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from analysis.tagged import tag_words

HAN = re.compile(r"[\u3400-\u9fff〇0-9A-Za-z]+$")
# Nothing is a word across these, so a stretch between them can be cut into words alone.
CLAUSE = re.compile(r"[^，。；：！？、“”‘’（）《》〈〉…\s,;:!?()\"]+")
# Parts of speech that a proper name is not made of: prepositions, conjunctions, particles, pronouns, adverbs, verbs.
NOT_IN_NAMES = re.compile(r"p|c|u|r|d|v$|vq|vd|k|y|q|ad|ul|uj|uz|ug|ud|w$")
PROPER = ("ns", "nr", "nrt", "nz", "nt", "nrfg")
# One-character words that no name of a village or school begins with or runs over, whatever the dictionary calls them.
STOPS = frozenset(
    "的和与及等在对为是了从到向把被让给于以将并或各该本我你他她它这那此每某全多几两所个名位座处家条次里内外中上下前后时来去"
)


# The longest official names of towns have a few characters more; print seldom gives them.
LONGEST = 14


class Words(NamedTuple):
    """The words of a reading: begin -> (end, tag), and every offset where one begins or ends."""

    spans: dict[int, tuple[int, str]]
    ends: set[int]


def read_words(form: str, hits: Iterable[int]) -> Words:
    """Cut the clauses that hold one of the offsets into words with jieba's dictionary tags.

    >>> sorted(read_words("走进北京市，天晴了", [2]).spans.items())  # entering Beijing, the sky cleared
    [(0, (2, 'v')), (2, (5, 'ns'))]
    """
    spans: dict[int, tuple[int, str]] = {}
    ends: set[int] = set()
    clauses, last = CLAUSE.finditer(form), 0
    for hit in sorted(hits):
        clause = next((clause for clause in clauses if clause.end() > hit), None) if hit >= last else None
        if not clause:
            continue
        at, last = clause.start(), clause.end()
        for word, tag in tag_words(clause[0]):
            end = at + len(word)
            spans[at] = (end, tag)
            at = end
        ends.add(last)
    ends.update(spans)
    return Words(spans, ends)


def starts_before(form: str, words: Words, stop: int, floor: int, also: Container[int] = ()) -> Iterator[int]:
    """Word beginnings before `stop`, farthest first, down to `floor`, within a dozen characters and one phrase."""
    low = max(floor, stop - LONGEST)
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
        if n in words.spans:
            end, tag = words.spans[n]
            # A word that runs on into the word for the kind (其|嘎查) was cut wrongly: its tag tells nothing.
            if end <= stop and ends_name(form, n, end, tag):
                break
            start = n
        if n == floor:
            return n
    return start


def ends_name(form: str, start: int, end: int, tag: str) -> bool:
    """Tell whether a word cannot be part of a name: a verb, particle, date, 三个 or 一座, something ending in 的."""
    counted = tag == "m" and end - start > 1 and form[start] != "第"
    lone = end == start + 1 and form[start] in STOPS
    return bool(NOT_IN_NAMES.match(tag)) or tag == "t" or counted or lone or form[end - 1] == "的"


def is_proper(words: Words, start: int, end: int) -> bool:
    """Tell whether one of the words from start to end is a name, or no word of the dictionary."""
    inside = (words.spans[n] + (n,) for n in range(start, end) if n in words.spans)
    return any(stop - n > 1 and tag in (*PROPER, "x") for stop, tag, n in inside)
