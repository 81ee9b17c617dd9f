"""Many events at once: which areas they lie in, and on which days an intensity was reached.

The same rule as ``foedus.watch.casus.intensity`` for events that are exact in place and day, for
millions of them: points against prepared polygons, box first; deaths summed by day and rolled over
the window. An event without an exact place or day belongs to the other engine, which asks what else
it may be.

Events are gone through a million at a time, from a frame or from Parquet on disk, and only their
sums by area, group and day are kept: so memory does not grow with a file. Where those sums do not
fit either, DuckDB does the same on disk (``foedus.watch.casus.tiled``).
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.terms.compliance import Intensity
from foedus.watch.casus.truth import Truth

if TYPE_CHECKING:
    import polars as pl
    from shapely.geometry.base import BaseGeometry

Degrees: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.int64]

#: Columns of a table of events. day: days since 1970; group: whose deaths are counted together.
COLUMNS = ("longitude", "latitude", "day", "group", "low", "best", "high")
_TOLLS = ("low", "best", "high")
_THREADS = 2
_BATCH = 1_000_000


def matched(
    longitude: Degrees, latitude: Degrees, shapes: Mapping[str, "BaseGeometry"]
) -> dict[str, Places]:
    """Area -> places of the points that lie in it, each once. A point may lie in several areas.

    longitude, latitude: (n,), degrees; one that is not a number lies nowhere.
    """
    bands = _bands(latitude)
    order = np.argsort(bands, kind="stable")  # whole numbers of two bytes: sorted by counting
    bands, north, east = bands[order], latitude[order], longitude[order]
    with ThreadPoolExecutor(_THREADS) as pool:
        found = pool.map(lambda shape: _inside(shape, bands, north, east, order), shapes.values())
        return dict(zip(shapes, found, strict=True))


def _bands(latitude: Degrees) -> NDArray[np.uint16]:
    """Latitudes in bands of a 180th of a degree, from the south; what is no number in the last."""
    known = np.nan_to_num(latitude, nan=90.0)
    return np.clip((known + 90.0) * 180.0, 0, 32_400).astype(np.uint16)


def _inside(
    shape: "BaseGeometry", bands: NDArray[np.uint16], north: Degrees, east: Degrees, order: Places
) -> Places:
    """Points of one area, of points in the order of their bands: part by part, box first.

    A shape across the antimeridian has longitudes beyond 180, so points are tried on both sides.
    """
    import shapely

    held: list[Places] = []
    for part in shapely.get_parts(shape):
        west, south, right, top = part.bounds
        low, high = _bands(np.array([south, top]))
        start, stop = np.searchsorted(bands, low), np.searchsorted(bands, high, side="right")
        shapely.prepare(part)
        for turn in (0, *((360,) if right > 180 else ()), *((-360,) if west < -180 else ())):
            x = east[start:stop] + turn if turn else east[start:stop]
            boxed = np.flatnonzero((x >= west) & (x <= right))
            inside = shapely.contains_xy(part, x[boxed], north[start:stop][boxed])
            held.append(order[start + boxed[inside]])
    return np.concatenate(held) if held else np.array([], dtype=np.int64)


def reached(
    events: "pl.DataFrame | Path", shapes: Mapping[str, "BaseGeometry"], asked: Intensity,
    engine: Literal["polars", "duckdb"] = "polars",
) -> "pl.DataFrame":  # fmt: skip
    """Days on which a window that ends there holds enough deaths, or may.

    events: COLUMNS, in a frame or in a Parquet file or folder. engine: ``duckdb`` takes files alone
    and needs the extra of that name. Gives area, group, day, the window's low, best and high
    deaths, and truth: MET by the low tolls, UNDETERMINED by the high ones alone; other days are
    left out. Raises InputError for a missing column, a file that is none, or an intensity of
    active days.
    """
    import polars as pl

    if asked.deaths is None:
        raise InputError("many events are ruled by deaths, not by active days")
    frame = _lazy(events)
    if engine == "duckdb":
        from foedus.watch.casus.tiled import windows

        if not isinstance(events, Path):
            raise InputError("DuckDB reads files, not frames", hint="write the frame to Parquet")
        found = windows(events, shapes, asked.deaths, asked.days)
    else:
        found = _windows(frame, shapes, asked.deaths, asked.days)
    sure = pl.when(pl.col("low") >= asked.deaths).then(int(Truth.MET))
    truth = sure.otherwise(int(Truth.UNDETERMINED)).cast(pl.Int64)
    return found.with_columns(truth=truth).select("area", "group", "day", *_TOLLS, "truth")


def _lazy(events: "pl.DataFrame | Path") -> "pl.LazyFrame":
    """The events, not yet read. Raises InputError."""
    import polars as pl

    try:
        lazy = pl.scan_parquet(events) if isinstance(events, Path) else events.lazy()
        columns = lazy.collect_schema().names()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise InputError(f"cannot be read as Parquet: {error}", where=str(events)) from None
    missing = [name for name in COLUMNS if name not in columns]
    if missing:
        where = str(events) if isinstance(events, Path) else None
        raise InputError(f"no column {missing[0]!r}", where=where, hint=", ".join(COLUMNS))
    return lazy.select(*COLUMNS)


def _batches(lazy: "pl.LazyFrame") -> Iterator["pl.DataFrame"]:
    start, whole = 0, True
    while whole:
        part = lazy.slice(start, _BATCH).collect()
        if part.height:
            yield part
        start, whole = start + _BATCH, part.height == _BATCH


def _windows(
    lazy: "pl.LazyFrame", shapes: Mapping[str, "BaseGeometry"], deaths: int, days: int
) -> "pl.DataFrame":
    """Windows that may hold so many deaths, from daily sums of each batch."""
    import polars as pl

    sums = pl.col(_TOLLS).cast(pl.Int64).sum()
    daily: dict[str, list[pl.DataFrame]] = {name: [] for name in shapes}
    kinds = lazy.collect_schema()
    for part in _batches(lazy):
        slim = part.select("group", "day", *_TOLLS)
        places = matched(part["longitude"].to_numpy(), part["latitude"].to_numpy(), shapes)
        for name, held in places.items():
            if len(held):
                daily[name].append(slim[held].group_by("group", "day").agg(sums))
    found = [
        pl.concat(parts)
        .group_by("group", "day").agg(sums)
        .sort("group", "day")
        .rolling(index_column="day", period=f"{days}i", group_by="group").agg(sums)
        .filter(pl.col("high") >= deaths)
        .with_columns(area=pl.lit(name))
        for name, parts in daily.items() if parts
    ]  # fmt: skip
    none = {"group": kinds["group"], "day": kinds["day"], **dict.fromkeys(_TOLLS, pl.Int64())}
    return pl.concat([pl.DataFrame(schema={**none, "area": pl.String()}), *found])
