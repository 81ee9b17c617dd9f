"""Who wants what, how much they care, and what they can bring to bear.

A quantity may be known (a number) or uncertain (a range or a normal distribution); the records
here hold either, and ``draw`` turns an issue into arrays.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from foedus import normal
from foedus.errors import InputError
from foedus.negotiation.quantity import Normal, Quantity, Range, center, show, support
from foedus.negotiation.record import Array


@dataclass(frozen=True, slots=True)
class Actor:
    """One party on one issue.

    position: where it stands, on the issue's scale. salience: how much it cares, 0 to 1; also
    the chance that it resists a challenge. capability: what it can bring to bear, in any unit
    common to all. source: where the numbers come from. judgement: they are somebody's estimate.
    """

    name: str
    position: Quantity
    salience: Quantity = 1.0
    capability: Quantity = 1.0
    source: str | None = None
    judgement: bool = False

    def __post_init__(self) -> None:
        """Refuse negative capability and salience outside 0 to 1."""
        for what, value, top in (
            ("salience", self.salience, 1.0),
            ("capability", self.capability, np.inf),
        ):
            low, high = support(value)
            if not isinstance(value, Normal) and (low < 0 or high > top):
                allowed = "0 to 1" if top == 1.0 else "0 or more"
                raise InputError(
                    f"{what} {show(value)} of {self.name}: it must be {allowed}", where=self.source
                )


@dataclass(frozen=True, slots=True)
class Issue:
    """A question with a line of answers from ``low`` to ``high``.

    group: issues settled together (a proposal, a treaty); their outcomes are not independent.
    reference: where things stay without agreement. outcome: what was decided, where known.
    left_out: (actor, reason) of rows that could not be used.
    """

    name: str
    actors: tuple[Actor, ...]
    low: float = 0.0
    high: float = 100.0
    group: str | None = None
    reference: float | None = None
    outcome: float | None = None
    left_out: tuple[tuple[str, str], ...] = field(default=())

    def __post_init__(self) -> None:
        """Refuse an empty issue, repeated actors, and positions or outcomes off the scale."""
        if not (np.isfinite(self.low) and np.isfinite(self.high)) or self.high <= self.low:
            raise InputError(
                f"scale {self.low:g} to {self.high:g} is empty", where=self.name,
                hint="the lower end must lie below the upper one",
            )  # fmt: skip
        if not self.actors:
            raise InputError(
                "no actor has both a position and a salience",
                where=self.name,
                hint="give at least one actor a position, a salience and a capability",
            )
        if not any(
            support(actor.salience)[1] > 0 and support(actor.capability)[1] > 0
            for actor in self.actors
        ):
            raise InputError(
                "no actor has any weight",
                where=self.name,
                hint="weight is capability times salience: give one actor both above zero",
            )
        for what, value in (("outcome", self.outcome), ("reference point", self.reference)):
            if value is not None and not self.low <= value <= self.high:
                raise InputError(
                    f"{what} {value:g} is off the scale {self.low:g} to {self.high:g}",
                    where=self.name, hint="correct the number, or the ends of the scale",
                )  # fmt: skip
        seen: set[str] = set()
        for actor in self.actors:
            if actor.name in seen:
                raise InputError(
                    f"actor {actor.name!r} appears twice",
                    where=self.name,
                    hint="give each actor one row an issue",
                )
            seen.add(actor.name)
            low, high = support(actor.position)
            if not isinstance(actor.position, Normal) and (low < self.low or high > self.high):
                raise InputError(
                    f"position {show(actor.position)} of {actor.name} is off the scale "
                    f"{self.low:g} to {self.high:g}",
                    where=actor.source or self.name,
                    hint="correct the number, or the ends of the scale",
                )

    @property
    def uncertain(self) -> bool:
        """Whether any input is a range or a distribution."""
        return any(
            not isinstance(value, float | int)
            for actor in self.actors
            for value in (actor.position, actor.salience, actor.capability)
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Actors' names, in order."""
        return tuple(actor.name for actor in self.actors)


@dataclass(frozen=True, slots=True)
class Draws:
    """Arrays of an issue, all (b, n): position x, salience s, capability c."""

    x: Array
    s: Array
    c: Array

    @property
    def w(self) -> Array:
        """Weights, capability times salience, (b, n)."""
        return self.c * self.s


def central(issue: Issue) -> Draws:
    """The issue with every quantity at its mean: arrays of shape (1, n)."""
    x, s, c = (
        np.array([[center(getattr(actor, what)) for actor in issue.actors]])
        for what in ("position", "salience", "capability")
    )
    return Draws(np.clip(x, issue.low, issue.high), np.clip(s, 0.0, 1.0), np.maximum(c, 0.0))


def draw(issue: Issue, draws: int, rng: np.random.Generator) -> Draws:
    """``draws`` independent versions of the issue, (draws, n); known quantities stay fixed."""
    n = len(issue.actors)

    def sample(values: Sequence[Quantity], low: float, high: float) -> Array:
        out = np.empty((draws, n))
        for i, value in enumerate(values):
            if isinstance(value, Normal):
                out[:, i] = _cut_normal(value, low, high, draws, rng)
            elif isinstance(value, Range) and value.high > value.low:
                out[:, i] = (
                    rng.uniform(value.low, value.high, draws)
                    if value.best is None
                    else rng.triangular(value.low, value.best, value.high, draws)
                )
            else:
                out[:, i] = center(value)
        return out

    return Draws(
        sample([actor.position for actor in issue.actors], issue.low, issue.high),
        sample([actor.salience for actor in issue.actors], 0.0, 1.0),
        sample([actor.capability for actor in issue.actors], 0.0, np.inf),
    )


def _cut_normal(
    value: Normal, low: float, high: float, draws: int, rng: np.random.Generator
) -> Array:
    ends = (np.array([low, high]) - value.mean) / value.sd
    least, most = normal.below(ends)
    if most - least < 1e-12:
        raise InputError(
            f"normal {show(value)} lies wholly outside {low:g} to {high:g}",
            hint="move its mean or widen it",
        )
    z = normal.at(rng.uniform(least, most, draws))
    cut: Array = np.clip(value.mean + value.sd * z, low, high)
    return cut
