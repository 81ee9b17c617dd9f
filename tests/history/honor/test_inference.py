"""The sampler against brute force, and against itself."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from scipy.special import expit

from foedus.errors import FitError
from foedus.history.honor.inference import Block, mixing, sample
from foedus.history.honor.likelihood import Target, half_normal

Array = np.ndarray


class Normal:
    """Two coordinates, each seen once with noise: the posterior is known."""

    size = 2
    blocks = (Block(np.array([[0, 1]]), np.zeros(2, np.intp)),)
    seen, noise = np.array([1.0, -2.0]), np.array([0.5, 1.0])

    def rows(self, raw: Array) -> Array:
        return -0.5 * ((self.seen - raw) / self.noise) ** 2

    def near(self, point: Array, block: int) -> Callable[[Array, Array], Array]:
        return lambda _, raw: self.rows(raw)

    def turned(self, *_: object) -> None:
        return None

    def shuffled(self, raw: Array, rng: np.random.Generator) -> Array:
        return raw


class Apart(Normal):
    """The same, each coordinate on an ellipse of its own."""

    blocks = (Block(np.array([[0], [1]]), np.arange(2)),)


class Edge(Normal):
    """A likelihood that is not finite where the first coordinate is high."""

    def rows(self, raw: Array) -> Array:
        return np.where(raw > 1.0, np.nan, super().rows(raw))


class Far(Normal):
    """Two modes that no chain leaves."""

    def rows(self, raw: Array) -> Array:
        return -0.5 * ((np.abs(raw) - 3.0) / 0.01) ** 2


@pytest.mark.parametrize("target", [Normal(), Apart()])
def test_a_normal_posterior_is_found(target: Normal) -> None:
    precision = 1 + 1 / target.noise**2
    found = sample(target, 20_000, seed=1)
    error = 4 / np.sqrt(precision * found.effective)
    assert np.all(
        np.abs(found.draws.mean(axis=0) - target.seen / target.noise**2 / precision) < error
    )
    assert found.draws.std(axis=0) == pytest.approx(1 / np.sqrt(precision), rel=0.03)
    assert found.rhat < 1.02


def small() -> Target:
    """Twelve calls of three wars and two families, which cross."""
    X = np.ones((12, 1))
    war, family = np.repeat([1, 2, 3], 4), np.tile(["a", "b"], 6)
    y = np.array([1, 1, 1, 0, 0, 0, 1, 0, 1, 1, 0, 1], dtype=bool)
    return Target(X, y, (war, family), np.array([1.5]), (1.0, 0.7))


def by_brute_force(target: Target, draws: int = 400_000) -> tuple[Array, Array]:
    """Moments of the parameters by weighting draws from the prior, in pieces."""
    rng = np.random.default_rng(3)
    total, first, second = 0.0, 0.0, 0.0
    for _ in range(100):
        raw = rng.standard_normal((draws // 100, target.size))
        weight = np.exp(target.rows(raw).sum(axis=1))
        theta = target.parameters(raw)
        total += weight.sum()
        first = first + weight @ theta
        second = second + weight @ theta**2
    mean = first / total
    return mean, np.sqrt(second / total - mean**2)


def test_crossed_wars_and_families_match_brute_force() -> None:
    target = small()
    mean, sd = by_brute_force(target)
    found = sample(target, 20_000, seed=1, watch=target.parameters)
    theta = target.parameters(found.draws)
    assert theta.mean(axis=0) == pytest.approx(mean, abs=0.03)
    assert theta.std(axis=0) == pytest.approx(sd, rel=0.05)


def test_what_leaves_the_chances_alone_does_so_and_keeps_the_prior() -> None:
    target = small()
    rng = np.random.default_rng(5)
    raw = rng.standard_normal((4_000, target.size))
    moved = target.shuffled(raw, rng)
    assert target.rows(moved) == pytest.approx(target.rows(raw))
    assert np.abs(moved - raw).max() > 0.5
    for _ in range(10):  # a prior draw stays a prior draw
        moved = target.shuffled(moved, rng)
    assert moved.mean(axis=0) == pytest.approx(np.zeros(target.size), abs=0.08)
    assert moved.std(axis=0) == pytest.approx(np.ones(target.size), rel=0.08)


def test_a_rows_chance_is_that_of_its_coefficients_war_and_family() -> None:
    target = small()
    raw = np.random.default_rng(0).standard_normal((5, target.size))
    theta = target.parameters(raw)
    wars, families = target.effects(raw, 0), target.effects(raw, 1)
    assert wars.shape == (5, 3)
    assert families.shape == (5, 2)
    eta = theta[:, [0]] + np.repeat(wars, 4, axis=1) + np.tile(families, 6)
    p = expit(eta)
    assert target.rows(raw) == pytest.approx(np.log(np.where(target.y, p, 1 - p)))
    assert wars == pytest.approx(theta[:, [1]] * raw[:, 2:5])


def test_near_a_point_the_likelihood_is_that_of_the_whole_point() -> None:
    target = small()
    rng = np.random.default_rng(2)
    point, chains = rng.standard_normal((6, target.size)), np.array([1, 4, 5])
    for which, block in enumerate(target.blocks):
        moved = point[chains]
        moved[:, block.columns] += rng.standard_normal(block.columns.shape)
        assert target.near(point, which)(chains, moved) == pytest.approx(target.rows(moved))


def test_a_likelihood_far_out_stays_finite() -> None:
    target = replace(small(), sd=np.array([500.0]))
    raw = np.full((2, target.size), 30.0)
    assert np.isfinite(target.rows(raw)).all()


def test_a_half_normal_has_its_quantiles() -> None:
    u = np.random.default_rng(0).standard_normal(200_000)
    drawn = half_normal(u, 0.7)
    assert np.sqrt((drawn**2).mean()) == pytest.approx(0.7, rel=0.01)
    assert (drawn > 0).all()
    assert np.isfinite(half_normal(np.array([-40.0, 40.0]), 1.0)).all()


def test_a_seed_gives_the_same_draws_again() -> None:
    one, two, three = (sample(Normal(), 4_000, seed=seed).draws for seed in (5, 5, 6))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, three)


def test_chains_that_do_not_agree_are_refused() -> None:
    with pytest.raises(FitError, match="do not agree"):
        sample(Far(), 2_000, seed=1)


def test_a_likelihood_that_is_not_finite_is_refused() -> None:
    with pytest.raises(FitError, match="not finite"):
        sample(Edge(), 2_000, seed=1)


def test_mixing_by_hand() -> None:
    rng = np.random.default_rng(0)
    effective, rhat = mixing(rng.standard_normal((40, 100, 3)))
    assert rhat == pytest.approx(1.0, abs=0.01)
    assert effective > 3_000
    stuck = np.repeat(rng.standard_normal((1, 100, 1)), 40, axis=0)
    stuck = stuck + 0.1 * rng.standard_normal((40, 100, 1))
    effective, rhat = mixing(stuck)
    assert rhat > 5
    assert effective == pytest.approx(200, rel=0.1)  # a half chain is one draw
