"""The headline's model: an election among positions, a normal, and splitting the difference.

Outcomes land on a position that somebody holds (about two in three), somewhere near the
compromise, or halfway between the extremes. The election says which position; the rest is a
normal cut to the scale. Which center, width and extras to use was chosen by cross-validation
over proposals (``foedus.negotiation.fit``).
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import ndtri

from foedus.negotiation.distribution import Distribution
from foedus.negotiation.methods.compromise import weighted_mean
from foedus.negotiation.methods.election import elect
from foedus.negotiation.record import Array

#: Points that stand for the normal part, at least, over all draws together.
STRATA = 4_000
#: Added in quadrature to the spread of the normal part, as a share of the scale.
NARROWEST = 0.01


@dataclass(frozen=True, slots=True)
class MixtureFamily:
    """One way to build the forecast; its parameters are fitted.

    center: the normal stands around the ``compromise`` or the election's mean. width: its spread
    is a share of the ``scale`` or a multiple of the weighted ``spread`` of positions. middle:
    whether some chance falls exactly halfway between the extreme positions. power: how sharply
    the election follows the larger coalition.
    """

    center: Literal["compromise", "election"] = "compromise"
    width: Literal["scale", "spread"] = "scale"
    middle: bool = False
    power: float = 1.0


@dataclass(frozen=True, slots=True)
class MixtureWeights:
    """Fitted parameters: shares of the three parts (sum to 1) and the width of the normal."""

    election: float
    normal: float
    middle: float
    width: float


@dataclass(frozen=True, slots=True)
class Parts:
    """What the mixture is made of, for b versions of an issue with n actors.

    options, p: (b, n) positions and their chances in the election; compromise, spread, middle,
    election_mean: (b,).
    """

    options: Array
    p: Array
    compromise: Array
    spread: Array
    middle: Array
    election_mean: Array


def parts(x: Array, w: Array, power: float = 1.0) -> Parts:
    """Compute the parts from positions and weights, each (b, n)."""
    election = elect(x, w, power=power)
    mu = weighted_mean(x, w)
    spread = np.sqrt(weighted_mean((x - mu[:, None]) ** 2, w))
    middle = (x.max(axis=1) + x.min(axis=1)) / 2
    return Parts(election.options, election.p, mu, spread, middle, election.mean)


def normal_part(
    part: Parts, family: MixtureFamily, width: float, low: float, high: float
) -> tuple[Array, Array]:
    """Mean and standard deviation of the normal, each (b,)."""
    center = part.compromise if family.center == "compromise" else part.election_mean
    unit = part.spread if family.width == "spread" else np.full_like(center, high - low)
    return center, np.hypot(width * unit, NARROWEST * (high - low))


def mix(
    part: Parts,
    family: MixtureFamily,
    weights: MixtureWeights,
    low: float,
    high: float,
    *,
    strata: int = STRATA,
) -> Distribution:
    """Pool the mixtures of all b versions of an issue with equal weight.

    The normal is cut at the ends of the scale, where its tails pile up: many decisions are
    extreme. strata: points that stand for the normal part, over all versions together.
    """
    b = len(part.compromise)
    center, sd = normal_part(part, family, weights.width, low, high)
    k = max(8, -(-strata // b))
    # Equal-chance points; each version shifts them by another part of a step (golden ratio), so
    # that together they fill the line.
    shift = np.arange(1, b + 1) * 0.6180339887498949 % 1.0 if b > 1 else np.array([0.5])
    levels = (np.arange(k)[None, :] + shift[:, None]) / k
    around = np.clip(center[:, None] + sd[:, None] * ndtri(levels), low, high)
    value = np.concatenate([part.options.ravel(), around.ravel(), part.middle])
    p = np.concatenate(
        [
            weights.election * part.p.ravel(),
            np.full(around.size, weights.normal / k),
            np.full(b, weights.middle),
        ]
    )
    return Distribution.of(value, p / b, low, high)
