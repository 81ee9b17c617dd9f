"""Check arrays once, at the door: positions and weights of a batch of negotiations."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import InputError
from foedus.negotiation.record import Array

#: Elements of the largest temporary array (256 kB of float64: stays in the cache of one core).
CHUNK = 32_768


def rows(values: ArrayLike, name: str) -> Array:
    """``values`` as a finite (b, n) float array; one negotiation may be given as (n,).

    Raises InputError where a value is missing or infinite, or where there is no actor.
    """
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError(
            f"{name} must be numbers", hint="leave actors without a value out"
        ) from None
    if array.ndim not in (1, 2):
        raise InputError(f"{name} must have shape (actors,) or (batch, actors), got {array.shape}")
    array = np.atleast_2d(array)
    if array.shape[1] == 0:
        raise InputError(f"{name}: there is no actor", hint="give at least one actor")
    bad = ~np.isfinite(array)
    if bad.any():
        b, i = np.argwhere(bad)[0]
        raise InputError(
            f"{name} of actor {i} in row {b} is {array[b, i]}",
            hint="leave actors without a value out, or give them a range",
        )
    return array


def positions_and_weights(positions: ArrayLike, weights: ArrayLike) -> tuple[Array, Array]:
    """Both as (b, n); weights not negative, with some weight in every row.

    Raises InputError otherwise: nothing can be said of a negotiation in which nobody counts.
    """
    x, w = rows(positions, "positions"), rows(weights, "weights")
    try:
        x, w = np.broadcast_arrays(x, w)
    except ValueError:
        raise InputError(f"positions have shape {x.shape} but weights {w.shape}") from None
    if (w < 0).any():
        b, i = np.argwhere(w < 0)[0]
        raise InputError(f"weight of actor {i} in row {b} is {w[b, i]}: weights cannot be negative")
    empty = w.sum(axis=1) <= 0
    if empty.any():
        raise InputError(
            f"no actor in row {int(np.argmax(empty))} has any weight",
            hint="weight is capability times salience: give one actor both above zero",
        )
    return x, w


def span(x: Array) -> Array:
    """Range R of each row's positions, (b,)."""
    reach: Array = x.max(axis=1) - x.min(axis=1)
    return reach


def first_of_kind(x: Array) -> NDArray[np.bool_]:
    """True at the first actor that holds each distinct position, (b, n)."""
    order = np.argsort(x, axis=1, kind="stable")
    ordered = np.take_along_axis(x, order, axis=1)
    new = np.ones(x.shape, dtype=bool)
    new[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    first: NDArray[np.bool_] = np.empty(x.shape, dtype=np.bool_)
    np.put_along_axis(first, order, new, axis=1)
    return np.asarray(first, dtype=np.bool_)
