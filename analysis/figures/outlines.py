"""Land on paper: polygons projected, simplified, and set in mm."""

from typing import TYPE_CHECKING, Any, NamedTuple

from matplotlib.path import Path as Outline

from analysis.gazetteer import read_boundaries

if TYPE_CHECKING:
    import geopandas

# West, south, east, north: the main part of a map of the nation, and its inset.
MAINLAND = (70.0, 17.9, 137.0, 55.0)
SEA = (105.5, 2.5, 123.5, 24.5)
FINEST = 0.06  # mm: what is smaller is not seen in print


class Land(NamedTuple):
    """Divisions of one level on the sheet: outlines in mm by code, and how to set a point."""

    outlines: dict[str, Outline]
    height: float
    kilometre: float  # mm
    transform: Any
    corner: tuple[float, float]

    def spot(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point of the earth stands on the sheet, in mm from the top left."""
        x, y = self.spots(longitude, latitude)
        return float(x), float(y)

    def spots(self, longitudes: Any, latitudes: Any) -> tuple[Any, Any]:
        """The same for arrays."""
        x, y = self.transform.transform(longitudes, latitudes)
        k = self.kilometre / 1000
        return (x - self.corner[0]) * k, (self.corner[1] - y) * k


def read_land(level: str, adcodes: tuple[str, ...], file: str) -> "geopandas.GeoDataFrame":
    """Boundaries of one level in the divisions named, of the whole nation without any."""
    import pandas as pd

    if not adcodes:
        return cut_land(read_boundaries(level, "", file), MAINLAND)
    return pd.concat([read_boundaries(level, code, file) for code in adcodes], ignore_index=True)


def cut_land(boundaries: "geopandas.GeoDataFrame", box: tuple[float, float, float, float]) -> "geopandas.GeoDataFrame":
    """Keep what lies within west, south, east, north."""
    import shapely

    cut = boundaries.assign(geometry=boundaries.geometry.intersection(shapely.box(*box)))
    return cut[~cut.geometry.is_empty].reset_index(drop=True)


def set_land(
    boundaries: "geopandas.GeoDataFrame",
    width: float,
    room: float,
    frame: tuple[float, float, float, float] | None = None,
) -> Land:
    """Project to Albers' equal-area conic (standard parallels a sixth inside), and scale to the sheet.

    The sheet holds the divisions, or `frame` (west, south, east, north) if given.
    """
    import shapely
    from pyproj import CRS, Transformer

    west, south, east, north = frame or (float(n) for n in boundaries.total_bounds)
    sixth = (north - south) / 6
    crs = CRS.from_proj4(
        f"+proj=aea +lat_1={south + sixth:.2f} +lat_2={north - sixth:.2f} +lat_0={(south + north) / 2:.2f} "
        f"+lon_0={(west + east) / 2:.2f} +datum=WGS84 +units=m"
    )
    projected = boundaries.to_crs(crs)
    x0, y0, x1, y1 = _extent(frame, crs) if frame else (float(n) for n in projected.total_bounds)
    scale = min((width - 4) / (x1 - x0), room / (y1 - y0))
    left = x0 - (width / scale - (x1 - x0)) / 2
    top = y1 + 2 / scale
    # A coverage keeps common borders common when it is simplified.
    shapes = shapely.coverage_simplify(projected.geometry.to_numpy(), FINEST / scale * 2)
    outlines = {
        code: _outline(shape, scale, (left, top)) for code, shape in zip(boundaries["adcode"], shapes, strict=True)
    }
    height = (y1 - y0) * scale + 4
    transform = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    return Land(outlines, height, scale * 1000, transform, (left, top))


def _extent(frame: tuple[float, float, float, float], crs: Any) -> tuple[float, float, float, float]:
    from pyproj import Transformer

    bounds = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform_bounds(*frame, densify_pts=21)
    return bounds[0], bounds[1], bounds[2], bounds[3]


def _outline(shape: Any, scale: float, corner: tuple[float, float]) -> Outline:
    import shapely

    polygons = shapely.get_parts(shape)
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    paths = []
    for ring in rings:
        points = (shapely.get_coordinates(ring) - corner) * (scale, -scale)
        paths.append(Outline(points.round(3), closed=True))
    return Outline.make_compound_path(*paths)
