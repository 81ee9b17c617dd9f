"""What a package does for each party, draw by draw, in the unit of ``foedus.signing.weights``.

A party's gain is the sum of what moves it: the issues (how much nearer the package comes to where
it stands than no deal does), safety, the option of war that a challenger loses, entrapment, cost,
and, where fighting goes on, its end. Each party has its own random numbers, keyed by its name, so
that one party's draws are the same whichever designs are compared and whoever else signs.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from zlib import crc32

import numpy as np

from foedus.assessment.deterrence import WarRisk
from foedus.assessment.result import Assessment
from foedus.estimate import Array
from foedus.negotiation.stances import Stances, stances
from foedus.scenario import Scenario
from foedus.signing.in_force import status_quo
from foedus.signing.package import points, settled
from foedus.signing.signing import RiskSummary
from foedus.signing.weights import Weight, weights
from foedus.terms import Guarantee, depth_count

#: Judgement: correlation between guarantors of what they weigh alike.
TOGETHER = 0.5
#: Weights that each guarantor has of its own.
OWN = {"care", "war_guarantor", "tie", "forces", "adoption", "peace_guarantor"}
#: Judgement: a guarantor whose stand nobody states stands about where one of the others does.
UNSTATED_SD = 15.0
_LAW = {None: 0.0, "executive": 0.0, "legislature": 1.0, "treaty": 2.0}


@dataclass(frozen=True, slots=True)
class PartyStanding:
    """Draws of a party's position and salience on an issue, (n,) each; whether it was stated."""

    position: Array
    salience: Array
    stated: bool


@dataclass(frozen=True, slots=True)
class BaseDesign:
    """The design in force that others are weighed against, its points on issues and its risk."""

    design: Guarantee
    points: Mapping[str, float]
    risk: RiskSummary


#: What is uncertain of the risk, as two standard normals.
RISKS = ("chance of war without a guarantee", "chance of war that the guarantee leaves")


@dataclass(frozen=True, slots=True)
class Ground:
    """All that is drawn before a design is named; the same for every design.

    weights: name -> prior. shared: weight -> (n,) standard normals common to all parties.
    course: (n,) the protégé's gains on the ground. stances: issue -> stances. standings: (party,
    issue) -> its draws, filled as parties come up. base: the design in force, in
    peace; None: no deal.
    """

    scenario: Scenario
    draws: int
    seed: int
    fighting: bool
    weights: Mapping[str, Weight]
    shared: Mapping[str, Array]
    course: Array
    stances: Mapping[str, Stances]
    standings: dict[tuple[str, str], PartyStanding]
    base: BaseDesign | None
    _kept: dict[tuple[str, str | None], Array] = field(default_factory=dict, repr=False)
    _wars: dict[RiskSummary, tuple[Array, Array]] = field(default_factory=dict, repr=False)
    _without: dict[str, "Ground"] = field(default_factory=dict, repr=False)

    def without(self, origin: str) -> "Ground":
        """The same ground, with the same random numbers, without the claims of one origin.

        Kept: each design asks of the same few. Issues that its claims did not touch stay drawn.
        """
        if origin not in self._without:
            claims = self.scenario.claims
            left = tuple(each for each in claims if (each.origin or each.id) != origin)
            touched = {m.issue for each in claims if each not in left for m in each.moves}
            scenario = self.scenario.model_copy(update={"claims": left})
            fresh, stood = _stands(scenario, self.draws, self.seed, touched)
            same = {key: each for key, each in self.standings.items() if key[1] not in touched}
            self._without[origin] = replace(
                self, scenario=scenario, stances={**self.stances, **fresh},
                standings={**same, **stood}, _without={},
            )  # fmt: skip
        return self._without[origin]

    def war(self, risk: RiskSummary) -> tuple[Array, Array]:
        """(n,) chances of war under a design and without one.

        The last two are kept: each party of a package asks for its, and for that of what stands.
        """
        if risk not in self._wars:
            if len(self._wars) > 1:
                self._wars.clear()
            self._wars[risk] = risk.draw(*(self.own("", what) for what in RISKS))
        return self._wars[risk]

    def own(self, party: str, what: str) -> Array:
        """(n,) standard normals of one party, for one purpose; the same at every call.

        Nobody's own are kept: every design asks for them again.
        """
        if party:
            return _stream(self.seed, party, what).standard_normal(self.draws)
        if (what, "") not in self._kept:
            self._kept[what, ""] = _stream(self.seed, "", what).standard_normal(self.draws)
        return self._kept[what, ""]

    def weight(self, name: str, party: str | None = None) -> Array:
        """(n,) draws of a weight, read-only; with a party, its own, correlated with the others'.

        Drawn once: every design, and every place that an issue is moved to, asks for them again.
        """
        if (name, party) not in self._kept:
            z = self.shared[name]
            if party is not None:
                z = np.sqrt(TOGETHER) * z + np.sqrt(1 - TOGETHER) * self.own(party, name)
            drawn = self.weights[name].draw(z)
            drawn.flags.writeable = False
            self._kept[name, party] = drawn
        return self._kept[name, party]


def ground(
    scenario: Scenario,
    *,
    draws: int,
    seed: int,
    changed: Mapping[str, tuple[float, float]] | None = None,
    assessment: Assessment | WarRisk | None = None,
) -> Ground:
    """Draw what all designs share. changed: other 90% intervals of weights, by name.

    assessment: gives the risk of the design in force, where there is one; without it designs are
    weighed against no deal.
    """
    priors = weights(changed, year=scenario.as_of.year)
    known, stood = _stands(scenario, draws, seed)
    at_war, stays = fighting(scenario), None
    if assessment is not None and not at_war:
        quo = status_quo(scenario)
        risk = assessment if isinstance(assessment, WarRisk) else assessment.war()
        if quo is not None and quo.name in risk.ratio:
            stays = BaseDesign(quo, points(scenario, quo), RiskSummary.of(risk, quo.name))
    return Ground(
        scenario=scenario,
        draws=draws,
        seed=seed,
        fighting=at_war,
        weights=priors,
        shared={name: _stream(seed, "", name).standard_normal(draws) for name in priors},
        course=_stream(seed, "", "course of the war").standard_normal(draws),
        stances=known,
        standings=stood,
        base=stays,
    )


def _stands(
    scenario: Scenario, draws: int, seed: int, only: Collection[str] | None = None
) -> tuple[dict[str, Stances], dict[tuple[str, str], PartyStanding]]:
    """Issue -> stances, and the draws of every stated position; of some issues alone."""
    known = {issue.name: stances(scenario, issue.name) for issue in settled(scenario)
             if issue.positions and (only is None or issue.name in only)}  # fmt: skip
    stood = {}
    for name, stance in known.items():
        drawn = stance.draw(draws, _stream(seed, name, "positions"))
        for place, actor in enumerate(stance.after.names):
            stood[actor, name] = PartyStanding(drawn.x[:, place], drawn.s[:, place], True)
    return known, stood


def role(scenario: Scenario, party: str) -> str:
    """What a party is in the scenario: challenger, protege or guarantor."""
    named = {scenario.challenger: "challenger", scenario.protege: "protege"}
    return named.get(party, "guarantor")


def fighting(scenario: Scenario) -> bool:
    """Whether the challenger and the protégé are at war on the scenario's day."""
    pair = (scenario.challenger, scenario.protege)
    rows = (scenario.situation.dyad(*way) for way in (pair, pair[::-1]))
    return any("at_war_since" in row and "war_ended" not in row for row in rows)


def standing(known: Ground, party: str, issue: str) -> PartyStanding | None:
    """Where a party stands; as one of the stated guarantors, more widely, where nobody says.

    None where nobody but challenger and protégé has a stated position.
    """
    found = known.standings.get((party, issue))
    if found is not None:
        return found
    asked = known.scenario
    others = [
        each for (who, what), each in known.standings.items()
        if what == issue and each.stated and who not in {asked.challenger, asked.protege}
    ]  # fmt: skip
    if not others or party in {asked.challenger, asked.protege}:
        return None
    rng = _stream(known.seed, party, f"unstated {issue}")
    which, row = rng.integers(len(others), size=known.draws), np.arange(known.draws)
    position = np.stack([each.position for each in others])[which, row]
    found = PartyStanding(
        np.clip(position + UNSTATED_SD * rng.standard_normal(known.draws), 0.0, 100.0),
        np.stack([each.salience for each in others])[which, row],
        False,
    )
    known.standings[party, issue] = found
    return found


def nearer(found: PartyStanding, point: float, reference: float) -> Array:
    """How much nearer a package comes than the reference, times salience; (n,), -1 to 1."""
    gap = np.abs(found.position - reference) - np.abs(found.position - point)
    return np.asarray(found.salience * gap / 100.0)


def gains(
    known: Ground, party: str, design: Guarantee, at: Mapping[str, float],
    war: Array, without: Array,
) -> dict[str, Array]:  # fmt: skip
    """What moves one party, driver -> (n,) draws; positive draws it to the package.

    at: issue -> the package's point. war, without: (n,) chance of war within the span under the
    package, and without any guarantee.
    """
    asked = known.scenario
    found: dict[str, Array] = {}
    for issue, point in at.items():
        stand = standing(known, party, issue)
        if stand is not None:
            found[f"issue {issue}"] = nearer(stand, point, reference(asked, issue))
    before = np.zeros(known.draws) if known.fighting else without
    if party == asked.protege:
        found["safety"] = known.weight("war_protege") * (before - war)
        if known.fighting:
            course = known.weight("course") * known.course
            found["end of the fighting"] = known.weight("peace_protege") - course
        return found
    if party == asked.challenger:
        found["option of war lost"] = known.weight("war_challenger") * (war - without)
        if known.fighting:
            course = known.weight("course") * known.course
            found["end of the fighting"] = known.weight("peace_challenger") + course
        return found
    care = known.weight("care", party) * known.weight("war_protege")
    found["protégé's safety"] = care * (before - war)
    if owes_defense(design, party, asked.challenger):
        fights = known.weight("honor") * known.weight("war_guarantor", party)
        found["entrapment"] = -war * fights
    found["cost"] = -cost(known, party, design)
    if known.fighting:
        found["end of the fighting"] = known.weight("peace_guarantor", party)
    return found


def owes_defense(design: Guarantee, party: str, challenger: str) -> bool:
    """Whether a guarantor of the design must defend against the challenger."""
    return party in design.guarantors and any(
        (not clause.by or party in clause.by)
        and (not clause.adversaries or challenger in clause.adversaries)
        for clause in design.owed("defense")
    )


def cost(known: Ground, party: str, design: Guarantee) -> Array:
    """(n,) what a design costs one guarantor: military ties, forces stationed, adoption by law.

    Nothing costs a state that is no guarantor of it.
    """
    if party not in design.guarantors:
        return np.zeros(known.draws)
    own = np.zeros(known.draws) + depth_count(design) * known.weight("tie", party)
    if any(each.state == party for each in design.military.stationed):
        own = own + known.weight("forces", party)
    return np.asarray(own + _LAW[design.adopted_by] * known.weight("adoption", party))


def reference(scenario: Scenario, issue: str) -> float:
    """Where an issue stays without an agreement: as the scenario says, or at 0."""
    said = next(each for each in scenario.issues if each.name == issue).reference
    return 0.0 if said is None else said.value


def _stream(seed: int, *words: str) -> np.random.Generator:
    return np.random.default_rng([seed, *(crc32(word.encode()) for word in words)])
