"""Quotation and title marks: pairs, nested pairs, and orphans that lost their partner in print."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from analysis.readings import Reading

PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "「": "」", "『": "』"}
CLOSING = {closing: opening for opening, closing in PAIRS.items()}
# A straight mark opens and closes in turn; ’ between Latin letters is an apostrophe.
MARK = re.compile(rf"[{''.join(PAIRS)}{''.join(CLOSING)}\"](?<![A-Za-z]’(?=[A-Za-z]))")
# Beyond a stop or another mark no lost mark is looked for.
STOP = re.compile(r"[。！？!?；;：:“”‘’《》]")
CLAUSE_STOP = re.compile(r"[。！？!?；;，,”’》]")
# What stands before the name of a campaign: a verb of holding one, or 以 and 把 (take ... as).
INTRODUCER = re.compile(
    r"(?:开展|举办|举行|组织|启动|推出|实施|践行|坚持|参加|参与|打造|创建|成立|推进|落实|弘扬|题为|名为|叫做|称为|围绕|以|把|将)了?"
)
# What stands behind it, with the words that may come between.
CAMPAIGN = re.compile(
    r"(?:[、或和及与]“[^”]{1,20}”)?(?:等|为|的)?(?:主题|系列|专项|专题|大型|特色|品牌|志愿|服务|实践|教育|宣传|宣讲|公益|文化|读书|党建|党日|学习|创建|惠民|便民|图书|捐赠){0,4}"
    r"(?:活动|行动|工程|计划|仪式|运动|大赛|比赛|竞赛|征文|讲座|展览|倡议|党日|班会|分享会|专场|口号|理念|目标|要求|方针|精神)"
)
LONGEST_ORPHAN = 40


class Mark(NamedTuple):
    """A mark at `at` of reading number `n`."""

    n: int
    at: int
    character: str


class Quote(NamedTuple):
    """form[i:j] of reading number `n`, marks included; `closed` if both are printed."""

    n: int
    i: int
    j: int
    closed: bool


def group_readings(readings: list[Reading]) -> Iterator[list[int]]:
    """Yield the numbers of readings that one pair of marks may span.

    These are the parts of one paragraph, and the lines of one headline.
    """
    group: list[int] = []
    for n, reading in enumerate(readings):
        before = readings[group[-1]] if group else reading
        same = (reading.article_id, reading.role) == (before.article_id, before.role)
        if not (same and (reading.paragraph == before.paragraph or reading.role == "headline")):
            yield group
            group = []
        group.append(n)
    if group:
        yield group


def pair_marks(readings: list[Reading], group: Iterable[int]) -> tuple[list[tuple[Mark, Mark]], list[Mark]]:
    """Pairs, and the marks left over.

    A closing mark takes the nearest open partner; what was opened in between
    and not closed is left over.
    """
    pairs: list[tuple[Mark, Mark]] = []
    orphans: list[Mark] = []
    stack: list[Mark] = []
    for n in group:
        for found in MARK.finditer(readings[n].form):
            mark = Mark(n, found.start(), found[0])
            if mark.character == '"':
                partner = '"' if any(m.character == '"' for m in stack) else ""
            else:
                partner = CLOSING.get(mark.character, "")
            if not partner and mark.character not in CLOSING:
                stack.append(mark)
            elif all(m.character != partner for m in stack):
                orphans.append(mark)
            else:
                while stack[-1].character != partner:
                    orphans.append(stack.pop())
                pairs.append((stack.pop(), mark))
    return pairs, orphans + stack


def spread(readings: list[Reading], pair: tuple[Mark, Mark]) -> Iterator[Quote]:
    """Yield the pair as one quote, or one for each reading that it crosses."""
    opening, closing = pair
    for n in range(opening.n, closing.n + 1):
        i = opening.at if n == opening.n else 0
        j = closing.at + 1 if n == closing.n else len(readings[n].form)
        if i < j:
            yield Quote(n, i, j, True)


def complete(reading: Reading, mark: Mark, known: set[str]) -> Quote:
    """Give an orphan the span that it must have opened or closed.

    `known` holds what stands between marks elsewhere on the page: a repeated
    name is the surest sign of where the lost partner stood.
    """
    if mark.character in CLOSING:
        return Quote(mark.n, _lost_start(reading.form, mark.at, known), mark.at + 1, False)
    return Quote(mark.n, mark.at, _lost_end(reading.form, mark.at + 1, known), False)


def _lost_start(form: str, at: int, known: set[str]) -> int:
    for length in range(min(LONGEST_ORPHAN, at), 1, -1):
        if form[at - length : at] in known:
            return at - length
    if at and form[at - 1] in "。！？!?":  # a whole speech: its sentences back to the last mark
        return max((m.end() for m in re.finditer(r"[“”：:]", form[: at - 1])), default=0)
    floor = max(0, at - LONGEST_ORPHAN)
    floor = max((m.end() for m in STOP.finditer(form, floor, at)), default=floor)
    starts = [m.end() for m in INTRODUCER.finditer(form, floor, at - 1)]
    if starts:
        return starts[-1]
    comma = max(form.rfind(c, floor, at) for c in ",，") + 1
    return comma if comma and at - floor > LONGEST_ORPHAN // 2 else min(floor, at - 1) if at else at


def _lost_end(form: str, at: int, known: set[str]) -> int:
    for length in range(min(LONGEST_ORPHAN, len(form) - at), 1, -1):
        if form[at : at + length] in known:
            return at + length
    if form[at - 2 : at - 1] in ("：", ":", ""):  # a speech runs to the end of its paragraph
        return len(form)
    stop = CLAUSE_STOP.search(form, at)
    end = stop.start() if stop else len(form)
    campaign = CAMPAIGN.search(form, at + 2, end)
    return campaign.start() if campaign else max(end, at)
