"""The dictionary that jieba ships, read once: which characters spell a word, how often it is met."""

import re
from functools import cache
from importlib import resources

FREQUENT = 3
# How words of two to four characters may lie across a seam.
ACROSS = [(1, 1), (1, 2), (2, 1), (1, 3), (2, 2), (3, 1)]


@cache
def read_dictionary() -> dict[str, int]:
    """Words of one to four characters with their frequency in jieba's counts."""
    lines = resources.files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines()
    entries = (line.split(" ") for line in lines)
    return {word: int(n) for word, n, *_ in entries if len(word) < 5}


@cache
def read_idioms() -> list[str]:
    """Idioms of four characters in jieba's dictionary."""
    lines = resources.files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines()
    return [line[:4] for line in lines if line.endswith(" i") and line.index(" ") == 4]


@cache
def read_surnames() -> frozenset[str]:
    """Common surnames (data/surnames.csv)."""
    lines = resources.files("analysis").joinpath("data/surnames.csv").read_text("utf-8").splitlines()[1:]
    return frozenset(line.split(",")[0] for line in lines if line.split(",")[1] == "yes")


def are_names(text: str) -> bool:
    """Tell whether the text is made of personal names alone, each of two or three characters.

    >>> are_names("王芳 李文博"), are_names("高原 牧歌")  # the second: a plateau, a pastoral
    (True, False)
    """
    names = re.split(r"[\s、,]+", text.strip("()（） \u3000"))
    return all(1 < len(name) < 4 and name[0] in read_surnames() for name in names)


def spells_word(before: str, after: str) -> bool:
    """Tell whether the last character before a gap and the first after it spell a word.

    >>> spells_word("充满浓浓的读", "书氛围")  # 读书, to read
    True
    """
    return read_dictionary().get(before[-1:] + after[:1], 0) >= FREQUENT


def completes_word(before: str, after: str) -> bool:
    """Tell whether the seam spells a word that is commoner than the one which `after` seems to begin with.

    >>> completes_word("轮流守候，记录", "下它们起飞的时间"), completes_word("延长产业", "链，带动就业")  # 录下, 产业链
    (True, True)
    >>> completes_word("旧渔网", "目前已修好")  # 网目, mesh, is a word, but 目前, now, is a commoner one
    False
    """
    words = read_dictionary()
    spelt = max(words.get(before[-a:] + after[:b], 0) for a, b in ACROSS)
    return spelt >= FREQUENT and spelt > max(words.get(after[:2], 0), words.get(after[:3], 0))


def likeness(first: str, second: str, size: int = 2) -> float:
    """Likeness of two texts: character bigrams in common over the geometric mean of their numbers (Ochiai 1957).

    >>> likeness("夜读班开课", "夜读班停课") > likeness("夜读班开课", "防汛演练")
    True
    """
    one, two = split_grams(first, size), split_grams(second, size)
    return len(one & two) / (len(one) * len(two)) ** 0.5 if one and two else 0.0


def split_grams(text: str, size: int = 2) -> set[str]:
    """Character n-grams of the text that hold no punctuation."""
    return {text[n : n + size] for n in range(len(text) - size + 1) if text[n : n + size].isalnum()}
