"""The normal and its inverse, beside SciPy's."""

import numpy as np
from scipy.special import ndtr, ndtri

from foedus import normal


def test_the_inverse_is_that_of_scipy() -> None:
    rng = np.random.default_rng(0)
    middle, low = rng.random(2000), 10.0 ** -rng.uniform(0, 300, 500)
    high = 1 - 10.0 ** -rng.uniform(0, 15, 500)
    for chances in (middle, low, high):
        np.testing.assert_allclose(normal.at(chances), ndtri(chances), rtol=1e-14, atol=1e-16)
    assert normal.at(np.array([0.0, 0.5, 1.0])).tolist() == [-np.inf, 0.0, np.inf]


def test_the_distribution_is_that_of_scipy() -> None:
    z = np.linspace(-8.0, 8.0, 401).reshape(1, 401)
    np.testing.assert_allclose(normal.below(z), ndtr(z), rtol=1e-13)
    assert normal.below(np.array([-np.inf, np.inf])).tolist() == [0.0, 1.0]


def test_each_undoes_the_other() -> None:
    z = np.linspace(-5.0, 5.0, 101)
    np.testing.assert_allclose(normal.at(normal.below(z)), z, atol=1e-9)
