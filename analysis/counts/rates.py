"""Shares with their uncertainty."""

from math import sqrt

Z = 1.959963984540054  # two-sided 95 % of the normal distribution


def wilson(n: int, of: int) -> tuple[float, float]:
    """95 % interval of the share n/of (Wilson 1927); (0, 1) where nothing was counted.

    >>> [round(end, 3) for end in wilson(2, 4)]
    [0.15, 0.85]
    """
    if not of:
        return 0.0, 1.0
    share, slack = n / of, Z * Z / of
    centre = (share + slack / 2) / (1 + slack)
    half = Z * sqrt(share * (1 - share) / of + slack / (4 * of)) / (1 + slack)
    # At the ends rounding would leave a trace of the other side.
    return (centre - half if n else 0.0), (centre + half if n < of else 1.0)
