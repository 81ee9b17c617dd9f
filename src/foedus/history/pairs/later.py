"""Years past the last that GML has, forecast from there: 2011–2014, by the coders of COW."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.evidence.bridge import GML_LAST, WAR
from foedus.history.covariates import RUNGS
from foedus.history.measures import measure
from foedus.history.model import Report
from foedus.history.pairs.ahead import ahead
from foedus.history.pairs.mean import Window, mean, weights
from foedus.history.pairs.record import Later

if TYPE_CHECKING:
    import polars as pl

YEARS = 4
PATHS, SEED = 200, 0
Flags = NDArray[np.bool_]


def later(windows: Sequence[Window], report: Report = lambda _: None) -> tuple[Later, ...]:
    """The ladder's forecast from 2010, and the mean's, of 2011–2014 by COW MID 5.0.

    Pairs that were in the system at the end of 2010, in the years in which both states still were.
    """
    told = ahead(GML_LAST, YEARS, paths=PATHS, seed=SEED, report=report)
    came, there = _came(told.eve.keys)
    averaged = mean(told.ladder, told.trees, weights(windows, GML_LAST))
    return tuple(
        Later(model, {rung: measure(came[rung][there], chance[rung][there]) for rung in RUNGS})
        for model, chance in (("ladder", told.ladder), ("mean", averaged))
    )


def _came(keys: NDArray[np.int64]) -> tuple[dict[str, Flags], Flags]:
    """Rung -> (T, P) what COW has; and (T, P) whether both states were in the system."""
    import polars as pl

    from foedus.evidence.mids5 import initiations
    from foedus.evidence.panel import panel

    first, last = GML_LAST + 1, GML_LAST + YEARS
    begun = initiations().with_columns(onset=True, war=pl.col("hostlev") >= WAR)
    rows = panel("directed-dyad-year", first, last).select("ccode1", "ccode2", "year")

    def marked(frame: "pl.DataFrame") -> Flags:
        frame = frame.filter(pl.col("year").is_between(first, last)).cast(pl.Int64)
        key = (frame["ccode1"] * 1000 + frame["ccode2"]).to_numpy()
        place = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
        mine = keys[place] == key
        found = np.zeros((YEARS, len(keys)), dtype=np.bool_)
        found[frame["year"].to_numpy()[mine] - first, place[mine]] = True
        return found

    keyed = ["ccode1", "ccode2", "year"]
    return {rung: marked(begun.filter(rung).select(keyed)) for rung in RUNGS}, marked(rows)
