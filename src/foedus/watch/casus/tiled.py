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
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from foedus.errors import DataError, InputError
from foedus.watch.casus.grid import Degrees, Places

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
#: Events of a file with each tile that holds them.
_HELD = """
CREATE MACRO held(file, side) AS TABLE WITH known AS (
  SELECT * REPLACE (CASE WHEN longitude = 180 THEN -180 ELSE longitude END AS longitude)
  FROM read_parquet(file) WHERE abs(longitude) <= 180 AND abs(latitude) <= 90
), placed AS (
  SELECT *, CAST(floor(longitude / side) AS INT) AS x, CAST(floor(latitude / side) AS INT) AS y
  FROM known
)
SELECT * FROM placed JOIN tile USING (x, y)
WHERE land IS NULL OR ST_Contains(land, ST_Point(longitude, latitude))
"""
_POINTS = "SELECT area, point FROM held($file, $side)"
_QUERY = """
WITH daily AS (
  SELECT area, "group", day, sum(low) AS low, sum(best) AS best, sum(high) AS high
  FROM held($file, $side) GROUP BY ALL
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

    asked = {
        "file": str(file / "*.parquet" if file.is_dir() else file), "side": _SIDE,
        "before": days - 1, "deaths": deaths,
    }  # fmt: skip
    return pl.DataFrame(_run(file, shapes, _QUERY, asked))


def located(
    longitude: Degrees, latitude: Degrees, shapes: Mapping[str, "BaseGeometry"]
) -> dict[str, Places]:
    """Area -> places of the points that lie in it, in order, as ``bulk.matched`` says it.

    Raises InputError without the extra, DataError where DuckDB cannot go on.
    """
    import polars as pl

    with TemporaryDirectory() as folder:
        file = Path(folder) / "points.parquet"
        table = pl.DataFrame({"longitude": longitude, "latitude": latitude})
        table.with_row_index("point").write_parquet(file)
        found = pl.DataFrame(_run(file, shapes, _POINTS, {"file": str(file), "side": _SIDE}))
    by = found.with_columns(pl.col("area").cast(pl.String)).partition_by("area", as_dict=True)
    none = np.array([], dtype=np.int64)
    return {
        name: np.unique(by[name,]["point"].to_numpy().astype(np.int64)) if (name,) in by else none
        for name in shapes
    }


def _run(
    file: Path, shapes: Mapping[str, "BaseGeometry"], query: str, asked: Mapping[str, object]
) -> dict[str, Any]:
    """A query over the tiles of shapes: its columns as arrays."""
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
    with TemporaryDirectory() as spilled:
        given: dict[str, str | bool | int | float | list[str]] = {
            "threads": _THREADS, "memory_limit": _MEMORY, "temp_directory": spilled,
            "autoinstall_known_extensions": False,
        }  # fmt: skip
        try:
            with duckdb.connect(config=given) as base:
                base.load_extension(str(extension))
                base.execute(_TABLE, [list(areas), list(x), list(y), list(land)])
                base.execute(_HELD)
                found: dict[str, Any] = base.execute(query, dict(asked)).fetchnumpy()
                return found
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
