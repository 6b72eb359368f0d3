"""Formulas of word statistics, on arrays; docs/statistics/ says what each is for."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

Z = 1.959963984540054  # two-sided 95 % of the normal distribution


class LogRatio(NamedTuple):
    """Log ratio and the ends of its 95 % interval."""

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray


def g2(n: ArrayLike, of: ArrayLike, other: ArrayLike, of_other: ArrayLike) -> np.ndarray:
    """Log-likelihood ratio of the 2 x 2 table of a word against all other words (Dunning 1993).

    >>> round(float(g2(100, 10_000, 50, 10_000)), 2)
    17.12
    """
    n, of, other, of_other = (np.asarray(x, dtype=float) for x in (n, of, other, of_other))
    table = [n, of - n, other, of_other - other]
    share = (n + other) / (of + of_other)
    expected = [of * share, of * (1 - share), of_other * share, of_other * (1 - share)]
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = [np.where(o > 0, o * np.log(o / e), 0.0) for o, e in zip(table, expected, strict=True)]
    return np.maximum(2.0 * sum(terms), 0.0)


def log_ratio(n: ArrayLike, of: ArrayLike, other: ArrayLike, of_other: ArrayLike) -> LogRatio:
    """Binary logarithm of the ratio of two relative frequencies, and its interval (Hardie 2014).

    Half an occurrence is added to both counts, half a word to both sizes, so
    that a word absent on one side has a value (Gart 1966); the interval is the
    normal one of the log relative risk (Katz et al. 1978).

    >>> [round(float(x), 2) for x in log_ratio(40, 1000, 10, 1000)]
    [1.95, 0.98, 2.92]
    """
    n, of, other, of_other = (np.asarray(x, dtype=float) + 0.5 for x in (n, of, other, of_other))
    value = np.log2(n / of) - np.log2(other / of_other)
    error = Z * np.sqrt(1 / n - 1 / of + 1 / other - 1 / of_other) / np.log(2)
    return LogRatio(value, value - error, value + error)


def benjamini_hochberg(p: ArrayLike) -> np.ndarray:
    """q-values: the false discovery rate at which each test would pass (Benjamini & Hochberg 1995).

    >>> benjamini_hochberg([0.01, 0.04, 0.03]).tolist()
    [0.03, 0.04, 0.04]
    """
    p = np.asarray(p, dtype=float)
    order = np.argsort(p, kind="stable")
    raw = p[order] * len(p) / np.arange(1, len(p) + 1)
    q = np.empty_like(p)
    q[order] = np.minimum.accumulate(raw[::-1])[::-1] if len(p) else raw
    return np.minimum(q, 1.0)


def p_of_g2(values: ArrayLike) -> np.ndarray:
    """Chance of a G2 as large under independence: chi-square with one degree of freedom."""
    from scipy.special import chdtrc

    return chdtrc(1, np.asarray(values, dtype=float))


def log_dice(both: ArrayLike, one: ArrayLike, other: ArrayLike) -> np.ndarray:
    """LogDice of a pair (Rychlý 2008): 14 at most, and not dependent on the size of the corpus.

    >>> float(log_dice(10, 10, 10)), float(log_dice(5, 10, 10))
    (14.0, 13.0)
    """
    both, one, other = (np.asarray(x, dtype=float) for x in (both, one, other))
    return 14.0 + np.log2(2.0 * both / (one + other))


def npmi(both: ArrayLike, one: ArrayLike, other: ArrayLike, of: ArrayLike) -> np.ndarray:
    """Normalised pointwise mutual information, -1 to 1 (Bouma 2009).

    >>> float(npmi(10, 10, 10, 1000))
    1.0
    """
    both, one, other, of = (np.asarray(x, dtype=float) for x in (both, one, other, of))
    return np.log2(both * of / (one * other)) / -np.log2(both / of)


def delta_p(both: ArrayLike, one: ArrayLike, other: ArrayLike, of: ArrayLike) -> np.ndarray:
    """How much more probable the other is with the one than without it (Gries 2013); it has a direction.

    >>> round(float(delta_p(8, 10, 16, 110)), 2)
    0.72
    """
    both, one, other, of = (np.asarray(x, dtype=float) for x in (both, one, other, of))
    return both / one - (other - both) / (of - one)


def dispersion(counts: ArrayLike, sizes: ArrayLike) -> tuple[float, float]:
    """DP and DPnorm of a word over texts of given sizes: 0 evenly spread, near 1 all in a small one.

    Gries 2008; Lijffijt & Gries 2012.

    >>> dp, norm = dispersion([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])  # the example of Gries 2008
    >>> round(dp, 2), round(norm, 2)
    (0.18, 0.22)
    """
    counts, sizes = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    expected = sizes / sizes.sum()
    dp = float(np.abs(counts / counts.sum() - expected).sum() / 2)
    widest = 1.0 - float(expected.min())
    return dp, dp / widest if widest else 0.0
