"""Records of who would sign: the risk that is weighed, parties, what the answer hangs on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.assess import Assessment
from foedus.assess.deterrence import Estimate
from foedus.assess.weights import WIDTH_90
from foedus.errors import UnknownNameError
from foedus.history.covariates import Array


@dataclass(frozen=True, slots=True)
class RiskSummary:
    """War within a span of years: without a guarantee, and under the design as a ratio to it."""

    without: Estimate  # a chance
    ratio: Estimate  # median and 90% interval
    years: int

    @classmethod
    def of(cls, assessment: Assessment, design: str) -> "RiskSummary":
        """Of one design of an assessment, by its last year."""
        if design not in assessment.designs:
            raise UnknownNameError("design of the assessment", design, assessment.designs)
        bare = assessment.designs[assessment.reference].risk.by["war"][-1]
        return cls(bare, assessment.designs[design].versus.ratio["war"], assessment.years)

    def draw(self, z_without: Array, z_ratio: Array) -> tuple[Array, Array]:
        """(n,) chances under the design and without one: logit-normal, times a lognormal ratio."""
        low, high = (min(max(end, 1e-9), 1 - 1e-9) for end in (self.without.low, self.without.high))
        ends = np.log([low / (1 - low), high / (1 - high)])
        without = 1 / (1 + np.exp(-(ends.mean() + (ends[1] - ends[0]) / WIDTH_90 * z_without)))
        low, middle, high = (
            max(each, 1e-9) for each in (self.ratio.low, self.ratio.value, self.ratio.high)
        )
        ratio = middle * np.exp(np.log(high / low) / WIDTH_90 * z_ratio)
        return np.asarray(np.minimum(without * ratio, 1.0)), without


@dataclass(frozen=True, slots=True)
class Party:
    """One signature. gain: mean over draws with its 90% interval, in the unit of the weights.

    drivers: what the gain is made of, means. stated: whether a position of its own is known.
    """

    name: str
    role: str  # challenger, protege, guarantor
    chance: Estimate
    gain: Estimate
    drivers: Mapping[str, float]
    stated: bool

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "name": self.name,
            "role": self.role,
            "chance": self.chance.to_dict(),
            "gain": self.gain.to_dict(),
            "drivers": dict(self.drivers),
            "position_stated": self.stated,
        }


@dataclass(frozen=True, slots=True)
class Sway:
    """One uncertain input: the joint chance where it is in its lowest and in its highest fifth."""

    name: str
    lowest: float
    highest: float

    @property
    def size(self) -> float:
        """How far it moves the joint chance."""
        return abs(self.highest - self.lowest)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {"name": self.name, "lowest_fifth": self.lowest, "highest_fifth": self.highest}


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who would sign one package.

    apart: product of the parties' chances, what the joint chance would be if nothing were shared.
    without: party -> joint chance of all the others, so the gain from bringing it over. points:
    issue -> where the package puts it. sways: what the joint chance hangs on, most first.
    """

    design: str
    parties: tuple[Party, ...]
    joint: Estimate
    apart: float
    without: Mapping[str, float]
    points: Mapping[str, float]
    sways: tuple[Sway, ...]
    years: int
    draws: int
    seed: int
    fighting: bool

    @property
    def blocker(self) -> str | None:
        """The party least likely to sign; None where nobody needs to."""
        return min(self.parties, key=lambda p: p.chance.value).name if self.parties else None

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "design": self.design,
            "joint": self.joint.to_dict(),
            "if_parties_decided_apart": self.apart,
            "parties": [party.to_dict() for party in self.parties],
            "blocker": self.blocker,
            "joint_of_the_others_without": dict(self.without),
            "points": dict(self.points),
            "hangs_on": [sway.to_dict() for sway in self.sways],
            "alternative": "continued war" if self.fighting else "no guarantee",
            "years": self.years,
            "draws": self.draws,
            "seed": self.seed,
        }
