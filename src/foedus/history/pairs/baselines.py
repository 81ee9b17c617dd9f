"""What simpler rules say of every pair: the share of past years, and a plain logit."""

from dataclasses import dataclass

import numpy as np

from foedus.estimate import Array
from foedus.history.covariates import RUNGS, design
from foedus.history.ladder.plain import plain_logit
from foedus.history.pairs.eve import Eve
from foedus.history.rows import Data


@dataclass(frozen=True, slots=True)
class Baselines:
    """rates: rung -> how many of all past rows reached it, and how many rows there were.

    logit: rung -> (P,) yearly, unconditional chances; the same in every year ahead.
    """

    rates: dict[str, tuple[int, int]]
    logit: dict[str, Array]


def baselines(past: Data, on: Eve) -> Baselines:
    """Both, from the rows that were known on an eve. Raises FitError as fits do."""
    rates = {rung: (int(past.outcome(rung).sum()), len(past.year)) for rung in RUNGS}
    found: dict[str, Array] = {}
    before = np.ones(len(on.one))
    for rung in RUNGS:
        rows = past.at_risk(rung)
        given = plain_logit(
            rung, past.design(rung, rows), past.outcome(rung)[rows], past.relevant[rows],
            design(on.columns, rung),
        )  # fmt: skip
        found[rung] = before = before * given
    return Baselines(rates, found)
