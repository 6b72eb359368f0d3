"""Gazetteer: the divisions of China from province to village, their names, points and boundaries.

Province to county loads at the first look-up; towns, villages (county by
county) and boundaries only when they are asked for. What lies outside China's
divisions (countries, cities abroad, rivers, mountains, regions) is in `world`.
"""

from analysis.gazetteer.boundaries import read_boundaries, read_dashes
from analysis.gazetteer.divisions import (
    Division,
    ancestors,
    county_of,
    division,
    divisions,
    english_path,
    holds,
    level_of,
    parent,
    path,
    point,
)
from analysis.gazetteer.exchange import places_geojson
from analysis.gazetteer.names import Name, common_names, division_names
from analysis.gazetteer.towns import known_towns, towns_in, towns_named, village_name, villages_in
from analysis.gazetteer.world import World, abroad, not_places

__all__ = [
    "Division",
    "Name",
    "World",
    "abroad",
    "ancestors",
    "common_names",
    "county_of",
    "division",
    "division_names",
    "divisions",
    "english_path",
    "holds",
    "known_towns",
    "level_of",
    "not_places",
    "parent",
    "path",
    "places_geojson",
    "point",
    "read_boundaries",
    "read_dashes",
    "towns_in",
    "towns_named",
    "village_name",
    "villages_in",
]
