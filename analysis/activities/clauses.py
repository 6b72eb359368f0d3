"""Clauses: where they end, who is their subject, and whether their verb names an act.

Works on a masked paragraph (mentions.py): names are runs of one character, so
a comma in a title or a verb in a name is never seen.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from analysis.activities.lexicon import BODY, DATE, NAMED, PERSON, Word, is_agent, skip_lead

Span = tuple[int, int]
SPAN = re.compile(r"(?:[^，；;：:。！？!?…,]+|(?<=\d),(?=\d{3}))+")
ACTS = frozenset(["act", "event", "motion", "noun_verb", "existential"])
MOODS = frozenset(["modal", "duty", "habit", "future"])
HALF = frozenset(["effort", "weak"])
VERBS = ACTS | HALF
NO_OBJECT = VERBS | {"remark", "effect", "state", "preposition", "adjunct", "adverb"}  # what no object begins with
DECIDING = VERBS | {"remark", "effect", "state"}
# 举办的 (that was held) opens a relative clause; 开展时 (when it was done) ends a clause of circumstance.
# 围绕春耕开展培训 (to train, on ploughing): behind such a phrase these verbs are the act itself.
DELIBERATE = ("研究", "讨论", "协商", "商讨")  # their object may be a clause: 研究进一步做好…
PASSIVE = ("由", "被")  # 会议由县长主持: who acts stands behind, if at all
TOPIC = frozenset(["围绕", "针对", "根据", "按照", "依托"])
LIGHT = frozenset(["进行", "开展", "组织", "举办", "召开"])
RELATIVE = re.compile(r"(?:[了过]|起来)?的")
CIRCUMSTANCE = re.compile(
    r"(?:的)?(?:时|时候|之际|之时|之后|之前|以来|以后|期间|过程中|同时|基础上|背景下|年来|周年)$|(?<![家手心途怀])中$|[下后]$|^一[^\d个名位批场家]{1,3}$"
)
LASTS = frozenset("时候际后前来间中上下年")  # what it may end with, unless it begins with 一
# Behind a verb such as 培训 (to train) these make it part of a noun: 培训工作, 培训基地, 培训现场.
COMPOUND = re.compile(
    r"活动|工作|教育|仪式|大?会(?!员)|讲座|比赛|大赛|团|队|员|者|组|部|站|所|室|班|中心|窗口|方案|计划|规划|制度|机制|模式|能力|水平|力度|"
    r"情况|综合体|体系|平台|项目|工程|任务|课程|课堂|基地|热潮|氛围|成果|成效|经验|材料|资料|精神|主题|内容|方式|方法|形式|效果|质量|进度|"
    r"[周月年节史季课馆厅场线法权品费额量率机器总]|单位|企业|机构|人[员才]|需求|行业|产业|市场|规模|产品|速度|增速|面积|产量|成本|价格|业务|技术|设备|设施|环境|条件|标准|政策|"
    r"问题|服务|实践|路线|阵地|载体|力量|意识|理念|作用|关系|领域|对象|知识点|之[路旅家]|和(?!了)|、|与|及|等(?!待)"
)
# Of 已有三百人参加 (three hundred have come) the people are the subject.
THERE_ARE = re.compile(r"[\d一二两三四五六七八九十百千万近超约]|多|不少|许多|众多|大批|一批|[\ue002-\ue004]")
CONCRETE = re.compile("[\ue002-\ue005\\d了《“]|[一两三四五六七八九十百千万]+[^些样种定]")
JOIN = re.compile(r"、|以及|[与和及](?!谐|平|睦|解|美)")
WITHIN = re.compile(r"(?:上|中|里|期间|时|前|后|下)$")
CORE = re.compile(r"以[^，]{1,30}?为[^，]{1,6}?的")  # 以…为核心的党中央 (the Central Committee with … as its core)
LONGEST_HEAD = 25
LONGEST_SUBJECT = 60  # a longer stretch without a verb is no subject but a sentence that was not understood


# Who acts, as far as the clause says; what stands there; where it begins; how many words are not the predicate's.
Subject = tuple[tuple[Span, ...], Span | None, int, int]


class Clause(NamedTuple):
    """form[start:end]; `subjects` may be empty, `theme` is what stands where a subject would.

    `verb` is the word that decides what the clause is: an act, or none; `mood`
    is one of MOODS, adjunct (a clause of circumstance), or empty. `aside` holds
    the relative clauses before the subject, whose dates and verbs are not its own.
    """

    start: int
    end: int
    subjects: tuple[Span, ...]
    theme: Span | None
    verb: Word | None
    mood: str
    aside: Span


def split_clauses(masked: str, start: int, end: int) -> list[Span]:
    """Clauses of a sentence by its commas and colons.

    >>> text = "3月5日,社区举办讲座,共1,200人参加"  # one thousand two hundred took part
    >>> [text[i:j] for i, j in split_clauses(text, 0, len(text))]
    ['3月5日', '社区举办讲座', '共1,200人参加']
    """
    return [clause.span() for clause in SPAN.finditer(masked, start, end)]


def read_clauses(masked: str, sentence: Span, words: list[Word]) -> Iterator[Clause]:
    """Read the clauses of a sentence; `words` are those of the paragraph, or of the sentence, in order."""
    at = bisect_left(words, sentence[:1])
    for span in split_clauses(masked, *sentence):
        first, at = at, bisect_left(words, span[1:], at)  # no word holds a mark between clauses
        yield read_clause(masked, span, words[first:at])


def read_clause(masked: str, span: Span, words: list[Word]) -> Clause:
    """Find subject and deciding verb of a clause; `words` are its own.

    >>> from analysis.activities.lexicon import find_words
    >>> text = "志愿者在广场开展清扫"  # volunteers clean up in the square
    >>> clause = read_clause(text, (0, len(text)), find_words(text))
    >>> [text[i:j] for i, j in clause.subjects], text[slice(*clause.verb[:2])]
    (['志愿者'], '开展')
    """
    start, end = span
    first = skip_lead(masked, start, end)
    inside = [word for word in words if word[0] >= first] if first > start else words
    if not inside:
        mood = "adjunct" if _is_circumstance(masked, first, end) else ""
        whole = (first, end) if first < end else None
        return Clause(start, end, find_agents(masked, first, end), whole, None, mood, (first, first))
    subjects, theme, base, n = _find_subject(masked, (first, end), inside)
    rest = inside[n:]
    verb, mood = _final(masked, end, rest), ""
    if not verb:
        at_once = bool(rest) and rest[0][0] == first
        verb, mood = _find_verb(masked, end, rest, at_once, bool(subjects))
    if _is_circumstance(masked, first, end):
        mood = "adjunct"
    return Clause(start, end, subjects, theme, verb, mood, (first, base))


def _final(masked: str, end: int, words: list[Word]) -> Word | None:
    """某某在参加讨论时说，… : what is said follows; 种植苹果是…: to grow apples is…."""
    if words and masked.find("是", words[0][0], end) >= 0:
        for word in words:
            if masked[word[0]] == "是" and word[1] - word[0] == 1:
                return word
    return words[-1] if words and words[-1][2] == "remark" and words[-1][1] == end else None


def _is_circumstance(masked: str, first: int, end: int) -> bool:
    at = first if first > end - 5 else end - 5
    if masked[end - 1] not in LASTS and masked[at : at + 1] != "一":
        return False
    return CIRCUMSTANCE.search(masked[at:end]) is not None


def _find_subject(masked: str, span: Span, words: list[Word]) -> Subject:
    """The subject reaches to the first word that cannot be part of it."""
    at, end = span
    if masked[at] == "以" and (core := CORE.match(masked, at, end)):
        at = core.end()
    base, theme, modified = at, None, masked.find("的", at, end) > 0
    date = masked.find(DATE, at, end)
    if at < date and (not words or date < words[0][0]) and (spans := find_agents(masked, at, date)):
        return (spans, None, at, 0)  # 市图书馆3月5日…: a time ends the subject
    for n, word in enumerate(words):
        start, stop, kind = word
        if start < at:
            continue
        if masked[stop - 1] == "有" and masked[start:stop] in ("有", "共有") and _there_are(masked, stop, end):
            at, base, theme = stop, stop, None
        elif modified and (noun := _relative(masked, end, words[n:])):
            at, base, theme = noun, noun, None
        elif kind not in VERBS or not _is_noun(masked, words, n, end, at):
            theme = theme or ((at, start) if at < start else None)
            if masked[start:stop] in PASSIVE:
                by = find_agents(masked, stop, words[n + 1][0] if n + 1 < len(words) else end)
                return (by, theme, base, n)
            spans = find_agents(masked, at, start) if at == base else _last_name(masked, at, start)
            if spans or kind != "adverb":
                return (spans, theme, base, n)
            at = stop  # an adverb may stand within a name that nobody knows: the subject is still to come
    theme = theme or ((at, end) if at < end else None)
    return (find_agents(masked, at, end), theme, base, len(words))


def _find_verb(masked: str, end: int, words: list[Word], at_once: bool, has_subject: bool) -> tuple[Word | None, str]:
    """The verb that decides what the predicate tells, and its mood; behind 把 (disposal) it is the last one."""
    verb, mood, disposal = None, "", False
    for n, word in enumerate(words):
        start, stop, kind = word
        if kind in DECIDING:
            if kind in VERBS and (RELATIVE.match(masked, stop, end) or _is_noun(masked, words, n, end, words[0][0])):
                continue
            verb = word
            lifts = masked[start:stop] in LIGHT and masked[slice(*words[0][:2])] in TOPIC
            if mood == "adjunct" and lifts and start > words[n - 1][1]:
                mood = ""
            if not disposal and mood != "adjunct":
                break
        elif masked[start:stop] == "以" and n + 1 < len(words) and words[n + 1][0] == stop and words[n + 1][2] in VERBS:
            return (start, stop, "effect"), mood  # 以解决…问题: in order to
        elif kind == "disposal":
            future = masked[start] == "将" and n + 1 < len(words) and words[n + 1][0] == stop
            mood, disposal = ("future" if future else mood), not future
        elif kind in MOODS:
            mood = kind
        elif n == 0 and not has_subject and (kind == "adjunct" or (at_once and masked[start] == "为")):
            mood = "adjunct"
    return verb, mood


def _relative(masked: str, end: int, words: list[Word]) -> int:
    """Where the noun begins that a relative clause with the first verb belongs to; 0 if it is in none."""
    verb = next((word for word in words if word[2] in VERBS), None)
    if not verb:
        return 0
    match = RELATIVE.match(masked, verb[1], end)
    if match:  # 两校共同组建的宣讲队走进… (the team that two schools formed together), but not 在某地召开的会议上
        after = next((start for start, _, _ in words if start >= match.end()), end)
        return 0 if WITHIN.search(masked, match.end(), after) else match.end()
    if verb is not words[0]:
        return 0
    # 参加活动的学生走进… (the pupils who took part went to …): an agent between 的 and a later verb
    mark = masked.find("的", verb[1], end) + 1
    if mark:
        later = [word for word in words if word[0] > mark]
        if any(kind == "preposition" and word_start < mark for word_start, _, kind in words):
            return 0  # 比赛在某地的公园进行: the phrase with 的 is the preposition's
        acts = any(kind in ACTS for _, _, kind in later) and find_agents(masked, mark, later[0][0])
        if acts or any(kind == "state" for _, _, kind in later):
            return mark  # a verb of state behind it cannot be the object's: 获奖的作品包括…
    return 0


def _is_noun(masked: str, words: list[Word], n: int, end: int, at: int) -> bool:
    """活动的开展 (the carrying out of), 培训工作 (training work), 建设取得… : verbs that are used as nouns."""
    start, stop, kind = words[n]
    if start > at and masked[start - 1] == "的":
        return True
    if kind != "noun_verb":
        return False
    if masked[start:stop] in DELIBERATE:
        return bool(COMPOUND.match(masked, stop, end))
    verb_behind = n + 1 < len(words) and words[n + 1][0] == stop and words[n + 1][2] in NO_OBJECT
    return verb_behind or masked[stop : stop + 1] == DATE or bool(COMPOUND.match(masked, stop, end))


def find_agents(masked: str, start: int, end: int) -> tuple[Span, ...]:
    """Those who act, if masked[start:end] names them; members of an enumeration one by one.

    >>> find_agents("县文化馆、图书馆和志愿者", 0, 12)  # the culture centre, the library and volunteers
    ((0, 4), (5, 8), (9, 12))
    >>> find_agents("热烈的掌声", 0, 5)  # warm applause
    ()
    """
    while start < end and masked[start] in '、“”" 　的等':
        start += 1
    while start < end and masked[end - 1] in f" 　（）(){DATE}":
        end -= 1
    if not 0 < end - start <= LONGEST_SUBJECT or masked[start] in "与和及" or not is_agent(masked[start:end]):
        return ()
    main = masked.rfind("的", start, end) + 1
    if main and find_agents(masked, main, end) and not is_agent(masked[start : main - 1]):
        start = main
    name = _last_name(masked, start, end)
    if name and name[0][0] > start and masked[name[0][0] - 1] not in NAMED and is_agent(masked[start : name[0][0]]):
        return name  # 国家主席某某, 成员单位某公司: the name behind its apposition
    parts, at = [], start
    for mark in [*(JOIN.finditer(masked, start, end) if masked.find("（", start, end) < 0 else ()), None]:
        stop = mark.start() if mark else end
        parts.append((at, _trim(masked, at, stop)))
        at = mark.end() if mark else end
    if name and len(parts) > 1 and all(masked[j - 1] not in NAMED for _, j in parts[:-1]) and parts[-1][0] < name[0][0]:
        return name  # 主任、书记某某: one person with several posts
    if all(is_agent(masked[i:j]) for i, j in parts):
        return tuple(parts)
    return ((start, _trim(masked, start, end)),)


def _there_are(masked: str, start: int, end: int) -> bool:
    """Of 有义工值班 (there are volunteers on duty) those behind 有 are the subject."""
    return bool(THERE_ARE.match(masked, start, end) or head_agent(masked, start, end))


def head_agent(masked: str, start: int, end: int) -> tuple[Span, ...]:
    """Who acts in a clause whose verb is not known: the shortest phrase at its head that names someone.

    >>> head_agent("志愿者帮老人晒被子", 0, 9)  # volunteers air quilts for the old
    ((0, 3),)
    """
    modified = masked.find("的", start, end)
    for stop in range(start + 2, min(start + LONGEST_HEAD, modified if modified > 0 else end)):
        last = masked[stop - 1]
        if last in NAMED:
            if masked[stop] != last:
                return ((start, stop),)
        elif is_agent(masked[start:stop]):
            return ((start, stop),)
    return ()


def _last_name(masked: str, start: int, end: int) -> tuple[Span, ...]:
    """The name of a body or a person at the end of a phrase."""
    at = end
    while at > start and masked[at - 1] == masked[end - 1]:
        at -= 1
    return ((at, end),) if at < end and masked[at] in BODY + PERSON else ()


def _trim(masked: str, start: int, end: int) -> int:
    """End of a name without 等 and 等地 (and others, and elsewhere)."""
    for others in ("等地", "等"):
        if masked.endswith(others, start + 1, end):
            return end - len(others)
    return end


def is_concrete(masked: str, clause: Clause) -> bool:
    """An act without anyone who does it is believed where its clause holds a name, a number or 了 (done)."""
    return bool(CONCRETE.search(masked, clause.start, clause.end))
