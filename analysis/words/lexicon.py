"""Jieba's dictionary: counts and tags of words, read from the package's own file, without jieba."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path


@cache
def _columns() -> list[str]:
    """All fields in one row: word, count, tag, word, count, tag, ..."""
    spec = find_spec("jieba")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0]).joinpath("dict.txt").read_text("utf-8").split()


@cache
def read_tags() -> dict[str, str]:
    """Part of speech by word; shared, not to be changed.

    >>> read_tags()["报纸"]  # newspaper: a noun
    'n'
    """
    fields = _columns()
    return dict(zip(fields[::3], fields[2::3], strict=True))


@cache
def read_counts() -> dict[str, int]:
    """Count by word, of 60 million words of mixed sources, press of the 1990s among them; some set by hand.

    >>> read_counts()["报纸"] > read_counts()["月刊"]  # newspaper, monthly
    True
    """
    fields = _columns()
    return dict(zip(fields[::3], map(int, fields[1::3]), strict=True))


def tag_unknown(word: str) -> str:
    """Tag of a word that the dictionary lacks: m (digits), eng (Latin letters) or x, as in jieba.

    >>> [tag_unknown(word) for word in ("3.5%", "5G", "甲乙丙丁戊")]
    ['m', 'eng', 'x']
    """
    signs = [c for c in word if c.isascii() and c.isalnum()]
    if not signs:
        return "x"
    return "m" if all(map(str.isdigit, signs)) else "eng"
