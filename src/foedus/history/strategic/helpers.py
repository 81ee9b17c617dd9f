"""Who comes to a target's help: third states one by one, and what being bound adds.

The game's helper is whoever might come, taken together, so it cannot tell a guarantor that came
from another state that did. Here each third state of each challenge is a row.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.estimate import Array
from foedus.history.ladder import ERAS, era_of

if TYPE_CHECKING:
    from foedus.history.strategic.thirds import Flags, Thirds

NAMES = ("constant", "guarantor", "in_reach", "rival", "neighbor", "members")
#: Prior sds on the logit: as good as none, and how far an era may stand from all of them.
WIDE, ERA = 10.0, 0.5


@dataclass(frozen=True, slots=True)
class Kind:
    """How often third states of one kind joined: chances (challenge × third state), and joins."""

    guarantor: bool
    rival: bool
    in_reach: bool
    chances: int
    joined: int


@dataclass(frozen=True, slots=True)
class Bound:
    """What being bound to defend adds to the log odds that a third state joins."""

    era: str  # "pooled", or an era's name
    mean: float
    sd: float  # robust to rows that share the helper or the target


@dataclass(frozen=True, slots=True)
class Helpers:
    """Third states by kind, and the effect of being bound, pooled and by era."""

    kinds: tuple[Kind, ...]
    bound: tuple[Bound, ...]


def helpers(found: "Thirds") -> Helpers:
    """Count and fit. Raises FitError where nobody joined, or all did."""
    return Helpers(kinds(found), bound(found))


def kinds(found: "Thirds") -> tuple[Kind, ...]:
    """Third states by being bound, a rival, in reach."""
    out = []
    for guarantor in (False, True):
        for rival in (False, True):
            for in_reach in (False, True):
                some: Flags = (
                    (found.guarantor == guarantor)
                    & (found.rival == rival)
                    & (found.in_reach == in_reach)
                )
                counts = int(some.sum()), int(found.joined[some].sum())
                out.append(Kind(guarantor, rival, in_reach, *counts))
    return tuple(out)


def bound(found: "Thirds") -> tuple[Bound, ...]:
    """A logit of joining on ``NAMES``, coefficients pooled over eras."""
    from foedus.history import logit, robust  # SciPy, which a forecast does without

    X = design(found)
    era = era_of(found.year)
    k = len(NAMES)
    fit = logit.fit(X, found.joined, era, scale=np.full(k, WIDE), era_scale=np.full(k, ERA))
    meat = robust.meat(fit, X, found.joined, era, found.third, found.target)
    cov = robust.widened(fit, meat)
    place = NAMES.index("guarantor")
    out = []
    for label, name in ((-1, "pooled"), *((i, name) for i, (_, name) in enumerate(ERAS))):
        if label >= 0 and label not in fit.eras:
            continue
        pick = fit.selector(label)[place]
        out.append(Bound(name, float(pick @ fit.theta), float(np.sqrt(pick @ cov @ pick))))
    return tuple(out)


def design(found: "Thirds") -> Array:
    """(m, k) regressors in the order of ``NAMES``.

    members: log of the number of third states; the more there are, the less likely each is to come.
    """
    return np.column_stack(
        [
            np.ones(len(found.year)), found.guarantor, found.in_reach, found.rival, found.neighbor,
            np.log(found.members) - np.log(100.0),
        ]
    ).astype(np.float64)  # fmt: skip
