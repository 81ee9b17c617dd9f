"""Who would sign: each party's chance to prefer a package to no deal, and all of theirs together.

Per draw of the weights, positions and risk a party's gain u has a chance Φ(u / whim) to be enough;
a chance is the mean over draws, its interval the draws' 5th and 95th percentile. Given a draw the
parties decide apart, and the joint chance is the product; across draws they move together through
what they share: the risk, the war, the weights, and among guarantors half of the
whim. The weights are judgements and no record scores the answer: read it as a way to see what a
signature hangs on, with the sensitivity beside it.
"""

from collections.abc import Iterable, Mapping

import numpy as np

from foedus.assess import Assessment, assess
from foedus.assess.deterrence import chance
from foedus.assess.package import points
from foedus.assess.signing import Acceptance, Party, RiskSummary, Sway
from foedus.assess.stakes import TOGETHER, Ground, fighting, gains, ground, standing
from foedus.errors import InputError, UnknownNameError
from foedus.history.covariates import Array
from foedus.scenario import Scenario
from foedus.terms import Guarantee

DRAWS, FEWEST_DRAWS, MOST_DRAWS = 4000, 100, 100_000
MOST_SEED = 2**32 - 1
#: What is uncertain of the risk, as two standard normals.
_RISKS = ("chance of war without a guarantee", "what the guarantee leaves of that chance")
#: What every reader must be told.
SCOPE = (
    "The weights are judgements, not estimates: no public record scores who would sign which "
    "guarantee. Read what a signature hangs on, not the second digit."
)


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
    check(draws, seed, known)
    known = known or ground(scenario, draws=draws, seed=seed)
    risk = _risk(scenario, guarantee, assessment, draws, seed)
    who = signers(scenario, guarantee) if parties is None else tuple(parties)
    at = points(scenario, guarantee)
    moved = _moved(known, who, guarantee, at, risk)
    agreed, found = _agreed(known, moved), []
    for row, (party, drivers) in enumerate(moved.items()):
        gain = _sum(drivers, draws)
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
    levers = _levers(known, who, tuple(at)) if sensitivity and who else {}
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


def chances(
    known: Ground,
    parties: tuple[str, ...],
    design: Guarantee,
    at: Mapping[str, float],
    risk: RiskSummary,
) -> Array:
    """(parties, draws) chance of each to sign, given the draw, with the issues put ``at``."""
    return _agreed(known, _moved(known, parties, design, at, risk))


def _moved(
    known: Ground,
    parties: tuple[str, ...],
    design: Guarantee,
    at: Mapping[str, float],
    risk: RiskSummary,
) -> dict[str, dict[str, Array]]:
    """Party -> what moves it."""
    war, without = risk.draw(*(known.own("", what) for what in _RISKS))
    return {party: gains(known, party, design, at, war, without) for party in parties}


def _agreed(known: Ground, moved: Mapping[str, Mapping[str, Array]]) -> Array:
    whim = known.weight("whim")
    agreed = np.ones((len(moved), known.draws))
    for row, (party, drivers) in enumerate(moved.items()):
        gain = _sum(drivers, known.draws)
        agreed[row] = _normal_cdf(_standardized(known, party, gain, whim))
    return agreed


def _sum(drivers: Mapping[str, Array], draws: int) -> Array:
    return np.asarray(np.sum(list(drivers.values()), axis=0) if drivers else np.zeros(draws))


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


def check(draws: int, seed: int, known: Ground | None = None) -> None:
    """Refuse draws and seeds that are out of range, and a ground drawn otherwise."""
    if isinstance(seed, bool) or not 0 <= seed <= MOST_SEED:
        raise InputError(f"found {seed}, allowed: 0 to {MOST_SEED}", where="--seed", hint="0")
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
        assessment = assess(scenario, draws=min(draws, DRAWS), seed=seed, designs=[design.name])
    return RiskSummary.of(assessment, design.name)


def _levers(known: Ground, who: tuple[str, ...], issues: tuple[str, ...]) -> dict[str, Array]:
    """Uncertain inputs by name: the weights, the war, and the stated positions."""
    found = {known.weights[name].means: z for name, z in known.shared.items()}
    found |= {what: known.own("", what) for what in _RISKS}
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


__all__ = [
    "SCOPE", "Acceptance", "Party", "RiskSummary", "Sway", "acceptance", "chances", "check", "role",
]  # fmt: skip
