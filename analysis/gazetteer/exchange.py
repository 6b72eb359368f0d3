"""Places as GeoJSON, for QGIS and the like."""

import json
import math
from collections.abc import Hashable

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
    columns = [name for name in places.columns if name not in ("longitude", "latitude")]
    properties = places[columns].astype(object).where(places[columns].notna(), None).to_dict("records")
    points = zip(places["longitude"].tolist(), places["latitude"].tolist(), properties, strict=True)
    features = [_feature(x, y, row) for x, y, row in points if not math.isnan(x) and not math.isnan(y)]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return '{"type": "FeatureCollection", "features": [' + (f"\n{lines}\n" if lines else "") + "]}\n"


def _feature(longitude: float, latitude: float, row: dict[Hashable, object]) -> dict[str, object]:
    geometry = {"type": "Point", "coordinates": [round(longitude, 5), round(latitude, 5)]}
    return {"type": "Feature", "geometry": geometry, "properties": row}
