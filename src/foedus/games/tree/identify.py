"""Checks before fitting: what cannot be learned is refused, with the reason.

Only differences of a player's payoffs at that player's decisions can be learned (Lewis & Schultz
2003; Kenkel & Signorino 2014), so a regressor, the constant included, may not stand in all of a
player's utilities below a first move. Collinear regressors, scales that trade off against
utilities, and outcomes that separate perfectly are found from the data.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from foedus.errors import InputError
from foedus.estimate import Array
from foedus.games.tree.data import PreparedGame
from foedus.games.tree.game import Game
from foedus.games.tree.induction.sweep import Reverse
from foedus.games.tree.likelihood import Likelihood
from foedus.games.tree.tree import Terminal

Kind = Literal["everywhere", "collinear", "constant", "unseen", "flat", "separated"]
ROWS = 2_000  # rows on which rank is judged
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class IdentificationProblem:
    """One reason why coefficients cannot be estimated. ``names`` are the coefficients."""

    kind: Kind
    what: str
    names: tuple[str, ...]
    hint: str


def require_identified(prepared: PreparedGame) -> None:
    """Raise InputError with every finding of `findings`, if there is any."""
    found = findings(prepared)
    if found:
        text = "; ".join(f.what for f in found)
        raise InputError(f"the game is not identified: {text}", hint=found[0].hint)


def findings(prepared: PreparedGame) -> list[IdentificationProblem]:
    """All reasons found why the game cannot be fitted to these data; empty if there is none."""
    found = _collinear(prepared)
    if not isinstance(prepared.likelihood, Likelihood) or not isinstance(prepared.game, Game):
        return found  # offers: what else fails shows in the fit's status
    game, likelihood = prepared.game, prepared.likelihood
    found = [*_everywhere(prepared, game), *found, *_unseen(prepared, game, likelihood)]
    return found or _flat(prepared, likelihood) or _separated(prepared, likelihood)


def _everywhere(prepared: PreparedGame, game: Game) -> list[IdentificationProblem]:
    """A regressor in all of a player's utilities below one of the player's first moves."""
    tree = game.tree
    found = []
    for player in tree.players:
        for first in tree.first_moves(player):
            nodes = [tree.nodes[t] for t in tree.below(first)]
            outcomes = {node.outcome for node in nodes if isinstance(node, Terminal)}
            sets = []
            for outcome in outcomes:
                equation = game.structure.payoff.get((player, outcome))
                names = set() if equation is None else _estimated(prepared, equation)
                sets.append(names)
            shared = set.intersection(*sets)
            for regressor in sorted(shared):
                called = "the constant" if regressor == "Intercept" else repr(regressor)
                found.append(
                    IdentificationProblem(
                        "everywhere",
                        f"{called} stands in all of {player!r}'s utilities after "
                        f"{tree.path[first] or 'the start'!r} ({', '.join(sorted(outcomes))})",
                        tuple(
                            game.coefficient(game.structure.payoff[player, o], regressor)
                            for o in sorted(outcomes)
                        ),
                        "leave it out of one of them: only differences of payoffs are identified",
                    )
                )
    return found


def _estimated(prepared: PreparedGame, equation: int) -> set[str]:
    start = prepared.likelihood.cut[equation]
    names = prepared.encoders[equation].names
    return {name for j, name in enumerate(names) if prepared.free[start + j]}


def _collinear(prepared: PreparedGame) -> list[IdentificationProblem]:
    """Regressors of one equation that are combinations of the others."""
    found = []
    likelihood = prepared.likelihood
    for start, stop in likelihood.pairs:
        free = [j for j in range(start, stop) if prepared.free[j]]
        dependent = _dependent(likelihood.X[:, free])
        if dependent:
            names = tuple(prepared.names[free[j]] for j in dependent)
            found.append(
                IdentificationProblem(
                    "collinear",
                    f"{', '.join(names)}: a combination of the other regressors of its formula",
                    names,
                    "drop it from that formula",
                )
            )
    return found


def _size(X: Array) -> Array:
    """Each column's root mean square, without a square that overflows."""
    largest = np.abs(X).max(axis=0, initial=0.0)
    unit = X / np.where(largest > 0, largest, 1.0)
    return np.asarray(largest * np.sqrt((unit**2).mean(axis=0)), dtype=np.float64)


def _dependent(X: Array) -> list[int]:
    """Columns that the columns before them span, judged by the triangle of a QR."""
    if not X.shape[1]:
        return []
    size = _size(X) * np.sqrt(len(X))
    unit = X / np.where(size > 0, size, 1.0)
    if np.linalg.eigvalsh(unit.T @ unit)[0] > 1e-6:  # far from collinear: spare the QR
        return []
    triangle = np.linalg.qr(unit, mode="r")
    size = np.abs(np.diag(triangle)) if len(X) >= X.shape[1] else np.zeros(X.shape[1])
    return [j for j in range(X.shape[1]) if size[j] < 1e-8]


def _unseen(
    prepared: PreparedGame, game: Game, likelihood: Likelihood
) -> list[IdentificationProblem]:
    """Outcomes that no row records: some action's payoffs would run away."""
    observed = set(likelihood.observed.tolist())
    labels = list(game.observable)
    missing = [label for i, label in enumerate(labels) if i not in observed]
    if not missing or not prepared.free.any():
        return []
    return [
        IdentificationProblem(
            "unseen",
            f"no row ends in {', '.join(repr(m) for m in missing)}",
            (),
            "check the labels under `observed`, or leave that action out of the tree",
        )
    ]


def _flat(prepared: PreparedGame, likelihood: Likelihood) -> list[IdentificationProblem]:
    """Directions along which no outcome's probability changes, at random coefficients."""
    free = prepared.free
    if not free.any():
        return []
    rng = np.random.default_rng(7)
    if likelihood.rows > ROWS:
        likelihood = likelihood.take(np.sort(rng.choice(likelihood.rows, ROWS, replace=False)))
    scale = np.maximum(_size(likelihood.X), 1e-150)
    weakest: tuple[float, Array] | None = None
    for _ in range(2):
        theta = np.where(free, rng.normal(size=free.shape) * 0.5 / scale, 0.0)
        theta = theta + np.nan_to_num(prepared.values)
        sweep = likelihood.sweep(theta)
        scores = []
        with np.errstate(over="ignore", invalid="ignore"):  # refused below
            for label, log in enumerate(sweep.log_labels()):
                gradient = Reverse(sweep, np.full(likelihood.rows, label)).gradient
                rows = gradient.T[:, likelihood.owner] * likelihood.X / scale
                scores.append(rows[:, free] * np.exp(0.5 * log)[:, None])
        information = np.sum([s.T @ s for s in scores], axis=0)
        if not np.isfinite(information).all():
            raise InputError(
                "utilities overflow at small coefficients",
                hint="look for cells that are far too large, or measure columns in larger units",
            )
        unit = np.sqrt(np.maximum(np.diag(information), 1e-300))
        eigenvalues, vectors = np.linalg.eigh(information / np.outer(unit, unit))
        if weakest is None or eigenvalues[0] > weakest[0]:
            weakest = float(eigenvalues[0]), vectors[:, 0]
    if weakest is None or weakest[0] > TOLERANCE:
        return []
    part = np.abs(weakest[1])
    names = tuple(np.array(prepared.names)[free][part > 0.1 * part.max()])
    return [
        IdentificationProblem(
            "flat",
            f"a combination of {', '.join(names)} changes no outcome's probability",
            names,
            "fix or drop one of them",
        )
    ]


def _separated(prepared: PreparedGame, likelihood: Likelihood) -> list[IdentificationProblem]:
    """Last moves whose action a combination of regressors predicts without error."""
    tree = likelihood.structure.tree
    found = []
    for k in tree.decisions:
        below = tree.children[k]
        player = tree.mover(k)
        if not all(isinstance(tree.nodes[c], Terminal) for c in below):
            continue
        columns, D = _last_move(prepared, likelihood, k)
        rows = _rows_at(likelihood, k)
        if not columns or D is None or not len(rows[0]):
            continue
        rng, (at, taken) = np.random.default_rng(7), rows
        some = rng.choice(len(at), ROWS, replace=False) if len(at) > ROWS else np.arange(len(at))
        direction = separating(D, at[some], taken[some])
        if direction is not None and len(some) < len(at):  # a sample may seem separated
            direction = separating(D, at, taken)
        if direction is None:
            continue
        part = np.abs(direction)
        names = tuple(prepared.names[columns[j]] for j in np.flatnonzero(part > 1e-6))
        found.append(
            IdentificationProblem(
                "separated",
                f"{', '.join(names)} separate{'s' if len(names) == 1 else ''} perfectly what "
                f"{player!r} does after {tree.path[k] or 'the start'!r}: the coefficients have no "
                "finite estimate",
                names,
                "drop or merge those regressors, or fix a coefficient",
            )
        )
    return found


def _last_move(
    prepared: PreparedGame, likelihood: Likelihood, k: int
) -> tuple[list[int], Array | None]:
    """Free columns of the mover's utilities and (n, J, k) regressors of the actions."""
    tree = likelihood.structure.tree
    player = tree.mover(k)
    equations: list[int | None] = []
    for child in tree.children[k]:
        node = tree.nodes[child]
        outcome = node.outcome if isinstance(node, Terminal) else ""
        equations.append(likelihood.structure.payoff.get((player, outcome)))
    owner, free = likelihood.owner, prepared.free
    columns = [j for j in range(len(owner)) if free[j] and owner[j] in equations]
    if not columns:
        return [], None
    D = np.zeros((likelihood.rows, len(equations), len(columns)))
    for a, equation in enumerate(equations):
        for c, j in enumerate(columns):
            if owner[j] == equation:
                D[:, a, c] = likelihood.X[:, j]
    return columns, D


def _rows_at(likelihood: Likelihood, k: int) -> tuple[Array, Array]:
    """Rows whose label tells which action was taken at k, and the action."""
    tree = likelihood.structure.tree
    rows, taken = [], []
    for a, child in enumerate(tree.children[k]):
        for label, terminals in enumerate(likelihood.structure.members):
            if set(terminals) <= set(tree.below(child)):
                here = np.flatnonzero(likelihood.observed == label)
                rows.append(here)
                taken.append(np.full(len(here), a))
    if not rows:
        return np.empty(0, dtype=int), np.empty(0, dtype=int)
    return np.concatenate(rows), np.concatenate(taken)


def separating(D: Array, rows: Array, taken: Array) -> Array | None:
    """A direction along which every row's taken action never loses and sometimes gains.

    Linear program of Albert & Anderson (1984) for multinomial choice: maximize the summed gains
    over directions in the unit box, subject to no row losing. None if the best is zero.
    """
    from scipy.optimize import linprog

    gains = []
    for a in range(D.shape[1]):
        differs = taken != a
        at = rows[differs]
        gains.append(D[at, taken[differs]] - D[at, a])
    G = np.concatenate(gains)
    scale = np.maximum(np.abs(G).max(axis=0), 1e-300)
    G = np.unique(G / scale, axis=0)
    total = G.sum(axis=0)
    solved = linprog(-total, A_ub=-G, b_ub=np.zeros(len(G)), bounds=(-1, 1), method="highs")
    if solved.status != 0 or solved.fun is None or solved.fun > -1e-6:
        return None
    return np.asarray(solved.x)
