"""The spatial model of politics (SMP): bargaining turn by turn in one or many dimensions.

The model of KTAB (KAPSARC) as its code has it; Efird, Lester & Wise (2016), J. East Asian
Studies 16:117–145, print an earlier one (two-person Nash bargains, ten turns). Each turn every
actor judges whom it would gain most by challenging, offers that actor a bargain, and all then
elect, among the bargains that concern an actor, where that actor goes.

Like the challenge model it is a story of concessions: on EU decisions the election *before* any
bargaining forecasts better than the positions after it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from foedus.errors import InputError
from foedus.negotiation.methods.bargain import Moves
from foedus.negotiation.methods.options import SpatialSettings, changed
from foedus.negotiation.methods.turn import attitudes, distance, distinct, reported, turn
from foedus.negotiation.record import Array, MethodResult, Status, input_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class SpatialPath(MethodResult):
    """positions: (t+1, n, K) by turn, 0 to 1. p: (t+1, n) chance that each actor's position wins
    (repeated for actors that share one). moves: for each turn, the (initiator, receiver) of the
    bargain each actor accepted, or None where it stayed.
    """

    positions: Array
    p: Array
    moves: tuple[Moves, ...]

    def mean(self, turn: int = -1) -> Array:
        """Expected winner of the election at a turn, (K,)."""
        chosen = np.unique(distinct(self.positions[turn][None])[0])
        mean: Array = self.p[turn, chosen] @ self.positions[turn, chosen]
        return mean


def bargain_in_space(
    positions: ArrayLike,
    salience: ArrayLike,
    capability: ArrayLike,
    *,
    ideals: ArrayLike | None = None,
    accommodation: ArrayLike | None = None,
    settings: SpatialSettings | None = None,
    **changes: object,
) -> SpatialPath:
    """Run the model. positions, salience: (n,) or (n, K), each 0 to 1; capability: (n,).

    An actor's saliences sum to 1 at most; one that cares about nothing never resists and backs
    nobody. ideals: (n, K), the positions by default. accommodation: (n, n), how far each actor's
    ideal is drawn to each position each turn (identity by default: ideals follow positions).

    Raises InputError for values off their scale or arrays whose shapes do not agree.
    """
    how = changed(settings, changes)
    theta, sigma, c = _inputs(positions, salience, capability)
    n = len(c)
    q = theta.copy() if ideals is None else np.asarray(ideals, dtype=float).reshape(theta.shape)
    a = np.eye(n) if accommodation is None else np.asarray(accommodation, dtype=float)
    if a.shape != (n, n):
        raise InputError(f"accommodation must be ({n}, {n}), got {a.shape}")
    [path] = _run([_IssueCourse(theta, q, sigma, c, a)], how)
    return path


def bargain_each(
    issues: Iterable[tuple[ArrayLike, ArrayLike, ArrayLike]],
    settings: SpatialSettings | None = None,
    **changes: object,
) -> tuple[SpatialPath, ...]:
    """Run the model on many issues: positions, salience and capability of each.

    Each path is to the last digit what ``bargain_in_space`` gives of that issue alone; issues of as
    many actors go together, in a third of the time. Raises InputError as it does.
    """
    how = changed(settings, changes)
    courses: list[_IssueCourse] = []
    for each in issues:
        theta, sigma, c = _inputs(*each)
        courses.append(_IssueCourse(theta, theta.copy(), sigma, c, np.eye(len(c))))
    alike: dict[tuple[int, ...], list[int]] = {}
    for place, course in enumerate(courses):
        # What draws its moves draws them issue by issue.
        own = (place,) if how.transition == "Stochastic" else ()
        alike.setdefault((*course.theta.shape, *own), []).append(place)
    found: dict[int, SpatialPath] = {}
    for places in alike.values():
        found.update(zip(places, _run([courses[each] for each in places], how), strict=True))
    return tuple(found[place] for place in range(len(courses)))


@dataclass(slots=True)
class _IssueCourse:
    """One issue on its way. q: ideals; a: accommodation. states: theta, q and attitudes by turn."""

    theta: Array
    q: Array
    sigma: Array
    c: Array
    a: Array
    states: list[tuple[Array, Array, Array]] = field(default_factory=list)
    moves: list[Moves] = field(default_factory=list)
    first_move: float = 0.0
    status: Status = Status.LIMIT

    def step(self, new: Array, rho: Array, accepted: Moves, moved: float, still: float) -> None:
        """Go on to where everybody now stands."""
        self.states.append((self.theta, self.q, rho))
        self.moves.append(accepted)
        self.q = self.a @ new + (1 - self.a.sum(axis=1))[:, None] * self.q
        self.theta = new
        self.first_move = moved if len(self.moves) == 1 else self.first_move
        if len(self.moves) >= 2 and moved / (self.first_move + 1e-4) < still:
            self.status = Status.CONVERGED


def _run(courses: Sequence[_IssueCourse], how: SpatialSettings) -> list[SpatialPath]:
    """The paths of issues of one shape; those that have converged drop out."""
    hashes = [
        input_hash("spatial", asdict(how), each.theta, each.sigma, each.c, each.q, each.a)
        for each in courses
    ]
    rng = np.random.default_rng(how.seed) if how.transition == "Stochastic" else None
    live = list(courses)
    for _ in range(how.turns):
        theta, q, sigma, c = (
            np.stack([getattr(each, name) for each in live])
            for name in ("theta", "q", "sigma", "c")
        )
        new, rho, moves = turn(theta, q, sigma, c, how, rng)
        moved = np.linalg.norm(new - theta, axis=2).sum(axis=1)
        for place, each in enumerate(live):
            each.step(new[place], rho[place], moves[place], float(moved[place]), how.still)
        live = [each for each in live if each.status is Status.LIMIT]
        if not live:
            break
    theta, q, sigma, c = (
        np.stack([getattr(each, name) for each in courses]) for name in ("theta", "q", "sigma", "c")
    )
    rho = attitudes(distance(q, theta, sigma), c, how)
    for each, last in zip(courses, rho, strict=True):
        each.states.append((each.theta, each.q, last))
    return [
        _path(each, hashed, p, how)
        for each, hashed, p in zip(courses, hashes, _reported(courses, how), strict=True)
    ]


def _reported(courses: Sequence[_IssueCourse], how: SpatialSettings) -> list[Array]:
    """The chances of every state of every issue, (t+1, n) each."""
    count = [len(each.states) for each in courses]
    theta, q, rho = (
        np.stack([state[place] for each in courses for state in each.states]) for place in range(3)
    )
    sigma, c = (
        np.repeat(np.stack([getattr(each, name) for each in courses]), count, axis=0)
        for name in ("sigma", "c")
    )
    return np.split(reported(theta, q, sigma, c, rho, how), np.cumsum(count)[:-1])


def _path(course: _IssueCourse, hashed: str, p: Array, how: SpatialSettings) -> SpatialPath:
    return SpatialPath(
        method="spatial model of politics",
        settings=asdict(how),
        status=(course.status,),
        rounds=np.array([len(course.moves)]),
        input_hash=hashed,
        positions=np.stack([theta for theta, _, _ in course.states]),
        p=p,
        moves=tuple(course.moves),
    )


def _inputs(
    positions: ArrayLike, salience: ArrayLike, capability: ArrayLike
) -> tuple[Array, Array, Array]:
    theta, sigma = (
        np.asarray(values, dtype=float)[:, None]
        if np.ndim(values) == 1
        else np.asarray(values, dtype=float)
        for values in (positions, salience)
    )
    c = np.asarray(capability, dtype=float)
    if (
        theta.ndim != 2
        or theta.size == 0
        or sigma.shape != theta.shape
        or c.shape != theta.shape[:1]
    ):
        raise InputError(
            f"shapes do not agree: positions {theta.shape}, salience {sigma.shape}, "
            f"capability {c.shape}",
            hint="give (n, K), (n, K) and (n,)",
        )
    for name, values, top in (
        ("position", theta, 1.0),
        ("salience", sigma, 1.0),
        ("capability", c, np.inf),
    ):
        bad = ~(np.isfinite(values) & (values >= 0) & (values <= top + 1e-9))
        if bad.any():
            where = np.argwhere(bad)[0]
            raise InputError(
                f"{name} of actor {where[0]} is {values[tuple(where)]}: it must be 0 to {top:g}",
                hint="divide values out of 100 by 100, and leave actors without a value out",
            )
    over = sigma.sum(axis=1) > 1 + 1e-6
    if over.any():
        i = int(np.argmax(over))
        raise InputError(f"saliences of actor {i} sum to {sigma[i].sum():g}: at most 1 is allowed")
    if c.sum() <= 0:
        raise InputError("no actor has any capability")
    return theta, sigma, c
