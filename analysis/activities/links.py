"""Report against event: activities of different articles that look the same are linked, never merged."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.activities.features import find_features
from analysis.activities.pairs import find_pairs
from analysis.schema import build, check

# What a pair shares is weighed; words most, since day and county are shared by much that is not the same.
WEIGHTS = {"words": 0.4, "day": 0.25, "place": 0.2, "actor": 0.15}
LEAST = 0.5  # two reports of one event share its day and place and a good part of their words


class Likeness(NamedTuple):
    """What is compared of an activity."""

    activity_id: str
    days: tuple[str, str]
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
    features = find_features(check("activities", activities), check("words", words))
    return build("links", link_features(features, np.ones(len(features), bool)))


def link_features(features: pd.DataFrame, here: np.ndarray) -> list[tuple]:
    """Rows of links, of all pairs of which one member at least is `here`."""
    rows = []
    one, other = find_pairs(features, here)
    used = np.union1d(one, other)
    likes = dict(zip(used.tolist(), _read_likes(features.iloc[used]), strict=True))
    for n, m in zip(one.tolist(), other.tolist(), strict=True):
        shared = _share(likes[n], likes[m])
        score = round(sum(WEIGHTS[part] * share for part, (share, _) in shared.items()), 3)
        if score >= LEAST:
            reason = "; ".join(text for share, text in shared.values() if share)
            rows.append((likes[n].activity_id, likes[m].activity_id, score, reason))
    return rows


def _read_likes(features: pd.DataFrame) -> list[Likeness]:
    keys, firsts, lasts, counties = (features[c].tolist() for c in ("activity_id", "first", "last", "county"))
    sets = (map(frozenset, features[c]) for c in ("actors", "words"))
    return [Likeness(*row) for row in zip(keys, zip(firsts, lasts, strict=True), counties, *sets, strict=True)]


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
