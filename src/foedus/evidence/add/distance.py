"""Distance between capitals, and the least distance between territories."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.evidence.part import DYADS, Options, Part, carried
from foedus.evidence.rows import Rows
from foedus.evidence.spans import by_year
from foedus.evidence.table import table

if TYPE_CHECKING:
    import polars as pl

CAPITALS_COVER = (1816, 2024)
MINDIST_COVERS = (1886, 2019)
#: Equatorial radius of the WGS84 ellipsoid, taken as a sphere; kilometers.
EARTH = 6378.137


def great_circle(
    lat1: NDArray[np.floating],
    lng1: NDArray[np.floating],
    lat2: NDArray[np.floating],
    lng2: NDArray[np.floating],
) -> NDArray[np.float64]:
    """Great-circle distance in km between points in degrees, on a sphere of radius 6378.137 km.

    Vincenty's (1975) formula for equal axes, well conditioned at every angle, antipodes included.
    """
    phi1, phi2, by = np.radians(lat1), np.radians(lat2), np.radians(lng1) - np.radians(lng2)
    across = np.hypot(
        np.cos(phi2) * np.sin(by),
        np.cos(phi1) * np.sin(phi2) - np.sin(phi1) * np.cos(phi2) * np.cos(by),
    )
    along = np.sin(phi1) * np.sin(phi2) + np.cos(phi1) * np.cos(phi2) * np.cos(by)
    km: NDArray[np.float64] = EARTH * np.arctan2(across, along)
    return km


def _capitals(rows: Rows, options: Options) -> "pl.DataFrame":
    """Between the capitals of the year's first day that the table covers."""
    import polars as pl

    capitals = table("cow-capitals").with_row_index("place")
    seats = (
        by_year(capitals, "stdate", "enddate")
        .sort("stdate")
        .group_by("ccode", "year", maintain_order=True)
        .agg(pl.col("place").first().cast(pl.Int32))
    )
    lat, lng = capitals["lat"].to_numpy(), capitals["lng"].to_numpy()
    between = great_circle(lat[:, None], lng[:, None], lat[None, :], lng[None, :])
    between = np.triu(between) + np.triu(between, 1).T  # the same both ways, to the last bit
    year = carried(options, CAPITALS_COVER[1])
    one = rows.side(seats, 1, carried_from=year)["place"]
    two = rows.side(seats, 2, carried_from=year)["place"]
    km = pl.Series(between.ravel())[one.fill_null(0) * len(lat) + two.fill_null(0)]
    return pl.select(capdist=pl.when(one.is_not_null() & two.is_not_null()).then(km))


def _least(rows: Rows, options: Options) -> "pl.DataFrame":
    listed = table("cshapes-mindist")
    year = carried(options, MINDIST_COVERS[1])
    return rows.pair(listed, symmetric=True, carried_from=year)


CAPITALS = Part(
    name="capitals",
    about="Distance between capitals",
    sources=("cow-capitals",),
    covers=CAPITALS_COVER,
    add=_capitals,
    columns={"capdist": "km between the capitals of the year's first day, great circle"},
    units=DYADS,
)

MINDIST = Part(
    name="mindist",
    about="Minimum distance between states, CShapes 2.0",
    sources=("cshapes-mindist",),
    covers=MINDIST_COVERS,
    add=_least,
    columns={"mindist": "least km between the two territories; missing before 1886"},
    units=DYADS,
)
