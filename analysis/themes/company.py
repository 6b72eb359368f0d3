"""The company that words keep: collocates, dispersion over articles, and the network of words."""

from collections import Counter
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from analysis.schema import check
from analysis.smallest import smallest
from analysis.themes.matrix import make_matrix
from analysis.themes.measures import delta_p, g2, log_dice, npmi
from analysis.words import read_words


def find_collocates(
    words: pd.DataFrame, node: str, *, window: int = 5, least: int = 4, ignore: frozenset[str] = frozenset()
) -> pd.DataFrame:
    """Words that stand within `window` words of the node, in the same sentence: one row each, by logDice.

    n is the number of places with both; the word's and the node's own counts
    beside it. Pairs of fewer than `least` places are left out: scores of rare
    pairs are noise. `ignore` holds stop words; they still count as distance,
    so hand over all words.

    >>> from analysis.schema import build
    >>> cut = ["读", "好书", "读", "好书", "读", "好书", "读", "好书"]  # read good books, four times
    >>> rows = [("p#1", n // 2, n, n + len(word), word, "n", "") for n, word in enumerate(cut)]
    >>> find_collocates(build("words", rows), "读")[["word", "n", "log_dice"]].values.tolist()
    [['好书', 4, 14.0]]
    """
    check("words", words)
    read = read_words(words).to_numpy(dtype=object)
    unit = words["article_id"].to_numpy(dtype=object), words["sentence"].to_numpy()
    counts = Counter(read.tolist())
    near: Counter[str] = Counter()
    for at in np.flatnonzero(read == node).tolist():
        places = range(max(0, at - window), min(len(read), at + window + 1))
        near.update({read[k] for k in places if k != at and all(column[k] == column[at] for column in unit)})
    pairs = [(word, n) for word, n in near.items() if n >= least and word != node and word not in ignore]
    return _score(node, sorted(pairs, key=lambda pair: (-pair[1], pair[0])), counts, window)


def _score(node: str, pairs: list[tuple[str, int]], counts: Counter[str], window: int) -> pd.DataFrame:
    """Measures of the pairs; the sizes of the 2 x 2 table are of words, the window's width taken in."""
    total = sum(counts.values())
    word, n = [pair[0] for pair in pairs], np.array([pair[1] for pair in pairs], dtype="int64")
    n_word = np.array([counts[pair[0]] for pair in pairs], dtype="int64")
    near = np.minimum(counts[node] * 2 * window, total - 1)
    rest = np.maximum(n_word - n, 0)
    # One word between two nodes is near both: a pair cannot be commoner than its rarer word.
    both = np.minimum(n, n_word)
    table = pd.DataFrame({"node": pd.Series([node] * len(word), dtype="str"), "word": pd.Series(word, dtype="str")})
    table = table.assign(n=n, n_word=n_word, n_node=counts[node], of=total, window=window)
    table = table.assign(
        log_dice=log_dice(both, n_word, counts[node]),
        g2=g2(n, near, rest, total - near),
        npmi=npmi(both, n_word, counts[node], total),
        from_node=delta_p(both, counts[node], n_word, total),
        to_node=delta_p(both, n_word, counts[node], total),
    )
    return table.sort_values(["log_dice", "n", "word"], ascending=[False, False, True]).reset_index(drop=True)


def measure_dispersion(words: pd.DataFrame, articles: pd.DataFrame, *, least: int = 3) -> pd.DataFrame:
    """How evenly each word is spread over the articles: one row per word with `least` occurrences.

    dp is 0 where every article has its share and near 1 where one has all
    (Gries 2008); dp_norm stretches it to reach 1. On one page read the
    articles beside it: it is a footnote to them. Articles without a word do
    not count.
    """
    matrix = make_matrix(words, articles)
    n, sizes = matrix.totals(), matrix.sizes().astype(float)
    cells = matrix.counts.tocoo()
    expected = sizes / max(sizes.sum(), 1.0)
    # Articles without the word give their whole share to the sum, those with it the difference.
    parts = np.abs(cells.data / n[cells.col] - expected[cells.row]) - expected[cells.row]
    dp = (1.0 + np.bincount(cells.col, weights=parts, minlength=len(n))) / 2.0
    widest = 1.0 - float(expected[sizes > 0].min()) if len(cells.data) else 0.0
    spread = np.bincount(cells.col, minlength=len(n))
    table = pd.DataFrame({"word": pd.Series(matrix.words, dtype="str"), "n": n, "articles": spread})
    table = table.assign(of_articles=int((sizes > 0).sum()), dp=dp, dp_norm=dp / widest if widest else 0.0)
    table = table[table["n"] >= least].sort_values(["n", "word"], ascending=[False, True], kind="stable")
    return table.reset_index(drop=True)


@smallest(words=500, why="fewer words give pairs by accident", instead="quote_words")
def link_words(
    words: pd.DataFrame, articles: pd.DataFrame, *, top: int = 40, least: int = 3, seed: int = 42
) -> pd.DataFrame:
    """Network of the `top` words: one row per pair that shares `least` sentences, strongest first.

    Hand over the words that count. Weight is logDice over sentences; each end
    has its community (Louvain, fixed seed), numbered by its commonest word;
    `modularity` of the whole is the same in every row. An illustration, unless
    the lines behind its edges are read.
    """
    read = read_words(words)
    shown = sorted(read.value_counts().items(), key=lambda pair: (-pair[1], pair[0]))[:top]
    number = {str(word): n for n, (word, _) in enumerate(shown)}
    chosen = pd.DataFrame({"unit": words["article_id"] + "!" + words["sentence"].astype("str"), "word": read})
    units = chosen[read.isin(number)].drop_duplicates().groupby("unit", sort=True)["word"]
    sentences: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for _, inside in units:
        found = sorted(inside.tolist(), key=number.__getitem__)
        sentences.update(found)
        pairs.update(combinations(found, 2))
    rows = [(a, b, n, sentences[a], sentences[b]) for (a, b), n in pairs.items() if n >= least]
    links = pd.DataFrame(rows, columns=["word", "other", "n", "n_word", "n_other"])
    links["log_dice"] = log_dice(links["n"], links["n_word"], links["n_other"]) if rows else []
    links = links.sort_values(["log_dice", "n", "word", "other"], ascending=[False, False, True, True])
    return _add_communities(links.reset_index(drop=True), number, seed)


def _add_communities(links: pd.DataFrame, number: dict[str, int], seed: int) -> pd.DataFrame:
    """Communities by Louvain (Blondel et al. 2008); nodes are numbers, so that no hash of a word decides."""
    import networkx as nx

    graph: Any = nx.Graph()
    graph.add_nodes_from(sorted(number[word] for word in {*links["word"], *links["other"]}))
    for one, other, weight in zip(links["word"], links["other"], links["log_dice"], strict=True):
        graph.add_edge(number[one], number[other], weight=weight)
    parts = sorted(map(sorted, nx.community.louvain_communities(graph, seed=seed))) if len(graph) else []
    community = {node: n for n, part in enumerate(parts, 1) for node in part}
    ends = [links[name].map(lambda word: community[number[word]]).astype("int64") for name in ("word", "other")]
    modularity = float(nx.community.modularity(graph, parts)) if graph.number_of_edges() else float("nan")
    return links.assign(community=ends[0], other_community=ends[1], modularity=modularity)
