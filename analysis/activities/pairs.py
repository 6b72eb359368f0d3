"""Pairs of activities worth comparing, by arrays: most of a month's pairs have nothing in common."""

from itertools import chain

import numpy as np
import pandas as pd

ALIKE = 0.4  # share of words; day and place alone are shared by much that is not the same
COMMON = 50  # a word that more activities of one day share tells none of them from the others
CHUNK = 100_000  # pairs whose words are held at a time


def find_pairs(features: pd.DataFrame, here: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Row numbers of activities that may be one event, the earlier ones and the later ones.

    They share a word and with it the day or an actor, stand in different
    articles, and one of them at least is `here`.
    """
    words = _explode(features["words"].tolist())
    pairs = _share_a_key(features, words)
    one, other = np.divmod(np.unique(pairs), len(features) or 1)
    articles = pd.factorize(np.array(features["article_id"].tolist(), dtype=object))[0]
    kept = (here[one] | here[other]) & (articles[one] != articles[other])
    one, other = one[kept], other[kept]
    kept = _may_be_one_time(features, one, other)
    one, other = one[kept], other[kept]
    if not len(one):  # as on most single pages
        return one, other
    kept = _measure_overlap(words, one, other) >= ALIKE
    return one[kept], other[kept]


def _explode(lists: list[list[str]]) -> tuple[np.ndarray, np.ndarray]:
    """Where the items of each row begin (and, behind the last row, end), and a number for each item."""
    ends = np.cumsum([0, *map(len, lists)])
    items = np.fromiter(chain.from_iterable(lists), dtype=object, count=ends[-1])
    return ends, pd.factorize(items)[0]


def _share_a_key(features: pd.DataFrame, words: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Pairs of rows with the same days or an actor in common; in a large group, those with a rarer word of it too."""
    days = (features["first"] + features["last"]).tolist()
    keys = [[key for key in (day, *actors) if key] for day, actors in zip(days, features["actors"], strict=True)]
    ends, groups = _explode(keys)
    rows = np.repeat(np.arange(len(features)), np.diff(ends))
    large = (np.bincount(groups) > COMMON)[groups]
    of_words, numbers = words
    counts = np.diff(of_words)[rows[large]]
    inside = np.repeat(of_words[rows[large]], counts) + _count_up(counts)
    shared = np.repeat(groups[large], counts) * (1 + numbers.max(initial=0)) + numbers[inside]
    return np.concatenate(
        [
            _pair_up(groups[~large], rows[~large], len(features)),
            _pair_up(shared, np.repeat(rows[large], counts), len(features)),
        ]
    )


def _count_up(counts: np.ndarray) -> np.ndarray:
    """0, 1, … anew for each count."""
    ends = counts.cumsum()
    return np.arange(counts.sum()) - np.repeat(ends - counts, counts)


def _pair_up(keys: np.ndarray, rows: np.ndarray, size: int) -> np.ndarray:
    """Pairs n < m of rows with one key, as n * size + m; keys of more than COMMON rows tell nothing."""
    order = np.lexsort((rows, keys))
    keys, rows = keys[order], rows[order]
    _, members = np.unique(keys, return_counts=True)
    after = np.repeat(members, members) - 1 - _count_up(members)  # how many of its key stand behind a row
    after[np.repeat(members > COMMON, members)] = 0
    one = np.repeat(np.arange(len(rows)), after)
    return rows[one] * size + rows[one + 1 + _count_up(after)]


def _may_be_one_time(features: pd.DataFrame, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Tell which pairs have the same days, or days that meet."""
    days = [*features["first"].tolist(), *features["last"].tolist()]
    names, ranks = np.unique(np.array(days, dtype=str), return_inverse=True)
    first, last = np.split(ranks, 2)
    dated = names[first] != ""
    some = dated | (names[last] != "")
    definite = features["definite"].to_numpy(bool)
    meet = dated[one] & dated[other] & (first[one] <= last[other]) & (first[other] <= last[one])
    same = some[one] & (first[one] == first[other]) & (last[one] == last[other])
    return (meet | same) & ~(definite[one] & definite[other] & ~meet)


def _measure_overlap(words: tuple[np.ndarray, np.ndarray], one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Dice (1945) of the words of each pair: twice those in common over all."""
    from scipy.sparse import csr_matrix

    ends, numbers = words
    matrix = csr_matrix((np.ones(len(numbers), np.int32), numbers, ends), (len(ends) - 1, 1 + numbers.max(initial=0)))
    chunks = [slice(at, at + CHUNK) for at in range(0, len(one), CHUNK)]
    common = [matrix[one[chunk]].multiply(matrix[other[chunk]]).sum(axis=1) for chunk in chunks]
    counts = np.diff(ends)
    return 2 * np.concatenate([np.ravel(counted) for counted in common]) / np.maximum(counts[one] + counts[other], 1)
