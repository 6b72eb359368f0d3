"""Words that give a clause its shape: verbs that name acts, and what is no act (data/activity_words.csv)."""

import csv
import re
from functools import cache, lru_cache
from importlib import resources

from ahocorasick_rs import AhoCorasick, MatchKind

from analysis.chinese import REMEMBERED, fold

# Characters of the private use area stand for what other rooms have found, so that no verb is met inside a name.
# A later one covers an earlier one: places that only name a body, and whatever stands in what is quoted or spoken.
DATE, PLACE, PERSON, BODY, QUOTED, SPOKEN = "\ue001\ue002\ue003\ue004\ue005\ue006"
MARKS = '、“”"\\s·■●◆▲△(（)）'
APART = ("agent", "thing", "connective")  # kinds that are looked for by themselves
NAMED = frozenset(BODY + PERSON + PLACE)
TRANSLITERATED = re.compile(r"·[\u4e00-\u9fff]{1,6}$")  # names from abroad that no list knows


Word = tuple[int, int, str]  # form[start:end] of a paragraph, and what kind of word stands there


@cache
def read_lexicon() -> dict[str, list[str]]:
    """Words by kind."""
    lines = resources.files("analysis").joinpath("data/activity_words.csv").read_text("utf-8").splitlines()
    words: dict[str, list[str]] = {}
    for kind, word in list(csv.reader(lines))[1:]:
        words.setdefault(kind, []).append(fold(word))
    return words


@cache
def _automaton() -> tuple[AhoCorasick, list[str]]:
    """What finds the words, and the kind of each by its number."""
    kinds = {word: kind for kind, words in read_lexicon().items() if kind not in APART for word in words}
    return AhoCorasick(list(kinds), MatchKind.LeftmostLongest, store_patterns=False), list(kinds.values())


def find_words(masked: str) -> list[Word]:
    """Words of the lexicon, leftmost and longest, so that 成立大会 (a meeting) holds no 成立 (to found)."""
    automaton, kinds = _automaton()
    hits = automaton.find_matches_as_indexes(masked)
    return [(start, end, kinds[n]) for n, start, end in hits if kinds[n] != "noun"]


def _any_of(kind: str) -> str:
    return "|".join(sorted(map(re.escape, read_lexicon()[kind]), key=lambda word: (-len(word), word)))


@cache
def _nouns() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Nouns for someone who can act, and those that only look like one, by their last character."""
    agents, things = read_lexicon()["agent"], read_lexicon()["thing"]
    lasts = {noun[-1] for noun in agents}
    return {c: (tuple(n for n in agents if n[-1] == c), tuple(n for n in things if n[-1] == c)) for c in lasts}


@lru_cache(maxsize=REMEMBERED)
def is_agent(text: str) -> bool:
    """Tell whether a phrase ends in a name or in a noun for someone who can act.

    >>> is_agent("镇里的志愿者"), is_agent("镇里的天气")  # volunteers, weather
    (True, False)
    """
    last = text[-1:]
    if last in ("等", "们") and len(text) > 1:
        text = text[:-1]
        last = text[-1]
    if last in NAMED:
        return True
    if "·" in text and TRANSLITERATED.search(text[-12:]):
        return True
    agents, things = _nouns().get(last, ((), ()))
    return text.endswith(agents) and not text.endswith(things)


@cache
def _lead() -> tuple[re.Pattern[str], frozenset[str]]:
    date = rf"(?:截至|截止|[在于自从到])?[{DATE}]+(?:[上里间起期]|期间|前后|以来)?"
    connectives = read_lexicon()["connective"]
    pattern = re.compile(rf"(?:{date}|{_any_of('connective')}|[{MARKS}])*")
    return pattern, frozenset([DATE, *MARKS, *"截在于自从到", *(word[0] for word in connectives)])


def skip_lead(masked: str, start: int, end: int) -> int:
    """Where a clause begins behind dates with their preposition, connectives and marks.

    >>> skip_lead("同时，镇里开设夜校", 0, 9)  # at the same time
    2
    """
    pattern, firsts = _lead()
    return pattern.match(masked, start, end).end() if masked[start] in firsts else start  # type: ignore[union-attr]
