"""What figures and views call things in English and Chinese: values of the tables, words, places."""

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

import pandas as pd

from analysis.gazetteer import division, divisions
from analysis.words.segment import cut


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
    """English for a Chinese term: the researcher's glossary (columns term, english), a place's name, else pinyin.

    >>> gloss("春耕")  # spring ploughing
    'chūngēng'
    >>> gloss("春耕", pd.DataFrame({"term": ["春耕"], "english": ["spring ploughing"]}))
    'spring ploughing'
    """
    return _terms(glossary).get(term) or _places().get(term) or pinyin(term)


# What towns and villages are, in English; the committee that runs one is no part of its name.
GENERIC = {
    "社区居民委员会": "Community", "社区居委会": "Community", "居民委员会": "Community", "居委会": "Community",
    "村民委员会": "Village", "村委会": "Village", "嘎查委员会": "Gacha", "嘎查村委会": "Gacha", "嘎查": "Gacha",
    "社区": "Community", "街道办事处": "Subdistrict", "街道": "Subdistrict",
    "苏木": "Sum", "镇": "Town", "乡": "Township", "村": "Village",
}  # fmt: skip


def name_place(adcode: str, lang: str) -> str:
    """Name of a division; in English the gazetteer's, of towns and villages pinyin with what they are.

    >>> name_place("330100", "zh"), name_place("330100", "en"), name_place("330106109", "en")
    ('杭州市', 'Hangzhou', 'Sandun Town')
    """
    found = division(adcode)
    if found is None:
        return adcode
    if lang == "zh" or found.english:
        return found.english if lang == "en" else found.name
    end = next((generic for generic in GENERIC if found.name.endswith(generic) and found.name != generic), "")
    stem = pinyin(found.name.removesuffix(end), tones=False).capitalize()
    return f"{stem} {GENERIC[end]}" if end else stem


def romanise(name: str, glossary: pd.DataFrame | None = None) -> str:
    """A name for English readers: glossary, else word by word the gazetteer's English or pinyin.

    >>> romanise("杭州市博物馆"), romanise("WTO")  # the city's museum
    ('Hangzhou bówùguǎn', 'WTO')
    """
    known = _terms(glossary)
    if name in known:
        return known[name]
    return " ".join(known.get(word) or _places().get(word) or pinyin(word) for word in _cut(name))


@cache
def _places() -> dict[str, str]:
    """English of divisions by full name, of provinces and prefectures by short name too; not where namesakes differ."""
    found: dict[str, set[str]] = {}
    for level in ("province", "prefecture", "county"):
        rows = divisions(level)
        for name, short, english in zip(rows["name"], rows["short"], rows["english"], strict=True):
            for form in {name, short} if level != "county" else {name}:
                found.setdefault(form, set()).add(english)
    return {form: english.pop() for form, english in found.items() if len(english) == 1}


def _cut(name: str) -> list[str]:
    """Words of a name: the divisions at its beginning, the longest form of each, and the rest as it is segmented."""
    words, rest = [], name
    while form := next((rest[:n] for n in range(len(rest), 1, -1) if rest[:n] in _places()), ""):
        words.append(form)
        rest = rest[len(form) :]
    return [*words, *(cut(rest) if rest else [])]


def translate(terms: Iterable[str], glossary: pd.DataFrame | None = None) -> dict[str, str]:
    """English of the terms that the glossary has; of two with the same English only the first."""
    known = _terms(glossary)
    found: dict[str, str] = {}
    for term in terms:
        english = known.get(term)
        if english and english not in found.values():
            found[term] = english
    return found


def _terms(glossary: pd.DataFrame | None) -> Mapping[str, str]:
    return {} if glossary is None else dict(zip(glossary["term"], glossary["english"], strict=True))
