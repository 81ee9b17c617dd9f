"""Votes, coalitions and victory in the spatial model: KTAB's building blocks by name."""

from functools import cache
from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from foedus.negotiation.methods.election import victory
from foedus.negotiation.record import Array

Voting: TypeAlias = Literal["Prop", "PropCbc", "Cubic", "Binary", "PropBin", "ASymProsp"]
Victory: TypeAlias = Literal["Linear", "Square", "Quartic", "Octic", "Binary"]
VOTING: tuple[str, ...] = get_args(Voting)
VICTORY: tuple[str, ...] = get_args(Victory)
_POWER = {"Linear": 1.0, "Square": 2.0, "Quartic": 4.0, "Octic": 8.0}
#: Added to every coalition, so that nobody is certain to win.
FLOOR = 1e-8


def vote(w: Array | float, z: Array, rule: Voting) -> Array:
    """Vote of weight w on a difference of utility z: positive for the first option."""
    if rule == "Prop":
        cast = w * z
    elif rule == "PropCbc":
        cast = w * (0.5 * z + 0.5 * z**3)
    elif rule == "Cubic":
        cast = w * z**3
    elif rule == "Binary":
        cast = w * _side(z)
    elif rule == "PropBin":
        cast = w * (0.8 * z + 0.2 * _side(z))
    else:  # ASymProsp: losses count in full, gains for two thirds
        cast = w * np.where(z < 0, z, z * (2.0 / 3.0))
    return np.asarray(cast)


def coalitions(u: Array, w: Array, rule: Voting) -> Array:
    """C[..., a, b], the votes for a over b. u: (..., options, voters), w: (voters,).

    One vote is cast a voter and pair, on a against b where a has the higher index: this matters
    for ASymProsp alone, which counts gains and losses differently.
    """
    m = u.shape[-2]
    C = np.full((*u.shape[:-1], m), FLOOR)
    i, j = _pairs(m)
    v = vote(w, u[..., i, :] - u[..., j, :], rule)
    total = v.sum(axis=-1)
    backed = 0.5 * (np.abs(v).sum(axis=-1) + total)  # Σ max(v, 0)
    C[..., i, j] += backed
    C[..., j, i] += backed - total
    return C


def chance_of_victory(C: Array, model: Victory) -> Array:
    """V[..., a, b] from coalitions. ``Binary`` wins for certain with a tenth more strength."""
    if model == "Linear":
        linear: Array = C / (C + np.swapaxes(C, -1, -2))  # every coalition has its FLOOR
        return linear
    if model != "Binary":
        return victory(C, _POWER[model])
    share = C / (C + np.swapaxes(C, -1, -2))
    edge = (2.1 * share - 1.0) / 0.1
    V: Array = np.clip(edge, 1e-6, 1 - 1e-6)
    n = C.shape[-1]
    V[..., np.arange(n), np.arange(n)] = 0.5
    return V


@cache
def _pairs(m: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    i, j = np.tril_indices(m, -1)
    return i.astype(np.int64), j.astype(np.int64)


def _side(z: Array) -> Array:
    return np.clip(z / 1e-8, -1.0, 1.0)
