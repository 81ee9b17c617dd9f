"""Facts of a scenario that the answer would pass over: told, or refused.

``foedus.scenario.unread`` refuses what no model ever reads. What depends on the designs and the
data is found here: a dispute that the data hold already is refused, and a fact of a state that no
design and no standing pact binds is told beside the answer, since another design may bind it.
"""

from foedus.errors import InputError
from foedus.facts.known import Facts, guarantors
from foedus.facts.pacts.protection import standing_pacts
from foedus.scenario import Scenario
from foedus.scenario.unread import elsewhere


def refuse(scenario: Scenario, facts: Facts) -> None:
    """Raise InputError for a dispute that the data count already, and that would count as none."""
    fact = facts.get("pair.mid_past12_h8")
    last = fact.year if fact is not None and fact.year is not None else 0
    for row, dispute in enumerate(scenario.situation.disputes):
        over = dispute.end is not None and dispute.end.year <= last
        aside = {dispute.initiator, dispute.target} != {scenario.challenger, scenario.protege}
        if dispute.start.year <= last and (over or aside):
            raise InputError(
                f"the dispute of {dispute.start.year} is in the data, which reach to {last}",
                where=f"{scenario.name}: situation.disputes[{row}]",
                hint="leave it out; `situation: history` replaces what the data count",
            )


def unread(scenario: Scenario, facts: Facts) -> tuple[str, ...]:
    """Facts of the scenario that this answer does not rest on, in words."""
    aside = (f"{each} (`foedus neighbors` reads it)" for each in elsewhere(scenario))
    return (*unbound(scenario, facts), *aside)


def unbound(scenario: Scenario, facts: Facts) -> tuple[str, ...]:
    """Facts of states that no design and no standing pact binds, which no command reads."""
    parties = {scenario.challenger, scenario.protege, *guarantors(scenario)}
    givers = {state for each in standing_pacts(facts) for state in each.allied}
    givers |= {row.dyad[0] for row in scenario.situation.dyads if "defense_pact" in row.facts()}
    return tuple(
        f"{name} of {state}, whom no design binds"
        for state, said in scenario.situation.states.items()
        if state not in parties
        for name in said.facts()
        if state not in givers or name not in {"major", "nuclear"}
    )
