"""Facts of a scenario that the answer would pass over are refused, once it is known what is read.

:mod:`foedus.scenario.unread` refuses what no model ever reads; this, what depends on the facts: a
dispute that the data hold already, and a state that turns out to play no part.
"""

from collections.abc import Iterator

from foedus.assess.before import known
from foedus.assess.facts import Facts, guarantors
from foedus.errors import InputError
from foedus.scenario import Scenario


def refuse(scenario: Scenario, facts: Facts) -> None:
    """Raise InputError for the first fact of the situation that would be passed over."""
    for where, what, hint in _unused(scenario, facts):
        raise InputError(what, where=f"{scenario.name}: situation.{where}", hint=hint)


def _unused(scenario: Scenario, facts: Facts) -> Iterator[tuple[str, str, str]]:
    parties = {scenario.challenger, scenario.protege, *guarantors(scenario)}
    givers = {state for each in known(facts) for state in each.allied}
    givers |= {row.dyad[0] for row in scenario.situation.dyads if "defense_pact" in row.facts()}
    for state, said in scenario.situation.states.items():
        if state in parties:
            continue
        for name in said.facts():
            if state not in givers or name not in {"major", "nuclear"}:
                yield (
                    f"states.{state}.{name}",
                    f"nothing here reads {name} of {state}, which is no party"
                    + (", though a pact binds it" if state in givers else " and no guarantor"),
                    "leave it out, or let a design name it among its guarantors",
                )
    fact = facts.get("pair.mid_past12_h8")
    last = fact.year if fact is not None and fact.year is not None else 0
    for row, dispute in enumerate(scenario.situation.disputes):
        over = dispute.end is not None and dispute.end.year <= last
        aside = {dispute.initiator, dispute.target} != {scenario.challenger, scenario.protege}
        if dispute.start.year <= last and (over or aside):
            yield (
                f"disputes[{row}]",
                f"the dispute of {dispute.start.year} is in the data, which reach to {last}",
                "leave it out; `situation: history` replaces what the data count",
            )
