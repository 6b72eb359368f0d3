"""Acts: the sentences of a paragraph read one after the other, each with what it takes over from the one before."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.activities.clauses import (
    ACTS,
    Clause,
    Span,
    is_concrete,
    read_clause,
    split_clauses,
)
from analysis.activities.lexicon import DATE, NAMED, SPOKEN, Word, find_words
from analysis.activities.mentions import Mention
from analysis.activities.sites import POINTING, Site, locate, seat
from analysis.activities.times import classify, govern, is_event_time

PRONOUN = re.compile(r"(?:大家|他们?|她们?|双方)$")
# Words that tie a sentence to the occasion told before it: 活动中 (during it), 会上 (at the meeting).
OCCASION = re.compile(r"^[^，,]{0,6}(?:活动|会|仪式|现场|比赛|演出|培训|课堂|期间|其间|当天|当日)[中上期后]?[间]?[，,]|随后|之后|接着")
RECIPIENT = re.compile(r"[向为给][^，]")  # without a subject 向居民讲解 (to explain to residents) is an act, 讲解 may be a noun
TALK = frozenset(["remark"])


class Paragraph(NamedTuple):
    """A paragraph as its acts are read from it: masked form, words of the lexicon, mentions by table."""

    masked: str
    words: list[Word]
    found: dict[str, list[Mention]]

    def dates(self) -> list[Mention]:
        """Times that may govern an act."""
        return self.found.get("dates", [])

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


def find_acts(masked: str, sentences: list[Span], found: dict[str, list[Mention]]) -> Iterator[tuple[int, Act]]:
    """Yield (number of the sentence, act) for every act that a paragraph tells."""
    paragraph = Paragraph(masked, find_words(masked), found)
    before = Before()
    for n, (start, end) in enumerate(sentences):
        if masked[start] == SPOKEN:
            before = Before()
            continue
        acts, before = _read_sentence(paragraph, (start, end), before)
        for act in acts:
            yield n, act


def _read_sentence(paragraph: Paragraph, span: Span, before: Before) -> tuple[list[Act], Before]:
    masked, words, _ = paragraph
    clauses = [read_clause(masked, clause, words) for clause in split_clauses(masked, *span)]
    known = Before() if _lost_beginning(paragraph, span) else before
    drafts = list(_draft(paragraph, clauses, known))
    acts, start = [], span[0]
    for draft in drafts:
        act = _finish(paragraph, clauses, draft, start, known)
        acts.append(act)
        start = clauses[draft.last].end
    return acts, _leave(paragraph, clauses, acts, known)


def _lost_beginning(paragraph: Paragraph, span: Span) -> bool:
    """A sentence that starts with a quotation whose opening mark is not printed has lost what stood before it."""
    return any(
        q.start == span[0] and not q.about[1] and q.about[0] != "speech" for q in paragraph.found.get("quotations", ())
    )


def _draft(paragraph: Paragraph, clauses: list[Clause], before: Before) -> Iterator[Draft]:
    """Put the clauses of a sentence together as acts.

    A clause with a date or a subject of its own begins a new act; others that
    follow without a break go on with it.
    """
    masked = paragraph.masked
    actors, rule, draft = before.actors, "sentence before", None
    for n, clause in enumerate(clauses):
        if clause.subjects:
            actors, rule = clause.subjects, "subject"
        if clause.verb and clause.verb.kind in TALK and clause.mood != "adjunct":
            break
        date = govern(clauses, n, paragraph.dates(), masked)
        kind = judge(masked, clause, actors, date)
        if not kind:
            continue
        if draft and date is draft.date and (not clause.subjects or clause.subjects == draft.actors):
            if draft.last == n - 1 and kind == "act":
                draft = draft._replace(last=n)
            continue
        if kind == "weak" and draft and date is draft.date:
            continue
        if draft:
            yield draft
        theme = clause.verb and clause.verb.kind in ("event", "existential") and clause.theme and not clause.subjects
        who = () if theme or (clause.verb and clause.verb.kind == "existential") else actors
        draft = Draft(n, n, who, rule if who else "", date)
    if draft:
        yield draft


def judge(masked: str, clause: Clause, actors: tuple[Span, ...], date: Mention | None) -> str:
    """act, weak (believed only with a time), or empty: no act."""
    verb, dated = clause.verb, is_event_time(date)
    habit = clause.mood == "modal" and date is not None and date.about[0] == "SET"  # 每天都会: a custom, no wish
    if not verb or (clause.mood in ("modal", "adjunct") and not habit) or (clause.mood == "future" and not dated):
        return _unknown(masked, clause, date)
    if verb.kind == "weak":
        return "weak" if date and actors else ""
    if verb.kind not in ACTS:
        return ""
    behind = masked[verb.end : clause.end]
    if verb.kind == "motion" and not dated and not any(c in NAMED for c in behind):
        return "weak" if date and actors else ""
    if verb.kind == "noun_verb" and not actors:
        return "act" if date or behind.startswith("了") or RECIPIENT.search(masked, clause.start, verb.start) else ""
    return "act" if actors or date or is_concrete(masked, clause) else ""


def _unknown(masked: str, clause: Clause, date: Mention | None) -> str:
    """A clause that begins with the day of an act tells an act, also with a verb that the lexicon lacks."""
    if clause.verb or clause.mood or not date or not clause.start <= date.start < clause.end:
        return ""
    own = date.about[0] == "SET" or (date.about[4] == "activity" and is_event_time(date))
    return "act" if own and clause.theme and clause.theme[1] - clause.theme[0] > 3 else ""


def _finish(paragraph: Paragraph, clauses: list[Clause], draft: Draft, start: int, before: Before) -> Act:
    """Find the place, and take date and place over from the sentence before where it goes on."""
    masked, words, found = paragraph
    first, last = clauses[draft.first], clauses[draft.last]
    places = paragraph.places()
    goes_on = _goes_on(masked, clauses, draft)
    date, date_rule = draft.date, "governs the clause" if draft.date else ""
    if not date and goes_on and before.date:
        date, date_rule = before.date, "sentence before"
    site = locate(masked, [(first.start, last.end), (start, first.start)], words, places)
    site = site or (before.site._replace(rule="sentence before") if goes_on and before.site and _is_site(before) else None)
    site = site or seat(draft.actors, places, found.get("organisations", []))
    if not site and first.theme and not draft.actors:
        site = seat([first.theme], places, [])
    return Act(_predicate(masked, first), last.end, first.verb, draft.actors, draft.actor_rule, date, date_rule, site)


def _is_site(before: Before) -> bool:
    return bool(before.site) and before.site.rule != "actor's own"


def _goes_on(masked: str, clauses: list[Clause], draft: Draft) -> bool:
    """A sentence goes on with the one before if it names nobody new, or points back."""
    span = clauses[0].start, clauses[draft.last].end
    named = draft.actor_rule == "subject" and not any(PRONOUN.search(masked[slice(*a)]) for a in draft.actors)
    return not named or bool(POINTING.search(masked, *span) or OCCASION.search(masked[slice(*span)]))


def _predicate(masked: str, clause: Clause) -> int:
    """Where what is done begins: behind the subject, or with the theme of an event: 讲座在社区举行."""
    if clause.subjects:
        at = clause.subjects[-1][1]
    elif clause.theme:
        at = clause.theme[0]
    elif clause.verb:
        at = max(clause.aside[1], clause.start)
    else:
        at = clause.start
    while at < clause.end - 1 and masked[at] in f" 　、等{DATE}":
        at += 1
    return at


def _leave(paragraph: Paragraph, clauses: list[Clause], acts: list[Act], before: Before) -> Before:
    """What the next sentence may take over."""
    named = [c.subjects for c in clauses if c.subjects]
    actors = named[0] if named else before.actors
    date = next((a.date for a in reversed(acts) if is_event_time(a.date)), None)
    site = next((a.site for a in reversed(acts) if a.site), None)
    return Before(actors, date, site)
