"""The spatial model of politics (SMP): bargaining turn by turn in one or many dimensions.

The model of KTAB (KAPSARC) as its code has it; Efird, Lester & Wise (2016), J. East Asian
Studies 16:117–145, print an earlier one (two-person Nash bargains, ten turns). Each turn every
actor judges whom it would gain most by challenging, offers that actor a bargain, and all then
elect, among the bargains that concern an actor, where that actor goes.

Like the challenge model it is a story of concessions: on EU decisions the election *before* any
bargaining forecasts better than the positions after it.
"""

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import InputError
from foedus.negotiation.methods.bargain import Bargains, bargains, resolve
from foedus.negotiation.methods.contest import Viewpoint, best_targets
from foedus.negotiation.methods.election import chances
from foedus.negotiation.methods.options import ALPHA, RULE, SpatialSettings, changed
from foedus.negotiation.methods.vote import chance_of_victory, coalitions
from foedus.negotiation.record import Array, MethodResult, Status, input_hash

#: Positions no farther apart than this are one option in the reported election.
SAME = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class SpatialPath(MethodResult):
    """positions: (t+1, n, K) by turn, 0 to 1. p: (t+1, n) chance that each actor's position wins
    (repeated for actors that share one). moves: for each turn, the (initiator, receiver) of the
    bargain each actor accepted, or None where it stayed.
    """

    positions: Array
    p: Array
    moves: tuple[tuple[tuple[int, int] | None, ...], ...]

    def mean(self, turn: int = -1) -> Array:
        """Expected winner of the election at a turn, (K,)."""
        first = _distinct(self.positions[turn])
        chosen = np.unique(first)
        mean: Array = self.p[turn, chosen] @ self.positions[turn, chosen]
        return mean


def bargain_in_space(
    positions: ArrayLike,
    salience: ArrayLike,
    capability: ArrayLike,
    *,
    ideals: ArrayLike | None = None,
    accommodation: ArrayLike | None = None,
    settings: SpatialSettings | None = None,
    **changes: object,
) -> SpatialPath:
    """Run the model. positions, salience: (n,) or (n, K), each 0 to 1; capability: (n,).

    An actor's saliences sum to 1 at most; one that cares about nothing never resists and backs
    nobody. ideals: (n, K), the positions by default. accommodation: (n, n), how far each actor's
    ideal is drawn to each position each turn (identity by default: ideals follow positions).

    Raises InputError for values off their scale or arrays whose shapes do not agree.
    """
    how = changed(settings, changes)
    theta, sigma, c = _inputs(positions, salience, capability)
    n = len(c)
    q = theta.copy() if ideals is None else np.asarray(ideals, dtype=float).reshape(theta.shape)
    a = np.eye(n) if accommodation is None else np.asarray(accommodation, dtype=float)
    if a.shape != (n, n):
        raise InputError(f"accommodation must be ({n}, {n}), got {a.shape}")
    hashed = input_hash("spatial", asdict(how), theta, sigma, c, q, a)
    rng = np.random.default_rng(how.seed)
    path, chance, moves = [theta], [], []
    status, first_move = Status.LIMIT, 0.0
    for t in range(1, how.turns + 1):
        theta, rho, accepted = _turn(theta, q, sigma, c, how, rng)
        chance.append(_reported(path[-1], q, sigma, c, rho, how))
        moves.append(accepted)
        path.append(theta)
        q = a @ theta + (1 - a.sum(axis=1))[:, None] * q
        moved = float(np.linalg.norm(path[-1] - path[-2], axis=1).sum())
        first_move = moved if t == 1 else first_move
        if t >= 2 and moved / (first_move + 1e-4) < how.still:
            status = Status.CONVERGED
            break
    rho = _attitudes(distance(q, theta, sigma), c, how)
    chance.append(_reported(theta, q, sigma, c, rho, how))
    return SpatialPath(
        method="spatial model of politics",
        settings=asdict(how),
        status=(status,),
        rounds=np.array([len(path) - 1]),
        input_hash=hashed,
        positions=np.stack(path),
        p=np.stack(chance),
        moves=tuple(moves),
    )


def distance(q: Array, theta: Array, sigma: Array) -> Array:
    """δ[i, j] as i sees it: salience-weighted distance from i's ideal to j's position."""
    weight = sigma**2
    total = weight.sum(axis=1, keepdims=True)
    weight = np.where(total > 0, weight, 1.0) / np.where(total > 0, total, sigma.shape[1])
    apart = (q[:, None, :] - theta[None, :, :]) ** 2
    delta: Array = np.sqrt(np.einsum("ik,ijk->ij", weight, apart))
    return delta


def utility(delta: Array, rho: Array) -> Array:
    """u(δ, ρ) = (1 − δ)(1 + ρδ); ρ above 0 is risk averse."""
    u: Array = (1 - delta) * (1 + rho * np.minimum(delta, 1.0))
    return u


def _turn(
    theta: Array,
    q: Array,
    sigma: Array,
    c: Array,
    how: SpatialSettings,
    rng: np.random.Generator,
) -> tuple[Array, Array, tuple[tuple[int, int] | None, ...]]:
    delta = distance(q, theta, sigma)
    rho = _attitudes(delta, c, how)
    view = Viewpoint(
        delta, rho, ALPHA[how.attitude], sigma.sum(axis=1), c, how.voting, how.commitment
    )
    targets, P = best_targets(view)
    offers = bargains(theta, sigma, targets, P, view, how.vector, how.interpolation)
    u = utility(delta, rho[:, None])
    values = _values(offers, u, q, sigma, rho)

    def elect(options: Array, stands: NDArray[np.bool_]) -> Array:
        return _elect(coalitions(options, c, how.voting), how, stands)

    theta, accepted = resolve(
        theta, offers, values, elect, rng if how.transition == "Stochastic" else None
    )
    return theta, rho, accepted


def _values(offers: Bargains, u: Array, q: Array, sigma: Array, rho: Array) -> Array:
    """Mean utility of the state to each actor, (1 + offers, n): as it is, then after each bargain.

    A bargain moves two actors, so only two terms of the mean change.
    """
    n = len(u)
    base = u.sum(axis=1)
    new = utility(distance(q, offers.to_initiator, sigma), rho[:, None])
    new = new + utility(distance(q, offers.to_receiver, sigma), rho[:, None])
    after = base[:, None] + new - u[:, offers.initiator] - u[:, offers.receiver]
    values: Array = np.concatenate([base[None], after.T]) / n
    return values


def _attitudes(delta: Array, c: Array, how: SpatialSettings) -> Array:
    """Risk attitude ρ of each actor from its chance in a risk-neutral election, (n,).

    Who is likely to win has something to lose. With equal chances all are neutral.
    """
    p = _elect(coalitions((1 - delta).T, c, how.voting)[None], how)[0]
    top, low = p.max(), p.min()
    if top - low <= 1e-12:
        return np.zeros(len(p))
    share = (p - low) / (top - low)
    by_range = {"Min": share, "Mid": 1.5 * share - 0.5, "Max": 2 * share - 1}
    rho: Array = by_range[how.risk_range]
    return rho


def _elect(C: Array, how: SpatialSettings, stands: NDArray[np.bool_] | None = None) -> Array:
    V = chance_of_victory(C, how.victory)
    tolerance = {"MarkovUniform": 1e-6, "MarkovIncentive": 1e-8}.get(how.election)
    return chances(V, RULE[how.election], C=C, active=stands, tolerance=tolerance)[0]


def _distinct(theta: Array) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """For each actor, the actor whose position stands for its own: the last within ``SAME``.

    An actor stands for itself unless an earlier one that does is that near.
    """
    same = np.linalg.norm(theta[:, None, :] - theta[None, :, :], axis=2) <= SAME
    alone = np.zeros(len(theta), dtype=bool)
    for i in range(len(theta)):
        alone[i] = not (same[i, :i] & alone[:i]).any()
    near = same & alone[None, :]
    last: np.ndarray[tuple[int], np.dtype[np.int64]] = (
        len(theta) - 1 - np.argmax(near[:, ::-1], axis=1)
    )
    return last


def _reported(
    theta: Array, q: Array, sigma: Array, c: Array, rho: Array, how: SpatialSettings
) -> Array:
    first = _distinct(theta)
    options, at = np.unique(first, return_inverse=True)
    u = utility(distance(q, theta[options], sigma), rho[:, None])
    p = _elect(coalitions(u.T, c, how.voting)[None], how)[0]
    return np.asarray(p[at])


def _inputs(
    positions: ArrayLike, salience: ArrayLike, capability: ArrayLike
) -> tuple[Array, Array, Array]:
    theta, sigma = (
        np.asarray(values, dtype=float)[:, None]
        if np.ndim(values) == 1
        else np.asarray(values, dtype=float)
        for values in (positions, salience)
    )
    c = np.asarray(capability, dtype=float)
    if (
        theta.ndim != 2
        or theta.size == 0
        or sigma.shape != theta.shape
        or c.shape != theta.shape[:1]
    ):
        raise InputError(
            f"shapes do not agree: positions {theta.shape}, salience {sigma.shape}, "
            f"capability {c.shape}",
            hint="give (n, K), (n, K) and (n,)",
        )
    for name, values, top in (
        ("position", theta, 1.0),
        ("salience", sigma, 1.0),
        ("capability", c, np.inf),
    ):
        bad = ~(np.isfinite(values) & (values >= 0) & (values <= top + 1e-9))
        if bad.any():
            where = np.argwhere(bad)[0]
            raise InputError(
                f"{name} of actor {where[0]} is {values[tuple(where)]}: it must be 0 to {top:g}",
                hint="divide values out of 100 by 100, and leave actors without a value out",
            )
    over = sigma.sum(axis=1) > 1 + 1e-6
    if over.any():
        i = int(np.argmax(over))
        raise InputError(f"saliences of actor {i} sum to {sigma[i].sum():g}: at most 1 is allowed")
    if c.sum() <= 0:
        raise InputError("no actor has any capability")
    return theta, sigma, c
