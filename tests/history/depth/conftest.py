"""Made-up alliances whose depth is known."""

from collections.abc import Callable

import numpy as np
import pytest

from foedus.estimate import Array
from foedus.history.depth import response
from foedus.history.depth.model import LAYOUT, DepthModel
from foedus.history.depth.posterior import load


@pytest.fixture(scope="session")
def shipped() -> DepthModel:
    return load()


@pytest.fixture(scope="session")
def simulate() -> Callable[[Array, int, int], tuple[Array, Array]]:
    return _simulated


def _simulated(free: Array, n: int, seed: int) -> tuple[Array, Array]:
    """n rows of categories drawn from the model, and the traits behind them."""
    rng = np.random.default_rng(seed)
    values = response.natural(free, LAYOUT)
    trait = rng.standard_normal(n)
    sigmas = values[sum(LAYOUT.sizes) :]
    levels = [trait, *(trait + sigma * rng.standard_normal(n) for sigma in sigmas)]
    rows = np.empty((n, len(LAYOUT.sizes)))
    for item, span in enumerate(LAYOUT.spans):
        slope, cuts = values[span.start], values[span.start + 1 : span.stop]
        above = 1 / (1 + np.exp(cuts - slope * levels[LAYOUT.unit(item)][:, None]))
        rows[:, item] = (rng.random((n, 1)) < above).sum(axis=1)
    return rows, trait
