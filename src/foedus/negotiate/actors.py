"""Who wants what, how much they care, and what they can bring to bear.

A quantity may be known (a number) or uncertain (a range or a normal distribution); the records
here hold either, and :func:`draw` turns an issue into arrays.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from foedus.errors import InputError
from foedus.negotiate.record import Array


@dataclass(frozen=True, slots=True)
class Range:
    """Anywhere from low to high; with ``best``, a triangle with its peak there."""

    low: float
    high: float
    best: float | None = None

    def __post_init__(self) -> None:
        """Refuse ranges that are reversed, or a best value outside."""
        ends = [self.low, self.high] if self.best is None else [self.low, self.best, self.high]
        if not all(np.isfinite(ends)) or ends != sorted(ends):
            shown = "..".join(f"{end:g}" for end in ends)
            raise InputError(
                f"range {shown} is not in order", hint="write low..high or low..best..high"
            )


@dataclass(frozen=True, slots=True)
class Normal:
    """A normal distribution, cut to what the quantity may be."""

    mean: float
    sd: float

    def __post_init__(self) -> None:
        """Refuse a spread that is not above zero."""
        if not np.isfinite(self.mean) or not np.isfinite(self.sd) or self.sd <= 0:
            raise InputError(f"normal {self.mean:g}±{self.sd:g}: the spread must be above zero")


Quantity: TypeAlias = float | Range | Normal


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
        """Refuse an empty issue, repeated actors, and positions off the scale."""
        if not (np.isfinite(self.low) and np.isfinite(self.high)) or self.high <= self.low:
            raise InputError(f"scale {self.low:g} to {self.high:g} is empty", where=self.name)
        if not self.actors:
            raise InputError(
                "no actor has both a position and a salience",
                where=self.name,
                hint="give at least one actor a position, a salience and a capability",
            )
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
                    where=self.name,
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


def center(value: Quantity) -> float:
    """Mean of a quantity."""
    if isinstance(value, Range):
        points = [value.low, value.high] + ([] if value.best is None else [value.best])
        return sum(points) / len(points)
    return float(value.mean if isinstance(value, Normal) else value)


def support(value: Quantity) -> tuple[float, float]:
    """Lowest and highest value that a quantity may take."""
    if isinstance(value, Range):
        return value.low, value.high
    if isinstance(value, Normal):
        return -np.inf, np.inf
    return float(value), float(value)


def show(value: Quantity) -> str:
    """A quantity as it is written in a table."""
    if isinstance(value, Normal):
        return f"{value.mean:g}±{value.sd:g}"
    if isinstance(value, Range):
        ends = (
            [value.low, value.high] if value.best is None else [value.low, value.best, value.high]
        )
        return "..".join(f"{end:g}" for end in ends)
    return f"{value:g}"


def parse(text: str) -> Quantity:
    """Read ``40``, ``30..50``, ``30..40..50`` or ``40±10`` (also ``40+-10``).

    Raises InputError for anything else.
    """
    try:
        if "±" in text or "+-" in text:
            mean, sd = re.split(r"±|\+-", text)
            return Normal(float(mean), float(sd))
        if ".." in text:
            ends = [float(end) for end in text.split("..")]
            if len(ends) == 2:
                return Range(ends[0], ends[1])
            low, best, high = ends
            return Range(low, high, best)
        number = float(text)
    except ValueError:
        number = float("nan")
    if not np.isfinite(number):
        raise InputError(
            f"{text!r} is not a quantity", hint="write 40, 30..50, 30..40..50, or 40±10"
        )
    return number


def scaled(value: Quantity, factor: float) -> Quantity:
    """The quantity times a positive factor."""
    if isinstance(value, Range):
        best = None if value.best is None else value.best * factor
        return Range(value.low * factor, value.high * factor, best)
    if isinstance(value, Normal):
        return Normal(value.mean * factor, value.sd * factor)
    return value * factor


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
    from scipy.special import ndtr, ndtri

    below, above = ndtr((low - value.mean) / value.sd), ndtr((high - value.mean) / value.sd)
    if above - below < 1e-12:
        raise InputError(
            f"normal {show(value)} lies wholly outside {low:g} to {high:g}",
            hint="move its mean or widen it",
        )
    z = ndtri(rng.uniform(below, above, draws))
    cut: Array = np.clip(value.mean + value.sd * z, low, high)
    return cut
