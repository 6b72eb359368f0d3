"""Report against event: activities of different articles that look the same are linked, never merged."""

from itertools import combinations
from typing import NamedTuple

import numpy as np
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
    return build("links", link_likes(likes, [True] * len(likes)))


def read_likes(activities: pd.DataFrame, words: pd.DataFrame) -> list[Likeness]:
    """What is compared of each activity, in their order."""
    columns = ["activity_id", "article_id", "from_date", "to_date", "date_type", "adcode", "actor"]
    rows = zip(*(activities[c].tolist() for c in columns), _words_inside(activities, words), strict=True)
    return [
        Likeness(
            key, article, (first, last), kind in DEFINITE, code[:6], frozenset(filter(None, actor.split(";"))), own
        )
        for key, article, first, last, kind, code, actor, own in rows
    ]


def link_likes(likes: list[Likeness], here: list[bool]) -> list[tuple]:
    """Rows of links, of all pairs of which one member at least is `here`."""
    rows = []
    for n, m in sorted(_candidates(likes, here)):
        shared = _share(likes[n], likes[m])
        score = round(sum(WEIGHTS[part] * share for part, (share, _) in shared.items()), 3)
        if score >= LEAST and shared["words"][0] >= ALIKE:
            reason = "; ".join(text for share, text in shared.values() if share)
            rows.append((likes[n].activity_id, likes[m].activity_id, score, reason))
    return rows


def keep_telling(words: pd.DataFrame) -> pd.DataFrame:
    """Keep the words that can tell one activity from another: nouns, verbs, short names, of two characters and more."""
    return words[_is_telling(words)]


def _is_telling(words: pd.DataFrame) -> np.ndarray:
    codes, tags = pd.factorize(words["tag"])
    telling = np.array([tag[:1] in ("n", "v", "j") for tag in tags], dtype=bool)
    return telling[codes] & (words["text"].str.len() > 1).to_numpy(bool)


def _words_inside(activities: pd.DataFrame, words: pd.DataFrame) -> list[frozenset[str]]:
    """Content words of two characters and more within the sentence of each activity."""
    at_articles, articles = pd.factorize(activities["article_id"])
    codes, names = pd.factorize(words["article_id"])
    numbers, starts = articles.get_indexer(names)[codes], words["start"].to_numpy()
    # An article's number and an offset in one integer: a stretch of an article is a stretch of the sorted integers.
    width = 1 + max(starts.max(initial=0), activities["end"].to_numpy().max(initial=0))
    rows = np.flatnonzero((numbers >= 0) & _is_telling(words))
    at = numbers[rows] * width + starts[rows]
    order = at.argsort(kind="stable")
    bounds = [at_articles * width + activities[c].to_numpy() for c in ("start", "end")]
    firsts, lasts = (at[order].searchsorted(places) for places in bounds)
    # Most words are in no activity: they are not made strings.
    inside = np.zeros(len(rows) + 1, int)
    np.add.at(inside, firsts, 1)
    np.add.at(inside, lasts, -1)
    covered = inside.cumsum() > 0
    texts = words["text"].iloc[rows[order][covered[:-1]]].tolist()
    moved = np.concatenate([[0], covered.cumsum()])
    return [frozenset(texts[i:j]) for i, j in zip(moved[firsts].tolist(), moved[lasts].tolist(), strict=True)]


def _candidates(likes: list[Likeness], here: list[bool]) -> set[tuple[int, int]]:
    """Pairs of different articles and of one time that share a word, and with it the day or an actor."""
    groups: dict[str, list[int]] = {}
    for n, like in enumerate(likes):
        for key in {"".join(like.days), *like.actors} - {""}:
            groups.setdefault(key, []).append(n)
    pairs = {
        (n, m)
        for members in groups.values()
        if len(members) > 1
        for numbers in _few(likes, members)
        for n, m in combinations(numbers, 2)
        if here[n] or here[m]
    }
    return {(n, m) for n, m in pairs if _may_be_one(likes[n], likes[m])}


def _few(likes: list[Likeness], members: list[int]) -> list[list[int]]:
    """A group that is not too large to be compared pair by pair; a larger one word by word."""
    if len(members) <= COMMON:
        return [members]
    lists: dict[str, list[int]] = {}
    for n in members:
        for word in likes[n].words:
            lists.setdefault(word, []).append(n)
    return [numbers for numbers in lists.values() if 1 < len(numbers) <= COMMON]


def _may_be_one(one: Likeness, other: Likeness) -> bool:
    if one.article_id == other.article_id or one.words.isdisjoint(other.words):
        return False
    apart = one.definite and other.definite and not _meet(one, other)
    return not apart and _same_time(one, other) > 0


def _meet(one: Likeness, other: Likeness) -> bool:
    return bool(one.days[0] and other.days[0]) and one.days[0] <= other.days[1] and other.days[0] <= one.days[1]


def _same_time(one: Likeness, other: Likeness) -> float:
    return 1.0 if any(one.days) and one.days == other.days else 0.5 * _meet(one, other)


def _share(one: Likeness, other: Likeness) -> dict[str, tuple[float, str]]:
    """How far each part agrees, 0-1, and how the reason names it."""
    words = one.words & other.words
    dice = 2 * len(words) / (len(one.words) + len(other.words))
    same_day = _same_time(one, other)
    wide = one.county[4:] in ("", "00")  # in one province or prefecture much happens on a day
    place = (0.5 if wide else 1.0) if one.county and one.county == other.county else 0.0
    actors = sorted(one.actors & other.actors)
    return {
        "words": (dice, "words: " + ", ".join(sorted(words))),
        "day": (same_day, "day" if same_day == 1 else "days that meet"),
        "place": (place, "province or prefecture" if wide else "county"),
        "actor": (1.0 if actors else 0.0, "actor"),
    }
