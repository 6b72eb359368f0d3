"""Quotations: what stands in marks, what lost a mark, and who says what."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from analysis.quotations.marks import (
    CAMPAIGN,
    CLAUSE_STOP,
    INTRODUCER,
    Quote,
    complete,
    group_readings,
    pair_marks,
    spread,
)
from analysis.quotations.speech import (
    PERSON,
    SPEECH_VERB,
    Speech,
    find_clauses,
    find_unmarked,
    name_speaker,
)
from analysis.readings import Reading, read_paragraphs
from analysis.schema import arrange, build, check

__all__ = ["SPEECH_VERB", "find_quotations", "find_speakers"]

# Works and lectures: what stands in “ ” behind such a noun is a title, as if in 《 》.
WORK = re.compile(r"(?:歌曲|电影|影片|话剧|舞剧|小说|纪录片|专题片|图书|诗歌|微党课|(?<!主)题为|宣讲|讲座|报告|论文)$")
# Named things, which are marked words rather than formulas: teams, places, days, platforms.
THING = re.compile(
    r"(?:团|队|站|室|屋|日|周|月|家|课堂|平台|中心|模式|机制|馆|院|所|厅|体|链|圈|带|网|群|库|卡|码|车|号|期|引擎)\+?$"
)
OCCASION = re.compile(r".(?:活动|行动|工程|计划|大赛|分享会|运动|倡议)$")
FORMULA = re.compile(r"[·、，,；;]|(?<=[\u4e00-\u9fff])\s(?=[\u4e00-\u9fff])")
MARKS = '“”‘’「」『』"'
SENTENCE_END = re.compile(r"[。！？!?…]")
PRONOUN = re.compile(r"^(?:他|她|它|他们|她们)$")


class Found(NamedTuple):
    """A row in the making, with the clause that names its speaker, in raw offsets."""

    reading: Reading
    quote: Quote
    kind: str
    speaker: str
    mode: str
    clause: tuple[int, int] | None


def find_quotations(paragraphs: pd.DataFrame) -> pd.DataFrame:
    """List what stands in quotation or title marks, and speech without them, one row each.

    Marks belong to the span. An orphan mark takes the span that it must have
    opened or closed, and is not `closed`. A quotation that other text
    interrupts, or that spans two lines of a headline, is two rows. Speech is
    `direct`, with or without marks, or `reported` (某某表示，……).

    >>> rows = [("p#1", 1, 1, "body", 0, 18, "村里开展“美丽庭院”活动。王芳说：“好！”", "", "")]
    >>> list(find_quotations(build("paragraphs", rows))["text"])  # a campaign; Wang Fang: "Good!"
    ['“美丽庭院”', '“好！”']
    """
    rows = [_row(found, found.speaker) for found in _find(paragraphs)]
    return arrange("quotations", build("quotations", rows))


def find_speakers(quotations: pd.DataFrame, people: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """Name the speakers of quotations by the people found, as printed.

    The speaker is the last person in the clause before the verb of speaking;
    for 他说 (he says) and 并表示 (and states) the one who was last heard or named
    in the article.
    """
    quotations = arrange("quotations", quotations)
    named = _people_by_article(check("people", people))
    speeches = _speeches(quotations)
    speakers: dict[tuple[str, int, int], str] = {}
    heard: dict[str, str] = {}
    for reading in read_paragraphs(arrange("paragraphs", paragraphs), paragraphs["role"].unique().tolist()):
        article = reading.article_id
        for found in _said(reading, speeches.get(article, [])):
            speaker = _speaker(found, named.get(article, []), heard.get(article, ""))
            speakers[article, *reading.span(found.quote.i, found.quote.j)] = speaker
            heard[article] = speaker or heard.get(article, "")
    keys = zip(*(quotations[c].tolist() for c in ("article_id", "start", "end", "speaker")), strict=True)
    return quotations.assign(
        speaker=pd.Series([speakers.get((a, s, e), old) for a, s, e, old in keys], dtype="str", index=quotations.index)
    )


def _speeches(quotations: pd.DataFrame) -> dict[str, list[tuple[int, int]]]:
    """Where each article has speech."""
    speech = quotations[quotations["kind"] == "speech"]
    spans: dict[str, list[tuple[int, int]]] = {}
    for article, start, end in zip(*(speech[c].tolist() for c in ("article_id", "start", "end")), strict=True):
        spans.setdefault(article, []).append((start, end))
    return {article: sorted(found) for article, found in spans.items()}


def _said(reading: Reading, speeches: list[tuple[int, int]]) -> Iterator[Found]:
    """The speeches of a reading, each with the clause that names its speaker."""
    if not speeches or not reading.form:
        return
    last = reading.span(len(reading.form) - 1, len(reading.form))[1]
    inside = [(a, b) for a, b in speeches if reading.start <= a and b <= last]
    unmarked = {reading.span(s.i, s.j): s for s in find_unmarked(reading.form)} if inside else {}
    for a, b in inside:
        if (a, b) in unmarked:
            yield _unmarked(reading, 0, unmarked[a, b])
        else:
            yield _marked(reading, Quote(0, *_in_form(reading, a, b), True))


def _in_form(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Offsets in the form of a span of the page."""
    if not reading.pieces:
        return start - reading.start, end - reading.start
    places = [n for n in range(len(reading.form)) if start <= reading.span(n, n + 1)[0] < end]
    return places[0], places[-1] + 1


def _people_by_article(people: pd.DataFrame) -> dict[str, list[tuple[int, int, str]]]:
    named: dict[str, list[tuple[int, int, str]]] = {}
    columns = (people[c].tolist() for c in ("article_id", "start", "end", "text", "kind"))
    for article, start, end, text, kind in zip(*columns, strict=True):
        if kind in ("named", "unnamed"):
            named.setdefault(article, []).append((start, end, text))
    return {article: sorted(mentions) for article, mentions in named.items()}


def _speaker(found: Found, mentions: list[tuple[int, int, str]], heard: str) -> str:
    if not found.clause:
        return found.speaker
    a, b = found.clause
    inside = [text for start, end, text in mentions if a <= start and end <= b]
    if inside:
        return inside[-1]
    if found.speaker and not PRONOUN.match(found.speaker):
        return found.speaker
    before = [text for start, end, text in mentions if end <= a and found.reading.start <= start]
    return heard or (before[-1] if before else "")


def _row(found: Found, speaker: str) -> tuple:
    reading, quote = found.reading, found.quote
    speaker = "" if PRONOUN.match(speaker) else speaker
    where = (reading.article_id, *reading.span(quote.i, quote.j), reading.quote(quote.i, quote.j))
    return (*where, found.kind, speaker, quote.closed, found.mode, reading.corrected(quote.i, quote.j))


def _find(paragraphs: pd.DataFrame) -> Iterator[Found]:
    """Work page by page: what is quoted elsewhere on a page tells where a lost mark stood."""
    ordered = arrange("paragraphs", paragraphs)
    for _, page in groupby(read_paragraphs(ordered), key=lambda r: r.article_id.rsplit("#", 1)[0]):
        readings = list(page)
        quotes, orphans = [], []
        for group in group_readings(readings):
            pairs, left = pair_marks(readings, group)
            quotes += [quote for pair in pairs for quote in spread(readings, pair)]
            orphans += left
        known = {readings[q.n].form[q.i + 1 : q.j - 1] for q in quotes if q.j - q.i > 3}
        quotes += [complete(readings[mark.n], mark, known) for mark in orphans]
        yield from _classify(readings, quotes)


def _classify(readings: list[Reading], quotes: list[Quote]) -> Iterator[Found]:
    by_reading: dict[int, list[Found]] = {}
    for quote in quotes:
        by_reading.setdefault(quote.n, []).append(_marked(readings[quote.n], quote))
    # What is a campaign once is one wherever the page quotes it.
    slogans = {_inside(f) for found in by_reading.values() for f in found if f.kind == "slogan"}
    for n, reading in enumerate(readings):
        marked = by_reading.get(n, [])
        for found in sorted(marked, key=lambda f: (f.quote.i, -f.quote.j)):
            yield found._replace(kind="slogan") if found.kind == "term" and _inside(found) in slogans else found
        for speech in find_unmarked(reading.form) if reading.role == "body" else ():
            if not any(f.quote.i <= speech.i and speech.j <= f.quote.j for f in marked):
                yield _unmarked(reading, n, speech)


def _inside(found: Found) -> str:
    return found.reading.form[found.quote.i : found.quote.j].strip(MARKS)


def _unmarked(reading: Reading, n: int, speech: Speech) -> Found:
    clause = reading.span(speech.a, speech.b) if speech.a < speech.b else None
    return Found(reading, Quote(n, speech.i, speech.j, False), "speech", speech.speaker, speech.mode, clause)


def _marked(reading: Reading, quote: Quote) -> Found:
    form = reading.form
    if form[quote.i] in "《〈" or form[quote.j - 1] in "》〉":
        return Found(reading, quote, "title", "", "", None)
    clause = _clause_of(form, quote)
    if clause:
        a, b = clause
        span = reading.span(a, b) if a < b else None
        return Found(reading, quote, "speech", name_speaker(form[a:b]), "direct", span)
    kind = _kind(form, quote)
    return Found(reading, quote, kind, "", "direct" if kind == "speech" else "", None)


def _clause_of(form: str, quote: Quote) -> tuple[int, int] | None:
    """The clause that names the speaker, right before the opening mark or right behind the closing one."""
    i, j = quote.i, quote.j
    for a, b, e in find_clauses(form[max(0, i - 80) : j + 80]) if SPEECH_VERB.search(form) else ():
        a, b, e = (n + max(0, i - 80) for n in (a, b, e))
        if (e <= i and form[e:i] in ("", "：", ":", "，", ",")) or (a >= j and form[j:a] in ("", "，", ",")):
            return a, b
    return None


def _kind(form: str, quote: Quote) -> str:
    """slogan, title, term or speech, by what is inside the marks and what stands around them."""
    inside = form[quote.i : quote.j].strip(MARKS)
    before, behind = form[max(0, quote.i - 12) : quote.i], form[quote.j : quote.j + 24]
    if SENTENCE_END.search(inside) and (PERSON.search(inside) or len(inside) > 12):
        return "speech"
    if WORK.search(before) and len(inside) > 2:
        return "title"
    parts = [part for part in FORMULA.split(inside) if part]
    if CAMPAIGN.match(behind) or OCCASION.search(inside) or (len(parts) > 1 and all(len(p) > 1 for p in parts)):
        return "slogan"
    return (
        "slogan"
        if len(inside) > 4 and INTRODUCER.search(CLAUSE_STOP.split(before)[-1]) and not THING.search(inside)
        else "term"
    )
