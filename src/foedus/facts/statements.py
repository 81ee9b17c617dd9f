"""The facts that a scenario itself states, under ``situation``."""

from collections.abc import Iterator
from typing import Any

from foedus.errors import UnknownNameError
from foedus.facts.known import BACK, HISTORY, LAST, STANDING, TIES, Known
from foedus.scenario import Scenario
from foedus.scenario.fact import Fact

_CONTIGUITY = {"land": 1, "water-12": 2, "water-24": 3, "water-150": 4, "water-400": 5, "none": 0}


def stated(scenario: Scenario) -> Iterator[tuple[str, Known]]:
    """The facts that the scenario itself states."""
    situation = scenario.situation
    for state, facts in situation.states.items():
        for what, fact in facts.facts().items():
            yield f"{state}.{what}", _known(fact, float(fact.value))
    one, two = scenario.challenger, scenario.protege
    for both in (situation.dyad(two, one), situation.dyad(one, two)):  # the latter wins
        if "contiguity" in both:
            fact = both["contiguity"]
            yield "pair.conttype", _known(fact, float(_CONTIGUITY[fact.value]))
        if "capital_distance_km" in both:
            fact = both["capital_distance_km"]
            yield "pair.capdist", _known(fact, float(fact.value))
        if "rivalry" in both:
            yield "pair.rivalry", _known(both["rivalry"], float(both["rivalry"].value))
    for pact, name in (("defense_pact", "defense"), ("nonaggression_pact", "nonagg")):
        promised = situation.dyad(one, two).get(pact)
        if promised:
            yield f"pair.atop_{name}", _known(promised, float(promised.value))
    allowed = (*HISTORY, *BACK, *LAST, *STANDING, *TIES)
    for role in ("initiator", "target", "dyad"):
        for what, fact in getattr(situation.history, role).items():
            if what not in allowed:
                where = f"situation.history.{role}.{what}"
                raise UnknownNameError("fact of the history", what, allowed, where=where)
            yield f"pair.{what}", _known(fact, float(fact.value))


def _known(fact: Fact[Any], value: float) -> Known:
    judged = fact.judgement if isinstance(fact.judgement, str) else "the scenario's author"
    source = fact.source or (f"judgement: {judged}" if fact.judgement else "the scenario")
    return Known(value, fact.year, source, "scenario")
