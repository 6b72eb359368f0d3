"""The smallest corpus at which a statistic means something, declared beside each."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, NamedTuple

import pandas as pd


class Smallest(NamedTuple):
    """Enough articles, or (`either`) enough words; why, and what to use below."""

    statistic: str
    articles: int
    words: int
    either: bool
    why: str
    instead: str

    def allows(self, articles: int, words: int) -> bool:
        """Tell whether a corpus of this size bears the statistic."""
        enough = (articles >= self.articles, words >= self.words)
        return any(enough) if self.either else all(enough)

    def needs(self) -> str:
        """The size in words.

        >>> Smallest("topics", 200, 50_000, True, "", "").needs()
        '200 articles or 50,000 words'
        """
        asked = [f"{self.articles:,} articles"] if self.articles else []
        asked += [f"{self.words:,} words"] if self.words else []
        return (" or " if self.either else " and ").join(asked) or "no smallest size"


class TooSmall(ValueError):
    """A statistic was asked of a corpus that does not bear it; the message says why and names the substitute."""


STATISTICS: dict[str, Smallest] = {}


def smallest(
    *, articles: int = 0, words: int = 0, either: bool = False, why: str = "", instead: str = ""
) -> Callable[[Callable], Callable]:
    """Declare the smallest corpus of a statistic: the function raises TooSmall below it.

    The size is counted in its arguments `words` and `articles`, both tables of
    those names; `why` is a clause, `instead` the name of a function.

    >>> @smallest(articles=20, why="few texts differ by chance alone", instead="count_by_article")
    ... def find_x(words, articles):
    ...     return words
    >>> few = pd.DataFrame({"article_id": ["p#1", "p#2"]})
    >>> find_x(few, few)
    Traceback (most recent call last):
    analysis.smallest.TooSmall: find_x needs 20 articles, here are 2 articles and 2 words:
    few texts differ by chance alone; use count_by_article
    """

    def declare(function: Callable) -> Callable:
        name = function.__name__
        declared = Smallest(name, articles, words, either, why, instead)
        STATISTICS[name] = declared
        parameters = signature(function)

        @wraps(function)
        def guarded(*args: Any, **options: Any) -> Any:
            given = parameters.bind(*args, **options).arguments
            size = len(given["articles"]), len(given["words"])
            if not declared.allows(*size):
                here = f"{size[0]:,} articles and {size[1]:,} words"
                raise TooSmall(f"{name} needs {declared.needs()}, here are {here}: {why}; use {instead}")
            return function(*args, **options)

        guarded.smallest = declared  # type: ignore[attr-defined]
        return guarded

    return declare


def explain_smallest(words: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """List what this corpus bears: one row per statistic that declares a smallest size."""
    here = (len(articles), len(words))
    declared = sorted(STATISTICS.values())
    rows = [(each.statistic, each.needs(), *here, each.allows(*here), each.why, each.instead) for each in declared]
    kinds = {"statistic": "str", "needs": "str", "articles": "int64", "words": "int64"}
    kinds |= {"holds": "bool", "why": "str", "instead": "str"}
    return pd.DataFrame(rows, columns=list(kinds)).astype(kinds)
