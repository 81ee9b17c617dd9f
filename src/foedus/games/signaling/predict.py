"""What a fitted game expects, and how that moves with a column or a coefficient.

Every equilibrium of a row is reported. Intervals come from draws of the coefficients; a draw's
equilibrium is the one nearest in B's index to the equilibrium it stands for, and ``kept`` says in
what share of the draws the row has as many equilibria as at the estimate: where that is low, the
interval hides a change of regime.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from foedus.errors import FitError, InputError, UnknownNameError
from foedus.estimate import Array
from foedus.games.estimates import noise
from foedus.games.signaling.design import DesignMatrix
from foedus.games.signaling.equilibria import Equilibria, solve
from foedus.games.signaling.fit import SignalingFit
from foedus.games.signaling.payoffs import OUTCOMES, UTILITIES, Payoffs
from foedus.games.signaling.sample import encode

if TYPE_CHECKING:
    import polars as pl

BLOCK = 200_000  # games solved at once: bounds memory, whatever the number of draws


@dataclass(frozen=True, slots=True)
class Prediction:
    """Outcomes expected in n games at all of their equilibria, m in all.

    probabilities: shape (m, 4), sq, cd, sf, bd. low, high: shape (m, 4), or None without draws.
    kept: shape (m,), the share of draws with as many equilibria as the estimate, or None.
    outside: shape (n,), how many of a game's regressors lie outside the range fitted on. along: the
    n values that one game was followed over, by what was changed.
    """

    equilibria: Equilibria
    probabilities: Array
    low: Array | None
    high: Array | None
    kept: Array | None
    level: float
    outside: Array
    along: Mapping[str, Array] = field(default_factory=dict)

    def frame(self) -> "pl.DataFrame":
        """One row an equilibrium: row (from 1), rank, outcome probabilities and intervals."""
        import polars as pl

        e = self.equilibria
        columns: dict[str, object] = {
            "row": e.row + 1,
            **{name: values[e.row] for name, values in self.along.items()},
            "equilibrium": e.rank + 1,
            "of": e.number[e.row],
            "stable": e.stable,
            "certified": e.certified[e.row],
            "challenge": e.challenge,
            "resist": e.resist,
            "firm": e.firm,
        }
        for j, outcome in enumerate(OUTCOMES):
            columns[outcome] = self.probabilities[:, j]
            if self.low is not None and self.high is not None:
                columns[f"{outcome}_low"] = self.low[:, j]
                columns[f"{outcome}_high"] = self.high[:, j]
        if self.kept is not None:
            columns["draws_with_as_many"] = self.kept
        columns["regressors_outside_data"] = self.outside[e.row].astype(int)
        return pl.DataFrame(columns)


def predict(
    fit: SignalingFit,
    frame: "pl.DataFrame | None" = None,
    *,
    draws: int = 0,
    level: float = 0.9,
    seed: int = 1,
) -> Prediction:
    """Expected outcomes in the rows of ``frame`` (by default those fitted on).

    draws: how many draws of the coefficients the intervals at ``level`` take; 0 for none.
    Raises FitError for a fit that did not converge.
    """
    design = fit.sample.design if frame is None else encode(fit.specification, fit.sample, frame)
    return _expect(fit, design, _thetas(fit, draws, seed), level)


def trace(
    fit: SignalingFit,
    name: str,
    values: npt.ArrayLike,
    *,
    frame: "pl.DataFrame | None" = None,
    row: int = 0,
    draws: int = 0,
    level: float = 0.9,
    seed: int = 1,
) -> Prediction:
    """Comparative statics: one game while a column, coefficient or payoff takes ``values`` (p,).

    name: a column of the data; else a coefficient (``barWA:(Intercept)``); else a utility
    (``barWA``), which is then held at the values. The game is ``row`` of ``frame``, or of the data
    fitted on. The prediction's n is p. Raises UnknownNameError for any other name.
    """
    import polars as pl

    values = np.asarray(values, float)
    one = (fit.sample.frame if frame is None else frame).slice(row, 1)
    if one.is_empty():
        raise InputError(f"there is no row {row + 1}")
    path = pl.concat([one] * len(values))
    thetas = _thetas(fit, draws, seed)
    k = len(fit.sample.design.names)
    if name in fit.specification.columns and name in one.columns:
        path = path.with_columns(pl.Series(name, values))
        found = _expect(fit, encode(fit.specification, fit.sample, path), thetas, level)
        return replace(found, along={name: values})
    design = encode(fit.specification, fit.sample, path)
    X, offset = design.X.copy(), design.offset.copy()
    if name in fit.sample.design.names:
        j = fit.sample.design.names.index(name)
        # the coefficient runs over the values: its regressor moves into the fixed part
        offset[:, design.owner[j]] += X[:, j] * values
        X[:, j] = 0.0
    elif name in UTILITIES:
        j = UTILITIES.index(name)
        X[:, design.owner == j] = 0.0
        offset[:, j] = values
    else:
        known = [c for c in fit.specification.columns if c in one.columns]
        raise UnknownNameError(
            "column, coefficient or utility", name, [*known, *fit.names[:k], *UTILITIES]
        )
    moved = DesignMatrix(X, design.owner, design.names, offset)
    return replace(_expect(fit, moved, thetas, level, seen=design.X), along={name: values})


def _thetas(fit: SignalingFit, draws: int, seed: int) -> Array:
    """The estimate, then draws around it: (1 + draws, k), of the utilities only."""
    if not fit.converged:
        raise FitError(f"nothing to predict from: {fit.status}", hint="see the fit's status")
    k = len(fit.sample.design.names)
    if draws == 0:
        return fit.coef[None, :k]
    if fit.covariance is None:
        raise FitError(f"no intervals: {fit.withheld}", hint="predict without draws")
    around = fit.coef[:k] + noise(fit.covariance[:k, :k], draws, seed)
    return np.concatenate([fit.coef[None, :k], around])


def _expect(
    fit: SignalingFit,
    design: DesignMatrix,
    thetas: Array,
    level: float,
    seen: Array | None = None,
) -> Prediction:
    if not 0 < level < 1:
        raise InputError(f"a level lies between 0 and 1, found {level}", where="level")
    here = solve(design.payoffs(thetas[0]))
    known = fit.sample.design.X
    X = design.X if seen is None else seen
    outside = ((known.min(0) > X) | (known.max(0) < X)).sum(1).astype(float)
    probabilities = here.probabilities()
    draws = len(thetas) - 1
    if draws == 0:
        return Prediction(here, probabilities, None, None, None, level, outside)
    low, high = np.empty_like(probabilities), np.empty_like(probabilities)
    kept = np.empty(len(probabilities))
    step = max(1, BLOCK // draws)
    for first in range(0, len(design), step):
        rows = np.arange(first, min(first + step, len(design)))
        mine = np.flatnonzero(np.isin(here.row, rows))
        spread, same = _draw(design.at(rows), here, mine, here.row[mine] - first, thetas[1:])
        tails = [(1 - level) / 2, (1 + level) / 2]
        low[mine], high[mine] = np.nanquantile(spread, tails, axis=0)
        kept[mine] = same
    return Prediction(here, probabilities, low, high, kept, level, outside)


def _draw(
    part: DesignMatrix, here: Equilibria, mine: np.ndarray, own: np.ndarray, thetas: Array
) -> tuple[Array, Array]:
    """Outcome probabilities by draw (draws, equilibria, 4); the share with as many roots.

    A draw under which a game has no equilibrium counts as the status quo.
    """
    draws, n = len(thetas), len(part)
    table = np.concatenate([part.index(theta) for theta in thetas])
    found = solve(Payoffs(*np.ascontiguousarray(table.T)))
    number, prob = found.number.reshape(draws, n), found.probabilities()
    first = np.concatenate([[0], np.cumsum(found.number)[:-1]]).reshape(draws, n)
    spread = np.zeros((draws, len(mine), 4))
    spread[:, :, 0] = 1.0
    best = np.full((draws, len(mine)), np.inf)
    for rank in range(int(number.max(initial=0))):
        there = number[:, own] > rank
        at = np.where(there, first[:, own] + rank, 0)
        away = np.where(there, np.abs(found.z[at] - here.z[mine]), np.inf)
        nearer = away < best
        best = np.where(nearer, away, best)
        spread = np.where(nearer[:, :, None], prob[at], spread)
    same = (number[:, own] == here.number[here.row[mine]]).mean(0)
    return spread, same
