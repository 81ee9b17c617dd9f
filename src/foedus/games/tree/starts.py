"""Where searches start: statistical backward induction (Signorino 1999; Bas, Signorino & Walker
2008), and points around.

Each decision, last ones first, is fitted alone by a ridge-penalized logit of the action taken on
the mover's regressors, weighted by the probabilities with which later play reaches their
outcomes. The ridge keeps starts finite where a decision alone would be separated.
"""

import numpy as np

from foedus.estimate import Array
from foedus.games.tree.data import PreparedGame
from foedus.games.tree.induction.sweep import Sweep
from foedus.games.tree.likelihood import Likelihood
from foedus.games.tree.linear import LinearIndexLikelihood
from foedus.games.tree.tree import Terminal
from foedus.games.tree.ultimatum import OfferLikelihood, starting_offers

RIDGE = 1e-2  # on coefficients of regressors scaled to unit variance


def starting_points(
    prepared: PreparedGame, likelihood: LinearIndexLikelihood, count: int, seed: int
) -> list[Array]:
    """``count`` coefficient vectors (K,): backward induction, then random ones around it."""
    if isinstance(likelihood, OfferLikelihood):
        return starting_offers(likelihood, prepared.values, count)
    if not isinstance(likelihood, Likelihood):
        raise TypeError(f"no starting points for {type(likelihood).__name__}")
    zero = np.where(prepared.free, 0.0, np.nan_to_num(prepared.values))
    first = backward(prepared, likelihood, zero)
    points = [first]
    rng = np.random.default_rng(seed)
    spread = np.sqrt(np.mean(likelihood.X**2, axis=0))
    while len(points) < count:
        noise = rng.normal(size=zero.shape) / np.maximum(spread, 1e-300)
        points.append(np.where(prepared.free, 0.5 * first + noise, zero))
    return points[:count]


def backward(prepared: PreparedGame, likelihood: Likelihood, zero: Array) -> Array:
    """Coefficients from one decision at a time, last decisions first."""
    structure = likelihood.structure
    tree = structure.tree
    theta = zero.copy()
    free = prepared.free.copy()
    for k in reversed(tree.decisions):
        player, below = tree.mover(k), tree.children[k]
        sweep = likelihood.sweep(theta)
        unit = np.exp(sweep.index[structure.scale[player]]) if player in structure.scale else 1.0
        blocks, offsets = [], []
        for child in below:
            X = np.zeros_like(likelihood.X)
            for t in tree.below(child):
                node = tree.nodes[t]
                equation = (
                    structure.payoff.get((player, node.outcome))
                    if isinstance(node, Terminal)
                    else None
                )
                if equation is not None:
                    columns = likelihood.owner == equation
                    chance = np.exp(_reach_from(sweep, child, t))
                    X[:, columns] += (chance / unit * likelihood.X[:, columns].T).T
            X /= structure.spread
            blocks.append(X)
            offsets.append(X @ theta)
        mine = free & np.any([X.any(axis=0) for X in blocks], axis=0)
        taken = _taken(likelihood, k)
        rows = taken >= 0
        if not mine.any() or rows.sum() < 2:
            continue
        D = np.stack([X[rows][:, mine] for X in blocks], axis=1)
        fixed = np.stack([o[rows] for o in offsets], axis=1)
        slope = 1.7 if structure.link == "probit" else 1.0  # logistic against normal
        weights = np.ones(rows.sum()) if likelihood.weights is None else likelihood.weights[rows]
        fitted = _ridge_logit(D * slope, fixed * slope, taken[rows], weights)
        theta[mine] += fitted
        free &= ~mine
    return theta


def _reach_from(sweep: Sweep, top: int, terminal: int) -> Array | float:
    total: Array | float = 0.0
    tree = sweep.structure.tree
    index = terminal
    while index != top:
        above = tree.parent[index]
        total = total + sweep.logs[above][tree.children[above].index(index)]
        index = above
    return total


def _taken(likelihood: Likelihood, k: int) -> Array:
    """(n,) position of the action taken at k where the label tells, else -1."""
    tree, members = likelihood.structure.tree, likelihood.structure.members
    taken = np.full(likelihood.rows, -1)
    for a, child in enumerate(tree.children[k]):
        under = set(tree.below(child))
        for label, terminals in enumerate(members):
            if set(terminals) <= under:
                taken[likelihood.observed == label] = a
    return taken


def _ridge_logit(D: Array, offset: Array, taken: Array, weights: Array) -> Array:
    """Conditional logit coefficients (k,) from regressors D (n, J, k), by penalized Newton."""
    n, _, k = D.shape
    spread = np.sqrt(np.mean((D - D.mean(axis=1, keepdims=True)) ** 2, axis=(0, 1)))
    ridge = RIDGE * np.maximum(spread, 1e-12) ** 2 * n
    beta = np.zeros(k)
    for _ in range(8):
        y = D @ beta + offset
        y -= y.max(axis=1, keepdims=True)
        p = np.exp(y)
        p /= p.sum(axis=1, keepdims=True)
        mean = np.einsum("nj,njk->nk", p, D)
        gradient = weights @ (D[np.arange(n), taken] - mean) - ridge * beta
        centered = D - mean[:, None, :]
        flat = (centered * np.sqrt(p * weights[:, None])[:, :, None]).reshape(-1, k)
        move = np.linalg.lstsq(flat.T @ flat + np.diag(ridge), gradient, rcond=None)[0]
        beta = beta + move
        if np.max(np.abs(move) * spread, initial=0.0) < 1e-3:
            break
    return beta
