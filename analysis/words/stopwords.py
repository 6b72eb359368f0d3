"""Words that counts leave out: function words, words of newspaper routine, and what is no word of its own."""

import csv
import re
from collections.abc import Collection
from functools import cache
from importlib import resources

import pandas as pd

from analysis.chinese import CHINESE_NUMERAL, HAN
from analysis.schema import check

NUMBER = re.compile(rf"(?:第|约|近)?[\d.,%]*{CHINESE_NUMERAL}*[\d.%个多余来]*")


@cache
def read_stopwords() -> frozenset[str]:
    """The built-in list (data/stopwords.csv); it holds no word of politics: 党, 群众 and their like count."""
    text = resources.files("analysis").joinpath("data/stopwords.csv").read_text("utf-8")
    return frozenset(word for row in csv.DictReader(text.splitlines()) for word in row["words"].split())


def drop_stopwords(words: pd.DataFrame, stopwords: Collection[str] = ()) -> pd.DataFrame:
    """Keep the rows of words that count; `stopwords` come on top of the built-in list.

    Left out, too, are numbers and single characters: most are what
    segmentation left of a name or a compound. A word is judged as it is read.

    >>> from analysis.schema import build
    >>> cut = ["我们", "的", "读书", "活动", "有", "300", "人"]  # our reading activity has 300 people
    >>> rows = [("p#1", 1, n, n + len(word), word, "x", "") for n, word in enumerate(cut)]
    >>> drop_stopwords(build("words", rows))["text"].tolist()
    ['读书', '活动']
    """
    check("words", words)
    read = read_words(words)
    left_out = read_stopwords() | frozenset(stopwords)
    keep = {word for word in read.unique().tolist() if word not in left_out and _counts(word)}
    return words[read.isin(keep)].reset_index(drop=True)


def read_words(words: pd.DataFrame) -> pd.Series:
    """What each row reads as: its form where a correction was accepted, else its print."""
    return words["form"].where(words["form"] != "", words["text"])


def _counts(word: str) -> bool:
    return len(word) > 1 and bool(re.search(rf"[{HAN}A-Za-z]", word)) and not NUMBER.fullmatch(word)
