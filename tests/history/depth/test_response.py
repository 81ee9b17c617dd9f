"""The model of responses: chances, Bayes' rule, the gradient."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike
from scipy.stats import norm

from foedus.estimate import Array
from foedus.history.depth import response
from foedus.history.depth.items import indicators
from foedus.history.depth.response import ItemLayout

LAYOUT = ItemLayout((3, 2, 4, 2), ((0, 1), (2,)))
FREE = np.array(
    [0.4, -0.5, 0.3, 0.9, 0.7, 0.1, -1.0, 0.2, -0.4, 0.6, 0.2, -0.2, 0.3]
)  # four items, then two sigmas


def direct(free: Array, item: int, category: int, x: ArrayLike) -> Array:
    """The chance of a category at each x, straight from the definition."""
    values = response.natural(free, LAYOUT)[LAYOUT.spans[item]]
    at = np.asarray(x, dtype=np.float64)
    above = [np.ones_like(at), *(1 / (1 + np.exp(cut - values[0] * at)) for cut in values[1:])]
    above.append(np.zeros_like(at))
    return np.asarray(above[category] - above[category + 1], dtype=np.float64)


def test_chances_are_the_definition_and_sum_to_one() -> None:
    said = response.chances(FREE, LAYOUT)
    for item, span in enumerate(LAYOUT.spans):
        assert np.exp(said.table[span]).sum(axis=0) == pytest.approx(1.0, abs=1e-12)
        for category in range(LAYOUT.sizes[item]):
            for node in (20, 40, 55):
                expected = direct(FREE, item, category, response.NODES[node])
                assert np.exp(said.table[span][category, node]) == pytest.approx(expected)


@pytest.mark.parametrize("row", [[2, 1, 3, 1], [0, 0, 0, 0], [1, 0, 2, 1]])
def test_the_posterior_is_that_of_brute_force(row: list[int]) -> None:
    said = response.chances(FREE, LAYOUT)
    found = response.posterior(indicators(np.array([row], float), LAYOUT.sizes), said, LAYOUT)
    one, two = response.natural(FREE, LAYOUT)[-2:]

    # Straight sums over a wide, fine grid of the trait, and of each level around it.
    traits, steps = np.linspace(-12, 12, 481), np.linspace(-9, 9, 361)
    dense = direct(FREE, 3, row[3], traits) * norm.pdf(traits)
    for items, sigma in (((0, 1), one), ((2,), two)):
        levels = traits[:, None] + sigma * steps
        chance = np.prod([direct(FREE, item, row[item], levels) for item in items], axis=0)
        dense = dense * (chance @ (norm.pdf(steps) * (steps[1] - steps[0])))
    total = dense.sum() * (traits[1] - traits[0])
    dense = dense / dense.sum()
    post = found.trait[0]
    assert found.loglik[0] == pytest.approx(np.log(total), abs=1e-5)
    assert post @ response.NODES == pytest.approx(dense @ traits, abs=1e-5)
    assert post @ response.NODES**2 == pytest.approx(dense @ traits**2, abs=1e-4)


def test_the_level_of_a_cluster_is_that_of_brute_force() -> None:
    row = np.array([[np.nan, np.nan, 3.0, 0.0]])
    said = response.chances(FREE, LAYOUT)
    level = response.posterior(indicators(row, LAYOUT.sizes), said, LAYOUT).of(2)[0]
    sigma = response.natural(FREE, LAYOUT)[-1]
    x, trait = np.meshgrid(np.linspace(-14, 14, 561), np.linspace(-10, 10, 401))
    joint = direct(FREE, 2, 3, x) * direct(FREE, 3, 0, trait) * norm.pdf(x, trait, sigma)
    joint = joint * norm.pdf(trait)
    assert level.sum() == pytest.approx(1.0)
    assert level @ response.NODES == pytest.approx((joint * x).sum() / joint.sum(), abs=1e-5)


def test_gauss_hermite_quadrature_gives_the_same_likelihood() -> None:
    layout = ItemLayout(LAYOUT.sizes)
    free = FREE[:-2]
    row = np.array([[2.0, 1.0, 3.0, 1.0]])
    found = response.posterior(
        indicators(row, layout.sizes), response.chances(free, layout), layout
    )
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    values = [
        np.prod([direct(FREE, item, int(row[0, item]), x) for item in range(4)]) for x in nodes
    ]
    assert np.exp(found.loglik[0]) == pytest.approx(values @ weights / weights.sum(), rel=1e-8)


def test_a_missing_item_is_summed_over() -> None:
    said = response.chances(FREE, LAYOUT)
    rows = np.array([[1.0, 1.0, category, 0.0] for category in (0, 1, 2, 3, np.nan)])
    found = response.posterior(indicators(rows, LAYOUT.sizes), said, LAYOUT)
    chance = np.exp(found.loglik)
    assert chance[:4].sum() == pytest.approx(chance[4])
    mixed = (chance[:4, None] * found.trait[:4]).sum(axis=0) / chance[4]
    assert found.trait[4] == pytest.approx(mixed, abs=1e-12)


def test_the_gradient_is_that_of_differences() -> None:
    rng = np.random.default_rng(3)
    rows = np.column_stack([rng.integers(0, size, 40) for size in LAYOUT.sizes]).astype(float)
    rows[rng.random(rows.shape) < 0.1] = np.nan
    evidence, weight = indicators(rows, LAYOUT.sizes), rng.uniform(0.5, 2, 40)
    _, slope = response.gradient(FREE, LAYOUT, evidence, weight)
    for place in range(LAYOUT.parameters):
        move = np.zeros(LAYOUT.parameters)
        move[place] = 1e-5
        up, down = (
            response.gradient(FREE + sign * move, LAYOUT, evidence, weight)[0] for sign in (1, -1)
        )
        assert slope[place] == pytest.approx((up - down) / 2e-5, abs=1e-5)


def test_natural_slopes_are_those_of_differences() -> None:
    turn = response.natural_slopes(FREE, LAYOUT)
    for place in range(LAYOUT.parameters):
        move = np.zeros(LAYOUT.parameters)
        move[place] = 1e-6
        up, down = (response.natural(FREE + sign * move, LAYOUT) for sign in (1, -1))
        assert turn[:, place] == pytest.approx((up - down) / 2e-6, abs=1e-7)


@settings(max_examples=60, deadline=None)
@given(
    free=st.lists(st.floats(-1.5, 1.5), min_size=13, max_size=13),
    row=st.tuples(*(st.integers(0, size - 1) for size in LAYOUT.sizes)),
    item=st.integers(0, 3),
)
def test_a_higher_category_never_lowers_the_trait(
    free: list[float], row: tuple[int, ...], item: int
) -> None:
    higher = list(row)
    higher[item] = min(row[item] + 1, LAYOUT.sizes[item] - 1)
    said = response.chances(np.array(free), LAYOUT)
    evidence = indicators(np.array([row, higher], float), LAYOUT.sizes)
    below = np.cumsum(response.posterior(evidence, said, LAYOUT).trait, axis=1)
    assert (below[1] <= below[0] + 1e-9).all()  # the whole distribution moves up
