"""Backward induction over many rows at once, and the exact derivatives of what it yields.

One sweep up the tree (leaves to root) solves the game. One sweep down gives the derivatives of each
row's log-likelihood with respect to every equation (reverse mode). Running tangents through both
gives the second derivatives (forward over reverse). All arithmetic is elementwise, so ``index`` may
have any trailing shape: (M, n) rows, or (M, B, n) for B parameter vectors at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.games.tree.induction.choice import Binary, Choice, Logit, binary_logit, binary_probit
from foedus.games.tree.structure import Structure
from foedus.games.tree.tree import Chance, Terminal


@dataclass(slots=True)
class _Move:
    """A solved decision: the choice, and how payoffs were standardized."""

    choice: Choice
    y: list[Any]  # standardized payoffs, or the one difference z
    unit: Any  # y = payoff / unit
    noise: Any  # private, two actions: S_first + S_second


class Sweep:
    """Equilibrium of every row, given the equations' values.

    index: (M, ...) linear indices. nature: node -> probabilities of its branches (numbers or
    arrays that broadcast against ``index[0]``).
    After construction ``logs[k]`` and ``probs[k]`` hold the edges' probabilities of node k,
    ``value[k][player]`` what reaching k is worth, ``mass[k]`` the sum of squared reach
    probabilities below k (private information only).
    """

    def __init__(
        self, structure: Structure, index: Array, nature: Mapping[int, Sequence[Any]]
    ) -> None:
        """Solve from the leaves up."""
        self.structure, self.index = structure, index
        tree = structure.tree
        size = len(tree.nodes)
        self.value: list[dict[str, Any]] = [{} for _ in range(size)]
        self.mass: list[Any] = [1.0] * size
        self.logs: list[list[Any]] = [[] for _ in range(size)]
        self.probs: list[list[Any]] = [[] for _ in range(size)]
        self._moves: dict[int, _Move] = {}
        self._sigma = {
            player: np.exp(index[structure.scale[player]]) if player in structure.scale else 1.0
            for player in tree.players
        }
        for k in reversed(range(size)):
            node, below = tree.nodes[k], tree.children[k]
            if isinstance(node, Terminal):
                for player in tree.movers_above[k]:
                    equation = structure.payoff.get((player, node.outcome))
                    self.value[k][player] = 0.0 if equation is None else index[equation]
                continue
            if isinstance(node, Chance):
                self.probs[k] = list(nature[k])
                with np.errstate(divide="ignore"):
                    self.logs[k] = [np.log(p) for p in self.probs[k]]
            else:
                move = self._decide(node.player, below)
                self._moves[k] = move
                self.logs[k], self.probs[k] = move.choice.logs, move.choice.probs
            for player in tree.movers_above[k]:
                self.value[k][player] = _dot(self.probs[k], [self.value[c][player] for c in below])
            if structure.private:
                self.mass[k] = _dot([p * p for p in self.probs[k]], [self.mass[c] for c in below])

    def _decide(self, player: str, below: tuple[int, ...]) -> _Move:
        structure, sigma = self.structure, self._sigma[player]
        values = [self.value[c][player] for c in below]
        probit = structure.link == "probit"
        if len(below) == 2:
            noise = self.mass[below[0]] + self.mass[below[1]] if structure.private else None
            unit = sigma * (structure.spread if noise is None else np.sqrt(noise))
            z = self._full((values[1] - values[0]) / unit)
            return _Move(binary_probit(z) if probit else binary_logit(z), [z], unit, noise)
        unit = sigma if probit else sigma * structure.spread
        y = [self._full(v / unit) for v in values]
        if not probit:
            return _Move(Logit(y), y, unit, None)
        from foedus.games.tree.induction.multiprobit import Probit  # no shipped game has one

        rho = [np.sqrt(self._full(self.mass[c])) for c in below] if structure.private else None
        return _Move(Probit(y, rho), y + (rho or []), unit, None)

    def _full(self, values: Any) -> Array:
        shape = self.index.shape[1:]
        return np.asarray(values if np.shape(values) == shape else np.broadcast_to(values, shape))

    def reach(self) -> list[Any]:
        """Log probability of reaching each node from the root."""
        tree = self.structure.tree
        logs: list[Any] = [0.0] * len(tree.nodes)
        for k, below in enumerate(tree.children):
            for a, child in enumerate(below):
                logs[child] = logs[k] + self.logs[k][a]
        return logs

    def log_labels(self) -> list[Array]:
        """Log probability of each observable label."""
        reach = self.reach()
        out = []
        for terminals in self.structure.members:
            parts = [self._full(reach[t]) for t in terminals]
            out.append(parts[0] if len(parts) == 1 else np.logaddexp.reduce(parts, axis=0))
        return out


class Reverse:
    """Derivatives of the log probability of the observed label with respect to the equations.

    observed: integer labels that broadcast against ``index[0]``.
    ``loglik``: (...), ``gradient``: (M, ...).
    """

    def __init__(self, sweep: Sweep, observed: Any) -> None:
        """Carry derivatives from the root down."""
        self.sweep = sweep
        structure = sweep.structure
        tree = structure.tree
        reach, labels = sweep.reach(), sweep.log_labels()
        self.loglik = np.select([observed == i for i in range(len(labels))], labels)
        self._posterior: dict[int, Any] = {}
        self._labels = labels
        weight: list[Any] = [0.0] * len(tree.nodes)
        self._merged = [(i, ts) for i, ts in enumerate(structure.members) if len(ts) > 1]
        for i, terminals in enumerate(structure.members):
            here = (observed == i).astype(float)
            for t in terminals:
                weight[t] = here if len(terminals) == 1 else here * np.exp(reach[t] - labels[i])
                self._posterior[t] = weight[t]
        self._observed = observed
        for k in reversed(range(len(tree.nodes))):
            for child in tree.children[k]:
                weight[k] = weight[k] + weight[child]
        self.weight = weight  # probability that play passed each node, given the label
        self._descend()

    def _descend(self) -> None:
        sweep, structure = self.sweep, self.sweep.structure
        tree, shape = structure.tree, sweep.index.shape
        self.gradient = np.zeros(shape)
        size = len(tree.nodes)
        self.value_bar: list[dict[str, Any]] = [{} for _ in range(size)]
        self.mass_bar: list[Any] = [0.0] * size
        self.log_bar: dict[int, list[Any]] = {}
        self.y_bar: dict[int, list[Any]] = {}
        for k, node in enumerate(tree.nodes):
            below, probs, bars = tree.children[k], sweep.probs[k], self.value_bar[k]
            if isinstance(node, Terminal):
                for player, bar in bars.items():
                    equation = structure.payoff.get((player, node.outcome))
                    if equation is not None:
                        self.gradient[equation] += bar
                continue
            for player, bar in bars.items():
                for child, p in zip(below, probs, strict=True):
                    _add(self.value_bar[child], player, bar * p)
            if structure.private:
                for child, p in zip(below, probs, strict=True):
                    self.mass_bar[child] = self.mass_bar[child] + self.mass_bar[k] * p * p
            if k not in sweep._moves:
                continue
            log_bar = []
            for child, p in zip(below, probs, strict=True):
                bar_p = sum(bar * sweep.value[child][player] for player, bar in bars.items())
                if structure.private:
                    bar_p = bar_p + 2.0 * self.mass_bar[k] * p * sweep.mass[child]
                log_bar.append(self.weight[child] + p * bar_p)
            self.log_bar[k] = log_bar
            self._pull(k, tree.mover(k), below)

    def _pull(self, k: int, player: str, below: tuple[int, ...]) -> None:
        """Carry the adjoints of one decision's log probabilities to payoffs, masses and scale."""
        sweep, structure = self.sweep, self.sweep.structure
        move = sweep._moves[k]
        y_bar = move.choice.pull(self.log_bar[k])
        self.y_bar[k] = y_bar
        scale = structure.scale.get(player)
        if scale is not None:
            count = len(below) if len(below) > 2 else 1
            self.gradient[scale] -= sum(y_bar[a] * move.y[a] for a in range(count))
        if isinstance(move.choice, Binary):
            gain = y_bar[0] / move.unit
            _add(self.value_bar[below[0]], player, -gain)
            _add(self.value_bar[below[1]], player, gain)
            if move.noise is not None:
                bar = -0.5 * y_bar[0] * move.y[0] / move.noise
                for child in below:
                    self.mass_bar[child] = self.mass_bar[child] + bar
            return
        for a, child in enumerate(below):
            _add(self.value_bar[child], player, y_bar[a] / move.unit)
            if structure.private:
                rho = move.y[len(below) + a]
                bar = 0.5 * y_bar[len(below) + a] / rho
                self.mass_bar[child] = self.mass_bar[child] + bar


def _dot(weights: Sequence[Any], values: Sequence[Any]) -> Any:
    total: Any = 0.0
    for w, v in zip(weights, values, strict=True):
        if not (isinstance(v, float) and v == 0.0):
            total = total + w * v
    return total


def _add(bars: dict[str, Any], player: str, bar: Any) -> None:
    bars[player] = bars[player] + bar if player in bars else bar
