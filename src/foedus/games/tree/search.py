"""The search for a game's maximum: loose from several starts, polished on the whole data."""

from dataclasses import replace

import numpy as np

from foedus.estimate import Array
from foedus.games.newton import Maximum, Value, maximize, newton_step
from foedus.games.tree.data import PreparedGame
from foedus.games.tree.linear import LinearIndexLikelihood


class LikelihoodSearch:
    """Maximization over the free coefficients of one likelihood."""

    def __init__(self, likelihood: LinearIndexLikelihood, prepared: PreparedGame) -> None:
        """Search over the coefficients that ``prepared`` leaves free."""
        self.likelihood, self.free = likelihood, prepared.free
        self._base = np.nan_to_num(prepared.values)
        self.spread = np.sqrt(np.mean(likelihood.X[:, self.free] ** 2, axis=0))

    def full(self, theta: Array) -> Array:
        """All K coefficients from the free ones."""
        out = self._base.copy()
        out[self.free] = theta
        return out

    def second(self, theta: Array) -> Value:
        """Value, gradient and Hessian over the free coefficients."""
        value = self.likelihood.second(self.full(theta))
        return Value(
            value.loglik, value.gradient[self.free], value.hessian[np.ix_(self.free, self.free)]
        )

    def first(self, theta: Array) -> tuple[float, Array]:
        """Value and gradient over the free coefficients."""
        loglik, gradient = self.likelihood.first(self.full(theta))
        return loglik, gradient[self.free]

    def loglik(self, theta: Array) -> float:
        """Value alone."""
        return self.likelihood.value(self.full(theta))

    def run(self, start: Array, *, loose: bool = False) -> Maximum:
        """Newton's method from ``start``."""
        most = 30 if loose else 200
        return maximize(
            self.second, start,
            loglik=self.loglik, spread=self.spread, most_steps=most, loose=loose,
        )  # fmt: skip

    def settle(self, found: list[Maximum]) -> Maximum:
        """The highest of the loose searches' ends that is a proper maximum, tightened."""
        ends = [self.run(m.theta) for m in found[:1]]
        for loose in found[1:]:
            if ends[-1].status == "converged":
                break
            ends.append(self.run(loose.theta))
        return ends[-1] if ends[-1].status == "converged" else ends[0]

    def polish(self, near: Maximum, growth: float) -> Maximum:
        """From a sample's maximum to the whole's: a few quasi-Newton steps, then Newton.

        A step on the sample's Hessian costs a sixth of one that needs the whole's.
        """
        theta, curve = near.theta, near.value.hessian * growth
        loglik, gradient = self.first(theta)
        for _ in range(8):
            move, decrement, _ = newton_step(Value(loglik, gradient, curve))
            if decrement < 1e-8:
                break
            trial = theta + move
            height, slope = self.first(trial)
            if not np.isfinite(height) or height < loglik:
                break  # too far for this shortcut
            change = slope - gradient
            if move @ change < 0.0:  # the BFGS update keeps the Hessian negative definite
                pressed = curve @ move
                curve = curve + np.outer(change, change) / (change @ move)
                curve = curve - np.outer(pressed, pressed) / (move @ pressed)
            theta, loglik, gradient = trial, height, slope
        value = self.second(theta)
        move, decrement, least = newton_step(value)
        if decrement < 1e-7 and least > 1e-8:  # over this step the Hessian hardly moves
            height, slope = self.first(theta + move)
            if np.linalg.norm(slope) < 1e-6:
                return Maximum(theta + move, replace(value, loglik=height, gradient=slope),
                               "converged", 1)  # fmt: skip
        return self.run(theta)


def sample(likelihood: LinearIndexLikelihood, size: int, seed: int) -> LinearIndexLikelihood:
    """A sample of rows without replacement, in order."""
    rng = np.random.default_rng(seed)
    return likelihood.take(np.sort(rng.choice(likelihood.rows, size, replace=False)))


def inverse(information: Array) -> Array:
    """Inverse of a positive definite matrix, NaN everywhere if it is not one."""
    scale = np.sqrt(np.maximum(np.diag(information), 1e-300))
    try:
        root = np.linalg.cholesky(information / np.outer(scale, scale))
    except np.linalg.LinAlgError:
        return np.full_like(information, np.nan)
    half = np.linalg.inv(root) / scale
    return np.asarray(half.T @ half)
