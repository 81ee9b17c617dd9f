"""Who would sign: each party's chance to prefer a package to no deal, and all of theirs together.

Per draw of the weights, positions and risk a party's gain u has a chance Φ(u / whim) to be enough;
a chance is the mean over draws, its interval the draws' 5th and 95th percentile. Given a draw the
parties decide apart, and the joint chance is the product; across draws they move together through
what they share: the risk, the war, the weights, and among guarantors half of the
whim. The weights are judgements and no record scores the answer: read it as a way to see what a
signature hangs on, with the sensitivity beside it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.assess import Assessment, assess
from foedus.assess.deterrence import Estimate, chance
from foedus.assess.package import points
from foedus.assess.stakes import TOGETHER, Ground, fighting, gains, ground, standing
from foedus.assess.weights import WIDTH_90
from foedus.errors import InputError, UnknownNameError
from foedus.history.covariates import Array
from foedus.scenario import Scenario
from foedus.terms import Guarantee

DRAWS, FEWEST_DRAWS, MOST_DRAWS = 4000, 100, 100_000
YEARS = 10  # within which war is feared
#: What every reader must be told.
SCOPE = (
    "The weights are judgements, not estimates: no public record scores who would sign which "
    "guarantee. Read what a signature hangs on, not the second digit."
)


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


def acceptance(
    scenario: Scenario,
    design: str | Guarantee,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    assessment: Assessment | RiskSummary | None = None,
    known: Ground | None = None,
    parties: Iterable[str] | None = None,
    sensitivity: bool = True,
) -> Acceptance:
    """Who would sign a design of the scenario, or any guarantee.

    assessment: of the design, or its risk alone; without one, the scenario is assessed (seconds).
    known: what :func:`foedus.assess.stakes.ground` drew with the same draws and seed, to be shared
    between designs. parties: whose signatures are needed; by default :func:`signers`.

    Raises InputError for too few draws, a ``known`` of other draws, a guarantee that has no
    assessment, and unknown designs.
    """
    guarantee = _guarantee(scenario, design)
    _check(draws, seed, known)
    known = known or ground(scenario, draws=draws, seed=seed)
    risk = _risk(scenario, guarantee, assessment, draws, seed)
    who = signers(scenario, guarantee) if parties is None else tuple(parties)
    z = {
        what: known.own("", what) for what in ("war without a guarantee", "the guarantee's effect")
    }
    war, without = risk.draw(*z.values())
    at = points(scenario, guarantee)
    whim = known.weight("whim")
    agreed, found = np.ones((len(who), draws)), []
    for row, party in enumerate(who):
        drivers = gains(known, party, guarantee, at, war, without)
        gain = np.sum(list(drivers.values()), axis=0) if drivers else np.zeros(draws)
        agreed[row] = _normal_cdf(_standardized(known, party, gain, whim))
        stands = (standing(known, party, issue) for issue in at)
        found.append(
            Party(
                name=party,
                role=role(scenario, party),
                chance=chance(agreed[row]),
                gain=chance(gain),
                drivers={name: float(each.mean()) for name, each in drivers.items()},
                stated=any(each is not None and each.stated for each in stands),
            )
        )
    joint = agreed.prod(axis=0)
    levers = {**_levers(known, who, tuple(at)), **z} if sensitivity and who else {}
    return Acceptance(
        design=guarantee.name,
        parties=tuple(found),
        joint=chance(joint),
        apart=float(np.prod([party.chance.value for party in found])),
        without={
            party: float(np.delete(agreed, row, axis=0).prod(axis=0).mean())
            for row, party in enumerate(who)
        },
        points=at,
        sways=_sways(levers, joint),
        years=risk.years,
        draws=draws,
        seed=seed,
        fighting=known.fighting,
    )


def _standardized(known: Ground, party: str, gain: Array, whim: Array) -> Array:
    """Gain over whim; for guarantors given the part of the whim that they share."""
    if role(known.scenario, party) != "guarantor":
        return np.asarray(gain / whim)
    return np.asarray((gain / whim + np.sqrt(TOGETHER) * known.mood) / np.sqrt(1 - TOGETHER))


def signers(scenario: Scenario, design: Guarantee) -> tuple[str, ...]:
    """Whose signature a design needs: protégé and guarantors; the challenger's to end a war.

    A promise is made without the challenger. But where fighting goes on, all that is assessed here
    comes after its end, and that takes both sides. Nobody signs an empty design in peace.
    """
    parties = {scenario.challenger, scenario.protege}
    bound = tuple(state for state in design.guarantors if state not in parties)
    at_war = fighting(scenario)
    if not bound and not at_war:
        return ()
    return (scenario.protege, *((scenario.challenger,) if at_war else ()), *bound)


def role(scenario: Scenario, party: str) -> str:
    """What a party is in the scenario."""
    named = {scenario.challenger: "challenger", scenario.protege: "protege"}
    return named.get(party, "guarantor")


def _guarantee(scenario: Scenario, design: str | Guarantee) -> Guarantee:
    if isinstance(design, Guarantee):
        return design
    if design not in scenario.designs:
        raise UnknownNameError("design", design, scenario.designs, where="--design")
    return scenario.designs[design]


def _check(draws: int, seed: int, known: Ground | None) -> None:
    if isinstance(draws, bool) or not FEWEST_DRAWS <= draws <= MOST_DRAWS:
        raise InputError(
            f"found {draws}, allowed: {FEWEST_DRAWS} to {MOST_DRAWS}", where="--draws",
            hint=f"{DRAWS}",
        )  # fmt: skip
    if known is not None and (known.draws, known.seed) != (draws, seed):
        raise InputError(
            f"known was drawn {known.draws} times with seed {known.seed}, "
            f"not {draws} times with seed {seed}"
        )


def _risk(
    scenario: Scenario,
    design: Guarantee,
    assessment: Assessment | RiskSummary | None,
    draws: int,
    seed: int,
) -> RiskSummary:
    if isinstance(assessment, RiskSummary):
        return assessment
    if assessment is None:
        if scenario.designs.get(design.name) != design:
            raise InputError(
                f"{design.name} is no design of the scenario and comes without its risk",
                hint="give `assessment=RiskSummary(...)`, or add the design to the scenario",
            )
        assessment = assess(
            scenario, draws=min(draws, DRAWS), years=YEARS, seed=seed, designs=[design.name]
        )
    return RiskSummary.of(assessment, design.name)


def _levers(known: Ground, who: tuple[str, ...], issues: tuple[str, ...]) -> dict[str, Array]:
    """Uncertain inputs by name: the weights, the war, and the stated positions."""
    found = {known.weights[name].means: z for name, z in known.shared.items()}
    found["course of the war, for the challenger"] = known.course
    found["what guarantors share of all that is left out"] = known.mood
    for party in who:
        for issue in issues:
            stand = standing(known, party, issue)
            if stand is not None and stand.stated:
                found[f"position of {party} on {issue}"] = stand.position
    return found


def _sways(levers: Mapping[str, Array], joint: Array) -> tuple[Sway, ...]:
    found = []
    fifth = len(joint) // 5
    for name, drawn in levers.items():
        if np.ptp(drawn) > 0:
            order = np.argpartition(drawn, (fifth, len(drawn) - fifth))
            low, high = joint[order[:fifth]].mean(), joint[order[-fifth:]].mean()
            found.append(Sway(name, float(low), float(high)))
    return tuple(sorted(found, key=lambda sway: -sway.size))


def _normal_cdf(z: Array) -> Array:
    from scipy.special import ndtr

    return np.asarray(ndtr(z))
