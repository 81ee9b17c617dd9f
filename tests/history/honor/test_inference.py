"""The sampler against brute force, and against another sampler."""

import warnings
from importlib.util import find_spec

import numpy as np
import pytest
from scipy.integrate import trapezoid
from scipy.special import expit

from foedus.errors import FitError
from foedus.history.honor.inference import laplace, pareto_k, sample
from foedus.history.honor.likelihood import Target, by_war, parameters

HERE = find_spec("numpyro") is not None


def skewed(theta: np.ndarray) -> np.ndarray:
    """A correlated density of two dimensions with a long tail to one side."""
    x, y = theta[:, 0], theta[:, 1]
    return -np.exp(-x) - x - 0.5 * (y - 0.6 * x) ** 2 - 0.05 * x**2


def on_a_grid(density, low=-8.0, high=25.0, points=900):
    axis = np.linspace(low, high, points)
    one, two = np.meshgrid(axis, axis, indexing="ij")
    value = np.exp(density(np.column_stack([one.ravel(), two.ravel()]))).reshape(one.shape)

    def mean(weight):
        return trapezoid(trapezoid(weight * value, axis), axis)

    total = mean(np.ones_like(value))
    means = np.array([mean(one), mean(two)]) / total
    second = np.array([mean(one**2), mean(two**2)]) / total
    return means, np.sqrt(second - means**2)


def test_moments_match_quadrature_in_two_dimensions():
    means, sds = on_a_grid(skewed)
    found = sample(skewed, np.zeros(2), 40_000, seed=1)
    error = 4 * sds / np.sqrt(found.effective)
    assert np.all(np.abs(found.draws.mean(axis=0) - means) < error)
    assert found.draws.std(axis=0) == pytest.approx(sds, rel=0.04)
    assert found.pareto_k < 0.5


def test_the_fit_matches_quadrature_over_constant_and_sd_between_wars(calls):
    target = Target(np.ones((120, 1)), calls.honored, calls.war, np.array([1.5]))
    means, sds = on_a_grid(target, -6, 6, 241)
    found = sample(target, target.start, 20_000, seed=1)
    assert found.draws.mean(axis=0) == pytest.approx(means, abs=0.03)
    assert found.draws.std(axis=0) == pytest.approx(sds, rel=0.05)


def test_a_seed_gives_the_same_draws_again():
    one, two, three = (sample(skewed, np.zeros(2), 500, seed=seed) for seed in (5, 5, 6))
    assert np.array_equal(one.draws, two.draws)
    assert not np.array_equal(one.draws, three.draws)


def test_laplace_is_exact_for_a_normal():
    cov = np.array([[2.0, 0.5], [0.5, 0.7]])
    precision = np.linalg.inv(cov)

    def density(theta):
        gap = theta - np.array([1.0, -2.0])
        return -0.5 * np.einsum("bi,ij,bj->b", gap, precision, gap)

    mode, found = laplace(density, np.zeros(2))
    assert mode == pytest.approx([1.0, -2.0], abs=1e-4)
    assert found == pytest.approx(cov, rel=1e-3)


@pytest.mark.filterwarnings("ignore:divide by zero")
def test_a_density_without_a_mode_is_refused():
    with pytest.raises(FitError, match="no mode"):
        sample(lambda theta: theta[:, 0], np.zeros(1), 100, seed=1)


def test_weights_that_cannot_be_trusted_are_refused():
    def long_tails(theta):  # a t with a fifth of a degree of freedom: no t around it covers it
        return -0.6 * np.log1p(theta[:, 0] ** 2)

    with pytest.raises(FitError, match="Pareto k"):
        sample(long_tails, np.zeros(1), 2_000, seed=1)


def test_a_density_that_is_not_finite_is_refused():
    def edge(theta):
        return np.where(theta[:, 0] > 2.0, np.nan, -0.5 * theta[:, 0] ** 2)

    with pytest.raises(FitError, match="not finite"):
        sample(edge, np.zeros(1), 2_000, seed=1)


@pytest.mark.parametrize("k", [0.2, 0.5, 0.9])
def test_pareto_k_finds_the_shape_of_a_pareto_tail(k):
    rng = np.random.default_rng(2)
    weights = rng.random(200_000) ** -k
    assert pareto_k(weights) == pytest.approx(k, abs=0.06)


def test_even_weights_are_no_cause_for_alarm():
    assert pareto_k(np.ones(1_000)) == 0.0


def test_wars_are_integrated_out(calls):
    """By a fine grid over one war's effect, the rest of the model fixed."""
    theta = np.array([[0.3, 1.2]])
    rows = calls.war == calls.war[0]
    y = calls.honored[rows]
    X = np.ones((len(y), 1))
    z = np.linspace(-9, 9, 20_001)
    each = expit(np.where(y, 1, -1)[:, None] * (0.3 + 1.2 * z)).prod(axis=0)
    exact = np.log(trapezoid(each * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi), z))
    assert by_war(theta, X, y, calls.war[rows])[0, 0] == pytest.approx(exact, abs=1e-5)


def test_sd_between_wars_is_half_normal_a_priori():
    u = np.random.default_rng(4).standard_normal(400_000)
    sigma = parameters(np.column_stack([np.zeros_like(u), u]))[:, 1]
    assert sigma.mean() == pytest.approx(np.sqrt(2 / np.pi), abs=0.005)
    assert (sigma**2).mean() == pytest.approx(1.0, abs=0.01)
    far = parameters(np.array([[0.0, 60.0], [0.0, -60.0]]))[:, 1]
    assert np.isfinite(far).all()


@pytest.mark.optional
@pytest.mark.slow
@pytest.mark.skipif(not HERE, reason="the extra `bayes` (JAX, NumPyro) is not installed")
@pytest.mark.filterwarnings("ignore")
def test_the_posterior_is_that_of_hamiltonian_monte_carlo(calls):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what JAX warns of on import is not ours
        import jax
        import numpyro
        import numpyro.distributions as dist
        from numpyro.infer import MCMC, NUTS

    jax.config.update("jax_enable_x64", True)
    X = np.column_stack([np.ones(120), calls.features["since_1945"]])
    sd = np.array([1.5, 1.0])
    _, place = np.unique(calls.war, return_inverse=True)

    def model():
        beta = numpyro.sample("beta", dist.Normal(0.0, sd).to_event(1))
        sigma = numpyro.sample("sigma", dist.HalfNormal(1.0))
        z = numpyro.sample("z", dist.Normal(0, 1).expand([place.max() + 1]).to_event(1))
        numpyro.sample(
            "y", dist.Bernoulli(logits=X @ beta + sigma * z[place]), obs=calls.honored.astype(float)
        )

    chain = MCMC(NUTS(model), num_warmup=500, num_samples=4_000, progress_bar=False)
    chain.run(jax.random.PRNGKey(0))
    theirs = chain.get_samples()
    target = Target(X, calls.honored, calls.war, sd)
    ours = parameters(sample(target, target.start, 20_000, seed=1).draws)
    both = np.column_stack([theirs["beta"], theirs["sigma"]])
    assert ours.mean(axis=0) == pytest.approx(both.mean(axis=0), abs=0.05)
    assert ours.std(axis=0) == pytest.approx(both.std(axis=0), rel=0.08)
