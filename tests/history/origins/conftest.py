"""Made-up hindcasts: pairs of a few kinds, wars that come at random."""

import numpy as np
import pytest

from foedus.history.horizon.hindcast import EVENTS, NEVER, SPAN, Hindcast

PAIRS = 300


def hindcast(origin: int) -> Hindcast:
    rng = np.random.default_rng(origin)
    one, two = np.arange(PAIRS) % 20 + 1, np.arange(PAIRS) % 29 + 30

    def flag(share: float) -> np.ndarray:
        return (rng.random(PAIRS) < share).astype(np.float32)

    columns = {
        **{name: flag(0.3) for name in ("rivalry", "relevant", "minor", "major", "cowmaj1",
                                        "cowmaj2", "conttype")},
        "mid_pair_h25": rng.uniform(0, 2, PAIRS).astype(np.float32),
        "since_war": rng.uniform(1, 90, PAIRS).astype(np.float32),
    }  # fmt: skip
    yearly = rng.uniform(0.001, 0.02, (PAIRS, 1))
    chance = 1 - (1 - yearly) ** np.arange(1, SPAN + 1)
    year = rng.geometric(yearly[:, 0])
    came = np.where(year <= SPAN, year, NEVER)
    return Hindcast(origin, one.astype(np.int16), two.astype(np.int16), columns,
                    dict.fromkeys(EVENTS, chance), dict.fromkeys(EVENTS, came))  # fmt: skip


@pytest.fixture(scope="session")
def hindcasts() -> list[Hindcast]:
    return [hindcast(origin) for origin in range(1905, 2006, 5)]
