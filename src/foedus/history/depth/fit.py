"""Fit the items: marginal likelihood of the alliances, with weak priors, by Newton's method."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.errors import FitError
from foedus.estimate import Array
from foedus.history.depth import response
from foedus.history.depth.items import ITEMS, DepthItem, categories, indicators
from foedus.history.depth.model import LAYOUT, DepthModel
from foedus.history.depth.response import ItemLayout
from foedus.version import __version__

if TYPE_CHECKING:
    import polars as pl

SOURCE = "atop-alliances"
COMMAND = "foedus fit depth"
_TOLERANCE = 1e-7  # of the gradient's largest entry, in log likelihood per unit
_STEP = 1e-5  # of the central differences that make the Hessian


@dataclass(frozen=True, slots=True)
class Prior:
    """Normal priors on the free parameters: (mean, sd).

    The slope's is the default of BILOG-MG (Zimowski et al. 1996), lognormal with sd 0.5, moved to
    the logistic's scale by 1.7; a cluster's sigma is held to the trait's own scale alike. The
    thresholds' say no more than that a chance is not absurd.
    """

    log_slope: tuple[float, float] = (float(np.log(1.7)), 0.5)
    first: tuple[float, float] = (0.0, 5.0)
    log_step: tuple[float, float] = (0.0, 2.0)
    log_sigma: tuple[float, float] = (0.0, 0.5)

    def vectors(self, layout: ItemLayout) -> tuple[Array, Array]:
        """(k,) mean and (k,) sd, in the order of the free parameters."""
        rows = [
            row
            for size in layout.sizes
            for row in (self.log_slope, self.first, *[self.log_step] * (size - 2))
        ]
        rows += [self.log_sigma] * len(layout.clusters)
        mean, sd = np.array(rows, dtype=np.float64).T
        return mean, sd


@dataclass(frozen=True, slots=True)
class DepthFit:
    """The free parameters at the posterior's mode, and how it was reached."""

    free: Array  # (k,)
    cov: Array  # (k, k) inverse of the observed information, prior included
    loglik: float  # marginal log likelihood, without the prior
    gradient_norm: float  # largest entry of the log posterior's gradient
    steps: int


def fit_items(
    rows: Array,
    layout: ItemLayout,
    *,
    prior: Prior | None = None,
    most: int = 500,
    polish: int = 10,
) -> DepthFit:
    """Fit the model of ``foedus.history.depth.response``.

    rows: (n, items) categories, NaN where missing (left out of that row's likelihood). Raises
    FitError where an item shows one category alone, or the mode is not reached in ``most`` steps of
    BFGS and ``polish`` of Newton's.
    """
    from scipy.optimize import minimize

    for place, size in enumerate(layout.sizes):
        seen = np.unique(rows[~np.isnan(rows[:, place]), place])
        if len(seen) < 2 or seen[-1] >= size:
            raise FitError(
                f"item {place} shows categories {seen.astype(int).tolist()} of 0 to {size - 1}",
                where="depth",
                hint="a population in which each tie is there for some and missing for others",
            )
    evidence, counts = np.unique(indicators(rows, layout.sizes), axis=0, return_counts=True)
    weight = counts.astype(np.float64)
    center, sd = (prior or Prior()).vectors(layout)

    def target(free: Array) -> tuple[float, Array]:
        """Minus the log posterior, and its gradient."""
        value, slope = response.gradient(free, layout, evidence, weight)
        z = (free - center) / sd
        return 0.5 * float(z @ z) - value, z / sd - slope

    start = _start(rows, layout)
    found = minimize(target, start, jac=True, method="BFGS", options={"maxiter": most})
    free, steps = np.asarray(found.x, dtype=np.float64), int(found.nit)
    information = _derivative(lambda x: target(x)[1], free)
    for _ in range(polish):  # Newton's method finishes what BFGS leaves at its rounding
        slope = target(free)[1]
        if np.abs(slope).max() < _TOLERANCE or np.linalg.eigvalsh(information)[0] <= 0:
            break
        free = free - np.linalg.solve(information, slope)
        information = _derivative(lambda x: target(x)[1], free)
        steps += 1
    gradient_norm = float(np.abs(target(free)[1]).max())
    if not gradient_norm < _TOLERANCE or np.linalg.eigvalsh(information)[0] <= 0:
        raise FitError(
            f"no mode was reached: largest gradient {gradient_norm:.2g} after {steps} steps",
            where="depth",
            hint="more alliances, or a tighter prior",
        )
    loglik, _ = response.gradient(free, layout, evidence, weight)
    cov = np.asarray(np.linalg.inv(information), dtype=np.float64)
    return DepthFit(free, cov, loglik, gradient_norm, steps)


def population(frame: "pl.DataFrame") -> "pl.DataFrame":
    """The alliances that the items are fitted on: an active obligation, and some item known.

    Active means defense or offense. In pacts of nonaggression, neutrality and consultation the
    items do not hang together (an organization there goes with no other tie), so that a trait
    fitted on them would measure another thing.
    """
    import polars as pl

    names = [item.name for item in ITEMS]
    return frame.filter(
        (pl.col("active") == 1) & pl.any_horizontal(pl.col(names).is_not_null())
    ).sort("atopid")


def fit_depth(
    frame: "pl.DataFrame", *, prior: Prior | None = None, command: str = COMMAND
) -> DepthModel:
    """Fit depth on ATOP's alliance-level frame and measure every alliance in it.

    Raises FitError as ``fit_items`` does, DataError for codes that ATOP does not have.
    """
    from foedus.evidence.card import card

    fitted_on = population(frame)
    rows = categories(codes(fitted_on))
    found = fit_items(rows, LAYOUT, prior=prior)
    model = DepthModel(
        mean=found.free, cov=found.cov, loglik=found.loglik, gradient_norm=found.gradient_norm,
        alliances=len(rows), incomplete=int(np.isnan(rows).any(axis=1).sum()),
        first=_year(fitted_on, "min"), last=_year(fitted_on, "max"), ranks=np.empty(0),
        version=__version__, command=command, hashes={SOURCE: card(SOURCE).sha256},
    )  # fmt: skip
    return model.with_population(frame["atopid"].to_numpy(), codes(frame), codes(fitted_on))


def codes(frame: Any, items: tuple[DepthItem, ...] = ITEMS) -> Array:
    """(n, items) ATOP codes of a Polars frame, NaN where missing."""
    import polars as pl

    names = [item.name for item in items]
    values = frame.select(pl.col(names).cast(pl.Float64).fill_null(float("nan"))).to_numpy()
    return np.asarray(values, dtype=np.float64)


def _year(frame: "pl.DataFrame", what: str) -> int:
    return int(getattr(frame["begyr"], what)())


def _derivative(function: Any, free: Array) -> Array:
    """(k, k) derivative of a vector function by central differences, made symmetric."""
    moves = _STEP * np.eye(len(free))
    rows = np.array([function(free + move) - function(free - move) for move in moves])
    return np.asarray((rows + rows.T) / (4 * _STEP), dtype=np.float64)


def _start(rows: Array, layout: ItemLayout) -> Array:
    """(k,) slopes of 1.7, thresholds at the shares of the categories, sigmas of 1."""
    found: list[float] = []
    for place, size in enumerate(layout.sizes):
        mine = rows[~np.isnan(rows[:, place]), place]
        above = np.array([(mine >= category).sum() for category in range(1, size)])
        share = (above + 0.5) / (len(mine) + 1.0)
        cuts = -1.4 * np.log(share / (1 - share))
        found += [float(np.log(1.7)), cuts[0], *np.log(np.maximum(np.diff(cuts), 0.05))]
    return np.array(found + [0.0] * len(layout.clusters))
