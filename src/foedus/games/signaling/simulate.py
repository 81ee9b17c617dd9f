"""Draw outcomes of crisis-signaling games played at an equilibrium."""

import numpy as np

from foedus.errors import InputError, UnknownNameError
from foedus.estimate import Array
from foedus.games.signaling.equilibria import solve
from foedus.games.signaling.full import SELECTIONS
from foedus.games.signaling.payoffs import Ints, Payoffs


def simulate(
    games: Payoffs,
    plays: int,
    *,
    random: np.random.Generator,
    selection: str = "lowest",
    odds: tuple[float, float] = (0.0, 0.0),
) -> tuple[Array, Ints]:
    """Counts (n, 4) of ``plays`` plays of n games, and ranks (n,) of the equilibria played.

    selection: ``lowest``, ``highest`` or ``mixture`` (``best`` needs outcomes, so it cannot be
    drawn from). odds: under the mixture, the log odds of a middle and of the highest equilibrium
    against the lowest. A game without an equilibrium stays at the status quo, with rank -1.
    """
    if selection not in SELECTIONS:
        raise UnknownNameError("selection", selection, SELECTIONS)
    if selection == "best":
        raise InputError(
            "selection 'best' is chosen by outcomes, which a simulation has yet to draw",
            hint="lowest, highest or mixture",
        )
    found = solve(games)
    number, rank, row = found.number, found.rank, found.row
    last = rank == number[row] - 1
    if selection == "mixture":
        weight = np.exp(np.where(rank == 0, 0.0, np.where(last, odds[1], odds[0])))
    else:
        weight = ((rank == 0) if selection == "lowest" else last).astype(float)
    # one draw a game: the largest of log weight plus Gumbel noise
    with np.errstate(divide="ignore"):
        key = np.log(weight) + random.gumbel(size=len(row))
    order = np.lexsort((-key, row))
    rows, first = np.unique(row[order], return_index=True)
    picked = order[first]
    probability = np.tile([1.0, 0.0, 0.0, 0.0], (len(games), 1))
    probability[rows] = np.clip(found.probabilities()[picked], 0.0, 1.0)
    played = np.full(len(games), -1, np.int64)
    played[rows] = rank[picked]
    probability /= probability.sum(1, keepdims=True)
    return random.multinomial(plays, probability).astype(float), played
