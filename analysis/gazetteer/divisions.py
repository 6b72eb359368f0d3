"""Divisions by code: name, parent, path, point. GB/T 2260 to the county, 9 digits for towns, 12 for villages."""

from collections import defaultdict
from functools import cache
from typing import NamedTuple

import pandas as pd

from analysis.gazetteer.files import read_rows
from analysis.gazetteer.towns import known_towns, villages_in

LEVELS = ("province", "prefecture", "county", "town", "village")


class Division(NamedTuple):
    """A division; `english` is the romanised name without the word for its kind."""

    adcode: str
    level: str
    name: str
    short: str
    english: str
    longitude: float | None
    latitude: float | None


@cache
def level_of(adcode: str) -> str:
    """Level that a code speaks of.

    >>> [level_of(code) for code in ("150000", "150400", "150422", "150422100", "150422100001")]
    ['province', 'prefecture', 'county', 'town', 'village']
    """
    if len(adcode) > 6:
        return "village" if len(adcode) > 9 else "town"
    return "province" if adcode.endswith("0000") else "prefecture" if adcode.endswith("00") else "county"


def _number(text: str) -> float | None:
    return float(text) if text else None


@cache
def _high() -> dict[str, Division]:
    """Divisions from province to county."""
    rows = read_rows("divisions.csv")
    return {
        code: Division(code, level_of(code), name, short, english, _number(x), _number(y))
        for code, name, short, english, x, y in rows
    }


@cache
def division(adcode: str) -> Division | None:
    """The division with this code, or None.

    >>> division("150600").name, division("150600").english
    ('鄂尔多斯市', 'Ordos')
    """
    if len(adcode) == 6:
        return _high().get(adcode)
    if len(adcode) == 9 and adcode in known_towns():
        name, longitude, latitude = known_towns()[adcode]
        return Division(adcode, "town", name, "", "", longitude, latitude)
    name = villages_in(adcode[:6]).get(adcode, "") if len(adcode) == 12 else ""
    return Division(adcode, "village", name, "", "", None, None) if name else None


@cache
def parent(adcode: str) -> str:
    """Code of the next division above; empty above a province.

    Counties under a province directly (济源市, the districts of Beijing) have
    the province as parent; towns of a city without counties (东莞市) the city.

    >>> parent("150422"), parent("419001"), parent("441900101"), parent("150000")
    ('150400', '410000', '441900', '')
    """
    shorter = {12: (9, 6, 4, 2), 9: (6, 4, 2), 6: (4, 2)}[len(adcode)]
    for digits in shorter:
        code = adcode[:digits].ljust(6, "0")
        if code != adcode and division(code):
            return code
    return ""


def ancestors(adcode: str) -> tuple[str, ...]:
    """Codes from the province down to the division itself.

    >>> ancestors("150422")
    ('150000', '150400', '150422')
    """
    above = parent(adcode)
    return (*ancestors(above), adcode) if above else (adcode,)


@cache
def path(adcode: str) -> str:
    """Official names from the province down, joined by /.

    >>> path("330106109")
    '浙江省/杭州市/西湖区/三墩镇'
    """
    chain = (division(code) for code in ancestors(adcode)) if adcode else ()
    return "/".join(found.name for found in chain if found)


def english_path(adcode: str) -> str:
    """Romanised names from the province down.

    >>> english_path("150422")
    'Inner Mongolia/Chifeng/Bairin Left'
    """
    chain = (division(code) for code in ancestors(adcode))
    return "/".join(found.english for found in chain if found and found.english)


def holds(outer: str, inner: str) -> bool:
    """Tell whether one division lies in another; none lies in itself.

    >>> holds("150000", "150422"), holds("419001", "410000")
    (True, False)
    """
    return outer != inner and inner.startswith(_stem(outer))


@cache
def _stem(adcode: str) -> str:
    """The digits that the codes of all divisions inside share."""
    cut = {"province": 2, "prefecture": 4, "county": 6, "town": 9, "village": 12}
    return adcode[: cut[level_of(adcode)]]


@cache
def county_of(adcode: str) -> str:
    """The county, or city without counties, that a code lies in; empty for higher divisions.

    >>> county_of("150422100001"), county_of("441900"), county_of("150400")
    ('150422', '441900', '')
    """
    code = adcode[:6]
    if level_of(code) == "prefecture":
        return "" if counties_under(code) else code
    return code if level_of(code) == "county" else ""


def counties_under(adcode: str) -> tuple[str, ...]:
    """Codes of the counties in a province or prefecture."""
    return _counties().get(_stem(adcode), ())


@cache
def _counties() -> dict[str, tuple[str, ...]]:
    """Codes of the counties by the digits of their province and of their prefecture."""
    found: dict[str, list[str]] = defaultdict(list)
    for code in _high():
        for digits in (2, 4) if level_of(code) == "county" else ():
            found[code[:digits]].append(code)
    return {stem: tuple(codes) for stem, codes in found.items()}


@cache
def point(adcode: str) -> tuple[float | None, float | None, str]:
    """Longitude, latitude (WGS84) and whose level they are: the division's own point or that of the next above.

    >>> point("150422404")[2]  # a town without a point of its own
    'county'
    """
    code = adcode
    while code:
        found = division(code)
        if found and found.longitude is not None:
            return found.longitude, found.latitude, found.level
        code = parent(code)
    return None, None, ""


def divisions(level: str, under: str = "") -> pd.DataFrame:
    """One row per division of a level (province, prefecture, county), all or those in one division.

    >>> divisions("prefecture", under="150000")["english"].tolist()[:3]
    ['Hohhot', 'Baotou', 'Wuhai']
    """
    if level not in LEVELS[:3]:
        raise ValueError(f"divisions: level {level!r} is not one of province, prefecture, county")
    chosen = [d for d in _high().values() if d.level == level and (not under or holds(under, d.adcode))]
    return pd.DataFrame([(*d, parent(d.adcode)) for d in chosen], columns=[*Division._fields, "parent"])
