"""The dyadic-cluster-robust covariance, against the sum over pairs of rows written out."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit

from foedus.history import logit, robust


def fitted(seed, n=80, states=6):
    rng = np.random.default_rng(seed)
    one = rng.integers(0, states, n)
    two = (one + rng.integers(1, states, n)) % states
    X = np.column_stack([np.ones(n), rng.normal(size=(n, 2))])
    y = rng.random(n) < 0.4
    y[:2] = [True, False]
    era = rng.integers(0, 2, n)
    fit = logit.fit(X, y, era, scale=np.ones(3), era_scale=np.full(3, 0.5))
    return fit, X, y, era, one, two


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_it_is_the_sum_over_all_pairs_of_rows_that_share_a_state(seed):
    fit, X, y, era, one, two = fitted(seed)
    scores = np.zeros((len(y), len(fit.theta)))
    for place, label in enumerate(fit.eras):
        mine = era == label
        own = X[mine] * (y[mine] - expit(X[mine] @ fit.coefficients(int(label))))[:, None]
        scores[mine, :3] += own
        scores[mine, 3 * (place + 1) : 3 * (place + 2)] += own
    ends = [{a, b} for a, b in zip(one, two, strict=True)]
    shared = np.array([[bool(p & q) for q in ends] for p in ends], dtype=float)
    np.testing.assert_allclose(
        robust.meat(fit, X, y, era, one, two), scores.T @ shared @ scores, atol=1e-9
    )


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_widened_is_never_narrower_than_laplace(seed):
    fit, *rest = fitted(seed)
    extra = robust.widened(fit, robust.meat(fit, *rest)) - np.linalg.inv(fit.hessian)
    assert np.linalg.eigvalsh((extra + extra.T) / 2).min() > -1e-9


def test_where_rows_are_independent_nothing_is_widened():
    fit, *_ = fitted(1)
    data = fit.hessian - np.diag(fit.prior)
    np.testing.assert_allclose(
        robust.widened(fit, data), np.linalg.inv(fit.hessian), rtol=1e-6, atol=1e-9
    )


def test_any_scores_are_summed_over_pairs_of_rows_that_share_a_state() -> None:
    """The definition, over every pair of rows."""
    rng = np.random.default_rng(8)
    one, two = rng.integers(0, 4, 30), rng.integers(4, 9, 30)
    scores = rng.normal(size=(30, 3))
    expected = np.zeros((3, 3))
    for i in range(30):
        for j in range(30):
            if {one[i], two[i]} & {one[j], two[j]}:
                expected += np.outer(scores[i], scores[j])
    np.testing.assert_allclose(robust.dyadic(scores, one, two), expected, rtol=1e-10)


def test_a_wide_sandwich_is_kept_and_a_narrow_one_is_not() -> None:
    hessian = np.diag([4.0, 9.0])
    found = robust.widen(hessian, np.diag([16.0, 0.1]))
    np.testing.assert_allclose(found, np.diag([1.0, 1 / 9]), atol=1e-12)
