"""Second derivatives: tangents run up the tree, then down with the adjoints.

Seeding one direction per equation and running all of them together (a leading axis of length M)
gives each row's exact M x M matrix of second derivatives.
"""

from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.games.tree.induction.choice import Binary
from foedus.games.tree.induction.sweep import Reverse
from foedus.games.tree.tree import Terminal


def curvature(reverse: Reverse) -> Array:
    """Second derivatives of the log-likelihood, (M, M, ...), by forward over reverse."""
    return _Tangents(reverse).hessian


class _Tangents:
    def __init__(self, reverse: Reverse) -> None:
        self.reverse, self.sweep = reverse, reverse.sweep
        self.structure = self.sweep.structure
        self.tree = self.structure.tree
        count, *rest = self.sweep.index.shape
        self.seeds = np.eye(count).reshape(count, count, *[1] * len(rest))
        size = len(self.tree.nodes)
        self.value: list[dict[str, Any]] = [{} for _ in range(size)]
        self.mass: list[Any] = [0.0] * size
        self.logs: list[list[Any]] = [[] for _ in range(size)]
        self.y: dict[int, list[Any]] = {}
        self.unit: dict[int, Any] = {}  # tangent of log(unit)
        self._ascend()
        self.hessian = np.zeros((count, count, *rest))
        self.value_bar: list[dict[str, Any]] = [{} for _ in range(size)]
        self.mass_bar: list[Any] = [0.0] * size
        self._descend(self._weights())

    def _ascend(self) -> None:
        sweep, structure, tree = self.sweep, self.structure, self.tree
        for k in reversed(range(len(tree.nodes))):
            node, below, probs = tree.nodes[k], tree.children[k], sweep.probs[k]
            if isinstance(node, Terminal):
                for player in tree.movers_above[k]:
                    equation = structure.payoff.get((player, node.outcome))
                    self.value[k][player] = 0.0 if equation is None else self.seeds[equation]
                continue
            if k in sweep._moves:
                self._decide(k, tree.mover(k), below)
                dots = [p * log for p, log in zip(probs, self.logs[k], strict=True)]
            else:
                dots = [None] * len(below)
                self.logs[k] = [0.0] * len(below)
            for player in tree.movers_above[k]:
                total: Any = 0.0
                for child, p, dot in zip(below, probs, dots, strict=True):
                    total = _plus(total, _times(p, self.value[child][player]))
                    if dot is not None:
                        total = _plus(total, _times(dot, sweep.value[child][player]))
                self.value[k][player] = total
            if structure.private:
                total = 0.0
                for child, p, dot in zip(below, probs, dots, strict=True):
                    total = _plus(total, _times(p * p, self.mass[child]))
                    if dot is not None:
                        total = _plus(total, _times(2.0 * p * sweep.mass[child], dot))
                self.mass[k] = total

    def _decide(self, k: int, player: str, below: tuple[int, ...]) -> None:
        sweep, structure = self.sweep, self.structure
        move = sweep._moves[k]
        values = [self.value[c][player] for c in below]
        scale = structure.scale.get(player)
        unit: Any = 0.0 if scale is None else self.seeds[scale]
        if isinstance(move.choice, Binary):
            if move.noise is not None:
                mass = _plus(self.mass[below[0]], self.mass[below[1]])
                unit = _plus(unit, _times(0.5 / move.noise, mass))
            gain = _plus(values[1], _times(-1.0, values[0]))
            y = [_plus(_times(1.0 / move.unit, gain), _times(-move.y[0], unit))]
        else:
            y = [
                _plus(_times(1.0 / move.unit, v), _times(-move.y[a], unit))
                for a, v in enumerate(values)
            ]
            if structure.private:
                rho = move.y[len(below) :]
                y += [_times(0.5 / r, self.mass[c]) for r, c in zip(rho, below, strict=True)]
        self.y[k], self.unit[k] = y, unit
        self.logs[k] = move.choice.push(y)

    def _weights(self) -> list[Any]:
        """Tangents of the posterior weights; zero unless a label covers several terminals."""
        tree, reverse = self.tree, self.reverse
        dots: list[Any] = [0.0] * len(tree.nodes)
        if not reverse._merged:
            return dots
        reach: list[Any] = [0.0] * len(tree.nodes)
        for k, below in enumerate(tree.children):
            for a, child in enumerate(below):
                reach[child] = _plus(reach[k], self.logs[k][a])
        for _, terminals in reverse._merged:
            mean: Any = 0.0
            for t in terminals:
                mean = _plus(mean, _times(reverse._posterior[t], reach[t]))
            for t in terminals:
                dots[t] = _times(reverse._posterior[t], _plus(reach[t], _times(-1.0, mean)))
        for k in reversed(range(len(tree.nodes))):
            for child in tree.children[k]:
                dots[k] = _plus(dots[k], dots[child])
        return dots

    def _descend(self, weight: list[Any]) -> None:
        sweep, structure, tree, reverse = self.sweep, self.structure, self.tree, self.reverse
        for k, node in enumerate(tree.nodes):
            below, probs = tree.children[k], sweep.probs[k]
            bars, dot_bars = reverse.value_bar[k], self.value_bar[k]
            if isinstance(node, Terminal):
                for player, dot_bar in dot_bars.items():
                    equation = structure.payoff.get((player, node.outcome))
                    if equation is not None:
                        self.hessian[:, equation] += dot_bar
                continue
            chosen = k in sweep._moves
            mass_bar, dot_mass_bar = reverse.mass_bar[k], self.mass_bar[k]
            dot_log_bar: list[Any] = []
            for a, (child, p) in enumerate(zip(below, probs, strict=True)):
                dot_p = _times(p, self.logs[k][a]) if chosen else 0.0
                bar_p: Any = 0.0
                dot_bar_p: Any = 0.0
                for player, bar in bars.items():
                    dot_bar = dot_bars.get(player, 0.0)
                    down = _plus(_times(p, dot_bar), _times(bar, dot_p))
                    self._give(child, player, down)
                    bar_p = _plus(bar_p, _times(bar, sweep.value[child][player]))
                    dot_bar_p = _plus(dot_bar_p, _times(sweep.value[child][player], dot_bar))
                    dot_bar_p = _plus(dot_bar_p, _times(bar, self.value[child][player]))
                if structure.private:
                    down = _plus(_times(p * p, dot_mass_bar), _times(2.0 * p * mass_bar, dot_p))
                    self.mass_bar[child] = _plus(self.mass_bar[child], down)
                    twice = 2.0 * p * sweep.mass[child]
                    bar_p = _plus(bar_p, _times(twice, mass_bar))
                    dot_bar_p = _plus(dot_bar_p, _times(twice, dot_mass_bar))
                    dot_bar_p = _plus(dot_bar_p, _times(2.0 * p * mass_bar, self.mass[child]))
                    dot_bar_p = _plus(dot_bar_p, _times(2.0 * mass_bar * sweep.mass[child], dot_p))
                total = _plus(_times(p, dot_bar_p), _times(bar_p, dot_p))
                dot_log_bar.append(_plus(weight[child], total))
            if chosen:
                self._pull(k, tree.mover(k), below, dot_log_bar)

    def _pull(self, k: int, player: str, below: tuple[int, ...], dot_log_bar: list[Any]) -> None:
        sweep, structure, reverse = self.sweep, self.structure, self.reverse
        move, y_bar, y, unit = sweep._moves[k], reverse.y_bar[k], self.y[k], self.unit[k]
        dot_y_bar = move.choice.pull_tangent(reverse.log_bar[k], dot_log_bar, y)
        scale = structure.scale.get(player)
        if scale is not None:
            for a in range(1 if isinstance(move.choice, Binary) else len(below)):
                self.hessian[:, scale] -= dot_y_bar[a] * move.y[a] + y_bar[a] * y[a]
        if isinstance(move.choice, Binary):
            gain = _times(1.0 / move.unit, dot_y_bar[0] - _times(y_bar[0], unit))
            self._give(below[0], player, -gain)
            self._give(below[1], player, gain)
            if move.noise is not None:
                mass = _plus(self.mass[below[0]], self.mass[below[1]])
                product = dot_y_bar[0] * move.y[0] + y_bar[0] * y[0]
                bar = -0.5 * y_bar[0] * move.y[0] / move.noise
                down = _plus(_times(-0.5 / move.noise, product), _times(-bar / move.noise, mass))
                for child in below:
                    self.mass_bar[child] = _plus(self.mass_bar[child], down)
            return
        for a, child in enumerate(below):
            self._give(
                child, player, _times(1.0 / move.unit, dot_y_bar[a] - _times(y_bar[a], unit))
            )
            if structure.private:
                rho, dot_rho = move.y[len(below) + a], y[len(below) + a]
                bar, dot_bar = y_bar[len(below) + a], dot_y_bar[len(below) + a]
                down = _plus(_times(0.5 / rho, dot_bar), _times(-0.5 * bar / rho**2, dot_rho))
                self.mass_bar[child] = _plus(self.mass_bar[child], down)

    def _give(self, child: int, player: str, down: Any) -> None:
        self.value_bar[child][player] = _plus(self.value_bar[child].get(player, 0.0), down)


def _plus(left: Any, right: Any) -> Any:
    """Sum where a plain 0.0 means "no tangent" and costs nothing."""
    if isinstance(left, float) and left == 0.0:
        return right
    if isinstance(right, float) and right == 0.0:
        return left
    return left + right


def _times(left: Any, right: Any) -> Any:
    """Product under the same convention."""
    zero = (isinstance(left, float) and left == 0.0) or (isinstance(right, float) and right == 0.0)
    return 0.0 if zero else left * right
