"""Places as GeoJSON, for QGIS and the like."""

import json

import pandas as pd

from analysis.schema import check


def places_geojson(places: pd.DataFrame) -> str:
    """Write the mentions that have a point as GeoJSON (RFC 7946): one feature per row of places, in its order.

    Every column but the coordinates is a property, so a feature traces to its characters.

    >>> from analysis.schema import build
    >>> places_geojson(build("places", []))
    '{"type": "FeatureCollection", "features": []}\\n'
    """
    check("places", places)
    known = places[places["longitude"].notna() & places["latitude"].notna()]
    names = [name for name in places.columns if name not in ("longitude", "latitude")]
    properties = zip(*([None if v is pd.NA else v for v in known[name].tolist()] for name in names), strict=True)
    points = zip(known["longitude"].tolist(), known["latitude"].tolist(), properties, strict=True)
    write = json.JSONEncoder(ensure_ascii=False).encode
    lines = ",\n".join(write(_feature(x, y, dict(zip(names, row, strict=True)))) for x, y, row in points)
    return '{"type": "FeatureCollection", "features": [' + (f"\n{lines}\n" if lines else "") + "]}\n"


def _feature(longitude: float, latitude: float, row: dict[str, object]) -> dict[str, object]:
    geometry = {"type": "Point", "coordinates": [round(longitude, 5), round(latitude, 5)]}
    return {"type": "Feature", "geometry": geometry, "properties": row}
