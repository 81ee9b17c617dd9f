"""Made-up calls on promises, with a known truth."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from foedus.history.honor import Honor, shipped
from foedus.history.honor.calls import HonorCalls
from foedus.history.honor.features import CANDIDATES


def world(rows: int = 120, wars: int = 24, seed: int = 7, era: float = -2.0) -> HonorCalls:
    """Calls whose log odds of being honored are 0.5, plus ``era`` if signed since 1945."""
    rng = np.random.default_rng(seed)
    war = rng.integers(0, wars, rows)
    year = 1850 + war * 6
    signed = year - rng.integers(0, 20, rows)
    late = (signed >= 1945).astype(float)
    features = {name: rng.normal(size=rows) for name in CANDIDATES}
    features["since_1945"] = late
    features["inside"] = (rng.random(rows) < 0.15).astype(float)
    chance = 1 / (1 + np.exp(-(0.5 + era * late + 0.5 * rng.normal(size=wars)[war])))
    return HonorCalls(
        war=war, names=np.array([f"War{w}" for w in war]), alliance=np.arange(rows),
        signed=signed, year=year, honored=rng.random(rows) < chance, features=features,
        guarantor=np.full(rows, 2),
        family=np.array([f"state {each}" for each in rng.integers(1, 20, rows)]),
    )  # fmt: skip


@pytest.fixture(scope="session")
def make() -> Callable[..., HonorCalls]:
    return world


@pytest.fixture(scope="session")
def calls() -> HonorCalls:
    return world()


@pytest.fixture(scope="session")
def honor() -> Honor:
    return shipped()


@pytest.fixture(scope="session")
def wider(honor: Honor) -> Honor:
    """The shipped model with a second feature, to try what one feature cannot show."""
    rng = np.random.default_rng(3)
    theta = np.insert(honor.theta, 2, rng.normal(0.4, 0.2, len(honor.theta)), axis=1)
    kept = ("since_1945", "depth", "inside")
    return replace(honor, kept=kept, theta=theta, prior_sd=np.array([1.5, 1.5, 0.5, 1.5, 1.0, 1.0]))
