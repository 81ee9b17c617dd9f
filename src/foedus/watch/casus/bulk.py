"""Many events at once: which areas they lie in, and on which days an intensity was reached.

The same rule as ``foedus.watch.casus.intensity`` for events that are exact in place and day, for
millions of them: points on a grid of cells, deaths summed by day and rolled over the window. An
event without an exact place or day belongs to the other engine, which asks what else it may be.

Events are gone through a million at a time by two threads, from a frame or from Parquet on disk,
and only their sums by area, group and day are kept: so memory does not grow with a file. Where
those sums do not fit either, DuckDB does the same on disk (``foedus.watch.casus.tiled``).
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from foedus.errors import InputError
from foedus.terms.compliance import Intensity
from foedus.watch.casus.grid import Degrees, Places, lay
from foedus.watch.casus.tally import TOLLS, EventAxes, tally, windows
from foedus.watch.casus.truth import Truth

if TYPE_CHECKING:
    import polars as pl
    from shapely.geometry.base import BaseGeometry

#: Columns of a table of events. day: days since 1970; group: whose deaths are counted together.
COLUMNS = ("longitude", "latitude", "day", "group", *TOLLS)
_THREADS = 2
_BATCH = 1_000_000


def matched(
    longitude: Degrees, latitude: Degrees, shapes: Mapping[str, "BaseGeometry"]
) -> dict[str, Places]:
    """Area -> places of the points that lie in it, in order. A point may lie in several areas.

    longitude, latitude: (n,), degrees; one beyond 180 or 90, or that is no number, lies nowhere.
    """
    places, areas = lay(shapes).pairs(longitude, latitude)
    return {name: np.sort(places[areas == number]) for number, name in enumerate(shapes)}


def reached(
    events: "pl.DataFrame | Path", shapes: Mapping[str, "BaseGeometry"], asked: Intensity,
    engine: Literal["polars", "duckdb"] = "polars",
) -> "pl.DataFrame":  # fmt: skip
    """Days on which a window that ends there holds enough deaths, or may.

    events: COLUMNS, in a frame or in a Parquet file or folder. engine: ``duckdb`` takes files alone
    and needs the extra of that name. Gives area, group, day, the window's low, best and high
    deaths, and truth: MET by the low tolls, UNDETERMINED by the high ones alone; other days are
    left out, and so are days without an event. Raises InputError for a missing column or one of
    another kind, a file that is none, or an intensity of active days.
    """
    import polars as pl

    if asked.deaths is None:
        raise InputError("many events are ruled by deaths, not by active days")
    frame = _lazy(events)
    if engine == "duckdb":
        from foedus.watch.casus.tiled import windows as on_disk

        if not isinstance(events, Path):
            raise InputError("DuckDB reads files, not frames", hint="write the frame to Parquet")
        found = on_disk(events, shapes, asked.deaths, asked.days)
    else:
        found = _windows(frame, shapes, asked.deaths, asked.days)
    sure = pl.when(pl.col("low") >= asked.deaths).then(int(Truth.MET))
    truth = sure.otherwise(int(Truth.UNDETERMINED)).cast(pl.Int64)
    return found.with_columns(truth=truth).select("area", "group", "day", *TOLLS, "truth")


def _lazy(events: "pl.DataFrame | Path") -> "pl.LazyFrame":
    """The events, not yet read. Raises InputError."""
    import polars as pl

    where = str(events) if isinstance(events, Path) else None
    try:
        lazy = pl.scan_parquet(events) if isinstance(events, Path) else events.lazy()
        kinds = lazy.collect_schema()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise InputError(f"cannot be read as Parquet: {error}", where=where) from None
    for name in COLUMNS:
        if name not in kinds:
            raise InputError(f"no column {name!r}", where=where, hint=", ".join(COLUMNS))
        whole = name == "day" or name in TOLLS
        good = name == "group" or (kinds[name].is_integer() if whole else kinds[name].is_numeric())
        if not good:
            told = "whole numbers" if whole else "degrees"
            raise InputError(f"column {name!r} is {kinds[name]}, allowed: {told}", where=where)
    nulls = lazy.select(pl.col("day", "group").null_count()).collect().row(0)
    for name, count in zip(("day", "group"), nulls, strict=True):
        if count:
            raise InputError(
                f"{count} events have no {name}", where=where,
                hint="leave them out: what an inexact event may be, a watch asks one by one",
            )  # fmt: skip
    return lazy.select(*COLUMNS)


def _windows(
    lazy: "pl.LazyFrame", shapes: Mapping[str, "BaseGeometry"], deaths: int, days: int
) -> "pl.DataFrame":
    """Windows that may hold so many deaths, from daily sums."""
    import polars as pl

    kinds = lazy.collect_schema()
    if kinds["group"] in (pl.Categorical, pl.Enum):
        lazy = lazy.with_columns(pl.col("group").cast(pl.String))
    day = pl.col("day").cast(pl.Int64)
    count, first, last = lazy.select(pl.len(), a=day.min(), z=day.max()).collect().row(0)
    groups = lazy.select(pl.col("group").unique().sort()).collect()["group"]
    axes = EventAxes(tuple(shapes), groups, first or 0, (last or 0) - (first or 0) + days)
    sums, grid = tally(axes), lay(shapes)

    def add(start: int) -> None:
        part = lazy.slice(start, _BATCH).collect()
        at, area = grid.pairs(*(part[name].to_numpy() for name in ("longitude", "latitude")))
        held = part.select("group", "day", pl.col(TOLLS).fill_null(0))[at]
        tolls = [held[toll].to_numpy() for toll in TOLLS]
        sums.add(axes.numbers(area, held["group"], held["day"].to_numpy()), tolls)

    with ThreadPoolExecutor(_THREADS) as pool:
        list(pool.map(add, range(0, count, _BATCH)))
    numbers, tolls = sums.sums()
    held = windows(numbers, tolls, days)
    over = held[-1] >= deaths
    found = axes.frame(numbers[over], [toll[over] for toll in held])
    return found.cast({"day": kinds["day"], "group": kinds["group"]})
