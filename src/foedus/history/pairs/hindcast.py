"""Forecasts of every pair from a past origin, by each model, beside what came."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from foedus.estimate import Array
from foedus.history.covariates import RUNGS
from foedus.history.horizon.hindcast import before
from foedus.history.keys import directed, dyad, split
from foedus.history.ladder.fit import fit_ladder
from foedus.history.model import Report
from foedus.history.pairs import trees
from foedus.history.pairs.eve import eve
from foedus.history.pairs.walk import walk
from foedus.history.rows import Data

#: Paths of the ladder in a hindcast.
PATHS = 50


@dataclass(frozen=True, slots=True)
class PairHindcast:
    """Every directed pair on the eve of ``origin``, the first year forecast; P pairs, T years.

    ladder: rung -> (T, P) unconditional chances; trees: the same of their events. came: rung ->
    (T, P) what came. there: (T, P) whether both states still were in the system. base: rung -> the
    share of all rows before the origin. dyad: (P,) a number for each pair, the same both ways.
    """

    origin: int
    dyad: NDArray[np.int64]
    relevant: NDArray[np.bool_]
    ladder: dict[str, Array]
    trees: dict[str, Array]
    came: dict[str, NDArray[np.bool_]]
    there: NDArray[np.bool_]
    base: dict[str, float]


def hindcast(
    data: Data, origin: int, years: int = trees.LEADS, report: Report = lambda _: None
) -> PairHindcast:
    """Fit everything on the years before ``origin``; forecast ``years`` from it on.

    Raises FitError where the ladder cannot be fitted, InputError where no pair is known.
    """
    past = before(data, origin)
    report(f"from {origin}: fitting the ladder")
    ladder = fit_ladder(past, variants=False)
    on = eve(data, origin - 1)
    report(f"from {origin}: paths")
    paths = walk(ladder, on, years, paths=PATHS, seed=origin)
    report(f"from {origin}: trees")
    grown = trees.fit(past).walk(on, years)
    key, keys = directed(data.ccode1, data.ccode2), on.keys
    there = np.zeros((years, len(keys)), dtype=np.bool_)
    came = {rung: np.zeros((years, len(keys)), dtype=np.bool_) for rung in RUNGS}
    ahead = np.flatnonzero((data.year >= origin) & (data.year < origin + years))
    place = np.minimum(np.searchsorted(keys, key[ahead]), len(keys) - 1)
    mine = keys[place] == key[ahead]
    ahead, place = ahead[mine], place[mine]
    step = data.year[ahead].astype(np.int64) - origin
    there[step, place] = True
    for rung, table in came.items():
        table[step, place] = data.outcome(rung)[ahead]
    one, two = split(keys)
    return PairHindcast(
        origin=origin,
        dyad=dyad(one, two),
        relevant=on.columns["relevant"] > 0,
        ladder=paths,
        trees=grown,
        came=came,
        there=there,
        base={rung: float(past.outcome(rung).mean()) for rung in RUNGS},
    )
