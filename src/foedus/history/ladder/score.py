"""The ladder out of sample: fitted before an origin, scored on the years after it.

Beside it, on the same rows: the base rate; a plain logit; the ladder itself with depth as a plain
count of ties; and boosted trees on the ladder's own columns, a yardstick of what signal is left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from foedus.errors import InputError
from foedus.estimate import Array
from foedus.history import boosting, logit
from foedus.history.covariates import DEPTH_UNIT, RUNGS, TIES_UNIT
from foedus.history.keys import dyad
from foedus.history.ladder.fit import fit_rung
from foedus.history.ladder.model import era_of
from foedus.history.ladder.plain import plain_logit
from foedus.history.measures import Measures, bins, clustered_difference, losses, measure, sums
from foedus.history.model import Report
from foedus.history.rows import Data
from foedus.report.plain import record

#: Origins of the rolling evaluation; each scores the years up to the next (the last to the end).
ROLLING = (1950, 1960, 1970, 1980, 1990, 2000)
MODELS = ("base rate", "plain logit", "ties counted", "ladder", "boosted trees")
#: Rows without an event that the trees learn from: one in ten, weighing ten.
THIN = 10


@dataclass(frozen=True, slots=True)
class LadderScore:
    """One rung's forecasts after an origin, by every model."""

    rung: str
    origins: tuple[int, ...]
    last: int
    measures: dict[str, Measures]  # model -> scores over all rows
    relevant: dict[str, Measures]  # ... over politically relevant rows (onset only)
    gain: dict[str, tuple[float, float]]  # model -> log loss it leaves over the ladder, sum and se
    bins: list[dict[str, float]]  # calibration of the ladder

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        named = {"measures": "models", "relevant": "politically_relevant", "bins": "calibration"}
        gain = {"log_loss_over_ladder": sums(self.gain)}
        return record(self, named | {"gain": "log_loss_over_ladder"}) | gain


#: Years of data before the first origin, at least.
LEAST = 30


def chosen(
    origin: Sequence[int], rolling: bool, first: int, last: int, least: int = LEAST
) -> tuple[int, ...]:
    """The origins asked for, in order: 1990 where none is. Raises InputError for both at once.

    first, last: the years of what ships, which was fitted to the same data: so that an origin is
    refused before they are read. least: years before the first origin.
    """
    if rolling and origin:
        raise InputError("both were given", where="--rolling, --origin", hint="one of the two")
    refuse_outside(origin, first + least, last)
    return ROLLING if rolling else tuple(sorted(set(origin))) or (1990,)


def score(
    data: Data,
    origins: tuple[int, ...] = (1990,),
    *,
    report: Report = lambda _: None,
) -> dict[str, LadderScore]:
    """Scores of each rung. Origins rise; each model is fitted anew on the years before each.

    Raises InputError for origins that leave no years to fit on or to score, FitError as the fits.
    """
    last = int(data.year.max())
    first = int(data.year.min())
    refuse_outside(origins, first + LEAST, last)
    found = {}
    for rung in RUNGS:
        rows = data.at_risk(rung)
        X = data.design(rung, rows)
        gathered: list[tuple[NDArray[np.int64], dict[str, Array]]] = []
        for start, stop in pairwise((*origins, last + 1)):
            report(f"{rung}: fitted before {start}, scored to {stop - 1}")
            before = np.flatnonzero(data.year[rows] < start)
            after = np.flatnonzero((data.year[rows] >= start) & (data.year[rows] < stop))
            gathered.append((rows[after], _forecasts(data, rung, rows, X, before, after)))
        found[rung] = _score(data, rung, origins, last, gathered)
    return found


def refuse_outside(origins: Iterable[int], first: int, last: int) -> None:
    """Refuse origins that leave no years to fit on or to score. Raises InputError."""
    for origin in origins:
        if not first <= origin <= last:
            raise InputError(
                f"no forecast can start in {origin}",
                where="--origin",
                hint=f"a year from {first} to {last}",
            )


def _forecasts(
    data: Data,
    rung: str,
    rows: NDArray[np.int64],
    X: NDArray[np.float32],
    before: NDArray[np.int64],
    after: NDArray[np.int64],
) -> dict[str, Array]:
    y = data.outcome(rung)[rows]
    fitted = fit_rung(data, rung, rows[before], X=X[before])
    era = era_of(data.year[rows[after]])
    plainly = counted(data)
    by_ties = fit_rung(plainly, rung, rows[before])
    return {
        "base rate": np.full(len(after), y[before].mean()),
        "plain logit": plain_logit(
            rung, X[before], y[before], data.relevant[rows[before]], X[after]
        ),
        "ties counted": expit(by_ties.eta(plainly.design(rung, rows[after]), era)),
        "ladder": expit(fitted.eta(X[after], era)),
        "boosted trees": _trees(X[before], y[before], X[after]),
    }


def counted(data: Data) -> Data:
    """The same rows with depth as a count of ties, in the unit that depth is then divided by."""
    ties = {
        f"depth_{who}": data.columns[f"ties_{who}"] * np.float32(DEPTH_UNIT / TIES_UNIT)
        for who in ("minor", "major")
    }
    return replace(data, columns={**data.columns, **ties})


def _trees(X: NDArray[np.float32], y: NDArray[np.bool_], new: NDArray[np.float32]) -> Array:
    """Gradient-boosted trees, kept from overfitting by small trees and large leaves."""
    keep = np.ones(len(y), dtype=np.bool_)
    if len(y) > logit.THIN_ABOVE:
        keep = y | (np.arange(len(y)) % THIN == 0)
    model = boosting.fit(
        X[keep], y[keep], np.where(y[keep] | keep.all(), 1.0, THIN),
        learning_rate=0.05, max_iter=150, max_leaf_nodes=15, l2_regularization=10.0,
        min_samples_leaf=min(200, max(20, len(y) // 50)),
    )  # fmt: skip
    return model.chances(new)


def _score(
    data: Data,
    rung: str,
    origins: tuple[int, ...],
    last: int,
    gathered: list[tuple[NDArray[np.int64], dict[str, Array]]],
) -> LadderScore:
    rows = np.concatenate([place for place, _ in gathered])
    y, near = data.outcome(rung)[rows], data.relevant[rows]
    forecasts = {name: np.concatenate([p[name] for _, p in gathered]) for name in MODELS}
    cluster = dyad(data.ccode1[rows], data.ccode2[rows])
    own = losses(y, forecasts["ladder"])
    return LadderScore(
        rung=rung,
        origins=origins,
        last=last,
        measures={name: measure(y, p) for name, p in forecasts.items()},
        relevant=(
            {name: measure(y[near], p[near]) for name, p in forecasts.items()}
            if rung == "onset"
            else {}
        ),
        gain={
            name: clustered_difference(losses(y, p), own, cluster)
            for name, p in forecasts.items()
            if name != "ladder"
        },
        bins=bins(y, forecasts["ladder"]),
    )
