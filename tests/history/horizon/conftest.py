"""Made-up hindcasts: pairs whose events came by a known rule."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from foedus.estimate import Array
from foedus.history.covariates import logistic
from foedus.history.horizon.hindcast import NEVER, SPAN, Hindcast
from foedus.history.horizon.pool import recalibrated, terms

Rule = Callable[[Array, Array], Array]


def made(origin: int, rule: Rule, pairs: int = 4000, seed: int = 0) -> Hindcast:
    """Pairs with random columns and paths; rule: of terms and chance (P,) -> true chance (P,).

    Both events come by the rule within any horizon: an event that comes does so in the first year.
    """
    rng = np.random.default_rng([origin, seed])

    def flag(share: float) -> np.ndarray:
        return (rng.random(pairs) < share).astype(np.float32)

    columns = {
        "rivalry": flag(0.3), "conttype": rng.integers(0, 3, pairs).astype(np.float32),
        "relevant": flag(0.6), "minor": flag(0.2), "major": flag(0.2),
        "mid_pair_h25": rng.exponential(0.5, pairs).astype(np.float32),
        "since_war": np.where(rng.random(pairs) < 0.7, np.nan, rng.uniform(1, 60, pairs)).astype(
            np.float32
        ),
        "cowmaj1": flag(0.2), "cowmaj2": flag(0.2),
    }  # fmt: skip
    chance = np.repeat(logistic(rng.normal(-2.0, 1.0, pairs))[:, None], SPAN, axis=1)
    truth = rule(terms(columns), chance[:, 0])
    came = {
        event: np.where(rng.random(pairs) < truth, 1, NEVER) for event in ("deadly", "war")
    }  # fmt: skip
    one = np.arange(pairs) // 100 + 2
    return Hindcast(
        origin, one.astype(np.int16), (np.arange(pairs) % 100 + 200).astype(np.int16), columns,
        {"deadly": chance, "war": chance}, came,
    )  # fmt: skip


def recalibrate(constant: float, rival: float, slope: float) -> Rule:
    return lambda x, s: logistic(recalibrated(x, s) @ np.array([constant, rival, slope]))


def direct(*beta: float) -> Rule:
    return lambda x, s: logistic(x @ np.array(beta))


@pytest.fixture(scope="session")
def past() -> Sequence[Hindcast]:
    """Origins twenty years apart, over which the paths are right but for their level."""
    return [made(origin, recalibrate(-0.5, 0.4, 1.0)) for origin in range(1890, 1991, 20)]
