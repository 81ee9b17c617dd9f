"""First-stage beliefs: forests and logits of made-up frequencies with a known shape."""

import numpy as np
import pytest

from foedus.games.signaling.first_stage import forest, logit


@pytest.fixture(scope="module")
def plays():
    """(n, 2) regressors, (n, 4) counts, and the true chance of resisting, which rises with x."""
    rng = np.random.default_rng(5)
    X = rng.uniform(-2, 2, size=(150, 2))
    resist = 1 / (1 + np.exp(-1.5 * X[:, 0]))
    challenged = rng.binomial(30, 0.5, 150)
    resisted = rng.binomial(challenged, resist)
    firm = rng.binomial(resisted, 0.4)
    counts = np.column_stack([30 - challenged, challenged - resisted, firm, resisted - firm])
    return X, counts.astype(float), resist


def test_a_forest_follows_the_frequencies_and_gives_the_same_again(plays):
    X, counts, resist = plays
    fit = forest(X, counts, replications=3, seed=2)
    for belief in (fit.beliefs.resist, fit.beliefs.firm):
        assert ((belief >= 0) & (belief <= 1)).all()
    assert np.corrcoef(fit.beliefs.resist, resist)[0, 1] > 0.9
    assert abs(fit.beliefs.firm.mean() - 0.4) < 0.05
    assert fit.root.shape == (300, 3)
    np.testing.assert_allclose(fit.root.sum(axis=1), 0.0, atol=1e-12)  # deviations from a mean
    again = forest(X, counts, replications=2, seed=2)  # of the beliefs they are no part
    np.testing.assert_array_equal(again.beliefs.resist, fit.beliefs.resist)


def test_a_logit_recovers_the_curve(plays):
    X, counts, resist = plays
    fit = logit(np.column_stack([np.ones(len(X)), X]), counts)
    assert np.abs(fit.beliefs.resist - resist).max() < 0.1
    sd = np.sqrt((fit.root**2).sum(axis=1))[: len(X)]
    assert (np.abs(fit.beliefs.resist - resist) < 4 * sd + 1e-3).mean() > 0.95
