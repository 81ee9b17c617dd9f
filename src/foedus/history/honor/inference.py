"""A posterior under standard normal priors by elliptical slice sampling, and how well it mixed.

Murray, Adams & MacKay (2010): each step draws an ellipse through the point and a draw from the
prior, and moves along it to a point above a level of the likelihood; nothing is tuned, nothing
rejected. Coordinates move in blocks, one after another; those of a block that touch different rows
are independent given the rest, and each moves on an ellipse of its own. Many chains run side by
side as one array. Whether they agree is read from split R-hat (Vehtari, Gelman, Simpson, Carpenter
& Bürkner 2021).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
    """Coordinates that move together, c of them in g groups.

    columns: (c,) which. group: (c,) the group of each, 0 to g - 1. rows: (n,) the group whose
    coordinates a row depends on.
    """

    columns: NDArray[np.intp]
    group: NDArray[np.intp]
    rows: NDArray[np.intp]


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
    rows = _checked(target.rows(point))
    kept = []
    rounds = -(-count // chains)
    for sweep in range(warmup + rounds * thin):
        point = target.shuffled(point, rng)
        for block in target.blocks:
            point, rows = _step(target, block, point, rows, rng)
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


def _step(
    target: HonorLikelihood, block: Block, point: Array, rows: Array, rng: np.random.Generator
) -> tuple[Array, Array]:
    """A block of every chain moved: (B, p) points and the (B, n) log likelihoods of the rows."""
    size = int(block.rows.max()) + 1
    member = (block.rows[:, None] == np.arange(size)).astype(np.float64)  # (n, g)
    own = point[:, block.columns]
    other = rng.standard_normal(own.shape)
    floor = rows @ member + np.log1p(-rng.random((len(point), size)))
    angle = rng.uniform(0.0, 2 * np.pi, floor.shape)
    low, high = angle - 2 * np.pi, angle.copy()
    new, found = point.copy(), rows.copy()
    left = np.arange(len(point))
    trial = point.copy()
    while len(left):
        turn, tilt = np.cos(angle), np.sin(angle)
        if angle.shape[1] != own.shape[1]:
            turn, tilt = turn.take(block.group, axis=1), tilt.take(block.group, axis=1)
        trial[:, block.columns] = own * turn + other * tilt
        value = _checked(target.rows(trial))
        bad = value @ member <= floor
        more = bad.any(axis=1)
        done = left[~more]
        new[done], found[done] = trial[~more], value[~more]
        # A bracket shrinks toward the point itself, which is always good enough. Groups that are
        # high enough keep their angle: the others' do not touch their rows.
        left, trial, own, other, floor, bad, angle, low, high = (
            each[more] for each in (left, trial, own, other, floor, bad, angle, low, high)
        )
        below = angle < 0
        low = np.where(bad & below, angle, low)
        high = np.where(bad & ~below, angle, high)
        angle = np.where(bad, rng.uniform(low, high), angle)
    return new, found


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
