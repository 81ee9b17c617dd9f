"""What honor may look at: features of a promise of defense, by name.

The same names serve the calls of history and a new guarantee. ``CANDIDATES`` are all that were
tried; which of them the shipped model keeps is in its posterior (docs/honor.md says why).
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from foedus.estimate import Array

#: The year from which a promise counts as of the later era.
ERA = 1945
#: Name -> what it is, in words. A promise's guarantor is the strongest of those called on.
CANDIDATES = {
    "since_1945": "signed in 1945 or later",
    "inside": "the attacker is itself a member",
    "trend": "year of signature, in half centuries from 1900",
    "depth": "depth, in sds of ATOP's alliances with an active obligation",
    "major": "a guarantor is a major power",
    "capability": "guarantor's share of world capabilities, log, from one in a hundred",
    "democracy": "guarantor's electoral democracy, 0 to 1, from one half",
    "power_change": "change in the guarantor's capabilities since signature, log, absolute",
    "regime_change": "change in the guarantor's electoral democracy since signature, absolute",
    "support_change": "the guarantor's leader answers to other groups than at signature",
    "age": "years since signature, log of one more, from ten",
    "amid": "signed in the year of the call: made for the war at hand",
    "against_major": "the adversary is a major power",
    "multilateral": "three or more members",
    "conditional": "the promise of defense is conditional",
    "ratified": "the treaty asks for ratification",
    "asymmetric": "members owe different things",
    "wartime": "signed during a war",
}  # fmt: skip


def era(year: int) -> str:
    """The era of a promise signed in a year, as the record by era calls it."""
    return f"{'since' if year >= ERA else 'before'} {ERA}"


def describe(
    *,
    signed: Any,
    inside: Any = np.nan,
    depth: Any = np.nan,
    major: Any = np.nan,
    capability: Any = np.nan,
    democracy: Any = np.nan,
    power_change: Any = np.nan,
    regime_change: Any = np.nan,
    support_change: Any = np.nan,
    age: Any = np.nan,
    against_major: Any = np.nan,
    multilateral: Any = np.nan,
    conditional: Any = np.nan,
    ratified: Any = np.nan,
    asymmetric: Any = np.nan,
    wartime: Any = np.nan,
) -> dict[str, Array]:
    """Every candidate feature, from plain facts; NaN where a fact is not given.

    signed: calendar year. inside: whether the attacker is itself a member. depth: latent, in sds
    (``foedus.history.depth``). capability: the strongest guarantor's share of world capabilities
    (CINC), 0 to 1. democracy: its polyarchy, 0 to 1. power_change: its share when called on over
    that at signature. regime_change: difference of its polyarchy. age: calendar years from
    signature to the call. The others are yes or no. Values broadcast.
    """
    year, years = np.asarray(signed, dtype=np.float64), np.asarray(age, dtype=np.float64)
    found = {
        "since_1945": np.where(np.isnan(year), np.nan, year >= ERA),
        "inside": inside,
        "trend": (year - 1900.0) / 50.0,
        "depth": depth,
        "major": major,
        "capability": np.log((np.asarray(capability, dtype=np.float64) + 1e-5) / 0.01),
        "democracy": np.asarray(democracy, dtype=np.float64) - 0.5,
        "power_change": np.abs(np.log(np.asarray(power_change, dtype=np.float64))),
        "regime_change": np.abs(np.asarray(regime_change, dtype=np.float64)),
        "support_change": support_change,
        "age": np.log((years + 1.0) / 10.0),
        "amid": np.where(np.isnan(years), np.nan, years <= 0),
        "against_major": against_major,
        "multilateral": multilateral,
        "conditional": conditional,
        "ratified": ratified,
        "asymmetric": asymmetric,
        "wartime": wartime,
    }
    return {name: np.asarray(value, dtype=np.float64) for name, value in found.items()}


def matrix(
    features: Mapping[str, Any], names: tuple[str, ...], unknown: Mapping[str, float]
) -> Array:
    """(..., 1 + k) a constant, then ``names``; NaN or an absent feature takes ``unknown``'s value.

    The features broadcast to a common shape.
    """
    values = [np.asarray(features.get(name, np.nan), dtype=np.float64) for name in names]
    values = [np.where(np.isnan(v), unknown[n], v) for n, v in zip(names, values, strict=True)]
    shape = np.broadcast_shapes(*(np.shape(value) for value in features.values()))
    out = np.ones((*shape, 1 + len(names)))
    for place, value in enumerate(values):
        out[..., 1 + place] = value
    return out
