"""Where a scenario's parties stand on its issues, before its claims and after them.

A stand's range is read as a 90% interval, its distribution a normal cut to the scale. Claims that
move the actor update it (``foedus.negotiation.claims``); a claim's own range is read as a
triangle from low over toward to high, whose mean and spread enter the update.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from foedus.errors import InputError
from foedus.estimate import Z90
from foedus.negotiation.actors import Actor, Draws, Issue, draw
from foedus.negotiation.claims import PositionClaim, Update, update_position
from foedus.negotiation.quantity import Normal, Quantity, Range
from foedus.negotiation.record import Array
from foedus.scenario import Scenario
from foedus.scenario.fact import Fact
from foedus.scenario.statements import Move, ScenarioIssue, Stake

LOW, HIGH = 0.0, 100.0


@dataclass(frozen=True, slots=True)
class Stances:
    """One issue of a scenario: its parties before and after the claims.

    updates: actor -> what the claims did to it. unplaced: claims that move an actor without a
    stated position here, as (claim, actor).
    """

    before: Issue
    after: Issue
    updates: Mapping[str, Update]
    unplaced: tuple[tuple[str, str], ...]

    def draw(self, draws: int, rng: np.random.Generator) -> Draws:
        """Positions after the claims, saliences and capabilities: (draws, n), as ``after.names``.

        Actors that claims moved are drawn from the whole mixture, with all its possibilities.
        """
        found = draw(self.after, draws, rng)
        for name, update in self.updates.items():
            found.x[:, self.after.names.index(name)] = mixture(update.components, draws, rng)
        return found


def stances(scenario: Scenario, issue: str) -> Stances:
    """The parties' stances on one issue of a scenario, by name.

    Raises InputError where nobody has a position on it, or a claim moves one that has no range.
    """
    matter = next(each for each in scenario.issues if each.name == issue)
    place = f"issues, {issue}"
    if not matter.positions:
        raise InputError(
            "no actor has a position on this issue",
            where=place,
            hint="add `positions`: actor, position, salience, capability",
        )
    stated = [stake for stake in matter.positions if stake.capability is not None]
    if stated and len(stated) < len(matter.positions):
        without = next(s.actor for s in matter.positions if s.capability is None)
        raise InputError(f"{without} has no capability while others have one", where=place)
    before = tuple(_actor(stake) for stake in matter.positions)
    updates = _updates(scenario, issue, {actor.name: actor for actor in before})
    names = {actor.name for actor in before}
    return Stances(
        before=_issue(matter, before),
        after=_issue(matter, tuple(_moved(actor, updates) for actor in before)),
        updates=updates,
        unplaced=tuple(
            (claim, move.actor)
            for claim, move in _moves(scenario, issue)
            if move.actor not in names
        ),
    )


def mixture(components: Array, draws: int, rng: np.random.Generator) -> Array:
    """Draws (draws,) of a mixture (m, 3) of weight, mean and sd, cut to the scale."""
    which = rng.choice(len(components), draws, p=components[:, 0])
    found: Array = components[which, 1] + components[which, 2] * rng.standard_normal(draws)
    return np.clip(found, LOW, HIGH)


def normal(fact: Fact[float]) -> Quantity:
    """A fact as a number, or as a normal around it with a 90% interval as wide as its range."""
    low, high = _ends(fact)
    return Normal(fact.value, (high - low) / (2 * Z90)) if high > low else fact.value


def _ends(fact: Fact[float]) -> tuple[float, float]:
    low = fact.value if fact.low is None else fact.low
    high = fact.value if fact.high is None else fact.high
    return low, high


def _triangle(fact: Fact[float] | None) -> Quantity:
    if fact is None:
        return 1.0
    low, high = _ends(fact)
    return Range(low, high, fact.value) if high > low else fact.value


def _actor(stake: Stake) -> Actor:
    return Actor(
        stake.actor,
        normal(stake.position),
        _triangle(stake.salience),
        _triangle(stake.capability),
        source=stake.source,
        judgement=stake.judgement is not None,
    )


def _issue(matter: ScenarioIssue, actors: tuple[Actor, ...]) -> Issue:
    reference = None if matter.reference is None else matter.reference.value
    return Issue(matter.name, actors, LOW, HIGH, reference=reference)


def _moves(scenario: Scenario, issue: str) -> list[tuple[str, Move]]:
    return [
        (claim.id, move) for claim in scenario.claims for move in claim.moves if move.issue == issue
    ]


def _updates(scenario: Scenario, issue: str, actors: Mapping[str, Actor]) -> dict[str, Update]:
    graded = {claim.id: claim for claim in scenario.claims}
    reports: dict[str, list[PositionClaim]] = {}
    for name, move in _moves(scenario, issue):
        if move.actor in actors:
            low = move.toward if move.low is None else move.low
            high = move.toward if move.high is None else move.high
            mean, spread = triangular(low, move.toward, high)
            claim = graded[name]
            reports.setdefault(move.actor, []).append(
                PositionClaim(name, mean, claim.grade, claim.origin or name, spread)
            )
    updates = {}
    for name, claims in reports.items():
        prior = actors[name].position
        if not isinstance(prior, Normal):
            raise InputError(
                f"{claims[0].name} moves {name}, whose position is given as certain",
                where=f"issues, {issue}",
                hint="give the position `low` and `high`",
            )
        updates[name] = update_position(prior, claims, low=LOW, high=HIGH)
    return updates


def triangular(low: float, best: float, high: float) -> tuple[float, float]:
    """Mean and standard deviation of a triangular distribution."""
    mean = (low + best + high) / 3
    squares = low**2 + best**2 + high**2 - low * best - low * high - best * high
    return mean, float(np.sqrt(max(squares, 0.0) / 18))


def _moved(actor: Actor, updates: Mapping[str, Update]) -> Actor:
    if actor.name not in updates:
        return actor
    after = updates[actor.name].after
    return Actor(actor.name, after, actor.salience, actor.capability, actor.source, actor.judgement)
