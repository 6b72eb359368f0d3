"""Report against event: activities of different articles that look the same are linked, never merged."""

from bisect import bisect_left
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from analysis.schema import build, check

# What a pair shares is weighed; words most, since day and county are shared by much that is not the same.
WEIGHTS = {"words": 0.4, "day": 0.25, "place": 0.2, "actor": 0.15}
LEAST = 0.5  # two reports of one event share its day and place and a good part of their words
ALIKE = 0.4  # share of words; day and place alone are shared by much that is not the same
COMMON = 50  # a word that more activities of one day share tells none of them from the others
DEFINITE = ("day", "interval", "month")


class Likeness(NamedTuple):
    """What is compared of an activity."""

    activity_id: str
    article_id: str
    days: tuple[str, str]
    definite: bool
    county: str
    actors: frozenset[str]
    words: frozenset[str]


def link_activities(activities: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """One row per pair of activities, in different articles, that may be reports of one event.

    The score weighs their words (Dice 1945: twice those in common over all),
    day, county and actor; what they share is the reason. Without a common time
    and a good part of the words there is no link. All activities given are compared:
    link_by_month gives them month by month.

    >>> row = ("s", "县文化馆", "举办山歌比赛", "", "", "", "3月5日", "2021-03-05", "2021-03-05", "day", False)
    >>> acts = build("activities", [("p#1!1", "p#1", 0, 6, *row), ("p#2!1", "p#2", 0, 6, *row)])
    >>> tokens = [(f"p#{n}", 1, 2, 4, "山歌", "n", "", False) for n in (1, 2)]  # folk songs
    >>> link_activities(acts, build("words", tokens)).values.tolist()
    [['p#1!1', 'p#2!1', 0.8, 'words: 山歌; day; actor']]
    """
    likes = read_likes(check("activities", activities), check("words", words))
    return link_likes(likes, [True] * len(likes))


def read_likes(activities: pd.DataFrame, words: pd.DataFrame) -> list[Likeness]:
    """What is compared of each activity, in their order."""
    return _compare(activities, _words_by_article(words, set(activities["article_id"])))


def link_likes(likes: list[Likeness], here: list[bool]) -> pd.DataFrame:
    """Links of all pairs of which one member at least is `here`."""
    rows = []
    for n, m in sorted(_candidates(likes, here)):
        shared = _share(likes[n], likes[m])
        score = round(sum(WEIGHTS[part] * share for part, (share, _) in shared.items()), 3)
        if score >= LEAST and shared["words"][0] >= ALIKE and shared["day"][0]:
            reason = "; ".join(text for share, text in shared.values() if share)
            rows.append((likes[n].activity_id, likes[m].activity_id, score, reason))
    return build("links", rows)


def keep_telling(words: pd.DataFrame) -> pd.DataFrame:
    """Keep the words that can tell one activity from another: nouns, verbs, short names, of two characters and more."""
    telling = words[words["tag"].isin([tag for tag in words["tag"].unique() if tag[:1] in ("n", "v", "j")])]
    return telling[telling["text"].str.len() > 1]


def _words_by_article(words: pd.DataFrame, articles: set[str]) -> dict[str, list[tuple[int, str]]]:
    """Content words of two characters and more, by article, in order."""
    chosen = keep_telling(words[words["article_id"].isin(articles)])
    by_article: dict[str, list[tuple[int, str]]] = {}
    for article, start, text in zip(*(chosen[c].tolist() for c in ("article_id", "start", "text")), strict=True):
        by_article.setdefault(article, []).append((start, text))
    for tokens in by_article.values():
        tokens.sort()
    return by_article


def _compare(activities: pd.DataFrame, tokens: dict[str, list[tuple[int, str]]]) -> list[Likeness]:
    columns = ["activity_id", "article_id", "start", "end", "from_date", "to_date", "date_type", "adcode", "actor"]
    likes = []
    for key, article, start, end, first, last, kind, code, actor in zip(
        *(activities[c].tolist() for c in columns), strict=True
    ):
        own = tokens.get(article, [])
        inside = own[bisect_left(own, (start,)) : bisect_left(own, (end,))]
        actors = frozenset(filter(None, actor.split(";")))
        words = frozenset(text for _, text in inside)
        likes.append(Likeness(key, article, (first, last), kind in DEFINITE, code[:6], actors, words))
    return likes


def _candidates(likes: list[Likeness], here: list[bool]) -> set[tuple[int, int]]:
    """Pairs of different articles that share a word, and with it the day or an actor."""
    groups: dict[str, list[int]] = {}
    for n, like in enumerate(likes):
        for key in {"".join(like.days), *like.actors} - {""}:
            groups.setdefault(key, []).append(n)
    lists: dict[tuple[str, str], list[int]] = {}
    for key, members in groups.items():
        for n in members if len(members) > 1 else ():
            for word in likes[n].words:
                lists.setdefault((key, word), []).append(n)
    shared = (numbers for numbers in lists.values() if 1 < len(numbers) <= COMMON)
    pairs = {pair for numbers in shared for pair in combinations(numbers, 2) if here[pair[0]] or here[pair[1]]}
    return {(n, m) for n, m in pairs if likes[n].article_id != likes[m].article_id and not _exclude(likes[n], likes[m])}


def _exclude(one: Likeness, other: Likeness) -> bool:
    return one.definite and other.definite and not _meet(one, other)


def _meet(one: Likeness, other: Likeness) -> bool:
    return bool(one.days[0] and other.days[0]) and one.days[0] <= other.days[1] and other.days[0] <= one.days[1]


def _share(one: Likeness, other: Likeness) -> dict[str, tuple[float, str]]:
    """How far each part agrees, 0-1, and how the reason names it."""
    words = one.words & other.words
    dice = 2 * len(words) / (len(one.words) + len(other.words))
    same_day = 1.0 if any(one.days) and one.days == other.days else 0.5 * _meet(one, other)
    wide = one.county[4:] in ("", "00")  # in one province or prefecture much happens on a day
    place = (0.5 if wide else 1.0) if one.county and one.county == other.county else 0.0
    actors = sorted(one.actors & other.actors)
    return {
        "words": (dice, "words: " + ", ".join(sorted(words))),
        "day": (same_day, "day" if same_day == 1 else "days that meet"),
        "place": (place, "province or prefecture" if wide else "county"),
        "actor": (1.0 if actors else 0.0, "actor"),
    }
