"""Full-information maximum likelihood: the likelihood of an equilibrium, found and differentiated.

At a root of F = z - zeta(z; payoffs) (``equilibria``) the payoffs move B's index by
dz = -F_payoffs / F_z, so the likelihood of an equilibrium has exact first and second derivatives. A
game with several equilibria needs a selection rule; the likelihood of the sample depends on it:

=========== =====================================================================================
best        the equilibrium under which the game's own outcomes are likeliest (maximum likelihood
            over parameters and equilibria; Su & Judd 2012, Econometrica 80, section 2)
lowest      the one in which B resists least
highest     the one in which B resists most
mixture     a game plays its lowest, a middle or its highest equilibrium with probabilities
            estimated from the sample (multinomial logit, the lowest as reference)
=========== =====================================================================================
"""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
from scipy import special

from foedus.errors import FitError
from foedus.estimate import Array
from foedus.games.estimates import sandwich
from foedus.games.newton import Maximum, Value, maximize
from foedus.games.rows import cluster_numbers
from foedus.games.signaling.design import DesignMatrix
from foedus.games.signaling.equilibria import Equilibria, solve
from foedus.games.signaling.likelihood import J, outer, terms, value
from foedus.games.signaling.masses import masses, mills, slopes
from foedus.games.signaling.payoffs import UTILITIES, Payoffs
from foedus.games.signaling.sample import Sample
from foedus.games.signaling.specification import Specification

Selection = Literal["best", "lowest", "highest", "mixture"]
SELECTIONS: tuple[Selection, ...] = get_args(Selection)
MIXTURE = ("select:middle", "select:highest")  # log odds against the lowest equilibrium
SEVEN = len(UTILITIES)
STEPS = 50  # of Newton's method from a start; a good start takes about ten


@dataclass(frozen=True, slots=True)
class FullFit:
    """A maximum of the full likelihood.

    theta of ``maximum`` has the design's k entries, and two more (``MIXTURE``) under the mixture.
    share: shape (m,), each equilibrium's probability of being the one played, given the outcomes.
    scores: shape (n, k), each game's derivative at the maximum.
    starts: the log-likelihood reached from each start.
    """

    maximum: Maximum
    design: DesignMatrix
    equilibria: Equilibria
    share: Array
    scores: Array
    starts: tuple[float, ...]


def full_loglik(
    design: DesignMatrix, counts: Array, theta: Array, selection: Selection = "best"
) -> float:
    """Log-likelihood at the selected equilibria, without the multinomial constant."""
    with np.errstate(all="ignore"):  # at wild parameters a payoff may overflow
        return float(_values(design, counts, theta, selection)[0].sum())


def fit_full(
    design: DesignMatrix, counts: Array, starts: list[Array], selection: Selection = "best"
) -> FullFit:
    """Maximize the full likelihood from several starts, each of shape (k,), and keep the best.

    Raises FitError when no start has a finite likelihood, or when the mixture is asked for and no
    game has a second equilibrium at the maximum under "best".
    """
    if selection == "mixture":
        return _fit_mixture(design, counts, starts)
    return _climb(design, counts, starts, selection)


def _fit_mixture(design: DesignMatrix, counts: Array, starts: list[Array]) -> FullFit:
    """The mixture, begun at the maximum where each game plays its likeliest equilibrium."""
    top = _climb(design, counts, starts, "best")
    if (top.equilibria.number < 2).all():
        raise FitError(
            "selection cannot be estimated: every game has one equilibrium at the maximum",
            hint="selection: best (any rule gives the same answer here)",
        )
    begin = np.append(top.maximum.theta, [0.0, 0.0])
    return _climb(design.extend(MIXTURE), counts, [begin], "mixture")


def _climb(
    design: DesignMatrix, counts: Array, starts: list[Array], selection: Selection
) -> FullFit:
    def objective(theta: Array) -> Value:
        # far from the data a step may overflow; its value is then no number, and it is halved
        with np.errstate(all="ignore"):
            values, G, M, _, _ = _by_game(design, counts, theta, selection)
            gradient, hessian = design.scores(G).sum(0), design.hessian(M)
        sound = np.isfinite(gradient).all() and np.isfinite(hessian).all()
        return Value(float(values.sum()) if sound else -np.inf, gradient, hessian)

    usable = [s for s in starts if np.isfinite(full_loglik(design, counts, s, selection))]
    if not usable:
        raise FitError(
            "the likelihood is zero at every start: a game with a crisis has no equilibrium there",
            hint="give starting values, for instance the NPL estimates",
        )
    tops = [maximize(objective, start, most_steps=STEPS, jumps=True) for start in usable]
    # a start that ends on a jump of the likelihood is no maximum, however high
    best = max(tops, key=lambda top: (top.status == "converged", top.value.loglik))
    _, G, _, found, share = _by_game(design, counts, best.theta, selection)
    reached = tuple(top.value.loglik for top in tops)
    return FullFit(best, design, found, share, design.scores(G), reached)


def full_covariance(best: FullFit, spec: Specification, made: Sample) -> Array:
    """Inverse observed information, or its sandwich with games' or clusters' scores; (k, k)."""
    inverse = np.asarray(np.linalg.inv(-best.maximum.value.hessian), float)
    if spec.standard_errors == "information":
        return inverse
    clusters = None if spec.cluster is None else cluster_numbers(made.frame[spec.cluster])
    if (len(best.scores) if clusters is None else int(clusters.max()) + 1) < 2:
        raise FitError("clustered standard errors need two clusters at least")
    return sandwich(inverse, best.scores, clusters)


def _by_game(
    design: DesignMatrix, counts: Array, theta: Array, selection: Selection
) -> tuple[Array, Array, Array, Equilibria, Array]:
    """Each game's log-likelihood, its derivatives in the indices, its equilibria, their shares."""
    n, width = len(design), design.width
    values, joint, found, slope, curve = _values(design, counts, theta, selection)
    row, share = found.row, np.zeros(len(found.row))
    G, M = np.zeros((n, width)), np.zeros((n, width, width))
    if not np.isfinite(values).all():
        return values, G, M, found, share
    share = np.exp(joint - values[row])
    used = np.flatnonzero(share > 0)
    games = design.payoffs(theta).at(row[used])
    g7, m7 = equilibrium_slopes(games, found.z[used], found.threshold[used], counts[row[used]])
    g, h = np.zeros((len(used), width)), np.zeros((len(used), width, width))
    g[:, :SEVEN], h[:, :SEVEN, :SEVEN] = g7, m7
    if selection == "mixture":
        g[:, SEVEN:], h[:, SEVEN:, SEVEN:] = slope[used], curve[used]
    p = share[used]
    np.add.at(G, row[used], p[:, None] * g)
    np.add.at(M, row[used], p[:, None, None] * h + outer(g, g, p))
    M -= outer(G, G, np.ones(n))
    return values, G, M, found, share


def _values(
    design: DesignMatrix, counts: Array, theta: Array, selection: Selection
) -> tuple[Array, Array, Equilibria, Array, Array]:
    """Log-likelihoods of games, log parts of their equilibria, the rule's derivatives."""
    n = len(design)
    games = design.payoffs(theta)
    found = solve(games)
    row = found.row
    sub = games.at(row)
    at = masses(sub.barWA - found.threshold, sub.bara - found.threshold)
    logl = value(counts[row], at, found.z)
    prior, slope, curve = _prior(found, design.index(theta)[:, SEVEN:], selection)
    joint = logl + prior
    if selection == "best":
        joint = np.where(_first_best(row, logl), logl, -np.inf)
    top = np.full(n, -np.inf)
    np.maximum.at(top, row, joint)
    anchor = np.where(np.isfinite(top), top, 0.0)
    mass = np.zeros(n)
    np.add.at(mass, row, np.exp(joint - anchor[row]))
    with np.errstate(divide="ignore"):
        values = anchor + np.log(mass)
    # no equilibrium: A never challenges
    empty = found.number == 0
    values[empty] = np.where(counts[empty, 1:].sum(1) > 0, -np.inf, 0.0)
    return values, joint, found, slope, curve


def _first_best(row: npt.NDArray[np.int64], logl: Array) -> npt.NDArray[np.bool_]:
    """Marks one equilibrium a game, the likeliest."""
    order = np.lexsort((-logl, row))
    best = np.zeros(len(row), bool)
    _, first = np.unique(row[order], return_index=True)
    best[order[first]] = True
    return best


def _prior(found: Equilibria, eta: Array, selection: Selection) -> tuple[Array, Array, Array]:
    """Log probability of each equilibrium before outcomes, with derivatives in the log odds."""
    rank, row = found.rank, found.row
    last = rank == found.number[row] - 1
    m = len(row)
    if selection != "mixture":
        chosen = {"lowest": rank == 0, "highest": last, "best": np.ones(m, bool)}[selection]
        return np.where(chosen, 0.0, -np.inf), np.zeros((m, 0)), np.zeros((m, 0, 0))
    middle = (rank > 0) & ~last
    mark = np.column_stack([middle, last & (rank > 0)]).astype(float)
    weight = np.exp((mark * eta[row]).sum(1))
    total = np.zeros(len(found.boxes))
    np.add.at(total, row, weight)
    expected = np.zeros((len(total), 2))
    np.add.at(expected, row, mark * (weight / total[row])[:, None])
    e = expected[row]
    curve = outer(e, e, np.ones(m)) - e[:, :, None] * np.eye(2)
    return np.log(weight / total[row]), mark - e, curve


def equilibrium_slopes(
    games: Payoffs, z: Array, threshold: Array, counts: Array
) -> tuple[Array, Array]:
    """First (m, 7) and second (m, 7, 7) derivatives of log-likelihoods in the payoffs."""
    m, eight = len(z), SEVEN + 1
    u, v = games.barWA - threshold, games.bara - threshold
    resist = special.ndtr(z)
    lam, q = mills(z), 1 / resist
    q1, q2 = -lam * q, q * lam * (2 * lam + z)
    gap = games.SA - games.VA
    # c over (payoffs, z): its gradient enters u and v, its Hessian C2 is sparse
    wu = np.zeros((m, eight))
    wu[:, J["SA"]], wu[:, J["VA"]], wu[:, SEVEN] = -q, q - 1, -gap * q1
    wv = wu.copy()
    wu[:, J["barWA"]], wv[:, J["bara"]] = 1, 1
    C2 = np.zeros((m, eight, eight))
    C2[:, J["SA"], SEVEN] = C2[:, SEVEN, J["SA"]] = q1
    C2[:, J["VA"], SEVEN] = C2[:, SEVEN, J["VA"]] = -q1
    C2[:, SEVEN, SEVEN] = gap * q2

    def second(uu: Array, uv: Array, vv: Array, bend: Array) -> Array:
        cross = outer(wu, wv, uv)
        total: Array = outer(wu, wu, uu) + outer(wv, wv, vv) + cross + cross.transpose(0, 2, 1)
        return total - bend[:, None, None] * C2

    d = terms(counts, u, v, z)
    G = d.u[:, None] * wu + d.v[:, None] * wv
    G[:, SEVEN] += d.t
    M = second(d.uu, d.uv, d.vv, d.u + d.v)
    M[:, SEVEN, SEVEN] += d.tt

    # F = z - (barWB - CB) - (VB - CB) rho(u, v)
    at = masses(u, v)
    _, _, h, b = slopes(u, v, at)
    rho, stake = np.exp(at.log_bluff), games.VB - games.CB
    xu, xv = b.u - h.u, b.v - h.v
    drho = rho[:, None] * (xu[:, None] * wu + xv[:, None] * wv)
    F = -stake[:, None] * drho
    F[:, SEVEN] += 1
    F[:, J["barWB"]] -= 1
    F[:, J["CB"]] += 1 + rho
    F[:, J["VB"]] -= rho
    scale = -stake * rho
    F2 = second(
        scale * (b.uu - h.uu + xu * xu),
        scale * (b.uv - h.uv + xu * xv),
        scale * (b.vv - h.vv + xv * xv),
        scale * (xu + xv),
    )
    F2[:, J["VB"], :] -= drho
    F2[:, :, J["VB"]] -= drho
    F2[:, J["CB"], :] += drho
    F2[:, :, J["CB"]] += drho

    follow = -F[:, :SEVEN] / F[:, SEVEN, None]  # dz / d payoffs
    P = np.concatenate([np.broadcast_to(np.eye(SEVEN), (m, SEVEN, SEVEN)), follow[:, None]], axis=1)
    gradient = G[:, :SEVEN] + G[:, SEVEN, None] * follow
    inner = M - (G[:, SEVEN] / F[:, SEVEN])[:, None, None] * F2
    hessian: Array = P.transpose(0, 2, 1) @ inner @ P
    return gradient, hessian
