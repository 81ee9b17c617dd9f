"""The challenger's own word not to attack the protégé, under a design.

The ladder has no column for it: on trial it did not help out of sample (docs/ladder.md). What is
read here is told beside the forecast, with the record of such pledges
(``foedus.history.pledge``), and changes no number of it.
"""

from dataclasses import dataclass
from typing import Any

from foedus.facts.known import Facts
from foedus.facts.pacts.standing import StandingPact
from foedus.report.plain import record
from foedus.scenario import Scenario
from foedus.terms import Guarantee

#: Pledges of a scenario that amount to nonaggression toward the protégé.
WORDS = ("nonaggression", "non-invasion", "no-further-seizure")


@dataclass(frozen=True, slots=True)
class NonaggressionPledge:
    """Whether the challenger owes the protégé nonaggression, and by what.

    standing: owed already, by the scenario or a pact that stands; None where neither knows. pacts:
    by which. by_design: a clause of the design binds the challenger to it. said: the scenario's
    pledges toward the protégé that are not broken, as (what, form, status); those that were made,
    and not offered or reported alone, are owed. allied: it owes the protégé defense, so that its
    pledge is not of the kind that the record is of.
    """

    standing: bool | None
    by_design: bool
    said: tuple[tuple[str, str, str], ...]
    allied: bool
    pacts: tuple[str, ...] = ()

    @property
    def owed(self) -> bool:
        """Whether nonaggression is owed under the design, and no defense."""
        return bool(self.standing or self.new) and not self.allied

    @property
    def new(self) -> bool:
        """Whether the design or the scenario brings a pledge, beside what stands."""
        return self.by_design or any(status == "made" for *_, status in self.said)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return record(self) | {"owed": self.owed}


def pledged(scenario: Scenario, design: Guarantee | None, facts: Facts) -> NonaggressionPledge:
    """The challenger's word under a design of the scenario, or under none.

    A clause of nonaggression binds the challenger where it names it under ``by``, or names nobody
    and the challenger is a party. A pledge of the scenario counts where ``toward`` names the
    protégé.
    """
    one, two = scenario.challenger, scenario.protege
    owing = (
        clause.by or (design.guarantors if design else ())
        for clause in (design.owed("nonaggression") if design else ())
    )
    said = tuple(
        (pledge.what, pledge.form, pledge.status)
        for pledge in scenario.pledges
        if pledge.by == one and two in pledge.toward
        if pledge.what in WORDS and pledge.status != "broken"
    )
    stands = facts.get("pair.atop_nonagg")
    ally = facts.get("pair.atop_defense")
    stated = stands is not None and stands.origin == "scenario"
    return NonaggressionPledge(
        standing=None if stands is None else bool(stands.value),
        by_design=any(one in states for states in owing),
        said=said,
        allied=bool(ally and ally.value),
        pacts=()
        if stated
        else tuple(
            fact.value.name
            for fact in facts.values()
            if isinstance(fact.value, StandingPact)
            if one in fact.value.nonaggression and two in fact.value.members
        ),
    )
