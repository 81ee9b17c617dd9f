"""A world in which the game is known: outcomes drawn from coefficients of one's own choice."""

from dataclasses import replace

import numpy as np
import pytest

from foedus.games.tree.simulate import simulate
from foedus.history.strategic import posterior
from foedus.history.strategic.game import OUTCOMES, PAYOFFS, REGRESSORS, declare
from foedus.history.strategic.model import Strategic
from foedus.history.strategic.rows import Moves

#: Challenges common enough for a few thousand rows to tell.
TRUE = {
    ("challenger", "status quo"): {
        "constant": 0.8,
        "land": -0.5,
        "rivalry": -0.7,
        "promised": -0.3,
    },
    ("challenger", "joined"): {"depth": -1.5},
    ("target", "bilateral"): {"constant": 0.3, "share": -0.6, "land": 0.5},
    ("target", "joined"): {"constant": 1.0},
    ("helper", "joined"): {"constant": -0.9, "reach": 0.9, "depth": 0.5, "rivals": 0.3},
}


def coefficients() -> np.ndarray:
    """(K,) the true coefficients in the game's order."""
    return np.array(
        [TRUE.get(key, {}).get(name, 0.0) for key, names in PAYOFFS.items() for name in names]
    )


def world(rows: int, seed: int = 3) -> Moves:
    rng = np.random.default_rng(seed)
    columns = {name: rng.normal(size=rows) for name in REGRESSORS}
    for name in ("land", "rivalry", "reach"):
        columns[name] = (rng.random(rows) < 0.5).astype(float)
    columns["depth"] = columns["reach"] * rng.integers(0, 9, rows) / 4.0
    columns["promised"] = columns["reach"].copy()
    bare = Moves(
        at=np.arange(rows),
        ccode1=rng.integers(1, 60, rows).astype(np.int16),
        ccode2=rng.integers(60, 120, rows).astype(np.int16),
        year=rng.integers(1816, 2011, rows).astype(np.int16),
        regressors=columns,
        outcome=np.zeros(rows, dtype=np.int64),
    )
    ends = simulate(declare(), bare.frame(), coefficients(), seed)
    return replace(bare, outcome=np.array([OUTCOMES.index(end) for end in ends]))


@pytest.fixture(scope="session")
def moves() -> Moves:
    return world(12_000)


@pytest.fixture(scope="session")
def shipped() -> Strategic:
    return posterior.load()


@pytest.fixture(scope="session")
def truth() -> np.ndarray:
    return coefficients()
