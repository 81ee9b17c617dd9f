"""Made-up member-years, with a known cause of breaks: democracy and the number of parties."""

import numpy as np
import pytest

from foedus.history.lapse import Lapse
from foedus.history.lapse import shipped as load_shipped
from foedus.history.lapse.rows import PLAIN, Years


def made_up(commitments: int = 600, seed: int = 0) -> Years:
    """Commitments signed from 1816 on, each followed until it breaks, at most 30 years."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(commitments):
        since, parties, own = rng.integers(1816, 2000), rng.choice([2, 2, 3, 12]), rng.uniform()
        defense = rng.uniform() < 0.6
        for year in range(since, min(since + 30, 2017)):
            eta = -2.0 - 2.0 * own - 0.5 * np.log(parties / 2)
            broken = rng.uniform() < 1 / (1 + np.exp(-eta))
            rows.append((number // 2, 2 + number % 50, year, year - since, parties, own, defense,
                         broken))  # fmt: skip
            if broken:
                break
    alliance, member, year, age, parties, own, defense, broken = (
        np.array(column) for column in zip(*rows, strict=True)
    )
    n = len(year)
    columns = {name: (rng.random(n) < 0.4).astype(np.float64) for name in PLAIN}
    columns |= {
        "age": age.astype(np.float64), "parties": parties.astype(np.float64), "democracy": own,
        "democracy_others": np.full(n, np.nan), "term": np.full(n, 10.0), "power_shift": own / 2,
        "defense": defense.astype(np.float64), "after_1945": (year - age > 1945).astype(float),
        "support_since": age / 10.0,
    }  # fmt: skip
    return Years(alliance, member, year, columns, broken, broken)


@pytest.fixture(scope="session")
def years() -> Years:
    return made_up()


@pytest.fixture(scope="session")
def shipped() -> Lapse:
    return load_shipped()
