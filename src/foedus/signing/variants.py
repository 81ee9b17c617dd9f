"""A scenario's designs and small changes to them: what the cheapest is that nobody blocks.

Changes: another way of adoption, forces left out, one guarantor fewer. Larger searches are
``foedus.search.search.search``'s.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.assessment.assessment import war_risk_of
from foedus.assessment.groundwork import Groundwork, redesigned
from foedus.estimate import Estimate
from foedus.report.plain import plain, record
from foedus.scenario import Scenario
from foedus.signing.acceptance import DRAWS, Acceptance, RiskSummary, acceptance
from foedus.signing.party import MEDIAN
from foedus.signing.signing import spread
from foedus.signing.stakes import Ground, cost, ground
from foedus.signing.verdict import ORDER, Verdict, tried
from foedus.terms import Guarantee
from foedus.terms.guarantee import Adoption

#: With more guarantors, only the ones least willing are tried without.
MOST_LEFT_OUT = 6
_ADOPTIONS: tuple[Adoption, ...] = ("executive", "legislature", "treaty")


@dataclass(frozen=True, slots=True)
class PricedPackage:
    """A package, who would sign it, and its cost: summed over guarantors, in the unit of the
    weights, median and 90% interval. change: what was changed of which design. war: chance of war
    within the years.
    """

    change: str
    design: Guarantee
    signing: Acceptance
    cost: Estimate
    war: float

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return plain({
            "package": self.change,
            "verdict": self.signing.verdict,
            "blocks": list(self.signing.of("blocks")),
            "all_at_once": tried(self.signing.share),
            "war": self.war,
            "unscored_numbers": {
                "scored": False, "all": self.signing.share, "cost": record(self.cost, MEDIAN),
            },
        })  # fmt: skip


def variants(design: Guarantee, weak: tuple[str, ...] = ()) -> Iterator[tuple[str, Guarantee]]:
    """The design and its small changes, each with its words. weak: guarantors to try without."""
    yield design.name, design
    if not design.guarantors:
        return
    for how in _ADOPTIONS:
        if how != design.adopted_by:
            yield f"{design.name}, adopted by {how}", _changed(design, adopted_by=how)
    if design.military.stationed or design.military.bases != "none":
        bare = design.military.model_copy(update={"stationed": (), "bases": "none"})
        yield f"{design.name} without forces or bases", _changed(design, military=bare)
    for state in weak:
        if len(design.guarantors) > 1:
            yield f"{design.name} without {state}", _without(design, state)


def _changed(design: Guarantee, **changes: object) -> Guarantee:
    """The design with other terms: if the one it is made from is in force, this one is not."""
    return design.model_copy(update={**changes, "in_force": None})


def _without(design: Guarantee, state: str) -> Guarantee:
    military = design.military
    forces = tuple(each for each in military.stationed if each.state != state)
    return _changed(
        design,
        guarantors=tuple(each for each in design.guarantors if each != state),
        acceded={who: day for who, day in design.acceded.items() if who != state},
        military=military.model_copy(update={"stationed": forces}),
    )


def priced(
    scenario: Scenario,
    settled: Groundwork,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    known: Ground | None = None,
) -> tuple[PricedPackage, ...]:
    """Every design that binds somebody and its small changes, least cost first.

    settled: the question, by whose facts, models and draws the risk of each is forecast.
    """
    known = known or ground(scenario, draws=draws, seed=seed)
    named = {f"design-{n}": each for n, each in enumerate(_all(scenario, known))}
    texts = {name: text.model_copy(update={"name": name}) for name, (_, text) in named.items()}
    # Points are read off beside the scenario's own designs, risk from an assessment of the texts.
    bare = {name: each for name, each in scenario.designs.items() if not each.guarantors}
    asked = scenario.model_copy(update={"designs": {**bare, **texts}})
    risks = war_risk_of(redesigned(settled, asked))
    found = []
    for name, (change, text) in named.items():
        risk = RiskSummary.of(risks, name)
        signing = acceptance(
            scenario, text, draws=draws, seed=seed, assessment=risk, known=known, sensitivity=False
        )
        bound = [party.name for party in signing.parties if party.role == "guarantor"]
        total = np.sum([cost(known, party, text) for party in bound], axis=0)
        war = risks.chance[name].value
        found.append(PricedPackage(change, text, signing, spread(total), war))
    return tuple(sorted(found, key=lambda each: (each.cost.value, -each.signing.share)))


def _all(scenario: Scenario, known: Ground) -> Iterator[tuple[str, Guarantee]]:
    for name, design in scenario.designs.items():
        bound = scenario.guarantors(name)
        if bound:
            weak = sorted(bound, key=lambda state: _eagerness(known, state))[:MOST_LEFT_OUT]
            yield from variants(design, tuple(weak))


def _eagerness(known: Ground, state: str) -> float:
    """How far a stated guarantor stands from no guarantee, over issues; unstated ones last."""
    own = [
        float((stand.position * stand.salience).mean())
        for (who, _), stand in known.standings.items()
        if who == state and stand.stated
    ]
    return float(np.mean(own)) if own else np.inf


def least_cost(found: tuple[PricedPackage, ...], least: Verdict) -> PricedPackage | None:
    """The cheapest package of the class ``least`` or a better one; None where there is none."""
    enough = ORDER[ORDER.index(least) :]
    return next((each for each in found if each.signing.verdict in enough), None)
