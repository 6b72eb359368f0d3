"""What activities are compared by: their days, county, actors and the telling words of their sentences."""

import numpy as np
import pandas as pd

DEFINITE = ("day", "interval", "month")


def find_features(activities: pd.DataFrame, words: pd.DataFrame) -> pd.DataFrame:
    """What is compared of each activity, in their order; `actors` and `words` are lists without repetition.

    Words are nouns, verbs and short names of two characters and more.
    """
    actors = [sorted({*actor.split(";")} - {""}) for actor in activities["actor"].tolist()]
    return pd.DataFrame(
        {
            "activity_id": activities["activity_id"],
            "article_id": activities["article_id"],
            "first": activities["from_date"],
            "last": activities["to_date"],
            "definite": activities["date_type"].isin(DEFINITE),
            "county": activities["adcode"].str[:6],
            "actors": pd.Series(actors, activities.index, dtype=object),
            "words": pd.Series(_words_inside(activities, words), activities.index, dtype=object),
        }
    )


def _words_inside(activities: pd.DataFrame, words: pd.DataFrame) -> list[list[str]]:
    """Telling words within the sentence of each activity."""
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
    return [sorted(set(texts[i:j])) for i, j in zip(moved[firsts].tolist(), moved[lasts].tolist(), strict=True)]


def _is_telling(words: pd.DataFrame) -> np.ndarray:
    codes, tags = pd.factorize(words["tag"])
    telling = np.array([tag[:1] in ("n", "v", "j") for tag in tags], dtype=bool)
    return telling[codes] & (words["text"].str.len() > 1).to_numpy(bool)
