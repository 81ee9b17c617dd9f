"""What a scenario's talks end in: each issue before its claims and after them, and why it moved."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from foedus.errors import InputError, UnknownNameError
from foedus.negotiation.actors import central
from foedus.negotiation.claims import CREDIBILITY, RELIABILITY
from foedus.negotiation.forecast import (
    DRAWS,
    Forecast,
    Headline,
    forecast,
    forecast_draws,
    headline,
    unscored,
)
from foedus.negotiation.methods.challenge import ChallengePath, challenge
from foedus.negotiation.pivot import Pivot, pivots
from foedus.negotiation.quantity import Normal, Quantity, center
from foedus.negotiation.stances import HIGH, LOW, Stances, stances
from foedus.report.plain import plain
from foedus.scenario import Scenario, opened


@dataclass(frozen=True, slots=True)
class Hearing:
    """One claim as it was heard.

    reliable: chance that a source of this letter bears on the truth. error: that of information of
    this digit, in points. believed: chance after all was weighed, of the claim's whole origin.
    shift, widening: what leaving the origin out would change of the mean and standard deviation;
    claims of one origin share them, as they count once. against: claims that it contradicts, or
    that contradict it.
    """

    claim: str
    actor: str
    grade: str
    manner: str
    origin: str
    toward: float
    low: float
    high: float
    reliable: float
    error: float
    believed: float
    shift: float
    widening: float
    with_it: tuple[str, ...]  # other claims of the same origin
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """One issue: the forecasts, the stances, what each claim did, who would have to be wrong.

    decisive: what each actor would have to be for the compromise to cross the middle of the scale.
    """

    title: str
    note: str | None
    stances: Stances
    before: Forecast
    after: Forecast
    hearings: tuple[Hearing, ...]
    decisive: tuple[Pivot, ...]

    @property
    def name(self) -> str:
        """The issue's name."""
        return self.stances.after.name

    def story(self) -> ChallengePath:
        """Concessions round by round, from the stances' middles: a story, not the forecast."""
        arrays = central(self.stances.after)
        return challenge(arrays.x, arrays.c, arrays.s)

    def to_dict(self) -> dict[str, Any]:
        """As the forecast after the claims, with all else beside it."""
        return self.after.to_dict() | dict(plain({
            "title": self.title,
            "note": self.note,
            "before_claims": self.before,
            "actors": [self._actor(name) for name in self.stances.after.names],
            "claims": self.hearings,
            "unplaced_claims": self.stances.unplaced,
            "left_out": [],
            "who_would_have_to_be_wrong": self.decisive,
        }))  # fmt: skip

    def _actor(self, name: str) -> dict[str, Any]:
        place = self.stances.after.names.index(name)
        then, now = self.stances.before.actors[place], self.stances.after.actors[place]
        return {
            "actor": name,
            "before": _moments(then.position),
            "after": _moments(now.position),
            "salience": center(now.salience),
            "capability": center(now.capability),
            "source": now.source,
            "judgement": now.judgement,
        }


def talks(
    scenario: Scenario | str | Path,
    issue: str | None = None,
    *,
    draws: int = DRAWS,
    seed: int = 0,
    model: Headline | None = None,
) -> tuple[Talk, ...]:
    """Every issue of a scenario that somebody has a position on, or the one named.

    The same uniform numbers serve before and after, so that only the claims tell them apart.

    Raises InputError where there is nothing to settle, UnknownNameError for another issue.
    """
    scenario = opened(scenario)
    known = [each.name for each in scenario.issues if each.positions]
    if issue is not None and issue not in [each.name for each in scenario.issues]:
        raise UnknownNameError("issue", issue, [i.name for i in scenario.issues], where="--issue")
    if not known:
        raise InputError(
            "no issue of the scenario has positions",
            where=f"{scenario.name}, issues",
            hint="add `positions` to an issue: actor, position, salience, capability",
        )
    model = model or headline()
    return tuple(
        _talk(scenario, name, draws, seed, model) for name in ([issue] if issue else known)
    )


def document(
    scenario: Scenario, found: tuple[Talk, ...], *, single: bool, draws: int, seed: int
) -> dict[str, Any]:
    """The answer as plain values, for JSON. single: of the only issue the story of concessions."""
    rows = [talk.to_dict() for talk in found]
    if single:
        rows[0]["story"] = found[0].story().story()
    return {
        "scenario": scenario.name, "as_of": scenario.as_of.isoformat(), "issues": rows,
        "scored": False, "scope": unscored(), "draws": draws, "seed": seed,
    }  # fmt: skip


def _talk(scenario: Scenario, name: str, draws: int, seed: int, model: Headline) -> Talk:
    matter = next(each for each in scenario.issues if each.name == name)
    found = stances(scenario, name)
    drawn = found.draw(draws, np.random.default_rng(seed))
    return Talk(
        title=matter.title,
        note=matter.note,
        stances=found,
        before=forecast(found.before, draws=draws, seed=seed, model=model),
        after=forecast_draws(name, drawn, LOW, HIGH, model=model, seed=seed),
        hearings=_hearings(scenario, found),
        decisive=pivots(found.after),
    )


def _hearings(scenario: Scenario, found: Stances) -> tuple[Hearing, ...]:
    heard = []
    for claim in scenario.claims:
        for move in claim.moves:
            if move.issue != found.after.name or move.actor not in found.updates:
                continue
            origin = claim.origin or claim.id
            effects = found.updates[move.actor].effects
            effect = next(each for each in effects if each.origin == origin)
            against = {each.id for each in scenario.claims if claim.id in each.contradicts}
            heard.append(
                Hearing(
                    claim=claim.id,
                    actor=move.actor,
                    grade=claim.grade,
                    manner=claim.manner,
                    origin=origin,
                    toward=move.toward,
                    low=move.toward if move.low is None else move.low,
                    high=move.toward if move.high is None else move.high,
                    reliable=RELIABILITY[claim.grade[0]],
                    error=CREDIBILITY[claim.grade[1]] * (HIGH - LOW),
                    believed=effect.believed,
                    shift=effect.shift,
                    widening=effect.widening,
                    with_it=tuple(each for each in effect.claims if each != claim.id),
                    against=tuple(sorted(against | set(claim.contradicts))),
                )
            )
    return tuple(heard)


def _moments(position: Quantity) -> dict[str, float]:
    if isinstance(position, Normal):
        return {"mean": position.mean, "sd": position.sd}
    return {"mean": center(position), "sd": 0.0}
