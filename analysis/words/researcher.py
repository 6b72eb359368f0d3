"""The researcher's dictionary: words that always win, and words whose frequency weighs with jieba's."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from analysis.chinese import FULLWIDTH, find_sentences, fold

LINE = re.compile(r"(\S+)(?:[ \t]+(\d+))?(?:[ \t]+([a-zA-Z]+))?")


class Entry(NamedTuple):
    """A line: a word without a frequency wins wherever it stands."""

    word: str
    frequency: int | None
    tag: str


@cache
def read_entries(lines: tuple[str, ...]) -> tuple[Entry, ...]:
    """Read lines of dictionary.txt.

    Raises ValueError for a line that is not in jieba's format.

    >>> read_entries(("碳中和", "一带一路 300 nz"))
    (Entry(word='碳中和', frequency=None, tag=''), Entry(word='一带一路', frequency=300, tag='nz'))
    """
    entries = []
    for line in lines:
        match = LINE.fullmatch(line.strip())
        if match is None:
            raise ValueError(f"dictionary: {line!r} is not `word`, `word frequency` or `word frequency tag`")
        # A page is cut as printed, or folded if it is in traditional characters.
        for word in dict.fromkeys([match[1].translate(FULLWIDTH), fold(match[1])]):
            entries.append(Entry(word, int(match[2]) if match[2] else None, match[3] or ""))
    return tuple(entries)


@cache
def _automaton(entries: tuple[Entry, ...]) -> tuple[AhoCorasick, list[Entry]]:
    """The automaton of the words, and the entry of each; of lines with the same word the last holds."""
    words = {entry.word: entry for entry in entries if _stands_in_a_sentence(entry.word)}
    return AhoCorasick(words, store_patterns=False), list(words.values())


def _stands_in_a_sentence(word: str) -> bool:
    """No word crosses the end of a sentence, whatever the researcher lists."""
    return len(find_sentences(word)) == 1 and word[0] not in "”’」』）)》】"


def find_entries(text: str, entries: tuple[Entry, ...]) -> Iterator[tuple[int, int, Entry]]:
    """Yield (start, end, entry), leftmost first, longest first, leaving out what lies inside a longer one."""
    automaton, words = _automaton(entries)
    hits = automaton.find_matches_as_indexes(text, overlapping=True)
    reach = 0
    for number, start, end in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
        if end > reach:
            yield start, end, words[number]
            reach = end


def find_winners(text: str, entries: tuple[Entry, ...]) -> list[tuple[int, int]]:
    """Spans of words that always win; of two that overlap, the leftmost.

    >>> entries = read_entries(("长江大桥", "大桥", "市长"))  # Yangtze bridge, bridge, mayor
    >>> [("南京市长江大桥"[i:j]) for i, j in find_winners("南京市长江大桥", entries)]
    ['市长']
    >>> [("过长江大桥"[i:j]) for i, j in find_winners("过长江大桥", entries)]
    ['长江大桥']
    """
    spans, free = [], 0
    for start, end, entry in find_entries(text, entries):
        if entry.frequency is None and start >= free:
            spans.append((start, end))
            free = end
    return spans
