"""Facts that no model would read are refused, with what to say instead; none is passed over.

What is read: of the challenger, the protégé and the guarantors what they are; of the challenger's
pairs, with the protégé or (by `foedus neighbors`) with another state, where they lie, whether they
are rivals, and their wars; who owes defense to the protégé, to the challenger, or to a neighbor.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.document import KeyPath
from foedus.record import Problem
from foedus.scenario.fact import Fact
from foedus.scenario.situation import OF_BOTH

if TYPE_CHECKING:
    from foedus.scenario.scenario import Scenario, ScenarioQuestion
    from foedus.scenario.situation import RecentDispute

#: Numbers of ``history`` that say what stands, as columns and as ties.
STANDING = (
    "minor", "major", "nuclear", "depth_minor", "depth_major", "ties_minor", "ties_major",
)  # fmt: skip
_UNREAD_PACTS = {
    "offense_pact": "no model reads promises of offense",
    "neutrality_pact": "no model reads promises of neutrality",
}


def unread(question: "ScenarioQuestion") -> Iterator[Problem]:
    """Every fact of the situation that nothing reads, as a problem with its place."""
    yield from _states(question)
    yield from _dyads(question)
    for row, dispute in enumerate(question.situation.disputes):
        yield from _dispute(question, row, dispute)
    for role in ("initiator", "target", "dyad"):
        for name, fact in getattr(question.situation.history, role).items():
            yield from _range(fact, ("situation", "history", role, name))


def elsewhere(scenario: "Scenario") -> tuple[str, ...]:
    """Facts that only `foedus neighbors` reads: of the challenger and states other than these."""
    pair = {scenario.challenger, scenario.protege}
    own = {state for name in scenario.designs for state in scenario.guarantors(name)}
    found = []
    for row in scenario.situation.dyads:
        giver, taker = row.dyad
        for name in row.facts():
            border = name == "contiguity" and set(row.dyad) & own  # of a guarantor: the game's
            pact = name == "defense_pact" and taker in pair
            if not (set(row.dyad) == pair or border or pact):
                found.append(f"{giver} → {taker} {name}")
    for dispute in scenario.situation.disputes:
        if scenario.challenger == dispute.target and dispute.initiator != scenario.protege:
            found.append(f"dispute {dispute.initiator} → {dispute.target} of {dispute.start.year}")
    return tuple(found)


def _states(question: "ScenarioQuestion") -> Iterator[Problem]:
    parties = {question.challenger: "challenger", question.protege: "protégé"}
    for state, known in question.situation.states.items():
        path: KeyPath = ("situation", "states", state)
        if known.milex:
            yield Problem(
                (*path, "milex"), "no model reads military expenditure",
                "`cinc`, the share of the world's capabilities, is what they read",
            )  # fmt: skip
        if known.nuclear and state in parties:
            yield Problem(
                (*path, "nuclear"),
                f"no model reads whether the {parties[state]} has nuclear weapons",
                "leave it out; `nuclear` counts of guarantors",
            )
        if known.polity2 and known.polyarchy:
            yield Problem(
                (*path, "polity2"), "polyarchy is given too, and read in its place",
                "leave one of the two out",
            )  # fmt: skip
        for name, fact in known.facts().items():
            yield from _range(fact, (*path, name))


def _dyads(question: "ScenarioQuestion") -> Iterator[Problem]:
    one, two = question.challenger, question.protege
    for row, facts in enumerate(question.situation.dyads):
        giver, taker = facts.dyad
        for name, fact in facts.facts().items():
            path: KeyPath = ("situation", "dyads", row, name)
            yield from _range(fact, path)
            if name in OF_BOTH and one not in facts.dyad:
                yield Problem(
                    path, f"{name} is read of the challenger's pairs, not of {giver} and {taker}",
                    f"a dyad with {one}, or leave it out",
                )  # fmt: skip
            elif name in _UNREAD_PACTS:
                yield Problem(
                    path, _UNREAD_PACTS[name],
                    "`defense_pact` and `nonaggression_pact` are read; a design's clauses may "
                    "promise it",
                )  # fmt: skip
            elif name == "nonaggression_pact" and (giver, taker) != (one, two):
                yield Problem(
                    path, f"read is what the challenger owes the protégé, not {giver} to {taker}",
                    f"dyad: [{one}, {two}]",
                )  # fmt: skip
            elif name == "defense_pact" and (giver == two or (giver == one and taker != two)):
                who = "the protégé" if giver == two else "the challenger"
                yield Problem(
                    path, f"no model reads what {who} owes {taker}",
                    f"dyad: [GUARANTOR, {two}] is a guarantor's promise; a pact that binds {giver} "
                    "ends or changes under `baseline`",
                )  # fmt: skip


def _dispute(question: "ScenarioQuestion", row: int, dispute: "RecentDispute") -> Iterator[Problem]:
    one, two = question.challenger, question.protege
    sides = (dispute.initiator, dispute.target)
    if one in sides or dispute.target == two:
        return
    what = "begun by the protégé against another state" if two in sides else "of two other states"
    yield Problem(
        ("situation", "disputes", row), f"a dispute {what}, which no model reads",
        "disputes between the two, of the challenger, or against the protégé; an event otherwise",
    )  # fmt: skip


def _range(fact: "Fact[object]", path: KeyPath) -> Iterator[Problem]:
    if fact.low is not None or fact.high is not None:
        yield Problem(
            path, "the models read one value of this fact, and no range",
            f"give the value alone ({fact.value:g}); `foedus assess --shares` says what its "
            "uncertainty moves",
        )  # fmt: skip
