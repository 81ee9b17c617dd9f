"""Which pairs the ladder misjudges: what it expected of each kind of pair, and what came.

Every forecast is one of years that the ladder was not fitted on. A year ahead: fitted before an
origin, each later year with its history known. Twenty years ahead: nothing later is looked at, and
the kind of a pair is that of the eve.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from scipy.stats import chi2

from foedus.estimate import Array
from foedus.evidence.nuclear import nuclear
from foedus.evidence.unions import formerly_one
from foedus.history.covariates import RUNGS
from foedus.history.keys import directed, dyad
from foedus.history.ladder.fit import fit_rung
from foedus.history.ladder.model import era_of
from foedus.history.ladder.score import ROLLING
from foedus.history.model import Report
from foedus.history.rows import Data
from foedus.report.plain import record

Flags = NDArray[np.bool_]
#: Years without a dispute after which a pair is quiet: a generation.
GENERATION = 25
#: How many times the target's capabilities a major power has beside a small neighbor.
TIMES = 10.0
#: The events told of: the first rung and the last.
EVENTS = (next(iter(RUNGS)), next(reversed(RUNGS)))

#: Kind of pair -> what makes it one.
KINDS: dict[str, tuple[str, Callable[[Data], Flags]]] = {
    "all": ("every directed pair", lambda d: np.ones(len(d.year), dtype=np.bool_)),
    "relevant": (
        "politically relevant: contiguous, or with a major power",
        lambda d: np.asarray(d.relevant),
    ),
    "remote": ("not politically relevant", lambda d: ~d.relevant),
    "rivals": ("strategic rivals", lambda d: d.columns["rivalry"] == 1),
    "lately at war": (
        "at war with each other within 20 years",
        lambda d: d.columns["since_war"] <= 20,
    ),
    "quiet": (
        f"politically relevant, without a dispute for {GENERATION} years or ever",
        lambda d: d.relevant & ~(d.columns["since_mid"] <= GENERATION),
    ),
    "ally": ("the challenger owes the target defense", lambda d: d.columns["atop_defense"] == 1),
    "both nuclear": (
        "both have nuclear weapons",
        lambda d: nuclear(d.ccode1, d.year) & nuclear(d.ccode2, d.year),
    ),
    "small neighbor": (
        f"a major power, and a neighbor by land with less than a {TIMES:.0f}th of its capabilities",
        lambda d: (d.columns["cowmaj1"] == 1) & (d.columns["conttype"] == 1)
        & (d.columns["cinc1"] > TIMES * d.columns["cinc2"]),
    ),
    "formerly one": (
        "one state until less than a hundred years ago",
        lambda d: formerly_one(d.ccode1, d.ccode2, d.year),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tally:
    """Events of one kind of pair: how many were expected, how many came.

    ratio: observed over expected, with its 90% interval low to high; None where none was expected.
    """

    kind: str
    event: str
    rows: int
    pairs: int
    expected: float
    observed: int
    ratio: float | None
    low: float | None
    high: float | None

    @property
    def verdict(self) -> str:
        """``too high``, ``too low``, or ``fits``: whether the interval holds 1."""
        if self.low is None or self.high is None:
            return "nothing expected"
        return "too high" if self.high < 1 else "too low" if self.low > 1 else "fits"

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return record(self) | {"verdict": self.verdict}


@dataclass(frozen=True, slots=True)
class Gap:
    """One directed pair: what was expected of it over all years scored, and what came."""

    ccode1: int
    ccode2: int
    event: str
    years: int
    expected: float
    observed: int


@dataclass(frozen=True, slots=True)
class Forecasts:
    """n directed pairs, each in a year or from an eve on, and what was expected of them."""

    ccode1: NDArray[np.int16]  # (n,)
    ccode2: NDArray[np.int16]  # (n,)
    kinds: dict[str, Flags]  # kind -> (n,)
    expected: dict[str, Array]  # event -> (n,) number of events
    observed: dict[str, Array]  # event -> (n,)

    def tallies(self) -> list[Tally]:
        """Every kind and event, in order."""
        cluster = dyad(self.ccode1, self.ccode2)
        return [
            tally(kind, event, self.expected[event][rows], self.observed[event][rows],
                  cluster[rows])
            for event in EVENTS
            for kind, flags in self.kinds.items()
            for rows in [np.flatnonzero(flags)]
        ]  # fmt: skip

    def gaps(self, event: str) -> list[Gap]:
        """Every directed pair, from the most expected and not come to the reverse."""
        key = directed(self.ccode1, self.ccode2)
        keys, place = np.unique(key, return_inverse=True)
        years = np.bincount(place)
        expected = np.bincount(place, weights=self.expected[event])
        observed = np.bincount(place, weights=self.observed[event])
        order = np.argsort(observed - expected, kind="stable")
        return [
            Gap(int(keys[at] // 1000), int(keys[at] % 1000), event, int(years[at]),
                float(expected[at]), int(observed[at]))
            for at in order
        ]  # fmt: skip


def tally(
    kind: str, event: str, expected: Array, observed: Array, cluster: NDArray[np.int64]
) -> Tally:
    """What came beside what was expected; all (n,).

    The interval is Garwood's (1936) for a Poisson count. Events of a pair go together, so where
    the sums of clusters scatter more than a Poisson count does, by a factor f, it is the interval
    of counts divided by f.
    """
    total, seen = float(expected.sum()), float(observed.sum())
    pairs, place = np.unique(cluster, return_inverse=True)
    if not total:
        return Tally(kind, event, len(expected), len(pairs), total, int(seen), None, None, None)
    ratio = seen / total
    off = np.bincount(place, weights=observed - max(ratio, 1e-12) * expected)
    factor = max(1.0, float((off**2).sum()) / seen) if seen else 1.0
    few, of = seen / factor, total / factor
    low = float(chi2.ppf(0.05, 2 * few) / 2 / of) if seen else 0.0
    high = float(chi2.ppf(0.95, 2 * few + 2) / 2 / of)
    return Tally(kind, event, len(expected), len(pairs), total, int(seen), ratio, low, high)


def rolling(
    data: Data, origins: tuple[int, ...] = ROLLING, report: Report = lambda _: None
) -> Forecasts:
    """A year ahead: the ladder fitted before each origin, on the years up to the next."""
    rows, expected = [], []
    for start, stop in pairwise((*origins, int(data.year.max()) + 1)):
        report(f"fitted before {start}, scored to {stop - 1}")
        after = np.flatnonzero((data.year >= start) & (data.year < stop))
        rows.append(after)
        expected.append(chances(data, start, after))
    every = np.concatenate(rows)
    return _forecasts(
        data, every,
        {event: np.concatenate([each[event] for each in expected]) for event in EVENTS},
        {event: data.outcome(event)[every].astype(np.float64) for event in EVENTS},
    )  # fmt: skip


def chances(data: Data, origin: int, rows: NDArray[np.int64]) -> dict[str, Array]:
    """Event -> (n,) unconditional chance of it in some rows, by the ladder fitted before a year."""
    era, reached = era_of(data.year[rows]), np.ones(len(rows))
    found = {}
    for rung in RUNGS:
        risk = data.at_risk(rung)
        fitted = fit_rung(data, rung, risk[data.year[risk] < origin])
        reached = reached * expit(fitted.eta(data.design(rung, rows), era))
        found[rung] = reached
    return {event: found[event] for event in EVENTS}


def ahead(data: Data, eves: Mapping[int, Mapping[tuple[int, int], tuple[float, ...]]], years: int
          ) -> Forecasts:  # fmt: skip
    """Some years ahead from the end of each of ``eves``: kinds are those of the year after.

    eves: last year known -> directed pair -> number of each of ``EVENTS`` expected within
    ``years``. Only pairs that are in the data in the first year forecast count.
    """
    rows, expected = [], []
    observed: dict[str, list[Array]] = {event: [] for event in EVENTS}
    key = directed(data.ccode1, data.ccode2)
    for eve, told in eves.items():
        first = np.flatnonzero(data.year == eve + 1)
        first = first[[(int(k) // 1000, int(k) % 1000) in told for k in key[first]]]
        rows.append(first)
        expected.append(
            np.array([told[int(k) // 1000, int(k) % 1000] for k in key[first]]).reshape(
                len(first), len(EVENTS)
            )
        )
        order = np.argsort(key[first])
        for event in EVENTS:
            came = np.flatnonzero(
                data.outcome(event) & (data.year > eve) & (data.year <= eve + years)
            )
            came = came[np.isin(key[came], key[first])]
            count = np.zeros(len(first))
            at = order[np.searchsorted(key[first], key[came], sorter=order)]
            np.add.at(count, at, 1.0)
            observed[event].append(count)
    numbers = np.concatenate(expected)
    return _forecasts(
        data, np.concatenate(rows),
        {event: numbers[:, place] for place, event in enumerate(EVENTS)},
        {event: np.concatenate(counts) for event, counts in observed.items()},
    )  # fmt: skip


def _forecasts(
    data: Data, rows: NDArray[np.int64], expected: dict[str, Array], observed: dict[str, Array]
) -> Forecasts:
    return Forecasts(
        data.ccode1[rows], data.ccode2[rows],
        {kind: np.asarray(flags(data))[rows] for kind, (_, flags) in KINDS.items()},
        expected, observed,
    )  # fmt: skip
