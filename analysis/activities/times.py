"""The time that governs an act, and what kind of time it is."""

import re
from functools import lru_cache

from analysis.activities.clauses import Clause
from analysis.activities.lexicon import DATE, is_agent
from analysis.activities.mentions import Mention
from analysis.chinese import REMEMBERED

SINCE = re.compile(r"(?:以来|[年月天]来|[以之]?后|起|至今)$")
AS_OF = re.compile(r"截至|截止|目前|迄今|至今|如今|眼下|当前|现在")
VAGUE = re.compile(
    r"近日|日前|近[期来年几两]|最近|前不久|不久前|前[夕后]|左右|之际|上下|许$|[初末底]$|期间|前段时间|连日"
)
RANGE = re.compile(r"[至到—–~～\-、和]")
# 比去年增加 (more than last year); 到明年底 (by the end of next year) is an aim; 主办的2022年… names something
COMPARED = ("比", "较", "同", "到", "的")
FOUNDED = re.compile(r"(.+?)(?:正式)?(?:成立|组建|创立|创建|创办|建立|设立|挂牌|揭牌|开通|启用)(?:之?后|以来)$")
COARSE = ("season", "half_year", "year", "decade", "century", "period")
DEFINITE = ("day", "part_of_day", "time")
UNSURE = frozenset("~?%")  # in a value of EDTF
# Of several times before a verb the rule of a recurring act tells most, then the time of the act itself.
RANK = {"activity": 1, "window": 2, "campaign": 3}


def govern(clauses: list[Clause], dates: list[Mention], masked: str) -> list[Mention | None]:
    """The date that governs the act of each clause: its own, else that of the last one before that has any.

    A date rules the clauses behind it until another one comes: 3月5日，甲举办讲座，乙开设展览.
    """
    if not dates:
        return [None] * len(clauses)
    governing: list[Mention | None] = []
    ruling = None
    for clause in clauses:
        if masked.find(DATE, clause.start, clause.end) < 0:
            governing.append(ruling)
            continue
        verb = clause.verb
        stop = verb[0] if verb and verb[2] != "event" else clause.end
        near = [d for d in dates if clause.start <= d.start < stop and _rules(d, clause, masked)]
        governing.append(_first(near) if near else ruling)
        if near and (opening := [d for d in near if _opens(d, clause, masked)]):
            ruling = _first(opening)
    return governing


def _first(dates: list[Mention]) -> Mention:
    return min(dates, key=lambda d: (_rank(d), d.about[3] in COARSE, -d.start)) if len(dates) > 1 else dates[0]


def _rules(date: Mention, clause: Clause, masked: str) -> bool:
    """A time in a relative clause, or before 的 and a noun, dates something else: 去年的讲座, last year's lecture."""
    kind, sense = date.about[0], date.about[4]
    if sense not in RANK or masked[date.start] != DATE or (kind == "DURATION" and not date.about[1]):
        return False
    if clause.aside[0] <= date.start < clause.aside[1]:
        return False
    if clause.verb and date.start > clause.verb[0] and date.about[3] in COARSE:
        return False  # 启动2022年计划 (to launch the plan of 2022) names the plan; a day behind the verb tells when
    return kind == "SET" or (
        masked[date.end : date.end + 1] != "的" and masked[date.start - 1 : date.start] not in COMPARED
    )


def _opens(date: Mention, clause: Clause, masked: str) -> bool:
    """A time rules later clauses from the head of its own: 总结去年工作 (to sum up last year's work) dates nothing."""
    ahead = masked[clause.aside[0] : date.start]
    before_verb = clause.verb is not None and date.end <= clause.verb[0]
    return not ahead or before_verb or ahead[-1] in "在于自从" or is_agent(ahead)


def _rank(date: Mention) -> int:
    return 0 if date.about[0] == "SET" else RANK[date.about[4]]


def is_event_time(date: Mention | None) -> bool:
    """Tell the time of one act, which the next sentence may share, from a window or a rule."""
    return date is not None and date.about[0] != "SET" and classify(date) in ("day", "interval", "month", "vague")


def founded(date: Mention | None) -> int:
    """Length of the name in a time such as 宣讲队成立后 (after the team was founded): who was founded acts then."""
    match = FOUNDED.match(date.about[5]) if date and date.about[5].endswith(("后", "以来")) else None
    return match.end(1) if match else 0


def classify(date: Mention | None) -> str:
    """date_type of an activity: day, interval, month, recurring, vague, since, as-of, none."""
    return _classify(date.about) if date else "none"


@lru_cache(maxsize=REMEMBERED)
def _classify(about: tuple[str, ...]) -> str:
    kind, first, last, granularity, _, text, value = about
    if kind == "SET":
        return "recurring"
    if AS_OF.match(text):
        return "as-of"
    if SINCE.search(text):
        return "since"
    if VAGUE.search(text) or not UNSURE.isdisjoint(value):
        return "vague"
    if granularity in DEFINITE and not (first != last and RANGE.search(text)):
        return "day"
    if not (first and last):
        return "vague"
    return "month" if granularity == "month" and first[:7] == last[:7] else "interval"
