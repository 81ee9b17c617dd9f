"""Numbers of a model over the cells of a sweep: resamples, origins, last years."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.estimate import ENDS

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Spread:
    """One number by its path. low, high: its 5th and 95th percentile over the ``cells`` that have
    it; sd: its standard deviation over them.
    """

    path: str
    cells: int
    mean: float
    sd: float
    low: float
    high: float


def spreads(frame: "pl.DataFrame") -> tuple[Spread, ...]:
    """The spread of each number, in the order in which cells have them. frame: path, value."""
    found = []
    for (path,), rows in frame.group_by("path", maintain_order=True):
        values = rows["value"].to_numpy()
        low, high = np.percentile(values, ENDS)
        found.append(Spread(
            str(path), len(values), float(values.mean()),
            float(values.std(ddof=1)) if len(values) > 1 else 0.0, float(low), float(high),
        ))  # fmt: skip
    return tuple(found)
