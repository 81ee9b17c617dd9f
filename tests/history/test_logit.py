"""The pooled logit: its mode, its curvature, and what it refuses."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import expit

from foedus.errors import FitError
from foedus.history import logit


def sample(n=3000, k=4, seed=0, beta=(-1.0, 0.8, -0.5, 0.0)):
    rng = np.random.default_rng(seed)
    X = np.column_stack([np.ones(n), rng.normal(size=(n, k - 1))]).astype(np.float32)
    y = rng.random(n) < expit(X @ np.array(beta[:k]))
    return X, y, rng.integers(0, 3, n)


def penalized(theta, X, y, era, scale, era_scale):
    k = X.shape[1]
    eta = np.empty(len(y))
    for place, label in enumerate(np.unique(era)):
        mine = era == label
        eta[mine] = X[mine] @ (theta[:k] + theta[k * (place + 1) : k * (place + 2)])
    prior = np.concatenate([scale**-2.0] + [era_scale**-2.0] * len(np.unique(era)))
    return np.logaddexp(0, eta).sum() - eta[y].sum() + prior @ theta**2 / 2


def test_the_mode_is_the_optimizers():
    X, y, era = sample(n=600)
    scale, era_scale = np.full(4, 1.0), np.full(4, 0.3)
    fit = logit.fit(X, y, era, scale=scale, era_scale=era_scale)
    other = minimize(
        penalized, np.zeros(16), args=(X.astype(float), y, era, scale, era_scale), method="BFGS"
    )
    assert penalized(fit.theta, X.astype(float), y, era, scale, era_scale) <= other.fun + 1e-8
    np.testing.assert_allclose(fit.theta, other.x, atol=2e-4)


def test_the_hessian_is_that_of_the_objective():
    X, y, era = sample(n=300)
    scale, era_scale = np.full(4, 1.0), np.full(4, 0.3)
    fit = logit.fit(X, y, era, scale=scale, era_scale=era_scale)
    step, at = 1e-4, fit.theta

    def objective(move):
        return penalized(at + move, X.astype(float), y, era, scale, era_scale)

    for i, j in [(0, 0), (1, 2), (3, 5), (7, 7), (4, 9)]:
        a, b = np.eye(len(at))[i] * step, np.eye(len(at))[j] * step
        numeric = objective(a + b) - objective(a - b) - objective(b - a) + objective(-a - b)
        assert fit.hessian[i, j] == pytest.approx(numeric / (4 * step**2), abs=1e-2)


def test_tight_pooling_makes_one_model_and_loose_pooling_separate_ones():
    X, y, era = sample()
    together = logit.fit(X, y, era, scale=np.full(4, 10.0), era_scale=np.full(4, 1e-4))
    np.testing.assert_allclose(together.coefficients(0), together.coefficients(2), atol=1e-4)
    apart = logit.fit(X, y, era, scale=np.full(4, 10.0), era_scale=np.full(4, 10.0))
    alone = logit.fit(
        X[era == 1], y[era == 1], era[era == 1], scale=np.full(4, 10.0), era_scale=np.full(4, 10.0)
    )
    np.testing.assert_allclose(apart.coefficients(1), alone.coefficients(1), atol=0.03)


def test_an_unseen_era_has_the_pooled_coefficients():
    X, y, era = sample()
    fit = logit.fit(X, y, era, scale=np.ones(4), era_scale=np.full(4, 0.2))
    np.testing.assert_array_equal(fit.coefficients(7), fit.theta[:4])


def test_the_thinned_start_changes_nothing(monkeypatch):
    X, y, era = sample()
    fixed = {"scale": np.ones(4), "era_scale": np.full(4, 0.2)}
    plain = logit.fit(X, y, era, **fixed)
    monkeypatch.setattr(logit, "THIN_ABOVE", 100)
    thinned = logit.fit(X, y, era, **fixed)
    np.testing.assert_allclose(thinned.theta, plain.theta, atol=1e-6)


@pytest.mark.parametrize("outcome", [False, True])
def test_one_outcome_alone_is_refused(outcome):
    X, _, era = sample(n=50)
    with pytest.raises(FitError, match="both outcomes"):
        logit.fit(X, np.full(50, outcome), era, scale=np.ones(4), era_scale=np.ones(4))


def test_too_few_steps_never_look_like_an_answer():
    X, y, era = sample()
    with pytest.raises(FitError, match="did not converge"):
        logit.fit(X, y, era, scale=np.ones(4), era_scale=np.ones(4), most_steps=2)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([1e-2, 1.0, 100.0]))
def test_separated_outcomes_still_have_a_mode(seed, size):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=200) * size
    X = np.column_stack([np.ones(200), x])
    fit = logit.fit(X, x > 0, np.zeros(200, int), scale=np.ones(2), era_scale=np.ones(2))
    assert np.isfinite(fit.theta).all()
    assert fit.coefficients(0)[1] > 0
