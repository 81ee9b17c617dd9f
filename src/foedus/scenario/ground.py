"""What a scenario's facts rest on: sources, judgements, or nothing said."""

from collections.abc import Iterator

from foedus.document import spell
from foedus.scenario.scenario import Scenario


def facts(scenario: Scenario) -> Iterator[tuple[str, str, bool]]:
    """Each fact as (key path, value in words, whether it names its ground)."""
    situation = scenario.situation
    for state, known in situation.states.items():
        for name, fact in known.facts().items():
            yield spell(("states", state, name)), _words(fact.value), fact.grounded
    for row in situation.dyads:
        for name, fact in row.facts().items():
            yield f"{row.dyad[0]} → {row.dyad[1]} {name}", _words(fact.value), fact.grounded
    for change in scenario.baseline:
        yield f"baseline {change.pact}", change.summary(), change.grounded
    for dispute in situation.disputes:
        until = f" to {dispute.end}" if dispute.end else f", not over on {scenario.as_of}"
        yield (
            f"dispute {dispute.initiator} → {dispute.target}",
            f"{dispute.start}{until}, hostility {dispute.hostility}",
            dispute.source is not None or dispute.judgement is not None,
        )
    for role in ("initiator", "target", "dyad"):
        for name, fact in getattr(situation.history, role).items():
            yield spell(("history", role, name)), _words(fact.value), fact.grounded
    yield from _stakes(scenario)


def _stakes(scenario: Scenario) -> Iterator[tuple[str, str, bool]]:
    for issue in scenario.issues:
        for stake in issue.positions:
            said = stake.source is not None or stake.judgement is not None
            for name in ("position", "salience", "capability"):
                fact = getattr(stake, name)
                if fact is not None:
                    place = f"{issue.name}, {stake.actor} {name}"
                    yield place, _words(fact.value), said or fact.grounded
        if issue.reference is not None:
            yield f"{issue.name} reference", _words(issue.reference.value), issue.reference.grounded
        for design, fact in issue.designs.items():
            yield f"{issue.name} under {design}", _words(fact.value), fact.grounded


def _words(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
