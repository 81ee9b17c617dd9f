"""Boxes of B's index, halved until each is known to hold no equilibrium or exactly one."""

import numpy as np
import numpy.typing as npt

from foedus.estimate import Array
from foedus.games.signaling.payoffs import Ints, Payoffs
from foedus.games.signaling.reply import Reply, reply_to

MARGIN = 1e-12  # relative allowance for rounding in the bounds
RESOLUTION = 1e-9  # the narrowest box, in z
ROUNDS = 200


def cover(
    games: Payoffs, row: Ints, low: Array, high: Array, boxes: Ints, gap: Array
) -> tuple[Ints, Array, Array]:
    """Close the boxes of games with a rising reply; return the boxes that hold a root.

    Adds to ``boxes`` and ``gap`` in place. A box left open is returned if its ends differ in sign.
    """
    kept: list[tuple[Ints, Array, Array]] = [(row[:0], low[:0], high[:0])]
    # a hair wider, so that a reply without slope still changes sign between the ends
    left, right = low - MARGIN * (1 + np.abs(low)), high + MARGIN * (1 + np.abs(high))
    sub = games.at(row)
    first, last = reply_to(sub, left), reply_to(sub, right)
    for turn in range(ROUNDS):
        empty, single = _judge(sub, left, right, first, last)
        width = right - left
        stuck = (width < RESOLUTION * (1 + np.abs(left))) | (turn == ROUNDS - 1)
        stuck &= ~empty & ~single
        np.add.at(gap, row[stuck], width[stuck])
        crossing = (first.zeta >= left) != (last.zeta >= right)
        keep = (single | stuck) & crossing & ~empty
        kept.append((row[keep], left[keep], right[keep]))
        split = ~(empty | single | stuck)
        if not split.any():
            break
        row, left, right = row[split], left[split], right[split]
        np.add.at(boxes, row, 1)
        middle = 0.5 * (left + right)
        half = reply_to(games.at(row), middle)
        first, last = first.at(split).join(half), half.join(last.at(split))
        left, right = np.concatenate([left, middle]), np.concatenate([middle, right])
        row = np.concatenate([row, row])
        sub = games.at(row)
    rows, lefts, rights = (np.concatenate(part) for part in zip(*kept, strict=True))
    return rows, lefts, rights


def _judge(
    games: Payoffs, left: Array, right: Array, first: Reply, last: Reply
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Whether a box can hold no root, and whether zeta(z) - z is strictly monotone over it."""
    slack = MARGIN * (1 + np.abs(left) + np.abs(right))
    empty = (last.zeta < left - slack) | (first.zeta > right + slack)
    lowest, highest = _slope_bounds(games, first, last)
    single = (highest < 1 - MARGIN) | (lowest > 1 + MARGIN)
    # Where the ends agree in sign, the two lines with the extreme slopes bound the way to zero.
    down, up = 1 - lowest, highest - 1  # zeta' - 1 lies in [-down, up]
    start, end = first.zeta - left, last.zeta - right
    with np.errstate(over="ignore", invalid="ignore"):
        needed = down * up * (right - left) + slack * (down + up)
        empty |= (start > 0) & (end > 0) & (up * start + down * end > needed)
        empty |= (start < 0) & (end < 0) & (-down * start - up * end > needed)
    return empty, single


def _slope_bounds(games: Payoffs, first: Reply, last: Reply) -> tuple[Array, Array]:
    """Bounds of zeta' over boxes, from the monotone factors' values at the two ends."""
    firm = np.minimum(first.firm, last.firm), np.maximum(first.firm, last.firm)
    back = np.minimum(first.back, last.back), np.maximum(first.back, last.back)
    resolved = games.barWA > games.bara
    tilt_low = np.where(resolved, back[0] - firm[1], firm[0] - back[1])
    tilt_high = np.where(resolved, back[1] - firm[0], firm[1] - back[0])
    size = np.abs(games.VB - games.CB)
    with np.errstate(over="ignore", invalid="ignore"):
        lowest = size * np.minimum(first.rho, last.rho) * np.maximum(tilt_low, 0.0) * last.steep
        highest = size * np.maximum(first.rho, last.rho) * tilt_high * first.steep
    lowest = np.where(first.held | last.held | np.isnan(lowest), 0.0, lowest)
    return lowest * (1 - MARGIN), np.where(np.isnan(highest), np.inf, highest * (1 + MARGIN))
