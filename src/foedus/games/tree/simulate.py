"""Play a game: outcomes drawn from its equilibrium, to test a design before there are data."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.games.rows import frame_of
from foedus.games.tree.game import Game
from foedus.games.tree.solve import solve


def simulate(
    game: Game, data: Any, coefficients: Mapping[str, float] | Array, seed: int = 0
) -> list[str]:
    """The observed label of each row of a table, drawn at the given coefficients."""
    chance = solve(game, frame_of(data), coefficients).labels
    rng = np.random.default_rng(seed)
    above = np.cumsum(chance, axis=1) < rng.random(len(chance))[:, None] * chance.sum(1)[:, None]
    names = list(game.observable)
    return [names[i] for i in np.minimum(above.sum(axis=1), len(names) - 1)]
