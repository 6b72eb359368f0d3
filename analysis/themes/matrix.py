"""Articles by words, as a sparse matrix: what linear cost on an archive rests on."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.schema import check
from analysis.words import read_words


class Matrix(NamedTuple):
    """Counts of words (columns, in code point order) in articles (rows, in the order of `articles`)."""

    counts: Any
    article_ids: list[str]
    words: list[str]

    def sizes(self) -> np.ndarray:
        """Words of each article."""
        return np.asarray(self.counts.sum(axis=1)).ravel()

    def totals(self) -> np.ndarray:
        """Occurrences of each word."""
        return np.asarray(self.counts.sum(axis=0)).ravel()


def make_matrix(words: pd.DataFrame, articles: pd.DataFrame) -> Matrix:
    """Count the words given in every article; one without words is a row of zeros."""
    from scipy.sparse import csr_matrix

    check("words", words)
    ids = articles["article_id"].tolist()
    row = pd.Index(ids).get_indexer(words["article_id"])
    column, names = pd.factorize(read_words(words), sort=True)
    known = row >= 0
    cells = (np.ones(int(known.sum()), dtype="int64"), (row[known], column[known]))
    return Matrix(csr_matrix(cells, shape=(len(ids), len(names))), ids, [str(name) for name in names])
