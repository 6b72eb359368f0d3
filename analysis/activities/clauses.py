"""Clauses: where they end, who is their subject, and whether their verb names an act.

Works on a masked paragraph (mentions.py): names are runs of one character, so
a comma in a title or a verb in a name is never seen.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from analysis.activities.lexicon import NAMED, QUOTED, Word, is_agent, lead_pattern

Span = tuple[int, int]
CLAUSE = re.compile(r"(?:[^，,；;：:。！？!?…]|(?<=\d)[,，](?=\d{3}))+")
ACTS = frozenset(["act", "event", "motion", "noun_verb", "existential"])
CONTENT = frozenset(["remark", "effect", "state"])
# 举办的 (that was held) opens a relative clause; 开展时 (when it was done) ends a clause of circumstance.
# 围绕春耕开展培训 (to train, on ploughing): behind such a phrase these verbs are the act itself.
LIGHT = frozenset(["进行", "开展", "组织", "举办", "召开"])
RELATIVE = re.compile(r"(?:[了过]|起来)?的")
CIRCUMSTANCE = re.compile(r"(?:的)?(?:时|时候|之际|之时|之后|之前|以来|以后|期间|过程中|同时|基础上|背景下)$|[中下后]$")
# Behind a verb such as 培训 (to train) these make it part of a noun: 培训工作, 培训基地, 培训现场.
COMPOUND = re.compile(
    r"活动|工作|教育|仪式|大?会(?!员)|讲座|比赛|大赛|团|队|员|者|组|部|站|所|室|班|中心|窗口|方案|计划|规划|制度|机制|模式|能力|水平|力度|"
    r"情况|体系|平台|项目|工程|任务|课程|课堂|基地|热潮|氛围|成果|成效|经验|材料|资料|精神|主题|内容|方式|方法|形式|效果|质量|进度|"
    r"[周月年节史季课馆厅场线法权品费额量率机器]|单位|企业|机构|人[员才]|需求|行业|产业|市场|规模|产品|技术|设备|设施|环境|条件|标准|政策|"
    r"问题|服务|实践|路线|阵地|载体|力量|意识|理念|作用|关系|领域|对象|知识点|之[路旅家]|和(?!了)|、|与|及|等(?!待)"
)
# Of 已有三百人参加 (three hundred have come) the people are the subject, not 有 (there are).
THERE_ARE = re.compile(r"[\d一二两三四五六七八九十百千万近超约]|多|不少|许多|众多|大批|一批|[\ue002-\ue004]")
CONCRETE = re.compile(f"[\ue002-\ue005\\d了《“]|[一两三四五六七八九十百千万]+[^些样种定]")
JOIN = re.compile(r"、|以及|[与和及](?!谐|平|睦|解|美)")
MAIN_NOUN = re.compile(r".*的")
LONGEST_SUBJECT = 60  # a longer stretch without a verb is no subject but a sentence that was not understood


class Clause(NamedTuple):
    """form[start:end]; `subjects` may be empty, `theme` is what stands where a subject would.

    `verb` is the word that decides what the clause is: an act, or none; `mood`
    is "", modal, future or adjunct (a clause of circumstance). `aside` holds the
    relative clauses before the subject, whose dates and verbs are not its own.
    """

    start: int
    end: int
    subjects: tuple[Span, ...]
    theme: Span | None
    verb: Word | None
    mood: str
    aside: Span


def split_clauses(masked: str, start: int, end: int) -> Iterator[Span]:
    """Clauses of a sentence by its commas and colons.

    >>> text = "3月5日,社区举办讲座,共1,200人参加"  # one thousand two hundred took part
    >>> [text[i:j] for i, j in split_clauses(text, 0, len(text))]
    ['3月5日', '社区举办讲座', '共1,200人参加']
    """
    for match in CLAUSE.finditer(masked, start, end):
        yield match.span()


def read_clause(masked: str, span: Span, words: list[Word]) -> Clause:
    """Find subject and deciding verb of a clause; `words` are those of the paragraph, in order.

    >>> from analysis.activities.lexicon import find_words
    >>> text = "志愿者在广场开展清扫"  # volunteers clean up in the square
    >>> clause = read_clause(text, (0, len(text)), find_words(text))
    >>> [text[i:j] for i, j in clause.subjects], text[clause.verb.start : clause.verb.end]
    (['志愿者'], '开展')
    """
    start, end = span
    lead = lead_pattern().match(masked, start, end)
    at = first = lead.end() if lead else start
    subjects: tuple[Span, ...] = ()
    theme, mood, disposal, closed, verb = None, "", False, False, None
    inside = words[bisect_left(words, (at,)) : bisect_left(words, (end,))]
    for n, word in enumerate(inside):
        behind = masked[word.end : end]
        if word.kind == "state" and masked[word.start : word.end] in ("有", "共有") and THERE_ARE.match(behind):
            at, closed = word.end, False
            continue
        if word.kind in ACTS or word.kind == "weak":
            relative = _relative(masked, word, end, inside[n + 1 :], bool(subjects))
            if relative:
                at, closed = relative, False
                continue
            if _is_noun(masked, word, end, at):
                continue
        if not closed:
            theme = theme or ((at, word.start) if at < word.start else None)
            subjects = find_agents(masked, at, word.start)
            # an adverb may stand within a name that nobody knows: then the subject is still to come
            closed = bool(subjects) or word.kind != "adverb"
            at = at if closed else word.end
        if word.kind == "preposition" and word.start == first and masked[word.start] == "为":
            mood = mood or "adjunct"
        elif word.kind == "adjunct" and not subjects:
            mood = mood or "adjunct"
        elif word.kind in ("modal", "future"):
            mood = word.kind
        elif word.kind == "disposal":
            future = n + 1 < len(inside) and inside[n + 1].start == word.end and inside[n + 1].kind != "noun"
            mood, disposal = ("future" if future else mood), not future
        elif word.kind in CONTENT or word.kind in ACTS or word.kind == "weak":
            verb = word
            if mood == "adjunct" and masked[word.start : word.end] in LIGHT and word.start > inside[n - 1].end:
                mood = ""
            if not disposal:
                break
    if not closed:
        theme, subjects = (at, end) if at < end else None, find_agents(masked, at, end)
    if CIRCUMSTANCE.search(masked, start, end):
        mood = "adjunct"
    return Clause(start, end, subjects, theme, verb, mood, (first, at))


def _relative(masked: str, word: Word, end: int, later: list[Word], has_subject: bool) -> int:
    """Where the noun begins that a relative clause with this verb belongs to; 0 if the verb is no such verb."""
    match = RELATIVE.match(masked, word.end, end)
    if match:
        return match.end()
    if has_subject:
        return 0
    # 参加活动的学生走进… (the pupils who took part went to …): an agent between 的 and a later verb
    mark = masked.find("的", word.end, end)
    if mark > 0:
        for other in later:
            if other.start > mark + 1 and other.kind in ACTS and find_agents(masked, mark + 1, other.start):
                return mark + 1
    return 0


def _is_noun(masked: str, word: Word, end: int, at: int) -> bool:
    """活动的开展 (the carrying out of), 培训工作 (training work): verbs that are used as nouns."""
    if word.start > at and masked[word.start - 1] == "的":
        return True
    return word.kind == "noun_verb" and bool(COMPOUND.match(masked, word.end, end))


def find_agents(masked: str, start: int, end: int) -> tuple[Span, ...]:
    """Those who act, if masked[start:end] names them; members of an enumeration one by one.

    >>> find_agents("县文化馆、图书馆和志愿者", 0, 12)  # the culture centre, the library and volunteers
    ((0, 4), (5, 8), (9, 12))
    >>> find_agents("热烈的掌声", 0, 5)  # warm applause
    ()
    """
    while start < end and masked[start] in "、“”\" 　的等":
        start += 1
    while start < end and masked[end - 1] in " 　":
        end -= 1
    if not 0 < end - start <= LONGEST_SUBJECT or not is_agent(masked[start:end]):
        return ()
    main = MAIN_NOUN.match(masked, start, end)
    if main and find_agents(masked, main.end(), end):
        start = main.end()
    parts, at = [], start
    for mark in [*JOIN.finditer(masked, start, end), None]:
        stop = mark.start() if mark else end
        parts.append((at, _trim(masked, at, stop)))
        at = mark.end() if mark else end
    if all(is_agent(masked[i:j]) for i, j in parts):
        return tuple(parts)
    return ((start, _trim(masked, start, end)),)


def _trim(masked: str, start: int, end: int) -> int:
    """End of a name without 等 (and others)."""
    return end - 1 if end - start > 1 and masked[end - 1] == "等" else end


def names_someone(masked: str, span: Span) -> bool:
    """Tell a body, a person or a place with a name from a noun for someone."""
    return any(c in NAMED for c in masked[slice(*span)])


def is_concrete(masked: str, clause: Clause) -> bool:
    """An act without anyone who does it is believed where its clause holds a name, a number or 了 (done)."""
    return bool(CONCRETE.search(masked, clause.start, clause.end))
