"""Counts, each with what it is out of, and the concordances behind them."""

from analysis.counts.concordance import locate_mentions, quote_mentions, quote_pattern, quote_strings, quote_words
from analysis.counts.frequencies import count_by_article, count_slogans, count_strings, count_words, find_strings
from analysis.counts.rates import wilson

__all__ = [
    "count_by_article",
    "count_slogans",
    "count_strings",
    "count_words",
    "find_strings",
    "locate_mentions",
    "quote_mentions",
    "quote_pattern",
    "quote_strings",
    "quote_words",
    "wilson",
]
