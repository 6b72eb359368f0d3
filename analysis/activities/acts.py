"""Acts: the sentences of a paragraph read one after the other, each with what it takes over from the one before."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from analysis.activities.clauses import ACTS, VERBS, Clause, Span, head_agent, read_clauses
from analysis.activities.lexicon import BODY, DATE, SPOKEN, Word, find_words
from analysis.activities.mentions import Mention, by_table
from analysis.activities.sites import POINTING, Site, locate, seat
from analysis.activities.times import founded, govern, is_event_time
from analysis.activities.verdicts import judge

# 我们 (we) is talk or address, 我国 (our country) is news prose
PERSON_WORD = re.compile(r"[我咱您你](?<!自.)(?:(?<!我)|(?![国省市区县旗州盟军党院校方驻海港]))")
MEETING = re.compile(r"(?:会议|大会|全会)$")  # it acts where it decides, but not where it is held
PRONOUN = re.compile(r"(?:大家|他们?|她们?|双方)$")
# Words that tie a sentence to the occasion told before it: 活动中 (during it), 会上 (at the meeting).
OCCASION = re.compile(
    r"^[^，,]{0,6}(?:活动|会|仪式|现场|比赛|演出|培训|期间|其间|当天)[中上期后]?间?[，,]|随后|之后|接着"
)


class Paragraph(NamedTuple):
    """A paragraph as its acts are read from it: masked form, words of the lexicon, mentions by table."""

    masked: str
    words: list[Word]
    found: dict[str, list[Mention]]

    def places(self) -> list[Mention]:
        """Places of the story."""
        return [p for p in self.found.get("places", ()) if p.about[4] not in ("name", "topic")]


class Act(NamedTuple):
    """One act: form offsets of what is done, who does it, and the rules that found who, when and where."""

    start: int
    end: int
    verb: Word | None
    actors: tuple[Span, ...]
    actor_rule: str
    date: Mention | None
    date_rule: str
    site: Site | None


class Before(NamedTuple):
    """What a sentence leaves for the next one of its paragraph."""

    actors: tuple[Span, ...] = ()
    date: Mention | None = None
    site: Site | None = None


class Draft(NamedTuple):
    """Clauses first..last of a sentence tell one act."""

    first: int
    last: int
    actors: tuple[Span, ...]
    actor_rule: str
    date: Mention | None


def find_acts(masked: str, sentences: list[Span], mentions: list[Mention]) -> Iterator[tuple[int, Act]]:
    """Yield (number of the sentence, act) for every act that a paragraph tells."""
    words = find_words(masked)
    if DATE not in masked and not _may_act(masked, words):
        return
    found = by_table(mentions)
    paragraph = Paragraph(masked, words, found)
    personal = "我" in masked or "咱" in masked or "您" in masked or "你" in masked
    before, idle, at = Before(), None, 0
    for n, (start, end) in enumerate(sentences):
        first = at = bisect_left(words, (start,), at)
        at = bisect_left(words, (end,), at)
        if masked[start] == SPOKEN or (personal and PERSON_WORD.search(masked, start, end)):
            before, idle = Before(), None
        elif masked.find(DATE, start, end) < 0 and not _may_act(masked[start:end], words[first:at]):
            idle = start, end  # it tells no act; who it speaks of is only looked up when the next one asks
        else:
            if idle:
                before, idle = Before(_topic(paragraph, idle)), None
            acts, before = _read_sentence(Paragraph(masked, words[first:at], found), (start, end), before)
            for act in acts:
                yield n, act


def _may_act(masked: str, words: list[Word]) -> bool:
    """Tell whether a sentence without a time may tell an act; work that is promoted is believed of bodies only."""
    kinds = {kind for _, _, kind in words}
    return not kinds.isdisjoint(ACTS) or ("effort" in kinds and BODY in masked)


def _topic(paragraph: Paragraph, span: Span) -> tuple[Span, ...]:
    """Whom a sentence speaks of: its first subject."""
    clauses = read_clauses(paragraph.masked, span, paragraph.words)
    return next((clause.subjects for clause in clauses if clause.subjects), ())


def _read_sentence(paragraph: Paragraph, span: Span, before: Before) -> tuple[list[Act], Before]:
    masked, words, _ = paragraph
    clauses = list(read_clauses(masked, span, words))
    known = Before((), before.date, before.site) if _lost_beginning(paragraph, span) else before
    acts, start = [], span[0]
    for draft in _draft(paragraph, clauses, known):
        acts.append(_finish(paragraph, clauses, draft, start, known))
        start = clauses[draft.last].end
    return acts, _leave(clauses, acts, known)


def _lost_beginning(paragraph: Paragraph, span: Span) -> bool:
    """A sentence that starts with a quotation whose opening mark is not printed has lost what stood before it."""
    quoted = paragraph.found.get("quotations", [])
    return quoted != [] and any(q.start == span[0] and not q.about[1] and q.about[0] != "speech" for q in quoted)


def _draft(paragraph: Paragraph, clauses: list[Clause], before: Before) -> Iterator[Draft]:
    """Put the clauses of a sentence together as acts.

    A clause with a date or a subject of its own begins a new act; others that
    follow without a break go on with it.
    """
    masked = paragraph.masked
    dates = [d for d in paragraph.found.get("dates", ()) if clauses[0].start <= d.start < clauses[-1].end]
    governing = govern(clauses, dates, masked)
    actors, rule, draft, wish = before.actors, "sentence before", None, False
    for n, clause in enumerate(clauses):
        if clause.subjects:
            actors, rule = clause.subjects, "subject"
        elif clause.theme and not clause.mood and rule == "sentence before":
            actors = ()  # the sentence has a subject of its own, if not one that acts
        if clause.verb and clause.verb[2] == "remark" and clause.mood != "adjunct":
            break  # what is said, asked or wished follows
        if not clause.verb and (not dates or _is_described(clauses[n + 1 :])):
            continue
        wish = clause.mood in ("duty", "future") or (wish and not clause.subjects)
        date = governing[n]
        if not date and (wish or clause.mood or not clause.verb or clause.verb[2] not in VERBS):
            continue  # without a time there could be no other verdict
        if wish and not clause.mood:
            clause = clause._replace(mood="future")  # 将建立夜校，开设讲座: the plan goes on
        if date and not clause.verb and not clause.subjects:
            clauses[n] = clause = clause._replace(subjects=head_agent(masked, clause.aside[1], clause.end))
        who, its_rule = _who(masked, clause, actors, rule)
        if date and rule == "sentence before" and (named := founded(date)):
            who, its_rule = ((date.start, date.start + named),), "founded then"
        kind = judge(masked, clause, who, date)
        same = draft and date is draft.date and (not clause.subjects or clause.subjects == draft.actors)
        if kind and draft and (same or (kind == "weak" and date is draft.date)):
            goes_on = kind == "act" and draft.last == n - 1
            draft = draft._replace(last=n) if goes_on else draft
        elif kind:
            if draft:
                yield draft
            draft = Draft(n, n, who, its_rule, date)
    if draft:
        yield draft


def _is_described(clauses: list[Clause]) -> bool:
    """3月5日举行的比赛，是…: a clause without a verb is the subject of one that says what it is."""
    after = clauses[0] if clauses else None
    return bool(after and after.verb and after.verb[2] == "state" and not after.subjects and not after.theme)


def _who(masked: str, clause: Clause, actors: tuple[Span, ...], rule: str) -> tuple[tuple[Span, ...], str]:
    """Who acts in a clause: its subject, else the last one named, unless something else stands in its place."""
    kind = clause.verb[2] if clause.verb else ""
    if kind == "existential":
        return (), ""  # 广场上来了一群人: what stands before the verb is where, not who
    if clause.subjects:
        met = kind == "event" and len(clause.subjects) == 1 and MEETING.search(masked[slice(*clause.subjects[0])])
        return ((), "") if met else (clause.subjects, "subject")
    if (clause.theme or kind == "event") and (rule == "sentence before" or kind in ("noun_verb", "")):
        return (), ""
    if clause.theme and kind == "event":
        return (), ""
    return actors, rule if actors else ""


def _finish(paragraph: Paragraph, clauses: list[Clause], draft: Draft, start: int, before: Before) -> Act:
    """Find the place, and take date and place over from the sentence before where it goes on."""
    masked, words, found = paragraph
    first, last = clauses[draft.first], clauses[draft.last]
    places = paragraph.places() if "places" in found else []
    goes_on = bool(before.date or before.site) and _goes_on(masked, clauses, draft)
    date, date_rule = draft.date, "governs the clause" if draft.date else ""
    if not date and goes_on and before.date:
        date, date_rule = before.date, "sentence before"
    elsewhere = [p for p in places if not any(i <= p.start and p.end <= j for i, j in draft.actors)]
    spans = [(first.start, last.end), (start, first.start)]
    site = locate(masked, spans, words, elsewhere) if elsewhere else None
    if not site and goes_on and before.site and before.site.rule != "actor's own":
        site = before.site._replace(rule="sentence before")
    site = site or seat(draft.actors, places, found.get("organisations", []))
    if not site and places:
        others = [a for c in clauses[: draft.first + 1] for a in (c.aside, *c.subjects, c.theme) if a]
        site = seat(reversed(others), places, [])
    return Act(
        _predicate(masked, first, bool(draft.actors)),
        last.end,
        first.verb,
        draft.actors,
        draft.actor_rule,
        date,
        date_rule,
        site,
    )


def _goes_on(masked: str, clauses: list[Clause], draft: Draft) -> bool:
    """A sentence goes on with the one before if it names nobody new, or points back."""
    span = clauses[0].start, clauses[draft.last].end
    named = draft.actor_rule == "subject" and not any(PRONOUN.search(masked[slice(*a)]) for a in draft.actors)
    return not named or bool(POINTING.search(masked, *span) or OCCASION.search(masked[slice(*span)]))


def _predicate(masked: str, clause: Clause, acted: bool) -> int:
    """Where what is done begins: behind the subject, or with the theme of an event: 讲座在社区举行."""
    if clause.subjects:
        held = not acted and clause.verb and clause.verb[2] == "event"
        at = clause.subjects[0][0] if held else clause.subjects[-1][1]
    elif clause.theme:
        at = clause.theme[0]
    elif clause.verb:
        at = max(clause.aside[1], clause.start)
    else:
        at = clause.start
    while at < clause.end - 1 and masked[at] in f" 　、等（）(){DATE}":
        at += 1
    return at


def _leave(clauses: list[Clause], acts: list[Act], before: Before) -> Before:
    """What the next sentence may take over."""
    actors = before.actors
    for clause in clauses:
        if clause.subjects:
            actors = clause.subjects
            break
    if not acts:
        return Before(actors)
    date = next((a.date for a in reversed(acts) if is_event_time(a.date)), None)
    site = next((a.site for a in reversed(acts) if a.site), None)
    return Before(actors, date, site)
