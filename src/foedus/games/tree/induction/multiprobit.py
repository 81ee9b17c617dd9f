"""Three or more actions with independent normal errors, by one-dimensional quadrature.

Pr(a) = integral of phi(e) prod_b Phi(x_b(e)) de with x_b(e) = (rho_a e + y_a - y_b) / rho_b, where
rho are the standard deviations of the actions' errors (all one under agent error). The integrand is
log-concave with curvature between 1 and 1 + sum (rho_a/rho_b)^2, so a trapezoid rule placed on its
mode converges geometrically: the step below leaves an error near 1e-13 and the derivatives of
the integral, taken under the same rule, are exact to the same degree.
"""

from collections.abc import Sequence

import numpy as np

from foedus.estimate import Array
from foedus.games.tree.induction.choice import log_normal_tails

_REACH = 8.3  # exp(-8.3^2 / 2) = 1e-15 of the mass lies beyond
_STEP = 0.8  # in units of the narrowest width; error exp(-2 pi^2 / 0.64)


class Probit:
    """Multinomial probit; payoffs ``y`` over actions and, under private information, ``rho``."""

    def __init__(self, y: Sequence[Array], rho: Sequence[Array] | None = None) -> None:
        """Integrate; ``y`` and ``rho`` are over the actions."""
        shape = np.broadcast_shapes(*(np.shape(v) for v in (*y, *(rho or ()))))
        self._scaled = rho is not None
        self._y = [np.broadcast_to(v, shape) for v in y]
        self._rho = [np.broadcast_to(v, shape) for v in rho] if rho else [np.ones(shape)] * len(y)
        actions = range(len(y))
        parts = [self._alternative(a) for a in actions]
        self.logs = [part[0] for part in parts]
        self.probs = [np.exp(log) for log in self.logs]
        self._d1 = [part[1] for part in parts]  # [a][q]: d log Pr(a) / d q
        self._d2 = [part[2] for part in parts]  # [a][q][r]

    def _mode(self, a: int) -> Array:
        """The e at which the integrand of action ``a`` peaks, by Newton on a concave function."""
        e = np.zeros_like(self._y[a])
        for _ in range(60):
            slope, bend = -e, -np.ones_like(e)
            for b in range(len(self._y)):
                if b != a:
                    ratio = self._rho[a] / self._rho[b]
                    x = ratio * e + (self._y[a] - self._y[b]) / self._rho[b]
                    mills = log_normal_tails(x)[3]
                    slope = slope + mills * ratio
                    bend = bend - mills * (x + mills) * ratio**2
            move = slope / bend
            e = e - move
            if np.max(np.abs(move), initial=0.0) < 1e-3:  # the center need not be exact
                break
        return e

    def _alternative(self, a: int) -> tuple[Array, list[Array], list[list[Array]]]:
        y, rho = self._y, self._rho
        others = [b for b in range(len(y)) if b != a]
        sharp = max(float(np.max(rho[a] / rho[b])) for b in others)
        step = _STEP / np.sqrt(1.0 + len(others) * sharp**2)
        half = int(np.ceil(_REACH / step))
        offsets = (np.arange(-half, half + 1) * step).reshape(-1, *([1] * y[a].ndim))
        e = self._mode(a) + offsets
        x = {b: (rho[a] * e + y[a] - y[b]) / rho[b] for b in others}
        weight = -0.5 * e * e - 0.5 * np.log(2 * np.pi) + np.log(step)
        psi, psi_slope = {}, {}
        for b in others:
            _, log_phi, _, psi[b] = log_normal_tails(x[b])
            weight = weight + log_phi
            psi_slope[b] = -psi[b] * (x[b] + psi[b])
        top = weight.max(axis=0)
        weight = np.exp(weight - top)
        mass = weight.sum(axis=0)
        weight /= mass

        def mean(values: Array) -> Array:
            total: Array = (weight * values).sum(axis=0)
            return total

        names, first, second = self._partials(a, others, e, x)
        score = {q: sum(psi[b] * first[b, q] for b in others if (b, q) in first) for q in names}
        grad = {q: mean(np.asarray(score[q])) for q in names}
        hess: list[list[Array]] = [[np.zeros(()) for _ in names] for _ in names]
        for i, q in enumerate(names):
            for j, r in enumerate(names[: i + 1]):
                curve = score[q] * score[r]
                for b in others:
                    if (b, q) in first and (b, r) in first:
                        curve = curve + psi_slope[b] * first[b, q] * first[b, r]
                    cross = second.get((b, q, r), second.get((b, r, q)))
                    if cross is not None:
                        curve = curve + psi[b] * cross
                hess[i][j] = hess[j][i] = mean(np.asarray(curve)) - grad[q] * grad[r]
        return np.log(mass) + top, [grad[q] for q in names], hess

    def _partials(
        self, a: int, others: list[int], e: Array, x: dict[int, Array]
    ) -> tuple[list[int], dict[tuple[int, int], Array], dict[tuple[int, int, int], Array]]:
        """Derivatives of x_b: parameters 0..J-1 are y, J..2J-1 are rho (only if they vary)."""
        count, rho = len(self._y), self._rho
        names = list(range(2 * count if self._scaled else count))
        first: dict[tuple[int, int], Array] = {}
        second: dict[tuple[int, int, int], Array] = {}
        for b in others:
            inverse = 1.0 / rho[b]
            first[b, a], first[b, b] = inverse, -inverse
            if self._scaled:
                first[b, count + a], first[b, count + b] = e * inverse, -x[b] * inverse
                second[b, a, count + b] = -(inverse**2)
                second[b, b, count + b] = inverse**2
                second[b, count + a, count + b] = -e * inverse**2
                second[b, count + b, count + b] = 2.0 * x[b] * inverse**2
        return names, first, second

    def pull(self, bars: Sequence[Array]) -> list[Array]:
        """Adjoints of y, then of rho where it varies."""
        count = len(self._d1[0])
        return [
            np.asarray(sum(bar * d1[q] for bar, d1 in zip(bars, self._d1, strict=True)))
            for q in range(count)
        ]

    def push(self, dots: Sequence[Array]) -> list[Array]:
        """Tangents of the log probabilities."""
        return [
            np.asarray(sum(g * dot for g, dot in zip(d1, dots, strict=True))) for d1 in self._d1
        ]

    def pull_tangent(
        self, bars: Sequence[Array], dot_bars: Sequence[Array], dots: Sequence[Array]
    ) -> list[Array]:
        """Tangent of `pull` along ``dots``."""
        out = self.pull(dot_bars)
        for bar, d2 in zip(bars, self._d2, strict=True):
            for q, row in enumerate(d2):
                out[q] = out[q] + bar * sum(h * dot for h, dot in zip(row, dots, strict=True))
        return out
