"""A posterior under standard normal priors by elliptical slice sampling, and how well it mixed.

Murray, Adams & MacKay (2010): each step draws an ellipse through the point and a draw from the
prior, and moves along it to a point above a level of the likelihood; nothing is tuned, nothing
rejected. Coordinates move in blocks, one after another; those of a block that touch different rows
are independent given the rest, and each moves on an ellipse of its own. Many chains run side by
side as one array. Whether they agree is read from split R-hat (Vehtari, Gelman, Simpson, Carpenter
& Bürkner 2021).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from foedus.errors import FitError
from foedus.estimate import Array

#: Chains side by side, and sweeps of each that are thrown away first.
CHAINS, WARMUP = 128, 60
#: Sweeps between two draws kept.
THIN = 5
#: Above this R-hat, or with fewer effective draws than this share, the chains are not trusted.
WORST_R, LEAST_SHARE = 1.05, 0.05


@dataclass(frozen=True, slots=True)
class Block:
    """Coordinates that move together, in g groups of w.

    columns: (g, w) which. rows: (n,) the group whose coordinates a row depends on, 0 to g - 1.
    """

    columns: NDArray[np.intp]
    rows: NDArray[np.intp]
    members: Array = field(init=False)  # (n, g) 1 where a row is of a group

    def __post_init__(self) -> None:
        """Mark the rows of each group."""
        groups = np.arange(len(self.columns))
        object.__setattr__(self, "members", (self.rows[:, None] == groups).astype(np.float64))


class HonorLikelihood(Protocol):
    """What is sampled: p coordinates, standard normal a priori, and the rows they explain."""

    @property
    def size(self) -> int:
        """p."""

    @property
    def blocks(self) -> Sequence[Block]:
        """Moved in this order; together they hold every coordinate."""

    def rows(self, raw: Array) -> Array:
        """(B, n) log likelihood of each row at (B, p) coordinates."""

    def near(self, point: Array, block: int) -> Callable[[NDArray[np.intp], Array], Array]:
        """``rows`` at points that differ from the (B, p) ``point`` in a block alone, by its place.

        What it gives takes (m,) places of chains and the (m, p) coordinates of each.
        """

    def turned(
        self, point: Array, block: int, own: Array, other: Array, floor: Array, angle: Array,
        rng: np.random.Generator,
    ) -> Array | None:  # fmt: skip
        """All of a block's turns at once, where that is compiled: see ``honor.compiled``."""

    def shuffled(self, raw: Array, rng: np.random.Generator) -> Array:
        """Coordinates moved by the posterior along what leaves the rows' likelihood as it is."""


@dataclass(frozen=True, slots=True)
class PosteriorSample:
    """Posterior draws, and how well the chains mixed: the worst over what is watched."""

    draws: Array  # (B, p)
    effective: float  # effective sample size
    rhat: float


def sample(
    target: HonorLikelihood,
    count: int,
    seed: int,
    *,
    watch: Callable[[Array], Array] = lambda point: point,
    chains: int = CHAINS,
    warmup: int = WARMUP,
    thin: int = THIN,
    worst: float = WORST_R,
) -> PosteriorSample:
    """``count`` draws from the posterior. Deterministic for a seed.

    watch: (B, p) -> (B, q), the quantities whose mixing is judged. worst: R-hat that is still
    trusted. Raises FitError where the likelihood is not finite, or the chains do not agree.
    """
    rng = np.random.default_rng(seed)
    point = rng.standard_normal((chains, target.size))
    kept = []
    rounds = -(-count // chains)
    for sweep in range(warmup + rounds * thin):
        point = target.shuffled(point, rng)
        for block in range(len(target.blocks)):
            point = _step(target, block, point, rng)
        if sweep >= warmup and (sweep - warmup) % thin == thin - 1:
            kept.append(point)
    draws = np.stack(kept)  # (rounds, chains, p)
    seen = watch(draws.reshape(-1, target.size)).reshape(rounds, chains, -1)
    effective, rhat = mixing(seen)
    if rhat > worst or effective < LEAST_SHARE * rounds * chains:
        raise FitError(
            f"the chains do not agree: R-hat {rhat:.3f}, {effective:.0f} effective draws of "
            f"{rounds * chains}",
            hint="fewer features, tighter priors, or more draws",
        )
    return PosteriorSample(draws.reshape(-1, target.size)[:count], effective, rhat)


def _step(target: HonorLikelihood, which: int, point: Array, rng: np.random.Generator) -> Array:
    """(B, p) points with a block of every chain moved.

    Every group of every chain turns until it is high enough; what is done is looked at no more.
    """
    block = target.blocks[which]
    groups, width = block.columns.shape
    floor = _checked(target.rows(point) @ block.members)
    other = rng.standard_normal((len(point), groups * width)).reshape(-1, width)
    own = point[:, block.columns].reshape(-1, width)
    floor = (floor + np.log1p(-rng.random(floor.shape))).ravel()
    angle = rng.uniform(0.0, 2 * np.pi, floor.shape)
    turned = target.turned(point, which, own, other, floor, angle, rng)
    if turned is None:
        return _by_arrays(target, which, point, own, other, floor, angle, rng)
    point = point.copy()
    point[:, block.columns] = turned.reshape(len(point), groups, width)
    return point


def _by_arrays(
    target: HonorLikelihood, which: int, point: Array, own: Array, other: Array, floor: Array,
    angle: Array, rng: np.random.Generator,
) -> Array:  # fmt: skip
    """The same turns with arrays: (B, p) points. own, other: (B g, w); floor, angle: (B g,)."""
    block, near = target.blocks[which], target.near(point, which)
    groups, left = len(block.columns), np.arange(len(point))
    low, high = angle - 2 * np.pi, angle
    point = point.copy()
    # what still turns: its chain, the place of that among those left, its group
    chain = place = np.repeat(left, groups)
    group = np.tile(np.arange(groups), len(point))
    while True:
        point[chain[:, None], block.columns[group]] = (
            own * np.cos(angle)[:, None] + other * np.sin(angle)[:, None]
        )
        level = _checked(near(left, point[left]) @ block.members)
        still = np.flatnonzero(level[place, group] <= floor)
        if not len(still):
            return point
        chain, group, own, other = chain[still], group[still], own[still], other[still]
        floor, angle, low, high = floor[still], angle[still], low[still], high[still]
        # A bracket shrinks toward the point itself, which is always good enough.
        below = angle < 0
        low, high = np.where(below, angle, low), np.where(below, high, angle)
        first = np.concatenate([[True], chain[1:] != chain[:-1]])
        left, place = chain[first], np.cumsum(first) - 1
        angle = low + (high - low) * rng.random((len(left), groups))[place, group]


def _checked(value: Array) -> Array:
    if not np.isfinite(value).all():
        raise FitError("the likelihood is not finite everywhere", hint="look at the data")
    return value


def mixing(draws: Array) -> tuple[float, float]:
    """Least effective sample size and greatest split R-hat of (rounds, chains, q) draws.

    The effective size is the number of draws, by how much the variance between the chains' means
    exceeds what independent draws would show: with many short chains, no lag need be cut off.
    """
    half = len(draws) // 2
    if half < 2:
        return float(draws.shape[0] * draws.shape[1]), 1.0
    split = np.concatenate([draws[:half], draws[half : 2 * half]], axis=1)  # (half, 2 chains, q)
    within = split.var(axis=0, ddof=1).mean(axis=0)
    between = split.mean(axis=0).var(axis=0, ddof=1)
    total = within * (half - 1) / half + between
    safe = np.maximum(within, np.finfo(np.float64).tiny)
    rhat = np.sqrt(total / safe)
    excess = np.maximum(half * between / np.maximum(total, np.finfo(np.float64).tiny), 1.0)
    return float((split.shape[0] * split.shape[1] / excess).min()), float(rhat.max())
