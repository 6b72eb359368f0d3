"""Themes: slogans and set phrases, and the statistics of words."""

from analysis.themes.phrases import Phrase, c_value, find_runs, rank_phrases
from analysis.themes.slogans import find_slogans

__all__ = ["Phrase", "c_value", "find_runs", "find_slogans", "rank_phrases"]
