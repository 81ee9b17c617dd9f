"""What was estimated of honor, and the chance that it gives: NumPy alone.

The chance is that a promise of defense *on which a war has called* is honored. Promises are thought
to be called on where challengers expect them to be broken (Smith 1995; Leeds 2003), so it is no
share of all promises that would be kept, and no feature's coefficient is an effect.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from foedus.errors import InputError, UnknownNameError
from foedus.estimate import Array
from foedus.history.covariates import logistic
from foedus.history.honor.family import AllianceFamily, belongs
from foedus.history.honor.features import CANDIDATES, matrix

CAVEAT = (
    "Of promises that a war called on. Challengers are thought to attack where they expect a "
    "promise to be broken (Smith 1995; Leeds 2003): promises that deter are never called on, "
    "and those that are may be the weaker ones. This is neither how reliable promises are in "
    "general nor what would change that."
)
#: The sds among the parameters, in words.
SDS = {"sigma": "sd between wars", "tau": "sd between families"}
#: The interval of reported coefficients.
LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True, slots=True)
class Count:
    """Promises called on in war, those honored, and a 90% Jeffreys interval for the share."""

    called: int
    honored: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Honored over called."""
        return self.honored / self.called


@dataclass(frozen=True, slots=True)
class HonorRecord:
    """The raw record (Berkemeier & Fuhrmann 2018).

    standing: by era of signature as ``by_era``, without promises signed in the year of the call.
    outside: the same, without calls in which the attacker was itself a member of the pact.
    by_obligation: a promise with several obligations counts under each.
    """

    defense: Count
    wars: int  # that called on a promise of defense
    by_era: dict[str, Count]
    standing: dict[str, Count]
    outside: dict[str, Count]
    by_obligation: dict[str, Count]

    @property
    def counts(self) -> dict[str, Count]:
        """Promises of defense called on: all, by era, and by era from outside the pact."""
        outside = {f"{era}, from outside": count for era, count in self.outside.items()}
        return {"all": self.defense, **self.by_era, **outside}


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A parameter on the logit, prior beside posterior.

    ``sigma`` is the sd between wars, ``tau`` that between families.
    """

    name: str
    meaning: str
    prior: str  # "normal", or "half-normal" for an sd
    prior_sd: float  # its scale
    mean: float
    sd: float
    low: float  # 5%
    high: float  # 95%


@dataclass(frozen=True, slots=True)
class HonorReach:
    """How far a case lies from the rows that honor was fitted on.

    distance: squared Mahalanobis distance over the features known, by their number; about 1 for a
    row of the fit. percentile: share of the fitted rows that lie nearer to their middle, 0 to 1.
    beyond: features outside the range that the rows span.
    """

    distance: float
    percentile: float
    beyond: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CovariateSpace:
    """Where the fitted rows lie in the k ``CANDIDATES``."""

    mean: Array  # (k,)
    cov: Array  # (k, k)
    low: Array  # (k,)
    high: Array  # (k,)
    distances: Array  # (n,) of the rows, rising, as Reach.distance


@dataclass(frozen=True)
class Honor:
    """The fitted model and where it came from; B draws of k features."""

    kept: tuple[str, ...]  # (k,) features that it looks at
    theta: Array  # (B, k + 3) posterior draws: constant, features, sd between wars, families
    prior_sd: Array  # (k + 3,) scales of the priors in the same order
    unknown: dict[str, float]  # feature -> value taken where it is not known: the rows' mean
    typical: dict[str, float]  # feature -> mean of promises since 1945 that stood before the call
    record: HonorRecord
    space: CovariateSpace
    families: tuple[AllianceFamily, ...]  # that a war called on, the most often called first
    effective: float  # effective sample size, the least over the parameters
    rhat: float  # split R-hat, the greatest
    version: str
    command: str  # that refits it
    hashes: dict[str, str]
    leeds_anac: dict[str, Any]  # the second data set: record and coefficients
    caveat: str = CAVEAT
    scores: dict[str, Any] = field(default_factory=dict)
    last: int | None = None  # year of the last calls that could be known; None: all are

    @property
    def features(self) -> dict[str, str]:
        """The features that the chance looks at: name -> meaning."""
        return {name: CANDIDATES[name] for name in self.kept}

    @property
    def coefficients(self) -> tuple[Coefficient, ...]:
        """Every parameter, prior beside posterior."""
        names = ("constant", *self.kept, *SDS)
        words = {"constant": "the constant", **SDS, **CANDIDATES}
        return tuple(
            Coefficient(
                name, words[name], "half-normal" if name in SDS else "normal", float(scale),
                float(column.mean()), float(column.std()),
                *(float(q) for q in np.quantile(column, (LOW, HIGH))),
            )
            for name, scale, column in zip(names, self.prior_sd, self.theta.T, strict=True)
        )  # fmt: skip

    def draws(self, count: int, rng: np.random.Generator) -> Array:
        """(count, k + 4) posterior draws as ``coefficients`` are ordered, then a family's effect.

        The last column is the effect on the logit of a family that no call was ever seen of: what
        sets one kind of guarantor apart, and is not known of a new one.
        """
        drawn: Array = self.theta[rng.integers(0, len(self.theta), count)]
        effect = drawn[:, -1] * rng.standard_normal(count)
        return np.column_stack([drawn, effect])

    def prior_draws(self, count: int, rng: np.random.Generator) -> Array:
        """(count, k + 3) draws from the priors, to plot beside the posterior's."""
        drawn: Array = rng.standard_normal((count, len(self.prior_sd))) * self.prior_sd
        drawn[:, -len(SDS) :] = np.abs(drawn[:, -len(SDS) :])
        return drawn

    def chance(self, features: Mapping[str, Any], draws: Array) -> Array:
        """(count, ...) chance that a new family's promise is honored when a war calls on it.

        features: name -> values that broadcast to (...), as ``foedus.history.honor.describe``
        gives them; candidates that were not kept are not looked at, and an unknown one (absent or
        NaN) takes the fitted rows' mean. draws: (count, k + 4). The chance is that of a war not yet
        seen, averaged over the wars' own effects, and of one family each draw: its spread is that
        of a kind of guarantor, and not only that of the average rate.

        Raises UnknownNameError for a name that is no candidate, InputError for draws of another
        shape.
        """
        X = self._matrix(features, draws)
        return chances(draws[:, : X.shape[-1]], draws[:, -3], X, draws[:, -1])

    def rate(self, features: Mapping[str, Any], draws: Array) -> Array:
        """(count, ...) the chance averaged over families as well: the rate of all kinds together.

        Its spread says how well the average is known, and not how one guarantor may differ. The
        same arguments and errors as ``chance``.
        """
        X = self._matrix(features, draws)
        return chances(draws[:, : X.shape[-1]], np.hypot(draws[:, -3], draws[:, -2]), X)

    def _matrix(self, features: Mapping[str, Any], draws: Array) -> Array:
        _known(features)
        if draws.ndim != 2 or draws.shape[1] != len(self.kept) + 4:
            raise InputError(
                f"draws of shape {draws.shape}", where="draws", hint="as Honor.draws gives them"
            )
        return matrix(features, self.kept, self.unknown)

    def family(self, parties: Sequence[int], year: int) -> AllianceFamily | None:
        """The family of a promise made in a year; None where no war ever called on it.

        parties: COW codes, the guarantors first and the protégé last.
        """
        return belongs(self.families, parties, year)

    def reach(self, features: Mapping[str, Any]) -> HonorReach:
        """How far one case lies from the fitted rows, over the features that are known of it."""
        _known(features)
        names = tuple(CANDIDATES)
        values = np.array([float(features.get(name, np.nan)) for name in names])
        known = np.flatnonzero(~np.isnan(values))
        if len(known) == 0:
            raise InputError("no feature is known", where="features")
        distance = scaled_distance(values[None], self.space.mean, self.space.cov)[0]
        out = (values < self.space.low - 1e-9) | (values > self.space.high + 1e-9)
        return HonorReach(
            distance=float(distance),
            percentile=float(np.searchsorted(self.space.distances, distance))
            / len(self.space.distances),
            beyond=tuple(name for name, far in zip(names, out, strict=True) if far),
        )


def chances(beta: Array, sd: Array, X: Array, effect: Array | None = None) -> Array:
    """(B, ...) chances, averaged over a normal effect that is not known.

    beta: (B, k + 1) coefficients. sd: (B,) of the unknown effect. X: (..., k + 1) with the
    constant. effect: (B,) of what is known besides.
    """
    eta = np.tensordot(beta, X, axes=(1, -1))
    own = (-1, *([1] * (X.ndim - 1)))
    if effect is not None:
        eta = eta + effect.reshape(own)
    spread = sd.reshape(own)
    z, weight = nodes()
    total: Array = sum(
        (share * logistic(eta + spread * node) for node, share in zip(z, weight, strict=True)),
        np.zeros_like(eta),
    )
    return total


def nodes(count: int = 21) -> tuple[Array, Array]:
    """Gauss–Hermite nodes and weights (summing to 1) for an average over a standard normal."""
    z, weight = np.polynomial.hermite_e.hermegauss(count)
    return z, weight / weight.sum()


def scaled_distance(values: Array, mean: Array, cov: Array) -> Array:
    """(m,) squared Mahalanobis distances of (m, k) rows, each over the features known and by their
    number; NaN where none is known.
    """
    out = np.full(len(values), np.nan)
    for place, row in enumerate(values):
        known = np.flatnonzero(~np.isnan(row))
        if len(known):
            gap = row[known] - mean[known]
            solved = np.linalg.solve(cov[np.ix_(known, known)], gap)
            out[place] = gap @ solved / len(known)
    return out


def _known(features: Mapping[str, Any]) -> None:
    for name in features:
        if name not in CANDIDATES:
            raise UnknownNameError("feature of a promise", name, CANDIDATES)
