"""Records of who would sign: the risk that is weighed, parties, what the answer hangs on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from foedus.assessment import Assessment
from foedus.assessment.deterrence import WarRisk
from foedus.errors import UnknownNameError
from foedus.estimate import Z90, Array, Estimate, percentiles
from foedus.report.plain import plain, record
from foedus.signing.party import MEDIAN, Party
from foedus.signing.verdict import Verdict, tried, worst
from foedus.signing.words import hangs_on, said

#: What a share of the weights is, wherever one is given as a number.
UNIT = "share of the weights tried under which a party is better off; no chance that it will sign"


def spread(drawn: Array) -> Estimate:
    """Median and 90% interval of (n,) draws: a middle that cannot lie outside its interval."""
    low, middle, high = percentiles(np.ravel(drawn), (5.0, 50.0, 95.0))
    return Estimate(float(middle), float(low), float(high))


@dataclass(frozen=True, slots=True)
class RiskSummary:
    """War within a span of years: without a guarantee, and under the design as a ratio to it."""

    without: Estimate  # a chance
    ratio: Estimate  # median and 90% interval
    years: int

    @classmethod
    def of(cls, assessment: Assessment | WarRisk, design: str) -> "RiskSummary":
        """Of one design of an assessment, by its last year."""
        risk = assessment if isinstance(assessment, WarRisk) else assessment.war()
        if design not in risk.ratio:
            raise UnknownNameError("design of the assessment", design, risk.ratio)
        return cls(risk.chance[risk.reference], risk.ratio[design], risk.years)

    def draw(self, z_without: Array, z_ratio: Array) -> tuple[Array, Array]:
        """(n,) chances under the design and without one: logit-normal, times a lognormal ratio."""
        low, high = (min(max(end, 1e-9), 1 - 1e-9) for end in (self.without.low, self.without.high))
        ends = np.log([low / (1 - low), high / (1 - high)])
        without = 1 / (1 + np.exp(-(ends.mean() + (ends[1] - ends[0]) / (2 * Z90) * z_without)))
        low, middle, high = (
            max(each, 1e-9) for each in (self.ratio.low, self.ratio.value, self.ratio.high)
        )
        ratio = middle * np.exp(np.log(high / low) / (2 * Z90) * z_ratio)
        return np.asarray(np.minimum(without * ratio, 1.0)), without


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who would sign one package.

    share: of the weights tried under which all are better off at once. least: the gain of whoever
    gains least, over the weights. without: party -> share under which all the others are better
    off. points: issue -> where the package puts it. since: when the package came into force, None
    where it did not. against: the design in force that it is weighed against; None: no deal.
    """

    design: str
    parties: tuple[Party, ...]
    share: float
    least: Estimate
    without: Mapping[str, float]
    points: Mapping[str, float]
    since: date | None
    against: str | None
    years: int
    draws: int
    seed: int
    fighting: bool

    @property
    def verdict(self) -> Verdict:
        """That of the party that stands most in the way."""
        return worst(party.verdict for party in self.parties)

    def of(self, what: Verdict) -> tuple[str, ...]:
        """Names of the parties of one class, the least willing first."""
        found = sorted(self.parties, key=lambda party: party.share)
        return tuple(party.name for party in found if party.verdict == what)

    @property
    def alternative(self) -> str:
        """What the package is weighed against."""
        if self.fighting:
            return "continued war"
        return f"{self.against}, in force" if self.against else "no guarantee"

    def to_dict(self) -> dict[str, Any]:
        """Statements, then the numbers behind them under ``unscored_numbers``."""
        return plain({
            "design": self.design,
            "scored": False,
            "verdict": self.verdict,
            "in_force_since": self.since,
            "alternative": self.alternative,
            "all_at_once": f"all better off at once {tried(self.share)}" if self.parties else None,
            "parties": [
                {
                    "name": party.name,
                    "role": party.role,
                    "verdict": party.verdict,
                    "position_stated": party.stated,
                    "statement": said(party),
                    "hangs_on": hangs_on(party),
                }
                for party in self.parties
            ],
            "points": self.points,
            "unscored_numbers": {
                "scored": False,
                "what": UNIT,
                "all": self.share,
                "gain_of_the_least": record(self.least, MEDIAN),
                "all_others_without": self.without,
                "parties": {party.name: party.numbers() for party in self.parties},
            },
            "years": self.years,
            "draws": self.draws,
            "seed": self.seed,
        })  # fmt: skip
