"""One turn of the spatial model on b issues at once, of as many actors each.

Every number of an issue is made by the same sums in the same order alone and in company: bargains
hang on the last digit.
"""

import numpy as np
from numpy.typing import NDArray

from foedus.negotiation.batch import CHUNK
from foedus.negotiation.methods.bargain import Bargains, Moves, bargains, resolve
from foedus.negotiation.methods.contest import Viewpoint, best_targets
from foedus.negotiation.methods.election import chances
from foedus.negotiation.methods.options import ALPHA, RULE, SpatialSettings
from foedus.negotiation.methods.vote import chance_of_victory, coalitions
from foedus.negotiation.record import Array

#: Positions no farther apart than this are one option in the reported election.
SAME = 1e-3
_ROOM = 32 * CHUNK  # votes cast at once


def distance(q: Array, theta: Array, sigma: Array) -> Array:
    """δ[..., i, j] as i sees it: salience-weighted distance from i's ideal to j's position.

    q, sigma: (..., n, K); theta: (..., m, K).
    """
    weight = sigma**2
    total = weight.sum(axis=-1, keepdims=True)
    weight = np.where(total > 0, weight, 1.0) / np.where(total > 0, total, sigma.shape[-1])
    apart = (q[..., :, None, :] - theta[..., None, :, :]) ** 2
    delta: Array = np.sqrt(np.einsum("...ik,...ijk->...ij", weight, apart))
    return delta


def utility(delta: Array, rho: Array) -> Array:
    """u(δ, ρ) = (1 − δ)(1 + ρδ); ρ above 0 is risk averse."""
    u: Array = (1 - delta) * (1 + rho * np.minimum(delta, 1.0))
    return u


def turn(
    theta: Array, q: Array, sigma: Array, c: Array, how: SpatialSettings,
    rng: np.random.Generator | None,
) -> tuple[Array, Array, list[Moves]]:  # fmt: skip
    """Positions after a turn (b, n, K), attitudes in it (b, n), and what each actor accepted.

    theta, q, sigma: (b, n, K); c: (b, n). rng: draws where each goes, on one issue alone.
    """
    delta = distance(q, theta, sigma)
    rho = attitudes(delta, c, how)
    s = sigma.sum(axis=2)
    view = Viewpoint(delta, rho, ALPHA[how.attitude], s, c, how.voting, how.commitment)
    targets, P = best_targets(view)
    offers = bargains(theta, sigma, targets, P, view, how.vector, how.interpolation)
    u = utility(delta, rho[:, :, None])

    def chosen(options: Array, stands: NDArray[np.bool_], issue: NDArray[np.int64]) -> Array:
        return elect(options, c[issue], how, stands)

    new, moves = resolve(theta, offers, _values(offers, u, q, sigma, rho), chosen, rng)
    return new, rho, moves


def _values(offers: Bargains, u: Array, q: Array, sigma: Array, rho: Array) -> Array:
    """Mean utility of the state to each actor, (b + m, n): each issue as it is, then after each
    bargain.

    A bargain moves two actors, so only two terms of the mean change.
    """
    at, n = offers.issue, u.shape[1]
    base = u.sum(axis=2)
    ideal, weight, risk = q[at], sigma[at], rho[at]

    def worth(there: Array) -> Array:
        return utility(distance(ideal, there[:, None, :], weight)[:, :, 0], risk)

    new = worth(offers.to_initiator) + worth(offers.to_receiver)
    after = base[at] + new - u[at, :, offers.initiator] - u[at, :, offers.receiver]
    values: Array = np.concatenate([base, after]) / n
    return values


def attitudes(delta: Array, c: Array, how: SpatialSettings) -> Array:
    """Risk attitude ρ of each actor from its chance in a risk-neutral election, (b, n).

    Who is likely to win has something to lose. With equal chances all are neutral.
    """
    p = elect(np.swapaxes(1 - delta, 1, 2), c, how)
    top, low = p.max(axis=1, keepdims=True), p.min(axis=1, keepdims=True)
    even = top - low <= 1e-12
    share = (p - low) / np.where(even, 1.0, top - low)
    by_range = {"Min": share, "Mid": 1.5 * share - 0.5, "Max": 2 * share - 1}
    return np.where(even, 0.0, by_range[how.risk_range])


def elect(
    options: Array, c: Array, how: SpatialSettings, stands: NDArray[np.bool_] | None = None
) -> Array:
    """Chances (g, o) of options, whose worths are (g, o, n). c: (g, n) capability of voters."""
    g, o, n = options.shape
    tolerance = {"MarkovUniform": 1e-6, "MarkovIncentive": 1e-8}.get(how.election)
    p = np.empty((g, o))
    step = max(1, _ROOM // (o * o * n))
    for start in range(0, g, step):
        some = slice(start, start + step)
        C = coalitions(options[some], c[some][:, None, :], how.voting)
        p[some] = chances(
            chance_of_victory(C, how.victory), RULE[how.election], C=C,
            active=None if stands is None else stands[some], tolerance=tolerance,
        )[0]  # fmt: skip
    return p


def distinct(theta: Array) -> NDArray[np.int64]:
    """For each actor, the actor whose position stands for its own: the last within ``SAME``.

    theta: (t, n, K). An actor stands for itself unless an earlier one that does is that near.
    Returns (t, n).
    """
    t, n, _ = theta.shape
    same = np.linalg.norm(theta[:, :, None, :] - theta[:, None, :, :], axis=3) <= SAME
    alone = np.zeros((t, n), dtype=bool)
    for i in range(n):
        alone[:, i] = ~(same[:, i, :i] & alone[:, :i]).any(axis=1)
    near = same & alone[:, None, :]
    last: NDArray[np.int64] = n - 1 - np.argmax(near[:, :, ::-1], axis=2)
    return last


def reported(
    theta: Array, q: Array, sigma: Array, c: Array, rho: Array, how: SpatialSettings
) -> Array:
    """Chance that each actor's position wins, (t, n), in each of t states; nothing hangs on it.

    theta, q, sigma: (t, n, K); c, rho: (t, n).
    """
    first = distinct(theta)
    stands = np.zeros(first.shape, dtype=bool)
    np.put_along_axis(stands, first, True, axis=1)
    many = stands.sum(axis=1)
    at = np.take_along_axis(np.cumsum(stands, axis=1) - 1, first, axis=1)
    p = np.empty(first.shape)
    for count in np.unique(many):
        some = np.flatnonzero(many == count)
        options = np.nonzero(stands[some])[1].reshape(len(some), count)
        there = theta[some[:, None], options]
        u = utility(distance(q[some], there, sigma[some]), rho[some][:, :, None])
        won = elect(np.swapaxes(u, 1, 2), c[some], how)
        p[some] = np.take_along_axis(won, at[some], axis=1)
    return p
