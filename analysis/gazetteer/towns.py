"""Towns (乡镇街道苏木) of all China, and villages and communities county by county."""

import io
import re
import zipfile
from bisect import bisect_left
from functools import cache

from analysis.chinese import fold
from analysis.gazetteer.files import packaged, read_rows

# Committees end a village's official name; the place is what they stand for.
COMMITTEE = (
    (re.compile(r"村*(?:村民委员会|村委会)$", re.MULTILINE), "村"),
    (re.compile(r"嘎查村?(?:民|牧民)?委(?:员)?会$", re.MULTILINE), "嘎查"),
    (re.compile(r"(?:社区)?居(?:民)?委(?:员)?会$", re.MULTILINE), "社区"),
)


@cache
def known_towns() -> dict[str, tuple[str, float | None, float | None]]:
    """Code of each town -> official name, longitude, latitude."""
    return {
        code: (name, float(x) if x else None, float(y) if y else None) for code, name, x, y in read_rows("towns.csv.gz")
    }


@cache
def _folded() -> dict[str, str]:
    """Code of each town -> its name as it is matched; folded in one piece, many times faster than one by one."""
    names = fold("\n".join(name for name, *_ in known_towns().values())).split("\n")
    return dict(zip(known_towns(), names, strict=True))


@cache
def _towns_by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, name in _folded().items():
        found[name] = (*found.get(name, ()), code)  # most names have one bearer
    return found


def towns_named(name: str) -> tuple[str, ...]:
    """Codes of the towns with this official name, all over China; `name` is folded.

    >>> towns_named("林东镇"), len(towns_named("城关镇"))
    (('150422100',), 88)
    """
    return _towns_by_name().get(name, ())


def towns_in(county: str) -> dict[str, str]:
    """Code -> folded name of the towns in a county.

    >>> towns_in("150422")["150422100"]
    '林东镇'
    """
    codes = _codes()
    inside = codes[bisect_left(codes, county) : bisect_left(codes, county + "~")] if county else []
    return {code: _folded()[code] for code in inside}


@cache
def _codes() -> list[str]:
    return sorted(known_towns())


@cache
def _packed() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(packaged("villages.zip")))


def village_name(official: str) -> str:
    """The place that a village committee's name stands for; of several lines, each.

    >>> [village_name(name) for name in ("和平村委会", "和平村村委会", "乌兰嘎查委员会", "康乐社区居委会")]
    ['和平村', '和平村', '乌兰嘎查', '康乐社区']
    """
    for ending, kind in COMMITTEE:
        official = ending.sub(kind, official)
    return official


@cache
def villages_in(county: str) -> dict[str, str]:
    """Code -> name of the villages and communities in a county, without the committee's ending.

    >>> list(villages_in("150422").items())[0]
    ('150422100200', '索布力嘎村')
    """
    try:
        packed = _packed().read(county)
    except KeyError:
        return {}
    lines = village_name(packed.decode("utf-8")).splitlines()
    return {county + line[:6]: line[6:] for line in lines}
