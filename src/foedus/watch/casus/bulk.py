"""Many events at once: which areas they lie in, and on which days an intensity was reached.

The same rule as ``foedus.watch.casus.intensity`` for events that are exact in place and day, for
millions of them: points against prepared polygons, box first; deaths summed by day and rolled over
the window. An event without an exact place or day belongs to the other engine, which asks what else
it may be.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeAlias

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
_THREADS = 2


def matched(
    longitude: Degrees, latitude: Degrees, shapes: Mapping[str, "BaseGeometry"]
) -> dict[str, Places]:
    """Area -> places of the points that lie in it, in order. A point may lie in several.

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
    return np.unique(np.concatenate(held)) if held else np.array([], dtype=np.int64)


def reached(
    events: "pl.DataFrame", shapes: Mapping[str, "BaseGeometry"], asked: Intensity
) -> "pl.DataFrame":
    """Days on which a window that ends there holds enough deaths, or may.

    events: COLUMNS. Gives area, group, day, the window's low, best and high deaths, and truth: MET
    by the low tolls, UNDETERMINED by the high ones alone; other days are left out. Raises
    InputError for a missing column or an intensity of active days.
    """
    import polars as pl

    missing = [name for name in COLUMNS if name not in events.columns]
    if missing:
        raise InputError(f"no column {missing[0]!r}", hint=", ".join(COLUMNS))
    if asked.deaths is None:
        raise InputError("many events are ruled by deaths, not by active days")
    places = matched(events["longitude"].to_numpy(), events["latitude"].to_numpy(), shapes)
    tolls = ["low", "best", "high"]
    slim = events.select("day", "group", *tolls)
    found = [
        slim[places[name]]
        .group_by("group", "day").agg(pl.col(tolls).sum())
        .sort("group", "day")
        .rolling(index_column="day", period=f"{asked.days}i", group_by="group")
        .agg(pl.col(tolls).sum())
        .filter(pl.col("high") >= asked.deaths)
        .with_columns(area=pl.lit(name))
        for name in shapes if len(places[name])
    ]  # fmt: skip
    names = ["area", "group", "day", *tolls, "truth"]
    if not found:
        kinds = {each: events.schema[each] for each in ("group", "day", *tolls)}
        return pl.DataFrame(schema={"area": pl.String, **kinds, "truth": pl.Int64}).select(names)
    sure = pl.when(pl.col("low") >= asked.deaths).then(int(Truth.MET))
    return (
        pl.concat(found).with_columns(truth=sure.otherwise(int(Truth.UNDETERMINED))).select(names)
    )
