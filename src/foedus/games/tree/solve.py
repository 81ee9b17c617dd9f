"""A game solved: what is chosen, reached and expected, for every row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.errors import InputError, UnknownNameError
from foedus.estimate import Array
from foedus.games.encoder import Encoder, encoder
from foedus.games.rows import frame_of
from foedus.games.tree.game import Game
from foedus.games.tree.induction.sweep import Sweep
from foedus.games.tree.observed import nature_of
from foedus.games.tree.structure import Structure
from foedus.games.tree.tree import Decision, Terminal

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Solution:
    """The equilibrium of n rows. Lists run over the tree's nodes in preorder.

    probs[k]: list over actions of (n,); reach[k]: (n,); value[k]: player -> (n,) expected utility
    of standing at k, for players who move at or above it. labels: (n, L).
    """

    structure: Structure
    probs: list[list[Array]]
    reach: list[Array]
    value: list[dict[str, Array]]
    payoffs: list[dict[str, Array]]
    labels: Array

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.labels)

    def best_responses(self) -> dict[int, Array]:
        """Decision -> (n,) position of the action with the highest expected utility.

        It is what the mover would do without errors, facing later play as it is.
        """
        tree = self.structure.tree
        return {
            k: np.argmax([self.value[c][tree.mover(k)] for c in tree.children[k]], axis=0)
            for k in tree.decisions
        }

    def frame(self) -> "pl.DataFrame":
        """One row a game: probabilities of outcomes and of actions, expected utilities."""
        import polars as pl

        tree = self.structure.tree
        columns: dict[str, Any] = {}
        for i, label in enumerate(self.structure.labels):
            columns[f"Pr({label})"] = self.labels[:, i]
        for k in tree.decisions:
            given = f" | {tree.path[k]}" if tree.path[k] else ""
            for a, child in enumerate(tree.children[k]):
                name = f"{tree.mover(k)}: {tree.step[child]}"
                columns[f"Pr({name}{given})"] = self.probs[k][a]
                columns[f"EU({name}{given})"] = self.value[child][tree.mover(k)]
        return pl.DataFrame(columns)


def solution(sweep: Sweep) -> Solution:
    """Everything a sweep found, as full arrays."""
    structure, full = sweep.structure, sweep._full
    tree = structure.tree
    payoffs: list[dict[str, Array]] = []
    for k, node in enumerate(tree.nodes):
        terminal = isinstance(node, Terminal)
        payoffs.append({p: full(v) for p, v in sweep.value[k].items()} if terminal else {})
    return Solution(
        structure,
        [[full(p) for p in probs] for probs in sweep.probs],
        [np.exp(full(log)) for log in sweep.reach()],
        [{player: full(v) for player, v in values.items()} for values in sweep.value],
        payoffs,
        np.exp(np.stack(sweep.log_labels(), axis=1)),
    )


def solve(
    game: Game,
    data: Any,
    coefficients: Mapping[str, float] | Array,
    encoders: tuple[Encoder, ...] | None = None,
) -> Solution:
    """Solve a game at given coefficients for every row of a table.

    coefficients: name -> value for every coefficient that is not fixed, or (K,) in order. encoders:
    those of a fit, so that factors are coded as they were there.
    """
    frame = frame_of(data)
    if encoders is None:
        pairs = [encoder(formula, frame, game.levels) for _, _, formula in game.equations]
        encoders, blocks = tuple(p[0] for p in pairs), [p[1] for p in pairs]
    else:
        for column in game.columns:
            if column not in frame.columns:
                raise UnknownNameError("column", column, frame.columns)
        blocks = [made.encode(frame) for made in encoders]
    if isinstance(coefficients, Mapping):
        theta = _ordered(game, encoders, coefficients)
    else:
        theta = np.asarray(coefficients, dtype=float)
    index = np.empty((len(blocks), frame.height))
    start = 0
    for m, X in enumerate(blocks):
        index[m] = X @ theta[start : start + X.shape[1]]
        start += X.shape[1]
    if not np.isfinite(index).all():
        raise InputError("a utility is not a finite number in some row", where="data")
    return solution(Sweep(game.structure, index, nature_of(game.tree, frame)))


def _ordered(game: Game, encoders: tuple[Encoder, ...], coefficients: Mapping[str, float]) -> Array:
    known: list[str] = []
    values: list[float] = []
    for number, made in enumerate(encoders):
        for regressor in made.names:
            name = game.coefficient(number, regressor)
            known.append(name)
            fixed = made.formula.fixed if made.formula.fixed is not None else game.fixed.get(name)
            value = coefficients.get(name, fixed)
            if value is None:
                raise InputError(f"the coefficient {name!r} is missing", where="coefficients")
            values.append(float(value))
    for name in coefficients:
        if name not in known:
            raise UnknownNameError("coefficient", name, known, where="coefficients")
    return np.array(values)


def perfect_play(solved: Solution) -> list[str]:
    """The outcome of subgame-perfect play without errors, a row each (the last of ties wins).

    Backward induction on the payoffs alone: what the probabilities tend to as errors shrink.
    Moves of nature are refused: play then ends in a lottery, not an outcome.
    """
    tree = solved.structure.tree
    values: list[dict[str, Array]] = [{} for _ in tree.nodes]
    ends: list[Array] = [np.empty(0)] * len(tree.nodes)
    for k in reversed(range(len(tree.nodes))):
        node, below = tree.nodes[k], tree.children[k]
        if isinstance(node, Terminal):
            values[k], ends[k] = dict(solved.payoffs[k]), np.full(solved.rows, k)
        elif isinstance(node, Decision):
            stacked = np.stack([values[c][node.player] for c in below])
            best = np.argmax(stacked, axis=0)
            for player in tree.movers_above[k]:
                values[k][player] = np.choose(best, [values[c][player] for c in below])
            ends[k] = np.choose(best, [ends[c] for c in below])
        else:
            raise InputError("the tree has a move of nature: play ends in a lottery")
    names = {t: node.outcome for t, node in enumerate(tree.nodes) if isinstance(node, Terminal)}
    return [names[int(t)] for t in ends[0]]
