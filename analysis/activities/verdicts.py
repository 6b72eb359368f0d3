"""Verdicts: which clauses tell an act that was done, or is on the calendar."""

import re

from analysis.activities.clauses import ACTS, HALF, Clause, Span, is_concrete
from analysis.activities.lexicon import BODY, NAMED, Word, is_agent
from analysis.activities.mentions import Mention
from analysis.activities.times import classify, is_event_time

RECIPIENT = re.compile(r"[向为给][^，]")  # 向居民讲解 (to explain to residents) is an act, 讲解 alone may be a noun
HEADLESS = frozenset("在从向对以由经为因于据按随除")  # a phrase that begins so has its verb elsewhere
FIGURE = re.compile(r"(?:为|占|是|率)(?:约|近)?\d")  # 比例为12%: a state
TOLD = re.compile(r"[\u4e00-\u9fff][^\u4e00-\u9fff]*[\u4e00-\u9fff]")  # two characters, names left out
AHEAD = re.compile(r"[^，,。；;：:！？]*$")


def judge(masked: str, clause: Clause, actors: tuple[Span, ...], date: Mention | None) -> str:
    """act, weak (work that is promoted: believed of a body or with a time), or empty: no act."""
    kind = _weigh(masked, clause, actors, date)
    return "" if kind and FIGURE.search(masked, clause.start, clause.end) else kind


def _weigh(masked: str, clause: Clause, actors: tuple[Span, ...], date: Mention | None) -> str:
    """The verdict on a clause that tells no figure."""
    verb = clause.verb
    if not verb or (clause.mood and not _is_scheduled(verb, clause.mood, date)):
        return _unknown(masked, clause, date)
    if verb[2] == "effort" and any(c == BODY for start, end in clause.subjects for c in masked[start:end]):
        return "weak"
    behind = masked[verb[1] : clause.end]
    lame = verb[2] == "motion" and not is_event_time(date) and not any(c in NAMED for c in behind)
    if verb[2] in HALF or lame:
        thin = ("none", "as-of") if verb[2] == "effort" else ("none", "as-of", "since")
        return "weak" if actors and classify(date) not in thin else ""
    if verb[2] == "noun_verb" and not actors:
        seen = (date and not clause.theme) or behind.startswith("了") or RECIPIENT.search(masked, clause.start, verb[0])
        return "act" if seen else ""
    # 外墙恢复了原貌 (the wall has its old look again): a thing as subject tells a change, unless it is an event's
    alone = not actors and not date and (not is_concrete(masked, clause) or (clause.theme and verb[2] != "event"))
    return "act" if verb[2] in ACTS and not alone else ""


def _is_scheduled(verb: Word, mood: str, date: Mention | None) -> bool:
    """每天都会 (would do every day) is a custom, no wish; 将于3月5日举行 (will take place) is on the calendar."""
    if mood == "habit":
        return classify(date) == "recurring"
    return mood == "future" and verb[2] == "event" and classify(date) in ("day", "interval", "month")


def _unknown(masked: str, clause: Clause, date: Mention | None) -> str:
    """A clause that begins with the time of an act tells one, also with a verb that the lexicon lacks."""
    if clause.verb or clause.mood not in ("", "habit") or not date or clause.aside[1] >= clause.end:
        return ""
    if masked[clause.aside[1]] in HEADLESS:
        return ""
    if date.about[0] != "SET" and (date.about[4] != "activity" or not is_event_time(date)):
        return ""
    between = masked[date.end : clause.start] if date.end <= clause.start else ""
    ahead = AHEAD.search(masked, max(0, date.start - 40), date.start)
    named = ahead[0].strip("在于自从每当 　") if ahead else ""
    told = TOLD.search(masked, max(date.end, clause.start), clause.end)
    whole = bool(clause.subjects) and clause.subjects[-1][1] == clause.end  # nothing is said of it
    opens = not between.strip("，, 　") and (not named or is_agent(named))
    return "act" if opens and told and not whole else ""
