"""What articles are about: signatures on any corpus, topic models only where there are articles enough."""

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from analysis.schema import check
from analysis.smallest import smallest
from analysis.themes.measures import g2, log_ratio
from analysis.words import read_words

TOP = 10


def sign_articles(words: pd.DataFrame, articles: pd.DataFrame, *, top: int = TOP, least: int = 2) -> pd.DataFrame:
    """The vocabulary that sets each article apart from the others: `top` rows per article.

    Words with `least` occurrences in the article, by G2 against all other
    articles, with the counts of both sides: a description, no test. Hand over
    the words that count.
    """
    counts = _count(words, articles)
    total, sizes = counts.sum(axis=0).to_numpy(), counts.sum(axis=1).to_numpy()
    rows = []
    for row, article_id, of in zip(counts.to_numpy(), counts.index, sizes, strict=True):
        other, of_other = total - row, sizes.sum() - of
        if not of or not of_other:
            continue
        evidence, ratio = g2(row, of, other, of_other), log_ratio(row, of, other, of_other).value
        chosen = [n for n in np.flatnonzero(row >= least).tolist() if ratio[n] > 0]
        chosen.sort(key=lambda n: (-evidence[n], counts.columns[n]))
        for rank, n in enumerate(chosen[:top], 1):
            rows.append((article_id, rank, counts.columns[n], row[n], of, other[n], of_other, ratio[n], evidence[n]))
    names = ["article_id", "rank", "word", "n", "of", "n_other", "of_other", "log_ratio", "g2"]
    return pd.DataFrame(rows, columns=names).astype({"article_id": "str", "word": "str"})


def share_vocabulary(words: pd.DataFrame, articles: pd.DataFrame, *, top: int = TOP) -> pd.DataFrame:
    """Whether the articles share a vocabulary: one row per pair of articles.

    Words that both have and out of how many that either has (Jaccard), the
    cosine of their counts, and the words that weigh most in it, joined by `;`.
    Hand over the words that count.
    """
    counts = _count(words, articles)
    table, length = counts.to_numpy(), np.sqrt((counts.to_numpy() ** 2).sum(axis=1))
    rows = []
    for one, other in combinations(range(len(counts)), 2):
        product = table[one] * table[other]
        both, either = int((product > 0).sum()), int(((table[one] + table[other]) > 0).sum())
        scale = length[one] * length[other]
        order = sorted(np.flatnonzero(product).tolist(), key=lambda n: (-product[n], counts.columns[n]))
        shared = ";".join(counts.columns[n] for n in order[:top])
        cosine = float(product.sum() / scale) if scale else 0.0
        ids = (counts.index[one], counts.index[other])
        rows.append((*ids, both, either, both / max(either, 1), cosine, shared))
    names = ["article_id", "other_id", "both", "either", "jaccard", "cosine", "shared"]
    kinds = dict.fromkeys(("article_id", "other_id", "shared"), "str")
    return pd.DataFrame(rows, columns=names).astype(kinds)


def _count(words: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Articles by words, every article a row, words in code point order."""
    check("words", words)
    counts = pd.crosstab(words["article_id"].to_numpy(), read_words(words).to_numpy())
    return counts.reindex(articles["article_id"].tolist(), fill_value=0)


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
    from scipy.sparse import csr_matrix

    article, names = pd.factorize(words["article_id"])
    word, vocabulary = pd.factorize(read_words(words), sort=True)
    counts = csr_matrix((np.ones(len(words)), (article, word)), shape=(len(names), len(vocabulary)))
    runs = [_fit(counts, topics, method, seed) for seed in range(seeds)]
    weights, shares = runs[0]
    heaviest = np.bincount(shares.argmax(axis=1), minlength=topics)
    tops = [[_top(row) for row in run[0]] for run in runs]
    rows = []
    for n, ten in enumerate(tops[0]):
        steady = float(np.mean([max(_jaccard(ten, other) for other in run) for run in tops[1:]]))
        for rank, k in enumerate(ten, 1):
            rows.append((n + 1, rank, str(vocabulary[k]), float(weights[n, k]), steady, int(heaviest[n]), len(names)))
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
