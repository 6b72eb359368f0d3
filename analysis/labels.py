"""What figures and views call things in English and Chinese: values of the tables, words, places."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

import pandas as pd


@cache
def _labels() -> dict[str, tuple[str, str]]:
    """Read `value, en, zh` from labels.csv."""
    lines = resources.files("analysis").joinpath("data/labels.csv").read_text("utf-8").splitlines()
    return {row["value"]: (row["en"], row["zh"]) for row in csv.DictReader(lines)}


def label(value: str, lang: str) -> str:
    """What a value of a table is called in a figure; one without an entry stands as it is.

    >>> label("mass_organisation", "zh"), label("as-of", "en")
    ('群团', 'up to a day')
    """
    english, chinese = _labels().get(value, (value.replace("_", " "), value))
    return english if lang == "en" else chinese


@cache
def pinyin(term: str, tones: bool = True) -> str:
    """Pinyin as one word, with the apostrophe of GB/T 16159 before a, o, e.

    >>> pinyin("西安"), pinyin("黄河", tones=False)
    ("xī'ān", 'huanghe')
    """
    from pypinyin import Style, lazy_pinyin

    style = Style.TONE if tones else Style.NORMAL
    syllables = [s for s in lazy_pinyin(term, style=style) if s.strip()]
    joined = "".join(("'" if n and s[0] in "aāáǎàoōóǒòeēéěè" else "") + s for n, s in enumerate(syllables))
    return joined


def gloss(term: str, glossary: pd.DataFrame | None = None) -> str:
    """English for a Chinese term: the researcher's glossary (columns term, english), else pinyin.

    >>> gloss("春耕")  # spring ploughing
    'chūngēng'
    >>> gloss("春耕", pd.DataFrame({"term": ["春耕"], "english": ["spring ploughing"]}))
    'spring ploughing'
    """
    return _terms(glossary).get(term) or pinyin(term)


def _terms(glossary: pd.DataFrame | None) -> Mapping[str, str]:
    return {} if glossary is None else dict(zip(glossary["term"], glossary["english"], strict=True))
