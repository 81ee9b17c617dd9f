"""Log-likelihood of observed outcomes at A's distances (u, v) and B's index t, with derivatives.

    l = y_sq log k + y_cd (log g + log Phi(-t))
        + y_sf (log h + log Phi(t)) + y_bd (log b + log Phi(t))

with the masses k, g, h, b of ``masses``. Counts carry no multinomial constant. Given beliefs of the
two sides (the pseudo-likelihood), u, v and t are linear in the payoffs; at an equilibrium they
are functions of the payoffs and of B's index itself (``full``).
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from foedus.estimate import Array
from foedus.games.signaling.masses import LOG_SQRT_2PI, Masses, masses, mills, slopes
from foedus.games.signaling.payoffs import UTILITIES

J = {name: place for place, name in enumerate(UTILITIES)}


@dataclass(frozen=True, slots=True)
class LikelihoodTerms:
    """The log-likelihood of each game and its derivatives in (u, v, t), each of shape (n,)."""

    value: Array
    u: Array
    v: Array
    t: Array
    uu: Array
    uv: Array
    vv: Array
    tt: Array


def value(counts: Array, m: Masses, t: Array) -> Array:
    """Log-likelihood of each game, shape (n,); an outcome never seen costs nothing."""
    logs = (
        m.keep,
        m.challenge + special.log_ndtr(-t),
        m.firm + special.log_ndtr(t),
        m.back + special.log_ndtr(t),
    )
    total: Array = sum(
        (np.where(y > 0, y * log, 0.0) for y, log in zip(counts.T, logs, strict=True)),
        np.zeros(len(t)),
    )
    return total


def terms(counts: Array, u: Array, v: Array, t: Array) -> LikelihoodTerms:
    """Log-likelihood and derivatives of ``n`` games with ``counts`` (n, 4) in outcome order."""
    m = masses(u, v)
    parts = slopes(u, v, m)
    y = counts.T

    def mix(name: str) -> Array:
        total: Array = sum(
            (w * getattr(part, name) for w, part in zip(y, parts, strict=True)), np.zeros(len(u))
        )
        return total

    up, down = mills(t), mills(-t)
    resist = y[2] + y[3]
    return LikelihoodTerms(
        value(counts, m, t),
        mix("u"),
        mix("v"),
        resist * up - y[1] * down,
        mix("uu"),
        mix("uv"),
        mix("vv"),
        -resist * up * (up + t) - y[1] * down * (down - t),
    )


@dataclass(frozen=True, slots=True)
class Beliefs:
    """What each side expects: B resists; A stands firm. Shape (n,) each."""

    resist: Array
    firm: Array

    def clipped(self, margin: float) -> "Beliefs":
        """Beliefs kept within [margin, 1 - margin]."""
        return Beliefs(*(np.clip(p, margin, 1 - margin) for p in (self.resist, self.firm)))

    def distance(self, other: "Beliefs") -> float:
        """Largest difference of a probability."""
        return float(
            max(np.abs(self.resist - other.resist).max(), np.abs(self.firm - other.firm).max())
        )


@dataclass(frozen=True, slots=True)
class PayoffWeights:
    """u, v and t are linear in the seven payoffs at given beliefs: their weights, (n, 7) each."""

    u: Array
    v: Array
    t: Array


def weights(beliefs: Beliefs) -> PayoffWeights:
    """The weights of the payoffs in u = barWA - c, v = bara - c and t, at given beliefs."""
    n = len(beliefs.resist)
    u, t = np.zeros((n, len(UTILITIES))), np.zeros((n, len(UTILITIES)))
    u[:, J["SA"]] = -1 / beliefs.resist
    u[:, J["VA"]] = (1 - beliefs.resist) / beliefs.resist
    v = u.copy()
    u[:, J["barWA"]] = 1
    v[:, J["bara"]] = 1
    t[:, J["barWB"]] = 1
    t[:, J["CB"]] = -1 / beliefs.firm
    t[:, J["VB"]] = (1 - beliefs.firm) / beliefs.firm
    return PayoffWeights(u, v, t)


def indices(table: Array, w: PayoffWeights) -> tuple[Array, Array, Array]:
    """u, v and t of ``n`` games from their payoffs (n, 7)."""
    return (table * w.u).sum(1), (table * w.v).sum(1), (table * w.t).sum(1)


def outer(x: Array, y: Array, scale: Array) -> Array:
    """scale * x y', game by game: (n, a), (n, b), (n,) to (n, a, b)."""
    product: Array = (scale[:, None] * x)[:, :, None] * y[:, None, :]
    return product


def payoff_gradient(d: LikelihoodTerms, w: PayoffWeights) -> Array:
    """Derivatives of the log-likelihood in the payoffs, (n, 7)."""
    g: Array = d.u[:, None] * w.u + d.v[:, None] * w.v + d.t[:, None] * w.t
    return g


@dataclass(frozen=True, slots=True)
class Replies:
    """Best replies to beliefs and their derivatives.

    beliefs: (B's reply, A's reply). K_resist, K_firm: derivatives in the payoffs, (n, 7).
    J_resist: d reply of B / d belief about A; J_firm: d reply of A / d belief about B; (n,) each.
    """

    beliefs: Beliefs
    K_resist: Array
    K_firm: Array
    J_resist: Array
    J_firm: Array


def replies(table: Array, beliefs: Beliefs) -> Beliefs:
    """Best replies of both sides to ``beliefs`` at payoffs (n, 7)."""
    u, v, t = indices(table, weights(beliefs))
    return Beliefs(special.ndtr(t), special.expit(-masses(u, v).log_bluff))


def reply_slopes(table: Array, beliefs: Beliefs, w: PayoffWeights) -> Replies:
    """Best replies of both sides with derivatives in the payoffs and in the beliefs."""
    u, v, t = indices(table, w)
    m = masses(u, v)
    _, g, h, _ = slopes(u, v, m)
    firm = special.expit(-m.log_bluff)
    density = np.exp(-0.5 * t * t - LOG_SQRT_2PI)
    ru, rv = firm * (h.u - g.u), firm * (h.v - g.v)
    du, dt = belief_slopes(table, beliefs)
    return Replies(
        Beliefs(special.ndtr(t), firm),
        density[:, None] * w.t,
        ru[:, None] * w.u + rv[:, None] * w.v,
        density * dt,
        (ru + rv) * du,
    )


def belief_slopes(table: Array, beliefs: Beliefs) -> tuple[Array, Array]:
    """du = dv over the belief that B resists, and dt over the belief that A stands firm."""
    du = (table[:, J["SA"]] - table[:, J["VA"]]) / beliefs.resist**2
    dt = -(table[:, J["VB"]] - table[:, J["CB"]]) / beliefs.firm**2
    return du, dt
