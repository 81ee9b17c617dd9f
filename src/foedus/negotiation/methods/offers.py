"""Which offers stand after a round of challenges, and which one each actor takes."""

from typing import Literal, TypeAlias

import numpy as np

from foedus.negotiation.record import Array

Offers: TypeAlias = Literal["strongest", "least", "scholz"]


def accept(
    x: Array,
    own: Array,
    other: Array,
    rule: Offers,
    both_gain: Literal["stay", "move"],
    capitulation: Literal["stronger", "never"],
) -> Array:
    """Positions (b, n) after each actor takes at most one offer; all move at once.

    own, other: (b, i, j), i's view of what i expects of challenging j and j of challenging i.
    The classes of Scholz et al. 2011, fig. 5: i gives way by confrontation (both gain, j more),
    by compromise (i loses, j gains more) or by capitulation (i would lose more than j gains). i
    prefers them in that order; ``rule`` chooses within a class.
    """
    b, n = x.shape
    apart = x[:, :, None] != x[:, None, :]
    threatened = apart & (other > 0)
    confront = threatened & (own > 0) & (other > own)
    if both_gain == "stay":
        confront[:] = False
    losing = threatened & (own < 0)
    meet = losing & (other > -own)
    yield_all = losing & ~meet
    if capitulation == "never":
        yield_all[:] = False
    there = np.broadcast_to(x[:, None, :], (b, n, n))
    here = np.broadcast_to(x[:, :, None], (b, n, n))
    share = np.where(meet, -own / np.where(meet, other, 1.0), 1.0)
    target = here + (there - here) * share
    moves = np.abs(target - here)
    result = x.copy()
    open_to = np.ones((b, n), dtype=bool)
    for name, kind in (("confront", confront), ("meet", meet), ("yield", yield_all)):
        if rule == "strongest":
            cost = -other
        elif rule == "scholz" and name == "meet":
            total = np.abs(own) + np.abs(other)
            cost = (np.abs(own) * here + np.abs(other) * there) / np.where(total > 0, total, 1.0)
        else:
            cost = moves
        cost = np.where(kind, cost, np.inf)
        best = np.argmin(cost, axis=2)[:, :, None]
        some = kind.any(axis=2) & open_to
        result = np.where(some, np.take_along_axis(target, best, axis=2)[:, :, 0], result)
        open_to &= ~some
    return result
