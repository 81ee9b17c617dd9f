"""Posteriors from the same declaration; skipped where the extra `bayes` is not installed."""

import warnings
from importlib.util import find_spec

import numpy as np
import polars as pl
import pytest
from tests.games.two_moves import SMALL as DOC
from tests.games.two_moves import SMALL_TRUTH as TRUTH

from foedus import games
from foedus.games.tree.posterior import _log_rows, sample

HERE = find_spec("numpyro") is not None
pytestmark = [
    pytest.mark.optional,
    pytest.mark.skipif(not HERE, reason="the extra `bayes` (JAX, NumPyro) is not installed"),
]
if HERE:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what JAX warns of on import is not ours
        import numpyro  # noqa: F401


def table(doc, n=600):
    rng = np.random.default_rng(1)
    frame = pl.DataFrame({"x": rng.normal(size=n), "z": rng.normal(size=n)})
    labels = games.simulate(games.loads(doc), frame, TRUTH, seed=1)
    return frame.with_columns(outcome=pl.Series(labels))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("more", ["", "errors: private\n", "link: logit\n"])
def test_the_sampler_sees_the_likelihood_that_fit_maximizes(more):
    import jax

    jax.config.update("jax_enable_x64", True)
    prepared = games.prepare(games.loads(DOC + more), table(DOC + more))
    theta = np.array([0.3, -0.4, 0.2, 0.7, -0.6])
    found = float(_log_rows(prepared.likelihood)(theta))
    assert found == pytest.approx(prepared.likelihood.value(theta), rel=1e-10)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_posterior_under_a_wide_prior_is_near_the_maximum():
    frame = table(DOC)
    fit = games.fit(games.loads(DOC), frame)
    found = sample(games.loads(DOC), frame, prior_sd=20.0, warmup=300, draws=500, chains=2)
    assert np.abs((found.mean - fit.coef) / fit.se).max() < 0.35
    assert found.sd == pytest.approx(fit.se, rel=0.2)
    assert found.divergences == 0
