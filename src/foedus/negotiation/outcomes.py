"""Issues with outcomes as arrays: what the fit and the scores are computed on."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.negotiation.actors import Issue, central
from foedus.negotiation.mixture import MixtureFamily, Parts, parts
from foedus.negotiation.record import Array

#: Every family that is compared.
FAMILIES = tuple(
    MixtureFamily(center, width, middle, power)  # type: ignore[arg-type]
    for center, width, middle, power in product(
        ("compromise", "election"), ("scale", "spread"), (False, True), (1.0, 2.0)
    )
)
#: Middles of the cells on which the choice of family is scored.
GRID = np.arange(0.5, 100.0)


@dataclass(frozen=True, slots=True)
class ElectionOutcome:
    """The election of every issue under one power.

    hit: (N,) chance that it gives the outcome's bin; cdf: (N, G) on ``GRID``; mean: (N,).
    """

    parts: tuple[Parts, ...]
    hit: Array
    cdf: Array
    mean: Array


@dataclass(frozen=True, slots=True)
class Evidence:
    """Issues with outcomes as arrays on a scale of 0 to 100, so that issues compare.

    elected: by power. compromise, spread, middle, outcome: (N,). group: (N,) whole numbers.
    """

    elected: dict[float, ElectionOutcome]
    compromise: Array
    spread: Array
    middle: Array
    outcome: Array
    group: NDArray[np.int64]


def scoreable(issues: Sequence[Issue]) -> list[Issue]:
    """Issues with an outcome, three actors or more, and some weight."""
    return [
        issue
        for issue in issues
        if issue.outcome is not None and len(issue.actors) >= 3 and central(issue).w.sum() > 0
    ]


def evidence(issues: Sequence[Issue]) -> Evidence:
    """Arrays of scoreable issues. Raises InputError where fewer than 20 groups have outcomes."""
    names = [issue.group or issue.name for issue in issues]
    _, group = np.unique(names, return_inverse=True)
    if len(set(names)) < 20:
        raise InputError(
            f"{len(set(names))} proposals have outcomes: too few to fit and to check",
            hint="give issues with outcomes from 20 proposals or more",
        )
    y = np.array([100 * (float(i.outcome or 0.0) - i.low) / (i.high - i.low) for i in issues])
    elected = {}
    for power in sorted({family.power for family in FAMILIES}):
        made = []
        for issue in issues:
            arrays = central(issue)
            made.append(
                parts(100 * (arrays.x - issue.low) / (issue.high - issue.low), arrays.w, power)
            )
        elected[power] = ElectionOutcome(
            parts=tuple(made),
            hit=np.array(
                [
                    part.p[np.abs(part.options - at) < 0.5].sum()
                    for part, at in zip(made, y, strict=True)
                ]
            ),
            cdf=np.stack([(part.p[0] @ (part.options[0][:, None] <= GRID)) for part in made]),
            mean=np.array([part.election_mean[0] for part in made]),
        )
    return Evidence(
        elected=elected,
        compromise=np.array([part.compromise[0] for part in made]),
        spread=np.array([part.spread[0] for part in made]),
        middle=np.array([part.middle[0] for part in made]),
        outcome=y,
        group=group.astype(np.int64),
    )


def folds(group: NDArray[np.int64], k: int, seed: int) -> NDArray[np.int64]:
    """A fold for each issue; issues of one group share it."""
    groups = np.unique(group)
    fold = np.empty(int(groups.max()) + 1, dtype=np.int64)
    fold[np.random.default_rng(seed).permutation(groups)] = np.arange(len(groups)) % k
    return fold[group]
