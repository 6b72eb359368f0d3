"""Segmentation: jieba's tokens at rjieba's speed.

rjieba 0.2.2 gives the tokens of jieba 0.42.1 except in blocks of the kinds
that `_find_unlike` knows; those go to jieba itself. A property test holds the two
equal. jieba is imported, and its dictionary built (half a second), only when
such a block comes; it writes no cache and no log.
"""

import re
import warnings
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Any

import numpy as np

from analysis.chinese import LONG
from analysis.words.researcher import Entry, find_entries, find_winners

RARE = "\u3007\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# 人人|人 and 人|人人 weigh the same but for rounding, and so 研究研究研究; digits and letters are never taken apart.
REPEATED = re.compile(r"([^\x00-\x7f])\1\1|(?![\x00-\x7f]{2})(..)\2\2")
# What jieba or rjieba takes for a stretch to segment; all else is punctuation to both.
BLOCK = re.compile(rf"[a-zA-Z0-9+#&._%\-\u4e00-\u9fd5{RARE}]+")
# One class of characters begins all cases, so that the search is quick.
UNLIKE = re.compile(
    rf"""
    [+\#&_\-{RARE}.a-zA-Z%] (?:
      (?<=[+\#&_\-{RARE}])                              # rjieba takes F-35 for one token; jieba lacks rare Han
    | (?<=\.)(?!\d) | (?<=\.)(?<!\d\.)                  # a point that is no decimal point
    | (?<=[a-zA-Z.%])\d+\. | (?<=\.)\d+%?[a-zA-Z.]     # A1.5, 1.5.2, 1.5G
    | (?<=\.)\d+%[\d%]                                 # 1.5%3
    )
    """,
    re.VERBOSE,
)


def cut(text: str, entries: tuple[Entry, ...] = ()) -> list[str]:
    """Cut text into words, punctuation and spaces; joined, the tokens are the text.

    >>> cut("全长3.5公里的大桥通车。")  # the bridge, 3.5 km long, opens
    ['全长', '3.5', '公里', '的', '大桥', '通车', '。']
    """
    weighted = tuple(entry for entry in entries if entry.frequency is not None)
    tokens: list[str] = []
    here = 0
    for start, end in find_winners(text, entries) if entries else ():
        tokens += _cut_between(text[here:start], weighted)
        tokens.append(text[start:end])
        here = end
    return tokens + _cut_between(text[here:], weighted)


def _cut_between(text: str, weighted: tuple[Entry, ...]) -> list[str]:
    """Cut what lies between words that always win: with rjieba, but for the blocks that are unlike."""
    fast = _rjieba(weighted)
    pieces = _pieces(text, weighted)
    return list(chain.from_iterable(_jieba_cut(piece, weighted) if odd else fast.cut(piece) for piece, odd in pieces))


def _pieces(text: str, weighted: tuple[Entry, ...]) -> Iterator[tuple[str, bool]]:
    """Yield stretches of text, and whether jieba must cut them.

    Blocks are looked for only in the lines that hold something unlike.
    """
    here = 0
    for start, end in _odd_lines(text, weighted):
        for block in BLOCK.finditer(text, start, end):
            if _is_odd(block[0], weighted):
                yield text[here : block.start()], False
                yield block[0], True
                here = block.end()
    yield text[here:], False


def _odd_lines(text: str, weighted: tuple[Entry, ...]) -> Iterator[tuple[int, int]]:
    hits = sorted([*_find_unlike(text), *(start for start, _, _ in find_entries(text, weighted))])
    end = -1
    for hit in hits:
        if hit >= end:
            start, end = text.rfind("\n", 0, hit) + 1, text.find("\n", hit)
            end = len(text) if end < 0 else end
            yield start, end


def _is_odd(text: str, weighted: tuple[Entry, ...]) -> bool:
    return bool(_find_unlike(text) or next(find_entries(text, weighted), None))


def _find_unlike(text: str) -> list[int]:
    repeats = [m.start() for m in REPEATED.finditer(text)] if len(text) < LONG else _find_repeats(text)
    return [*(match.start() for match in UNLIKE.finditer(text)), *repeats]


def _find_repeats(text: str) -> list[int]:
    """What REPEATED finds in a long text, overlaps too: at once, where a pattern would look back at every character.

    >>> _find_repeats("人人人都来了，研究研究研究，1000111")  # everybody came; let us look into it
    [0, 7]
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    same, after = codes[1:] == codes[:-1], codes[2:] == codes[:-2]
    foreign = codes > 127
    triple = same[1:] & same[:-1] & foreign[2:]
    pairs = after[3:] & after[2:-1] & after[1:-2] & after[:-3] & (foreign[5:] | foreign[4:-1])
    return [*triple.nonzero()[0].tolist(), *pairs.nonzero()[0].tolist()]


@cache
def _rjieba(weighted: tuple[Entry, ...]) -> Any:
    """The engine; with weighted words one of its own, since they change the sum of all weights."""
    import rjieba

    if not weighted:
        return rjieba
    engine = rjieba.Jieba()
    for entry in weighted:
        engine.add_word(entry.word, entry.frequency, entry.tag or "x")
    return engine


@cache
def _jieba(weighted: tuple[Entry, ...]) -> Any:
    """A tokenizer of our own: jieba's shared one keeps its cache where every user can write, and logs."""
    with warnings.catch_warnings():
        # jieba's source has escapes that newer Pythons warn of when they compile it.
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel("WARNING")
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for entry in weighted:
        if entry.frequency:
            tokenizer.add_word(entry.word, entry.frequency)
        else:
            tokenizer.FREQ[entry.word] = 0
    return tokenizer


def _jieba_cut(block: str, weighted: tuple[Entry, ...]) -> list[str]:
    """Cut with jieba; a word of frequency 0 is taken apart.

    jieba would do that too, but for every dictionary of the process from then on.
    """
    never = {entry.word for entry in weighted if entry.frequency == 0}
    tokens = _jieba(weighted).lcut(block)
    return [part for token in tokens for part in (token if token in never else [token])]
