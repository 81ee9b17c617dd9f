"""The ultimatum game with one continuous offer (Ramsay & Signorino 2009).

The proposer offers y in [smallest, largest] of a prize worth ``largest``; the responder takes it or
leaves both with their reservation values R1 = x'b and R2 = z'g plus logistic errors of scales s1
and s2, each known to its owner only. Everything is written in log space: where the package games
cuts probabilities at 2.2e-16, and so misses the maximum on some data, nothing is cut here.
"""

from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError
from foedus.estimate import Array
from foedus.games.formula import Formula
from foedus.games.rows import numeric
from foedus.games.tree.linear import LinearIndexLikelihood

EDGE = 1.5e-8  # offers this near a bound count as at it


@dataclass(frozen=True)
class Ultimatum:
    """A declared ultimatum game. ``scales`` holds scales that are fixed; others are estimated."""

    offer: str
    largest: float
    proposer: Formula
    responder: Formula
    accept: str | None = None
    smallest: float = 0.0
    scales: dict[str, float] = field(default_factory=dict)
    where: tuple[str, ...] = ()
    weights: str | None = None
    cluster: str | None = None
    levels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names: str = "plain"
    title: str = ""
    cites: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse bounds and scales that make no game."""
        if not self.smallest < self.largest:
            raise InputError(
                f"the smallest offer {self.smallest:g} is not below the largest {self.largest:g}",
                where="largest",
            )
        for player, scale in self.scales.items():
            if player not in {"proposer", "responder"}:
                raise InputError(f"no player {player!r}", where="scales")
            if not 0 < scale < np.inf:
                raise InputError(f"the scale {scale:g} is not positive", where=f"scales.{player}")
        if self.accept is None and self.responder.fixed is not None:
            raise InputError("offers alone say nothing of a fixed responder", where="responder")

    @property
    def numbers(self) -> tuple[str, ...]:
        """Columns that must hold numbers."""
        return tuple(name for name in (self.offer, self.accept, self.weights) if name)

    @property
    def measures(self) -> tuple[str, ...]:
        """Columns that the formulas read, and not as a factor's levels."""
        names = (*self.proposer.measures, *self.responder.measures)
        return tuple(name for name in dict.fromkeys(names) if name not in self.levels)

    def coefficient(self, equation: int, regressor: str) -> str:
        """The name of one coefficient."""
        column = {"Intercept": "(Intercept)"}.get(regressor, regressor)
        if self.names == "games":
            head = ("R1", "R2", "log(s1)", "log(s2)")[equation]
        else:
            head = ("proposer", "responder", "log scale(proposer)", "log scale(responder)")[
                equation
            ]
            column = {"Intercept": "constant"}.get(regressor, regressor)
        return head if equation > 1 or not regressor else f"{head}:{column}"


@dataclass(frozen=True)
class OfferLikelihood(LinearIndexLikelihood):
    """Offers and answers. Equations: R1, R2, log s1, log s2.

    offer: (n,); accepted: (n,) 0 or 1, or None where only offers are modelled.
    """

    offer: Array
    accepted: Array | None
    smallest: float
    largest: float

    def take(self, rows: Any) -> Self:
        """The same likelihood on some of the rows."""
        accepted = None if self.accepted is None else self.accepted[rows]
        return replace(super().take(rows), offer=self.offer[rows], accepted=accepted)

    def row_values(self, index: Array) -> Array:
        """Log density of each offer, with the answer's log probability."""
        return np.asarray(_Parts(self, index).loglik)

    def row_slopes(self, index: Array) -> tuple[Array, Array]:
        """With derivatives."""
        parts = _Parts(self, index)
        return parts.loglik, parts.gradient()

    def row_curves(self, index: Array) -> tuple[Array, Array, Array]:
        """With second derivatives."""
        parts = _Parts(self, index)
        return parts.loglik, parts.gradient(), parts.hessian()


class _Parts:
    """l = f(t) + g(u) - [inside] log s1, with u = (y - R2)/s2 and t = m(y)/s1."""

    def __init__(self, like: OfferLikelihood, index: Array) -> None:
        R1, R2, self.a1, self.a2 = index
        self.s1, self.s2 = np.exp(self.a1), np.exp(self.a2)
        y = like.offer
        low, high = y <= like.smallest + EDGE, y >= like.largest - EDGE
        self.inside = (~(low | high)).astype(float)
        with np.errstate(over="ignore", invalid="ignore"):
            u = (y - R2) / self.s2
            self.E = np.exp(u)
            m = like.largest - y - R1 - self.s2 * (1.0 + self.E)
            t = m / self.s1
        self.u, self.t = u, t
        up_t, down_t, spread_t = _logistic(t)
        up_u, down_u, spread_u = _logistic(u)
        soft_t, soft_minus_t = _softplus(t), _softplus(-t)
        # -t - 2 log(1 + e^-t), written so that nothing cancels at either end
        f = np.where(low, -soft_t, np.where(high, -soft_minus_t, -soft_t - soft_minus_t))
        self.f1 = np.where(low, -up_t, np.where(high, down_t, down_t - up_t))
        self.f2 = -spread_t * (1.0 + self.inside)
        g = self.inside * _softplus(u)
        self.g1, self.g2 = self.inside * up_u, self.inside * spread_u
        if like.accepted is not None:
            yes = like.accepted
            g = g - yes * _softplus(-u) - (1.0 - yes) * _softplus(u)
            self.g1 = self.g1 + yes * down_u - (1.0 - yes) * up_u
            self.g2 = self.g2 - spread_u
        self.loglik = f + g - self.inside * self.a1

    def _first(self) -> tuple[list[Any], list[Any]]:
        u, E = self.u, self.E
        t = [-1.0 / self.s1, E / self.s1, -self.t, -self.s2 * (1.0 + E - u * E) / self.s1]
        return t, [0.0, -1.0 / self.s2, 0.0, -u]

    def gradient(self) -> Array:
        """(4, ...) derivatives with respect to R1, R2, log s1, log s2."""
        t, u = self._first()
        out = np.stack([self.f1 * t[i] + self.g1 * u[i] for i in range(4)])
        out[2] -= self.inside
        return out

    def hessian(self) -> Array:
        """(4, 4, ...) second derivatives."""
        t, u = self._first()
        E, U, s2 = self.E, self.u, self.s2
        tt: dict[tuple[int, int], Any] = {
            (1, 1): -E / (s2 * self.s1),
            (1, 3): -U * E / self.s1,
            (3, 3): -s2 * (1.0 + E - U * E + U * U * E) / self.s1,
            (2, 2): self.t,
            (0, 2): -t[0],
            (1, 2): -t[1],
            (2, 3): -t[3],
        }
        uu: dict[tuple[int, int], Any] = {(1, 3): 1.0 / s2, (3, 3): U}
        out = np.zeros((4, 4, *self.loglik.shape))
        for i in range(4):
            for j in range(i, 4):
                out[i, j] = self.f2 * t[i] * t[j] + self.g2 * u[i] * u[j]
                out[i, j] += self.f1 * tt.get((i, j), 0.0) + self.g1 * uu.get((i, j), 0.0)
                out[j, i] = out[i, j]
        return out


def _softplus(x: Array) -> Array:
    return np.logaddexp(0.0, x)


def _logistic(x: Array) -> tuple[Array, Array, Array]:
    """Lambda(x), Lambda(-x) and their product, exact in both tails."""
    small = np.exp(-np.abs(x))
    low, high = small / (1.0 + small), 1.0 / (1.0 + small)
    return np.where(x > 0, high, low), np.where(x > 0, low, high), low * high


def best_offer(
    largest: float, smallest: float, R1: Any, R2: Any, s2: Any, error: Any = 0.0
) -> Array:
    """The proposer's best offer given the error they know, cut to the bounds (section 2).

    Uses the Wright omega function, omega(x) = W(exp(x)), which does not overflow.
    """
    from scipy.special import wrightomega

    inner = (largest - R1 - error - s2 - R2) / s2
    offer = largest - R1 - error - s2 * (1.0 + wrightomega(inner))
    return np.asarray(np.clip(np.real(offer), smallest, largest))


def accept_probability(offer: Any, R2: Any, s2: Any) -> Array:
    """Probability that the responder takes an offer."""
    return np.asarray(np.exp(-np.logaddexp(0.0, -(offer - R2) / s2)))


def offer_below(y: Any, largest: float, R1: Any, R2: Any, s1: Any, s2: Any) -> Array:
    """Probability that the best offer, before cutting to the bounds, is at most y."""
    with np.errstate(over="ignore"):
        m = largest - y - R1 - s2 * (1.0 + np.exp((y - R2) / s2))
    return np.asarray(np.exp(-np.logaddexp(0.0, m / s1)))


def expected_offer(
    smallest: float, largest: float, R1: Array, R2: Array, s1: Array, s2: Array, points: int = 201
) -> tuple[Array, Array]:
    """E(offer) and Pr(accept) of each row, averaging over the proposer's error by quadrature.

    E(y) = largest - integral of Pr(y* <= y) over [smallest, largest]; acceptance integrates by
    parts likewise, so mass at the bounds needs no special case.
    """
    nodes, weights = np.polynomial.legendre.leggauss(points)
    half = 0.5 * (largest - smallest)
    y = (smallest + half * (nodes + 1.0))[:, None]
    below = offer_below(y, largest, R1, R2, s1, s2)
    mean = largest - half * (weights @ below)
    chance = accept_probability(y, R2, s2)
    slope = chance * (1.0 - chance) / s2
    taken = accept_probability(largest, R2, s2) - half * (weights @ (slope * below))
    return mean, taken


def starting_offers(like: OfferLikelihood, values: Array, count: int) -> list[Array]:
    """The best ``count`` of a coarse grid of constants, as coefficients (K,)."""
    y = like.offer
    spread = float(np.std(y)) or 0.1 * (like.largest - like.smallest)
    (i1, j1), (i2, j2), (k1, _), (k2, _) = like.pairs
    ones = np.ones(like.rows)
    unit1 = np.linalg.lstsq(like.X[:, i1:j1], ones, rcond=None)[0]
    unit2 = np.linalg.lstsq(like.X[:, i2:j2], ones, rcond=None)[0]
    free = np.isnan(values)
    found: list[tuple[float, Array]] = []
    center = float(np.median(y))
    for quantile in (0.05, 0.25, 0.5, 0.75, 0.95):
        for narrow in (0.1, 0.3, 1.0, 3.0):
            for wide in (0.5, 2.0, 8.0):
                theta = np.nan_to_num(values)
                log_s1 = np.log(wide * spread) if free[k1] else values[k1]
                log_s2 = np.log(narrow * spread) if free[k2] else values[k2]
                R2 = float(np.quantile(y, quantile))
                s2 = np.exp(log_s2)
                R1 = like.largest - center - s2 * (1.0 + np.exp(min((center - R2) / s2, 30.0)))
                trial = theta.copy()
                trial[i1:j1], trial[i2:j2] = R1 * unit1, R2 * unit2
                trial[k1], trial[k2] = log_s1, log_s2
                theta = np.where(free, trial, theta)
                height = like.value(theta)
                if np.isfinite(height):
                    found.append((height, theta))
    found.sort(key=lambda pair: -pair[0])
    distinct: list[tuple[float, Array]] = []
    for height, theta in found:
        if all(abs(height - other) > 1e-6 for other, _ in distinct):
            distinct.append((height, theta))
    return [theta for _, theta in distinct[:count]]


def offers_of(frame: Any, game: Ultimatum) -> tuple[NDArray[np.float64], Array | None]:
    """Offers (n,) and answers (n,) or None; InputError where one is out of range."""
    offer = numeric(frame, game.offer)
    if (offer < game.smallest - EDGE).any() or (offer > game.largest + EDGE).any():
        worst = offer[np.argmax(np.maximum(game.smallest - offer, offer - game.largest))]
        raise InputError(
            f"an offer of {worst:g} lies outside [{game.smallest:g}, {game.largest:g}]",
            where="offer",
            hint="set `smallest` and `largest`",
        )
    if game.accept is None:
        return offer, None
    accepted = numeric(frame, game.accept)
    if not np.isin(accepted, (0.0, 1.0)).all():
        raise InputError(f"{game.accept!r} must hold 0 and 1", where="accept")
    return offer, accepted
