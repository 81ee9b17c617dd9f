"""Shapley values: a total shared out among players, each by what it adds on average.

With k players and v(S) the worth of a coalition S, player i gets

    φ_i = Σ_{S ∌ i} |S|! (k - |S| - 1)! / k! · (v(S ∪ i) - v(S))

the mean, over all orders in which players may join, of what i adds when it does (Shapley 1953, A
value for n-person games). The shares add up to v(all) - v(nobody), and a player that never changes
anything gets 0.
"""

from math import factorial

import numpy as np

from foedus.estimate import Array


def shapley(worth: Array) -> Array:
    """(k, n) shares from (2**k, n) worths; bit i of a row's number says whether i is in.

    Raises ValueError where the number of rows is not a power of two.
    """
    rows = len(worth)
    players = rows.bit_length() - 1
    if rows != 1 << players:
        raise ValueError(f"{rows} coalitions: not a power of two")
    size = np.array([int(mask).bit_count() for mask in range(rows)])
    weight = np.array(
        [factorial(s) * factorial(players - s - 1) / factorial(players) for s in range(players)]
    )
    shares = np.empty((players, *worth.shape[1:]))
    for player in range(players):
        without = np.flatnonzero((np.arange(rows) >> player) & 1 == 0)
        added = worth[without | (1 << player)] - worth[without]
        shares[player] = np.tensordot(weight[size[without]], added, axes=1)
    return shares
