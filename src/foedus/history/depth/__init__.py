"""Depth: how closely a guarantee ties forces together, measured as a latent trait.

Fitted on ATOP's alliances with an active obligation; measures any guarantee, historical or
invented, from the shipped fit with NumPy alone. docs/depth.md has the model.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from foedus.estimate import Array
from foedus.history.depth.items import ITEMS
from foedus.history.depth.model import AllianceDepths, DepthMeasures, DepthModel
from foedus.history.depth.posterior import load, shipped

if TYPE_CHECKING:
    from foedus.terms.guarantee import Military, Terms


@dataclass(frozen=True, slots=True)
class Depth:
    """Depth of one guarantee, in sds of ATOP's alliances with an active obligation.

    0 is the posterior mean of a promise with no military tie, so the mean is never negative
    where every tie is known; the interval may reach below 0.
    """

    mean: float  # posterior mean
    sd: float
    low: float  # 5% quantile
    high: float  # 95% quantile
    trait: float  # the same mean on the trait's own scale: 0 and sd 1 in the population
    percentile: float  # share of the population that is shallower, 0 to 100; ties count half


def of(guarantee: "Terms | Military", model: DepthModel | None = None) -> Depth:
    """Depth of a guarantee, or of its military ties alone.

    Forces stationed on the protégé's soil count as bases. model: the shipped one by default.
    """
    from foedus.terms.depth import atop_codes
    from foedus.terms.guarantee import Military

    military = guarantee if isinstance(guarantee, Military) else guarantee.military
    return of_ties(atop_codes(military), model or shipped())


@lru_cache(maxsize=4096)  # a search over designs asks for the same few ties again and again
def of_ties(ties: tuple[int, ...], model: DepthModel) -> Depth:
    """Depth of the eight ties as ATOP codes them."""
    found = model.measure([ties])
    mean, sd, low, high = (float(getattr(found, name)[0]) for name in ("mean", "sd", "low", "high"))
    return Depth(mean, sd, low, high, mean + model.bare, float(model.percentile(mean)))


def scores(frame: Any, model: DepthModel | None = None) -> tuple[Array, Array]:
    """Depth of each row of a Polars frame with ATOP's columns: (n,) means and (n,) sds.

    Serves the alliance-level and the member-level file. A missing item is integrated over: a row
    of which nothing is known gets the population's mean and an sd of 1. Raises DataError for a
    code that ATOP does not have, polars' ``ColumnNotFoundError`` where a column is missing.
    """
    from foedus.history.depth.fit import codes

    found = (model or shipped()).measure(codes(frame))
    return found.mean, found.sd


__all__ = [
    "ITEMS", "AllianceDepths", "Depth", "DepthMeasures", "DepthModel", "load", "of", "of_ties",
    "scores", "shipped",
]  # fmt: skip
