"""Depth as a first count: how many of eight military ties a guarantee has, 0 to 8.

The items are those of Alley's latent measure of treaty depth, each read as present or absent in
ATOP (Leeds, Ritter, Mitchell & Long 2002):

================  ==================  ======================================================
item              ATOP                in a guarantee's ``military``
================  ==================  ======================================================
contact           milcon 1, 2, 3      contact: wartime, peacetime, regular
command           intcom 1            command: integrated (a coordinated one does not count)
bases             base 1, 2, 3        bases: access, permanent; or forces stationed
organization      organ1 1, 2, 3      organization: meetings, named, permanent
contribution      contrib 1           contribution: yes
subordination     subord 1, 2         subordination: yes
aid               milaid 1, 2, 3, 4   aid: anything but none
companion         compag 1            companion: yes (ATOP's 2 to 6 are not military alone)
================  ==================  ======================================================

Both readings go through ``count``, so a historical alliance and a new guarantee with the same
ties get the same number. ``foedus.history.depth`` measures depth as a latent trait from the same
items, graded where their codes are, with an interval.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.terms.guarantee import Guarantee, Military

if TYPE_CHECKING:
    import polars as pl

#: ATOP's column for each item, in the order of the table above.
ATOP_ITEMS = ("milcon", "intcom", "base", "organ1", "contrib", "subord", "milaid", "compag")


def count(items: ArrayLike) -> NDArray[np.float64]:
    """Number of ties present. items: (..., 8) ATOP codes in the order of ``ATOP_ITEMS``.

    Returns (...,) floats from 0 to 8; NaN where any item is unknown (NaN).
    """
    codes = np.asarray(items, dtype=np.float64)
    present = (codes > 0).astype(np.float64)
    present[..., -1] = codes[..., -1] == 1  # a companion agreement counts if it is military
    present[np.isnan(codes)] = np.nan
    total: NDArray[np.float64] = present.sum(axis=-1)
    return total


def atop_codes(military: Military) -> tuple[int, ...]:
    """The eight items as ATOP codes them, in the order of ``ATOP_ITEMS``."""
    contact = ("none", "wartime", "peacetime", "regular").index(military.contact)
    organization = ("none", "meetings", "named", "permanent").index(military.organization)
    aid = ("none", "general", "grants", "training", "grants-and-training").index(military.aid)
    return (
        contact,
        int(military.command == "integrated"),
        int(military.bases != "none" or bool(military.stationed)),
        organization,
        int(military.contribution),
        int(military.subordination),
        aid,
        int(military.companion),
    )


def depth_count(guarantee: Guarantee) -> int:
    """Depth of a guarantee, 0 to 8."""
    return _counted(atop_codes(guarantee.military))


@cache  # a search asks thousands of times for the few that there are
def _counted(codes: tuple[int, ...]) -> int:
    return int(count(codes))


def atop_depth(frame: Any) -> "pl.Series":
    """Depth of each row of a Polars frame with ATOP's columns; null where an item is unknown.

    Serves the alliance-level and the member-level file alike. Raises polars'
    ``ColumnNotFoundError`` where one of ``ATOP_ITEMS`` is missing.
    """
    import polars as pl

    codes = frame.select(pl.col(ATOP_ITEMS).cast(pl.Float64)).to_numpy()
    return pl.Series("depth", count(codes)).fill_nan(None).cast(pl.Int8)
