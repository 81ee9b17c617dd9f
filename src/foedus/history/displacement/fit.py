"""Fitting the check of displacement on the ladder's rows."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import FitError
from foedus.estimate import Array
from foedus.evidence.card import card
from foedus.history.covariates import logistic
from foedus.history.displacement.posterior import WINDOW, Displacement, Odds
from foedus.history.ladder import Ladder
from foedus.history.rows import SOURCES, Data

_STEPS = 50
_DIGITS = 9  # significant digits kept
_FIRST = 1800  # before every year of the data
_SPAN = 300
_STATES = 1000


def measure(data: Data, ladder: Ladder) -> Displacement:
    """The check on the ladder's rows. Raises FitError where it cannot be fitted."""
    one, two, year = (np.asarray(each, np.int64) for each in (data.ccode1, data.ccode2, data.year))
    rival = data.columns["rivalry"] > 0
    major = data.columns["major"] > 0
    known, was = _a_year_ago(one, two, year, major)
    changes = {"gained": rival & known & major & ~was, "lost": rival & known & ~major & was}
    place = year - _FIRST
    rows = np.flatnonzero(data.relevant)
    others = _by_state(one, place, rival)[one[rows], place[rows]] - rival[rows]
    rows, others = rows[others > 0], others[others > 0]
    rung = ladder.rungs["onset"]
    eta = ((data.design("onset", rows) - rung.center) / rung.scale) @ rung.mean
    onset = data.onset[rows]
    found: dict[str, Any] = {}
    for name, change, early in (
        ("gained", changes["gained"], False),
        ("before", changes["gained"], True),
        ("lost", changes["lost"], False),
    ):
        moved = _elsewhere(one, two, place, change, rows, early)
        X = np.column_stack([np.ones(len(rows)), eta, np.log(others), moved])
        mean, sd = _logit(X, onset, one[rows], two[rows])
        mean, sd = (float(f"{each:.{_DIGITS}g}") for each in (mean, sd))
        found[name] = Odds(mean, sd, int(change.sum()), int(moved.sum()), int(onset[moved].sum()))
    return Displacement(
        **found,
        rows=len(rows),
        first=int(year.min()),
        last=int(year.max()),
        hashes={name: card(name).sha256 for name in SOURCES},
    )


def _a_year_ago(
    one: NDArray[np.int64], two: NDArray[np.int64], year: NDArray[np.int64], held: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """(n,) whether the pair was there the year before, and what ``held`` was then."""
    key = (one * _STATES + two) * 10_000 + year
    order = np.argsort(key)
    at = np.minimum(np.searchsorted(key[order], key - 1), len(key) - 1)
    known = key[order][at] == key - 1
    return known, known & held[order[at]]


def _by_state(one: NDArray[np.int64], place: NDArray[np.int64], what: NDArray[np.bool_]) -> Array:
    """(states, years) how many rows of a challenger and year are so."""
    count = np.zeros((_STATES, _SPAN))
    np.add.at(count, (one[what], place[what]), 1.0)
    return count


def _elsewhere(
    one: NDArray[np.int64],
    two: NDArray[np.int64],
    place: NDArray[np.int64],
    change: NDArray[np.bool_],
    rows: NDArray[np.int64],
    early: bool,
) -> NDArray[np.bool_]:
    """(len(rows),) whether another of the challenger's rivals changed within the window.

    early: in the ``WINDOW`` years to come, instead of those to this one.
    """
    shift = WINDOW if early else 0
    mine = np.zeros((_STATES, _SPAN + WINDOW + 1))
    own: dict[tuple[int, int], list[int]] = {}
    for a, b, when in zip(one[change], two[change], place[change], strict=True):
        mine[a, when] += 1.0
        own.setdefault((int(a), int(b)), []).append(int(when))
    total = np.concatenate([np.zeros((_STATES, 1)), np.cumsum(mine, axis=1)], axis=1)
    end = np.minimum(place[rows] + 1 + shift, total.shape[1] - 1)
    start = np.maximum(end - WINDOW, 0)
    count = total[one[rows], end] - total[one[rows], start]
    pair = one[rows] * _STATES + two[rows]
    for (a, b), years in own.items():  # its own change is none elsewhere
        same = np.flatnonzero(pair == a * _STATES + b)
        for when in years:
            count[same] -= (start[same] <= when) & (when < end[same])
    return np.asarray(count > 0.5)


def _logit(
    X: Array, y: NDArray[np.bool_], one: NDArray[np.int64], two: NDArray[np.int64]
) -> tuple[float, float]:
    """The last coefficient by maximum likelihood, and its two-way clustered standard error."""
    beta = np.zeros(X.shape[1])
    for _ in range(_STEPS):
        p = logistic(X @ beta)
        information = (X * (p * (1.0 - p))[:, None]).T @ X
        step = np.linalg.solve(information, X.T @ (y - p))
        beta += step
        if np.abs(step).max() < 1e-9:
            break
    else:
        raise FitError("the logit of displacement does not converge", where="displacement")
    scores = X * (y - logistic(X @ beta))[:, None]
    bread = np.linalg.inv(information)
    meat = _meat(one, scores) + _meat(two, scores) - _meat(one * _STATES + two, scores)
    variance = (bread @ meat @ bread)[-1, -1]
    return float(beta[-1]), float(np.sqrt(variance))


def _meat(group: NDArray[np.int64], scores: Array) -> Array:
    groups, place = np.unique(group, return_inverse=True)
    sums = np.zeros((len(groups), scores.shape[1]))
    np.add.at(sums, place, scores)
    return np.asarray(sums.T @ sums)
