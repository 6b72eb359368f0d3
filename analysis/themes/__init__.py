"""Themes: slogans and set phrases, and what words say by their number, company and place."""

from analysis.smallest import TooSmall, explain_smallest
from analysis.themes.company import find_collocates, link_words, measure_dispersion
from analysis.themes.keyness import (
    Reference,
    add_page_facts,
    agree_ranks,
    compare_parts,
    compare_reference,
    compare_texts,
    make_reference,
    rank_keyness,
    read_jieba,
    read_wordfreq,
)
from analysis.themes.measures import benjamini_hochberg, dispersion, g2, log_dice, log_ratio, p_of_g2
from analysis.themes.phrases import Phrase, c_value, rank_phrases
from analysis.themes.runs import find_runs
from analysis.themes.slogans import find_slogans
from analysis.themes.topics import find_topics, share_vocabulary, sign_articles

__all__ = [
    "Phrase",
    "Reference",
    "TooSmall",
    "add_page_facts",
    "agree_ranks",
    "benjamini_hochberg",
    "c_value",
    "compare_parts",
    "compare_reference",
    "compare_texts",
    "dispersion",
    "explain_smallest",
    "find_collocates",
    "find_runs",
    "find_slogans",
    "find_topics",
    "g2",
    "link_words",
    "log_dice",
    "log_ratio",
    "make_reference",
    "measure_dispersion",
    "p_of_g2",
    "rank_keyness",
    "rank_phrases",
    "read_jieba",
    "read_wordfreq",
    "share_vocabulary",
    "sign_articles",
]
