"""Simulate and recover; refusals; what must not matter; the shipped fit."""

from collections.abc import Callable

import numpy as np
import pytest

from foedus.errors import FitError
from foedus.history.depth import posterior, response
from foedus.history.depth.fit import Prior, fit_depth, fit_items
from foedus.history.depth.items import indicators
from foedus.history.depth.model import LAYOUT, DepthModel

Simulate = Callable[[np.ndarray, int, int], tuple[np.ndarray, np.ndarray]]
FLAT = Prior(log_slope=(0.5, 3.0), log_step=(0.0, 5.0), log_sigma=(0.0, 3.0))


def test_what_was_put_in_is_found_again(shipped: DepthModel, simulate: Simulate) -> None:
    rows, trait = simulate(shipped.mean, 6000, 1)
    found = fit_items(rows, LAYOUT, prior=FLAT)
    z = (found.free - shipped.mean) / np.sqrt(np.diag(found.cov))
    assert found.gradient_norm < 1e-7
    assert np.abs(z).max() < 3.5
    assert 0.6 < np.sqrt(np.mean(z**2)) < 1.5  # standard errors of the right size
    said = response.chances(found.free, LAYOUT)
    post = response.posterior(indicators(rows, LAYOUT.sizes), said, LAYOUT).trait
    below = np.cumsum(post, axis=1) - post / 2
    low, high = (
        np.array([np.interp(p, row, response.NODES) for row in below]) for p in (0.05, 0.95)
    )
    assert ((low < trait) & (trait < high)).mean() == pytest.approx(0.9, abs=0.015)


def test_order_does_not_matter_and_an_empty_row_says_nothing(
    shipped: DepthModel, simulate: Simulate
) -> None:
    rows, _ = simulate(shipped.mean, 400, 2)
    one = fit_items(rows, LAYOUT)
    other = np.concatenate([rows[::-1], np.full((30, len(LAYOUT.sizes)), np.nan)])
    two = fit_items(other, LAYOUT)
    assert two.free == pytest.approx(one.free, abs=1e-6)
    assert two.loglik == pytest.approx(one.loglik, abs=1e-6)


def test_missing_at_random_costs_precision_alone(shipped: DepthModel, simulate: Simulate) -> None:
    rows, _ = simulate(shipped.mean, 3000, 3)
    full = fit_items(rows, LAYOUT)
    rows[np.random.default_rng(0).random(rows.shape) < 0.3] = np.nan
    part = fit_items(rows, LAYOUT)
    wider = np.sqrt(np.diag(part.cov) / np.diag(full.cov))
    assert wider.min() > 1.0
    assert np.abs((part.free - full.free) / np.sqrt(np.diag(part.cov))).max() < 3.5


def test_an_item_without_variation_is_refused() -> None:
    rows = np.random.default_rng(0).integers(0, 2, (50, 8)).astype(float)
    rows[:, 4] = 0
    with pytest.raises(FitError, match="item 4 shows categories"):
        fit_items(rows, LAYOUT)


def test_a_fit_that_is_not_done_is_no_answer(shipped: DepthModel, simulate: Simulate) -> None:
    rows, _ = simulate(shipped.mean, 400, 4)
    with pytest.raises(FitError, match="no mode was reached"):
        fit_items(rows, LAYOUT, most=1, polish=0)


@pytest.mark.data
def test_the_shipped_fit_is_what_the_data_give(shipped: DepthModel) -> None:
    from foedus.evidence.table import table

    found = fit_depth(table("atop-alliances"))
    apart = posterior.apart(found, shipped)
    assert apart is not None
    assert apart < 1e-4
    assert found.alliances == 284
    assert shipped.scores is not None
    assert found.scores is not None
    assert found.scores.mean == pytest.approx(shipped.scores.mean, abs=1e-5)
