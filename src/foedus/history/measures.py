"""How good a probability forecast was: discrimination, accuracy and calibration."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit as logit_of

from foedus.estimate import Z90, Array
from foedus.history import logit

#: Forecasts are kept this far from 0 and 1, so that one surprise cannot cost infinitely much.
EDGE = 1e-9


@dataclass(frozen=True, slots=True)
class Measures:
    """Scores of n forecasts against what happened."""

    n: int
    events: int
    auc: float | None  # area under the ROC curve; None for a constant forecast
    average_precision: float | None
    brier: float  # mean squared error
    log_loss: float  # mean, natural logs
    slope: float | None  # calibration slope: 1 is right, under 1 too bold
    mean: float  # mean forecast, beside events / n


def measure(y: NDArray[np.bool_], p: Array) -> Measures:
    """Score forecasts. y: (n,) outcomes; p: (n,) probabilities."""
    from sklearn.metrics import average_precision_score, roc_auc_score

    p = np.clip(p, EDGE, 1 - EDGE)
    told = bool(np.ptp(p) > 0) and 0 < y.sum() < len(y)
    return Measures(
        n=len(y),
        events=int(y.sum()),
        auc=float(roc_auc_score(y, p)) if told else None,
        average_precision=float(average_precision_score(y, p)) if told else None,
        brier=float(np.mean((p - y) ** 2)),
        log_loss=float(losses(y, p).mean()),
        slope=calibration_slope(y, p) if told else None,
        mean=float(p.mean()),
    )


def losses(y: NDArray[np.bool_], p: Array) -> Array:
    """(n,) log losses of forecasts."""
    p = np.clip(p, EDGE, 1 - EDGE)
    return np.asarray(-np.where(y, np.log(p), np.log1p(-p)))


def calibration_slope(y: NDArray[np.bool_], p: Array) -> float:
    """Slope of a logit of the outcome on the logit of the forecast (Cox 1958)."""
    x = logit_of(np.clip(p, EDGE, 1 - EDGE))
    X = np.column_stack([np.ones_like(x), x])
    flat = np.full(2, 1e3)  # as good as no prior
    fit = logit.fit(X, y, np.zeros(len(y), int), scale=flat, era_scale=np.full(2, 1e-3))
    return float(fit.coefficients(0)[1])


def clustered_difference(a: Array, b: Array, cluster: NDArray[np.integer]) -> tuple[float, float]:
    """Sum of a - b over rows, and its standard error when rows of a cluster go together."""
    _, place = np.unique(cluster, return_inverse=True)
    sums = np.bincount(place, weights=a - b)
    return float(sums.sum()), float(np.sqrt(((sums - sums.mean()) ** 2).sum()))


def sums(gain: Mapping[str, tuple[float, float]]) -> dict[str, dict[str, float]]:
    """Differences and their standard errors by name as plain values, for JSON."""
    return {name: {"sum": total, "se": se} for name, (total, se) in gain.items()}


def bins(y: NDArray[np.bool_], p: Array, count: int = 10) -> list[dict[str, float]]:
    """Calibration by bins of equal expected events: forecast beside observed, with a 90% interval.

    The interval is Wilson's, for the observed share.
    """
    order = np.argsort(p, kind="stable")
    share = np.cumsum(p[order]) / p.sum()
    edges = np.searchsorted(share, np.linspace(0, 1, count + 1)[1:-1])
    z = Z90
    found = []
    for rows in np.split(order, edges):
        if len(rows) == 0:
            continue
        n, hits = len(rows), int(y[rows].sum())
        rate = hits / n
        middle = (rate + z**2 / (2 * n)) / (1 + z**2 / n)
        half = z / (1 + z**2 / n) * np.sqrt(rate * (1 - rate) / n + z**2 / (4 * n**2))
        found.append(
            {"n": n, "events": hits, "forecast": float(p[rows].mean()), "observed": rate,
             "low": max(0.0, min(rate, float(middle - half))),  # of 0 and n hits: rounding
             "high": min(1.0, max(rate, float(middle + half)))}
        )  # fmt: skip
    return found
