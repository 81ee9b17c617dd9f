"""The same days as ``foedus.watch.casus.bulk``, by DuckDB: for more than memory holds.

Polygons are cut into tiles of two degrees, so that an event is held against the few edges near it,
or against none where a tile lies wholly inside. DuckDB streams the file, and writes what does not
fit to disk. Its spatial extension comes in a wheel: nothing is downloaded when it runs, and DuckDB
loads it by its own signature alone.
"""

from collections.abc import Iterator, Mapping
from math import floor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias

from foedus.errors import DataError, InputError

if TYPE_CHECKING:
    import polars as pl
    from shapely.geometry.base import BaseGeometry

_SIDE = 2
#: Tiles reach a little over their own edge, so that a point on it is inside or not as in the whole.
_MARGIN = 0.01
_MEMORY = "700MB"
_THREADS = 2
#: An area, the tile's place from 180 W and the equator, and its land; None where all of it is.
Tile: TypeAlias = tuple[str, int, int, bytes | None]
_TABLE = """
CREATE TABLE tile AS SELECT area, x, y, CASE WHEN land IS NULL THEN NULL
  ELSE ST_GeomFromWKB(land) END AS land
FROM (SELECT unnest(?) AS area, unnest(?) AS x, unnest(?) AS y, unnest(?::BLOB[]) AS land)
"""
_QUERY = """
WITH known AS (
  SELECT * REPLACE (CASE WHEN longitude = 180 THEN -180 ELSE longitude END AS longitude)
  FROM read_parquet($file) WHERE abs(longitude) <= 180 AND abs(latitude) <= 90
), placed AS (
  SELECT *, CAST(floor(longitude / $side) AS INT) AS x, CAST(floor(latitude / $side) AS INT) AS y
  FROM known
), daily AS (
  SELECT area, "group", day, sum(low) AS low, sum(best) AS best, sum(high) AS high
  FROM placed JOIN tile USING (x, y)
  WHERE land IS NULL OR ST_Contains(land, ST_Point(longitude, latitude))
  GROUP BY ALL
)
SELECT area, "group", day, CAST(sum(low) OVER span AS BIGINT) AS low,
  CAST(sum(best) OVER span AS BIGINT) AS best, CAST(sum(high) OVER span AS BIGINT) AS high
FROM daily
WINDOW span AS (PARTITION BY area, "group" ORDER BY day RANGE BETWEEN $before PRECEDING
  AND CURRENT ROW)
QUALIFY sum(high) OVER span >= $deaths
"""


def windows(
    file: Path, shapes: Mapping[str, "BaseGeometry"], deaths: int, days: int
) -> "pl.DataFrame":
    """Windows of so many days that may hold so many deaths: area, group, day and the three tolls.

    file: Parquet, or a folder of it. Raises InputError without the extra, DataError
    where DuckDB cannot go on.
    """
    import polars as pl

    try:
        import duckdb
        import duckdb_extension_spatial as spatial
    except ImportError:
        raise InputError(
            "events on disk by DuckDB need it and its spatial extension",
            hint="pip install 'foedus[duckdb]'",
        ) from None
    [extension] = Path(spatial.__file__).parent.rglob("*.duckdb_extension")
    areas, x, y, land = zip(*tiles(shapes), strict=True) if shapes else ((), (), (), ())
    asked = {
        "file": str(file / "*.parquet" if file.is_dir() else file), "side": _SIDE,
        "before": days - 1, "deaths": deaths,
    }  # fmt: skip
    with TemporaryDirectory() as spilled:
        given: dict[str, str | bool | int | float | list[str]] = {
            "threads": _THREADS, "memory_limit": _MEMORY, "temp_directory": spilled,
            "autoinstall_known_extensions": False,
        }  # fmt: skip
        try:
            with duckdb.connect(config=given) as base:
                base.load_extension(str(extension))
                base.execute(_TABLE, [list(areas), list(x), list(y), list(land)])
                return pl.DataFrame(base.execute(_QUERY, asked).fetchnumpy())
        except duckdb.Error as error:
            raise DataError(f"DuckDB cannot go on: {error}", where=str(file)) from None


def tiles(shapes: Mapping[str, "BaseGeometry"]) -> Iterator[Tile]:
    """Every tile of every shape; longitudes beyond 180 on the other side of the antimeridian."""
    import shapely
    from shapely import affinity as affine

    for name, shape in shapes.items():
        west, south, east, north = shape.bounds
        for x in range(floor(west / _SIDE), floor(east / _SIDE) + 1):
            strip = shapely.intersection(shape, _box(x, south, x, north))
            turned = (x * _SIDE + 180) // 360 * 360
            for y in range(floor(south / _SIDE), floor(north / _SIDE) + 1):
                box = _box(x, y * _SIDE, x, y * _SIDE + _SIDE)
                land = _polygons(shapely.intersection(strip, box))
                if land.is_empty:
                    continue
                whole = land.area >= box.area * (1 - 1e-12)
                flat = affine.translate(land, -turned)
                yield name, x - turned // _SIDE, y, None if whole else shapely.to_wkb(flat)


def _box(x: int, south: float, last: int, north: float) -> "BaseGeometry":
    import shapely

    return shapely.box(
        x * _SIDE - _MARGIN, south - _MARGIN, last * _SIDE + _SIDE + _MARGIN, north + _MARGIN
    )


def _polygons(shape: "BaseGeometry") -> "BaseGeometry":
    """What has area: a cut along an edge gives lines and points as well."""
    import shapely

    parts = shapely.get_parts(shape)
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])
