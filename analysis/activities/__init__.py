"""Activities: who did what, where and when, each with the sentence that tells it."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple, Protocol

import pandas as pd

from analysis.activities.acts import Act, find_acts
from analysis.activities.features import find_features
from analysis.activities.links import link_activities, link_features
from analysis.activities.mentions import Mentions, gather_mentions, index_mentions, mask, to_form
from analysis.activities.sites import Site
from analysis.activities.times import classify
from analysis.activities.windows import find_months, link_by_month, next_month
from analysis.gazetteer import path
from analysis.readings import Reading, read_paragraphs
from analysis.schema import arrange, build, check

__all__ = [
    "Mentions",
    "explain_activity",
    "find_activities",
    "find_features",
    "find_months",
    "link_activities",
    "link_by_month",
    "link_features",
    "next_month",
]


class Found(NamedTuple):
    """An act in its paragraph, with the row of `sentences` that tells it."""

    reading: Reading
    sentence: tuple[int, int, str, bool]
    act: Act


def find_activities(sentences: pd.DataFrame, paragraphs: pd.DataFrame, mentions: Mentions) -> pd.DataFrame:
    """One row per act that the body of an article tells; start and end are those of its sentence.

    Actors are printed as they are named where they last were named: the subject
    of a sentence goes on into the next ones of its paragraph. `action` is the
    act's clause as printed, without its subject. Headlines, which tell the act
    of their article again, and speech have no rows; nor have wishes, plans
    without a day, remarks, states, and work that is only said to be promoted.

    >>> text = "镇文化站举办讲座。大家认真聆听了讲座，纷纷表示要多读书。"  # a lecture; all listened
    >>> paragraphs = build("paragraphs", [("p#1", 1, 1, "body", 0, 28, text, "", "")])
    >>> sentences = build("sentences", [("p#1", 1, 1, 1, 0, 9, text[:9], ""), ("p#1", 1, 2, 1, 9, 28, text[9:], "")])
    >>> nothing = Mentions(*(build(name, []) for name in Mentions._fields))
    >>> find_activities(sentences, paragraphs, nothing)[["activity_id", "actor", "action"]].values.tolist()
    [['p#1!1', '镇文化站', '举办讲座'], ['p#1!2', '大家', '认真聆听了讲座']]
    """
    rows = []
    count: dict[str, int] = {}
    for found in _find(sentences, paragraphs, mentions):
        article = found.reading.article_id
        count[article] = count.get(article, 0) + 1
        rows.append((f"{article}!{count[article]}", article, *_row(found)))
    return build("activities", rows)


def _find(sentences: pd.DataFrame, paragraphs: pd.DataFrame, mentions: Mentions) -> Iterator[Found]:
    """Acts in the order of the print."""
    index = index_mentions(mentions)
    by_article: dict[str, list[tuple[int, int, str, bool]]] = {}
    columns = (check("sentences", sentences)[c].tolist() for c in ("start", "end", "text", "corrected"))
    for article, row in zip(sentences["article_id"].tolist(), zip(*columns, strict=True), strict=True):
        by_article.setdefault(article, []).append(row)
    for rows in by_article.values():
        rows.sort()
    for reading in read_paragraphs(arrange("paragraphs", paragraphs), ["body"]):
        rows = by_article.get(reading.article_id, [])
        end = reading.span(0, len(reading.form))[1] if reading.form else reading.start
        rows = rows[bisect_left(rows, (reading.start,)) : bisect_left(rows, (end,))]
        found = gather_mentions(reading, end, index)
        spans = to_form(reading, [row[:2] for row in rows])
        for n, act in find_acts(mask(reading.form, found), spans, found):
            yield Found(reading, rows[n], act)


def _row(found: Found) -> tuple:
    """Columns from start to corrected."""
    reading, (start, end, text, corrected), act = found
    actors = ";".join(dict.fromkeys(reading.quote(i, j).replace(";", "；") for i, j in act.actors))
    first, last, date_text = "", "", ""
    if act.date:
        first, last, date_text = act.date.about[1], act.date.about[2], act.date.about[5]
    action = reading.quote(act.start, act.end)
    return (start, end, text, actors, action, *_where(act.site), date_text, first, last, classify(act.date), corrected)


def _where(site: Site | None) -> tuple[str, str, str]:
    """Place as printed, its code and path; of a body's division only these are known."""
    if not site:
        return "", "", ""
    if site.mention.table == "organisations":
        code = site.mention.about[0]
        return "", code, path(code)
    return site.mention.about[:3]


class Tables(Protocol):
    """Whatever holds the tables that activities are made of: the handle on a corpus does."""

    sentences: pd.DataFrame
    paragraphs: pd.DataFrame
    dates: pd.DataFrame
    places: pd.DataFrame
    organisations: pd.DataFrame
    people: pd.DataFrame
    quotations: pd.DataFrame


def explain_activity(activity_id: str, corpus: Tables) -> pd.DataFrame:
    """What an activity was made of: one row for each of its parts, with the rule that chose it.

    `part` is sentence, verb, actor, date or place; `table` the table whose row
    has these offsets, empty for words that are in none. The article is read
    again, so that the answer is what was done, not what was noted.

    Raises ValueError if there is no such activity.
    """
    article, _, number = activity_id.rpartition("!")
    tables = [getattr(corpus, name) for name in ("sentences", "paragraphs", *Mentions._fields)]
    own = (table[table["article_id"] == article].reset_index(drop=True) for table in tables)
    sentences, paragraphs, *mentions = own
    acts = list(_find(sentences, paragraphs, Mentions(*mentions)))
    if not number.isdigit() or not 0 < int(number) <= len(acts):
        raise ValueError(f"{activity_id=}: article {article!r} has {len(acts)} activities, numbered from 1")
    reading, (start, end, text, _), act = acts[int(number) - 1]
    rows = [("sentence", "tells the act", "sentences", start, end, text)]
    for part, rule, table, i, j in _parts(act):
        rows.append((part, rule, table, *reading.span(i, j), reading.quote(i, j)))
    return pd.DataFrame(rows, columns=["part", "rule", "table", "start", "end", "text"])


def _parts(act: Act) -> Iterator[tuple[str, str, str, int, int]]:
    if act.verb:
        yield "verb", f"names an act ({act.verb[2]})", "", *act.verb[:2]
    for i, j in act.actors:
        yield "actor", act.actor_rule, "", i, j
    if act.date:
        yield "date", act.date_rule, "dates", act.date.start, act.date.end
    if act.site:
        yield "place", act.site.rule, act.site.mention.table, act.site.mention.start, act.site.mention.end
