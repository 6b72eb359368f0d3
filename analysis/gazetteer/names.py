"""What a division may be called: official name, short form, alias, former name."""

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from analysis.chinese import fold
from analysis.gazetteer.divisions import level_of
from analysis.gazetteer.files import read_rows

# The last characters of a banner stand for it where the text has said which one is meant: 左旗, 后旗.
BANNER_TAILS = (
    "左翼前旗",
    "左翼中旗",
    "左翼后旗",
    "右翼前旗",
    "右翼中旗",
    "右翼后旗",
    "左旗",
    "右旗",
    "前旗",
    "中旗",
    "后旗",
)


class Name(NamedTuple):
    """A reading of a name: whose it is, how, the year it ended in (empty: in use), whether it needs support."""

    adcode: str
    match: str
    until: str
    weak: bool


@cache
def common_names() -> frozenset[str]:
    """Short forms that are words of the language or of many places too: 朝阳, 大方, 通道."""
    return frozenset(fold(name) for name, *_ in read_rows("common_names.csv"))


@cache
def no_names() -> frozenset[str]:
    """Short forms that are words of the language even right after a province: 辽宁振兴 is no district of 丹东."""
    return frozenset(fold(name) for name, never, _ in read_rows("common_names.csv") if never == "true")


@cache
def division_names() -> dict[str, tuple[Name, ...]]:
    """Folded name -> its readings, from province to county; official names first.

    A weak reading counts only beside its parent or where the page has the full name.

    >>> [reading.adcode for reading in division_names()["吉林"]]
    ['220000', '220200']
    >>> division_names()["襄樊"]  # Xiangyang's name until 2010
    (Name(adcode='420600', match='alias', until='2010', weak=False),)
    """
    found: dict[str, dict[str, Name]] = defaultdict(dict)
    official, others = read_rows("divisions.csv"), read_rows("division_names.csv")
    known = {(code, fold(name)[:-1]) for name, code, *_ in others if name[-1] in "市县"}
    for code, name, *_ in official:
        found[fold(name)][code] = Name(code, "exact", "", False)
    for code, name, short, *_ in official:
        if len(short) > 1 and fold(short) not in no_names():
            # A district that was a city or county before is still called by the short form: 番禺, 余杭.
            young = name.endswith("区") and level_of(code) == "county" and (code, fold(short)) not in known
            weak = name.endswith("旗") or (young and len(short) < 4) or fold(short) in common_names()
            found[fold(short)].setdefault(code, Name(code, "alias", "", weak))
        for tail in BANNER_TAILS:
            if name.endswith(tail) and len(name) > len(tail):
                found[tail].setdefault(code, Name(code, "alias", "", True))
    for name, code, match, until, source in others:
        # A former name does not compete with the divisions that bear it officially today.
        if not until or all(reading.match != "exact" for reading in found[fold(name)].values()):
            reading = Name(code, match, until, fold(name) in common_names())
            if source == "hand":
                found[fold(name)][code] = reading
            found[fold(name)].setdefault(code, reading)
    return {name: tuple(readings.values()) for name, readings in found.items()}
