"""How far the terms of two guarantees lie apart: 0 the same, 1 nothing alike.

Gower's coefficient (Gower 1971, Biometrics 27: 857–871) within groups, averaged over groups:

    d(a, b) = sum_g w_g d_g / sum_g w_g,   d_g = mean over features f of g of |a_f - b_f|

where a feature counts only if both have it, and a group only if some feature of it does. Two rules
are not Gower's plain ones:

- Of the obligations, and of a named adversary, only those count that one of the two has: that
  neither promises an offensive makes two promises no more alike (his rule for presences).
- How an obligation is owed (its discretion, reach, conditions) differs wholly where only one of the
  two owes it: a promise that is not made has no terms to agree on. Where neither does, it is left
  out.

All features lie in [0, 1], so no scaling by range is needed. The groups weigh the same unless told
otherwise: eight military items would else outvote the obligations for no reason but their number.
A missing feature drops out of a pair, so the triangle inequality need not hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError, UnknownNameError
from foedus.terms.features import FEATURES, GROUPS, OF_OBLIGATIONS, features
from foedus.terms.guarantee import Guarantee

if TYPE_CHECKING:
    import polars as pl

Features = Mapping[str, float | None]
Array = NDArray[np.float64]

_PRESENCES = [FEATURES.index(name) for name in (*GROUPS["obligations"], "named_adversary")]
_HOW = [FEATURES.index(name) for name in OF_OBLIGATIONS]
# (features of OF_OBLIGATIONS, all features): 1 where the second is an obligation of the first
_OWED = np.array([[name in of for name in FEATURES] for of in OF_OBLIGATIONS.values()], dtype=bool)


@dataclass(frozen=True, slots=True)
class Distance:
    """A distance and what it is made of."""

    total: float  # in [0, 1]
    groups: dict[str, float | None]  # d_g in [0, 1] by group; None: no feature known on both sides


def distance(
    a: Guarantee | Features, b: Guarantee | Features, *, weights: Mapping[str, float] | None = None
) -> Distance:
    """The distance between two guarantees, or two mappings with features.

    weights: of groups, each ≥ 0; a group left out weighs 1. Symmetric; 0 where all known features
    agree. Raises UnknownNameError for an unknown group, InputError for a weight that cannot serve,
    or where no feature is known on both sides.
    """
    total, groups = _gower(_row(a), _row(b)[None, :], _weights(weights))
    if np.isnan(total[0]):
        raise InputError("no term of the two is known on both sides, so no distance exists")
    named = zip(GROUPS, groups[0].tolist(), strict=True)
    return Distance(float(total[0]), {name: None if isnan(d) else d for name, d in named})


def distances(
    one: Guarantee | Features, frame: Any, *, weights: Mapping[str, float] | None = None
) -> "pl.DataFrame":
    """The distance of each row of a frame of features from one guarantee.

    frame: Polars, with the columns ``FEATURES`` (``foedus.terms.features.atop_features``).
    Returns a frame of the same rows: ``distance`` and one column a group, null where undefined.
    """
    import polars as pl

    rows = frame.select(pl.col(FEATURES).cast(pl.Float64)).to_numpy()
    total, groups = _gower(_row(one), rows, _weights(weights))
    columns = {"distance": total} | dict(zip(GROUPS, groups.T, strict=True))
    return pl.DataFrame(columns).fill_nan(None)


def _row(one: Guarantee | Features) -> Array:
    named = features(one) if isinstance(one, Guarantee) else one
    unknown = set(named) - set(FEATURES)
    if unknown:
        raise UnknownNameError("feature", min(unknown), FEATURES)
    values = [named.get(name) for name in FEATURES]
    row = np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    if np.any((row < 0) | (row > 1)):
        worst = FEATURES[int(np.argmax((row < 0) | (row > 1)))]
        raise InputError(f"found {named[worst]}, expected a number from 0 to 1", where=worst)
    return row


def _weights(given: Mapping[str, float] | None) -> Array:
    for name, weight in (given or {}).items():
        if name not in GROUPS:
            raise UnknownNameError("group of terms", name, GROUPS)
        if not 0 <= weight < float("inf"):
            raise InputError(f"found {weight}, expected a weight of 0 or more", where=name)
    weights = np.array([(given or {}).get(name, 1.0) for name in GROUPS], dtype=np.float64)
    if not weights.any():
        raise InputError("every group weighs 0", hint="give at least one a weight")
    return weights


def _owing(rows: Array) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether rows (..., F) owe some obligation of each of OF_OBLIGATIONS, and owe none: (..., H).

    Neither where it is unknown.
    """
    owed = np.where(np.isnan(rows), -1.0, rows)[..., None, :]
    some = np.any(_OWED & (owed > 0), axis=-1)
    return some, np.all(~_OWED | (owed == 0), axis=-1)


def _gower(one: Array, rows: Array, weights: Array) -> tuple[Array, Array]:
    """one: (F,); rows: (n, F); weights: (G,). Returns (n,) and (n, G); NaN where undefined."""
    apart = np.abs(rows - one)
    with_it, without = _owing(one)
    some, none = _owing(rows)
    have, others = one[_HOW], rows[:, _HOW]
    alone = (with_it & none & ~np.isnan(have)) | (some & without & ~np.isnan(others))
    apart[:, _HOW] = np.where(alone, 1.0, apart[:, _HOW])
    known = ~np.isnan(apart)
    known[:, _PRESENCES] &= (rows[:, _PRESENCES] > 0) | (one[_PRESENCES] > 0)
    starts = np.cumsum([0, *(len(names) for names in GROUPS.values())])[:-1]
    sums = np.add.reduceat(np.where(known, apart, 0.0), starts, axis=1)
    counts = np.add.reduceat(known, starts, axis=1, dtype=np.float64)
    groups = np.divide(sums, counts, out=np.full_like(sums, np.nan), where=counts > 0)
    usable = weights * (counts > 0)
    weight = usable.sum(axis=1)
    total = np.full(len(rows), np.nan)
    np.divide((usable * np.nan_to_num(groups)).sum(axis=1), weight, out=total, where=weight > 0)
    return total, groups
