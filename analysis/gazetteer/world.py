"""Names outside China's divisions: countries, cities and regions abroad, rivers, mountains, regions."""

from functools import cache
from typing import NamedTuple

from analysis.chinese import fold
from analysis.gazetteer.files import read_rows


class World(NamedTuple):
    """A country, a place abroad, a region or a natural feature."""

    name: str
    level: str
    path: str
    longitude: float | None
    latitude: float | None
    match: str


@cache
def abroad() -> dict[str, World]:
    """Folded name -> the place it means.

    >>> abroad()["法国"].level, abroad()["长三角"].name
    ('country', '长江三角洲')
    """
    found: dict[str, World] = {}
    for alias, name, level, path, x, y, _ in read_rows("world_names.csv"):
        place = World(name, level, path, float(x) if x else None, float(y) if y else None, "exact")
        found.setdefault(fold(alias), place if alias == name else place._replace(match="alias"))
    return found


@cache
def not_places() -> frozenset[str]:
    """Folded phrases that hold a place's name and name no place: 长治久安 (lasting peace), 北京时间 (Beijing time)."""
    return frozenset(fold(phrase) for phrase, _ in read_rows("not_places.csv"))
