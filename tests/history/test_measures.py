"""Scores of forecasts, against scikit-learn and plain definitions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, log_loss

from foedus.history import measures


def sample(seed=0, n=4000):
    rng = np.random.default_rng(seed)
    p = rng.beta(0.5, 4, n)
    return rng.random(n) < p, p


def test_right_forecasts_have_slope_one_and_bold_ones_less():
    y, p = sample(n=40_000)
    assert measures.calibration_slope(y, p) == pytest.approx(1.0, abs=0.05)
    bold = p**2 / (p**2 + (1 - p) ** 2)  # doubles the logit
    assert measures.calibration_slope(y, bold) == pytest.approx(0.5, abs=0.03)


def test_scores_are_scikit_learns():
    y, p = sample()
    found = measures.measure(y, p)
    assert found.brier == pytest.approx(brier_score_loss(y, p))
    assert found.log_loss == pytest.approx(log_loss(y, p))
    assert (found.n, found.events) == (len(y), y.sum())


def test_a_constant_forecast_has_no_rank():
    y, _ = sample()
    found = measures.measure(y, np.full(len(y), 0.1))
    assert (found.auc, found.average_precision, found.slope) == (None, None, None)


def test_clusters_of_one_row_give_the_plain_standard_error():
    rng = np.random.default_rng(2)
    a, b = rng.random(500), rng.random(500)
    total, se = measures.clustered_difference(a, b, np.arange(500))
    assert total == pytest.approx((a - b).sum())
    assert se == pytest.approx((a - b).std() * np.sqrt(500))


def test_rows_that_go_together_count_once():
    a = np.repeat(np.random.default_rng(3).random(50), 10)
    _, apart = measures.clustered_difference(a, np.zeros(500), np.arange(500))
    _, together = measures.clustered_difference(a, np.zeros(500), np.repeat(np.arange(50), 10))
    assert together == pytest.approx(apart * np.sqrt(10))


@settings(max_examples=30)
@given(st.integers(0, 1000))
def test_bins_hold_every_row_once_and_their_interval_holds_the_share(seed):
    y, p = sample(seed, 800)
    found = measures.bins(y, p)
    assert sum(b["n"] for b in found) == 800
    assert sum(b["events"] for b in found) == y.sum()
    assert all(b["low"] <= b["observed"] <= b["high"] for b in found)
    forecasts = [b["forecast"] for b in found]
    assert forecasts == sorted(forecasts)
