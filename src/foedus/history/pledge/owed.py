"""Who owes whom nonaggression: the pledge of a challenger to its target, by ATOP."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.evidence.table import table
from foedus.history.guarantors import LAST_YEAR, commitments
from foedus.history.rows import Data

Flags = NDArray[np.bool_]
#: The kinds told apart: any pledge; one between the two alone; none but in an agreement of more.
KINDS = ("any", "bilateral", "multilateral")


@dataclass(frozen=True, slots=True)
class PledgesOwed:
    """For each of n directed dyad-years: whether state 1 owes state 2 nonaggression this year.

    A state that also owes defense is an ally, whose record is not that of a pledge: it is in none.
    """

    any: Flags  # (n,)
    bilateral: Flags  # (n,) in an agreement of the two alone

    def kinds(self) -> dict[str, Flags]:
        """The flags of ``KINDS``."""
        each = (self.any, self.bilateral, self.any & ~self.bilateral)
        return dict(zip(KINDS, each, strict=True))


def owed(data: Data) -> PledgesOwed:
    """The pledges in force in every row, on any day of its year. Raises DataError without data."""
    import polars as pl

    any_ = (data.columns["atop_nonagg"] == 1) & (data.columns["atop_defense"] != 1)
    codes = np.unique(np.concatenate([data.ccode1, data.ccode2]))
    place = np.full(1000, -1)
    place[codes] = np.arange(len(codes))
    level = commitments(place, "nonagg")
    two = table("atop-members").filter(pl.col("bilat") == 1)["atopid"].unique().to_numpy()
    bilateral = np.zeros(len(data.year), dtype=np.bool_)
    for year in np.unique(data.year[any_]):
        now = level.at(min(int(year), LAST_YEAR))
        if now is None:
            continue
        alone = np.isin(now.alliance, two)
        square = np.zeros((len(codes), len(codes)), dtype=np.bool_)
        square[now.giver[alone], now.taker[alone]] = True
        rows = np.flatnonzero(any_ & (data.year == year))
        bilateral[rows] = square[place[data.ccode1[rows]], place[data.ccode2[rows]]]
    return PledgesOwed(any_, bilateral)
