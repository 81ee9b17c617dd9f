"""Whether a challenger that meets a new guarantee turns elsewhere: a check of the record.

Rows are politically relevant directed dyad-years (A, X) in which A has a strategic rival other than
X. The question is whether A begins more disputes with X in the years after another rival of A newly
gained a major power as guarantor against it. A logit on onset holds constant the ladder's own logit
for (A, X) and the number of A's other rivals:

    logit P(onset) = a + b · ladder + c · log(rivals) + d · moved

Two comparisons tell displacement from upheaval at large: the same for the years *before* such a
gain (nothing should be there yet), and after a rival newly *lost* its last such guarantor (if
deterrence displaced disputes, a loss should draw them back, and d be below 0).

Standard errors are clustered by challenger and by target (Cameron, Gelbach & Miller 2011).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import exp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import FitError
from foedus.history.covariates import Array, logistic
from foedus.history.ladder import Ladder
from foedus.history.rows import Data
from foedus.history.store import Store
from foedus.version import __version__

#: Years, the one of the change among them, in which it counts as new.
WINDOW = 5
_Z90 = 1.6448536269514722
_STEPS = 50
_DIGITS = 9  # significant digits kept
_FIRST = 1800  # before every year of the data
_SPAN = 300
_STATES = 1000


@dataclass(frozen=True, slots=True)
class Odds:
    """The log odds of onset with others, beside rows without such a change.

    changes: of a rival's guarantors. rows, onsets: with such a change in the window.
    """

    mean: float
    sd: float
    changes: int
    rows: int
    onsets: int

    @property
    def ratio(self) -> tuple[float, float, float]:
        """Odds ratio and its 90% interval."""
        ends = (0.0, -_Z90, _Z90)
        middle, low, high = (exp(self.mean + z * self.sd) for z in ends)
        return middle, low, high

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {**asdict(self), "ratio": list(self.ratio)}


@dataclass(frozen=True, slots=True)
class Displacement:
    """After a rival gained a major guarantor, before it did, and after one lost its last."""

    gained: Odds
    before: Odds
    lost: Odds
    rows: int
    first: int
    last: int
    hashes: Mapping[str, str]
    version: str = __version__
    command: str = "foedus fit displacement"

    @property
    def speaks_for_it(self) -> bool:
        """Whether the record tells displacement from upheaval.

        It does where onsets elsewhere rise after a gain, no rise comes before it, and a loss goes
        with fewer: each by its 90% interval.
        """
        return self.gained.ratio[1] > 1.0 >= self.before.ratio[1] and self.lost.ratio[2] < 1.0

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "window": WINDOW,
            "first": self.first,
            "last": self.last,
            "rows": self.rows,
            "gained": asdict(self.gained),
            "before": asdict(self.before),
            "lost": asdict(self.lost),
            "hashes": dict(self.hashes),
            "version": self.version,
            "command": self.command,
        }


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
    from foedus.evidence.card import card
    from foedus.history.rows import SOURCES

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


def _decode(document: dict[str, Any]) -> Displacement:
    odds: dict[str, Any] = {name: Odds(**document[name]) for name in ("gained", "before", "lost")}
    rest = {n: document[n] for n in ("rows", "first", "last", "hashes", "version", "command")}
    return Displacement(**{**odds, **rest})


STORE = Store(
    "displacement", "check of displacement", "foedus fit displacement",
    Displacement.to_dict, _decode, ("rows", "gained", "before", "lost", "hashes"),
)  # fmt: skip
save, load, shipped = STORE.save, STORE.load, STORE.shipped
