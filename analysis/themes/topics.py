"""What articles are about: signatures on any corpus, topic models only where there are articles enough."""

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from analysis.smallest import smallest
from analysis.themes.matrix import make_matrix
from analysis.themes.measures import g2, log_ratio

TOP = 10
# Pairs grow with the square of the articles.
MOST = 200


def sign_articles(words: pd.DataFrame, articles: pd.DataFrame, *, top: int = TOP, least: int = 2) -> pd.DataFrame:
    """The vocabulary that sets each article apart from the others: `top` rows per article.

    Words with `least` occurrences in the article, by log ratio against all
    other articles, with G2 and the counts of both sides: a description, no
    test. Hand over the words that count.
    """
    matrix = make_matrix(words, articles)
    totals, sizes = matrix.totals(), matrix.sizes()
    rows: list[tuple] = []
    for number, (article_id, of) in enumerate(zip(matrix.article_ids, sizes.tolist(), strict=True)):
        line = matrix.counts.getrow(number)
        line.sort_indices()
        columns, n = line.indices[line.data >= least], line.data[line.data >= least]
        other, of_other = totals[columns] - n, int(sizes.sum()) - of
        if of_other:  # an article alone on its page has nothing to stand out from
            evidence, ratio = g2(n, of, other, of_other), log_ratio(n, of, other, of_other).value
            # Columns stand in code point order, which so decides between equals.
            best = [k for k in np.argsort(-ratio, kind="stable").tolist() if ratio[k] > 0][:top]
            facts = ((matrix.words[columns[k]], n[k], of, other[k], of_other, ratio[k], evidence[k]) for k in best)
            rows += [(article_id, rank, *fact) for rank, fact in enumerate(facts, 1)]
    names = ["article_id", "rank", "word", "n", "of", "n_other", "of_other", "log_ratio", "g2"]
    return pd.DataFrame(rows, columns=names).astype({"article_id": "str", "word": "str"})


def share_vocabulary(words: pd.DataFrame, articles: pd.DataFrame, *, top: int = TOP) -> pd.DataFrame:
    """Whether the articles share a vocabulary: one row per pair of articles.

    Words that both have and out of how many that either has (Jaccard), the
    cosine of their counts, and the words that weigh most in it, joined by `;`.
    Hand over the words that count.
    """
    if len(articles) > MOST:
        raise ValueError(f"articles: {len(articles):,} make too many pairs: choose {MOST} or fewer")
    matrix = make_matrix(words, articles)
    table = matrix.counts.toarray()
    length = np.sqrt((table**2).sum(axis=1))
    rows = []
    for one, other in combinations(range(len(table)), 2):
        product = table[one] * table[other]
        both, either = int((product > 0).sum()), int(((table[one] + table[other]) > 0).sum())
        scale = length[one] * length[other]
        order = np.argsort(-product, kind="stable")[: min(top, both)]
        shared = ";".join(matrix.words[n] for n in order)
        cosine = float(product.sum() / scale) if scale else 0.0
        ids = (matrix.article_ids[one], matrix.article_ids[other])
        rows.append((*ids, both, either, both / max(either, 1), cosine, shared))
    names = ["article_id", "other_id", "both", "either", "jaccard", "cosine", "shared"]
    return pd.DataFrame(rows, columns=names).astype(dict.fromkeys(("article_id", "other_id", "shared"), "str"))


@smallest(
    articles=200,
    words=50_000,
    either=True,
    why="on fewer texts topics change with the seed and only find the articles again",
    instead="sign_articles",
)
def find_topics(
    words: pd.DataFrame, articles: pd.DataFrame, *, topics: int = 10, method: str = "nmf", seeds: int = 5
) -> pd.DataFrame:
    """Topics: one row per topic and word of its top ten, with how steady the topic is over seeds.

    `method` is nmf (on TF-IDF; Lee & Seung 1999) or lda (Blei et al. 2003).
    `steady` is the mean Jaccard of the topic's ten words with its best match
    under other random seeds (Greene et al. 2014): below about 0.5 do not read
    it. `articles` counts those whose heaviest topic it is. Hand over the words
    that count.
    """
    if method not in ("nmf", "lda"):
        raise ValueError(f"method={method!r}: choose nmf or lda")
    matrix = make_matrix(words, articles)
    counts, vocabulary, names = matrix.counts, matrix.words, matrix.article_ids
    runs = [_fit(counts, topics, method, seed) for seed in range(seeds)]
    weights, shares = runs[0]
    heaviest = np.bincount(shares.argmax(axis=1), minlength=topics)
    tops = [[_top(row) for row in run[0]] for run in runs]
    rows = []
    for n, ten in enumerate(tops[0]):
        steady = float(np.mean([max(_jaccard(ten, other) for other in run) for run in tops[1:]]))
        for rank, k in enumerate(ten, 1):
            rows.append((n + 1, rank, vocabulary[k], float(weights[n, k]), steady, int(heaviest[n]), len(names)))
    columns = ["topic", "rank", "word", "weight", "steady", "articles", "of_articles"]
    return pd.DataFrame(rows, columns=columns).astype({"word": "str"})


def _fit(counts: Any, topics: int, method: str, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Weights of words in topics, and of topics in articles."""
    from sklearn.decomposition import NMF, LatentDirichletAllocation
    from sklearn.feature_extraction.text import TfidfTransformer

    if method == "lda":
        model: Any = LatentDirichletAllocation(topics, random_state=seed, n_jobs=1)
        return model.fit(counts).components_, model.transform(counts)
    tfidf = TfidfTransformer().fit_transform(counts)
    # The first start is the deterministic one; the others show what chance would do.
    model = NMF(topics, init="nndsvd" if seed == 0 else "random", random_state=seed, max_iter=400, tol=1e-3)
    shares = model.fit_transform(tfidf)
    return model.components_, shares


def _top(row: np.ndarray) -> list[int]:
    """The ten heaviest words; weights are rounded, since the last digits differ between machines."""
    return np.lexsort((np.arange(len(row)), -np.round(row, 6)))[:TOP].tolist()


def _jaccard(one: list[int], other: list[int]) -> float:
    return len(set(one) & set(other)) / len(set(one) | set(other))
