"""Set phrases (提法) that a page shows by repeating them."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate
from math import log2
from statistics import fmean
from typing import NamedTuple

from analysis.themes.repeats import find_repeats
from analysis.words import cut, read_tags

# Words that lead to a phrase or leave it, and are no part of it: take as, hold, carry out, through.
LIGHT = frozenset(
    """
    作为 开展 进行 举办 举行 组织 加强 推进 推动 做好 抓好 受到 得到 成为 通过 利用 实现 走进 参加 参与 围绕 融入 投身
    引导 引领 帮助 帮 让 使 请 是 有 为了 深入 扎实 积极 全面 不断 切实 进一步 认真 广泛 共同 主动 以来 期间 等
    相结合 结合起来 说 指出 强调 表示 认为 介绍 告诉 提供 讨论
    """.split()  # noqa: SIM905
)
# Two words of which the second is one of these name a kind of thing: practical activities, teaching work.
GENERIC = frozenset("活动 工作 历史 情况 问题 方面 方式 内容 事业 水平 能力 作用 工程 项目 单位 部门 人员 服务".split())  # noqa: SIM905
# Places, bodies, what the dictionary lacks, numbers. Not nr: jieba's persons include 文明 and 阳光.
NAME = re.compile(r"n[st]|x|eng|m")
VERB = re.compile(r"v|[il]$")  # verbs, verbal nouns, idioms
EDGE = re.compile(r"[pcufydqrmx]|$")  # function words, which begin and end no phrase
REMEMBERED = 10_000  # words of which it is known whether they begin a phrase
CLAUSE = re.compile(r"[^\n，。；：！？“”]+")  # no word crosses these marks, and no repeat


class Phrase(NamedTuple):
    """A repeated phrase: occurrences, and how far they go beyond those of longer phrases."""

    text: str
    n: int
    c_value: float


def rank_phrases(text: str, least: int = 3) -> list[Phrase]:
    """List set phrases that occur `least` times or more, by C-value (Frantzi, Ananiadou & Mima 2000).

    A phrase is two words or more with a verb among them and no name; it
    stands at least twice outside longer ones.

    >>> [phrase.text for phrase in rank_phrases("开展垃圾分类，坚持垃圾分类，垃圾分类是习惯。")]  # sorting waste
    []
    >>> text = "推动乡村振兴。服务乡村振兴。乡村振兴，产业先行。"  # rural revitalisation
    >>> [(phrase.text, phrase.n) for phrase in rank_phrases(text)]
    [('乡村振兴', 3)]
    """
    counts = {phrase: len(places) for phrase, places in _candidates(text, least).items() if len(places) >= least}
    scored = [Phrase(text, n, c_value(text, counts)) for text, n in counts.items() if _alone(text, counts) >= 2]
    return sorted(scored, key=lambda phrase: (-phrase.c_value, phrase.text))


def c_value(phrase: str, counts: dict[str, int], size: int = 0) -> float:
    """C-value of a phrase among the candidates `counts`: log2 of its length times its count outside longer ones.

    `size` is its length; left out, its characters.

    >>> counts = {"基层治理": 5, "推进基层治理": 3}  # grass-roots governance, advance it
    >>> c_value("基层治理", counts), c_value("推进基层治理", counts)
    (4.0, 7.754887502163468)
    """
    return log2(size or len(phrase)) * _alone(phrase, counts)


def _alone(phrase: str, counts: dict[str, int]) -> float:
    longer = [n for other, n in counts.items() if phrase in other and phrase != other]
    return counts[phrase] - (fmean(longer) if longer else 0)


def _candidates(text: str, times: int) -> dict[str, set[int]]:
    """Where each repeated phrase begins, cut down to whole words and without the light words around it."""
    repeats = list(find_repeats(text, times=times))
    if not repeats:
        return {}
    clauses, moved = _clauses(text, {place for _, places in repeats for place in places})
    tokens = cut(clauses)
    bounds = list(accumulate(map(len, tokens), initial=0))
    found: dict[str, set[int]] = {}
    read: set[tuple[int, int]] = set()  # one stretch of words lies in several repeats
    for length, places in repeats:
        for place in map(moved.__getitem__, places):
            stretch = bisect_left(bounds, place), bisect_right(bounds, place + length) - 1  # whole words
            if stretch[1] - stretch[0] < 2 or stretch in read:
                continue
            read.add(stretch)
            first, last = _trim(tokens, *stretch)
            if last - first > 1 and _is_phrase(tokens[first:last]):
                found.setdefault("".join(tokens[first:last]), set()).add(bounds[first])
    return found


def _clauses(text: str, places: set[int]) -> tuple[str, dict[int, int]]:
    """The clauses that hold a place, one a line, and where each place stands in them: only they are cut."""
    clauses = CLAUSE.finditer(text)
    moved, lines, start, end, length, by = {}, [], 0, 0, 0, 0
    for place in sorted(places):
        if place >= end:
            while end <= place:
                start, end = next(clauses).span()
            lines.append(text[start:end])
            by = length - start
            length += end - start + 1
        moved[place] = place + by
    return "\n".join(lines), moved


def _trim(tokens: list[str], first: int, last: int) -> tuple[int, int]:
    while first < last and _is_edge(tokens[first]):
        first += 1
    while last > first and _is_edge(tokens[last - 1]):
        last -= 1
    return first, last


@lru_cache(maxsize=REMEMBERED)
def _is_edge(token: str) -> bool:
    return token in LIGHT or bool(EDGE.match(read_tags().get(token, "x")))


def _is_phrase(tokens: list[str]) -> bool:
    if sum(map(len, tokens)) < 4 or (len(tokens) == 2 and tokens[1] in GENERIC):
        return False
    tags = read_tags()
    kinds = [tags.get(token, "x") for token in tokens if token not in "、·"]
    return any(map(VERB.match, kinds)) and not any(map(NAME.match, kinds))
