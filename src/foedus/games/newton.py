"""Newton's method with exact derivatives, for log-likelihoods that need not be concave."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from foedus.estimate import Array

Status = Literal["converged", "flat", "not a maximum", "stalled", "out of steps"]
GRADIENT_NORM = 1e-6  # Euclidean norm of the gradient of the whole log-likelihood
DECREMENT = 1e-16  # squared length of the next step, in standard errors
SETTLED = 1e-6  # of the coefficients, in units of the index
FLAT = 1e-10  # least eigenvalue of the information, columns scaled to unit diagonal
CREEP = 1e-7  # a gain, relative to the value, that is hardly one
CREEPING = 5  # such gains in a row, by steps cut short, that end a search


@dataclass(frozen=True, slots=True)
class Value:
    """Log-likelihood with derivatives: ``gradient`` (K,), ``hessian`` (K, K)."""

    loglik: float
    gradient: Array
    hessian: Array


Objective: TypeAlias = Callable[[Array], Value]


@dataclass(frozen=True, slots=True)
class Maximum:
    """Where a search ended. ``value.hessian`` is taken at ``theta`` (or within rounding of it)."""

    theta: Array
    value: Value
    status: Status
    steps: int

    @property
    def gradient_norm(self) -> float:
        """Euclidean norm of the gradient."""
        return float(np.linalg.norm(self.value.gradient))


def maximize(
    second: Objective,
    start: Array,
    *,
    loglik: Callable[[Array], float] | None = None,
    spread: Array | None = None,
    tolerance: float = DECREMENT,
    most_steps: int = 200,
    loose: bool = False,
    jumps: bool = False,
) -> Maximum:
    """Climb from ``start`` (K,) to a local maximum.

    Each step solves Newton's equations with the eigenvalues of the scaled information made
    positive, then halves until the log-likelihood rises. Stops when the gradient's norm is below
    1e-6, the next step would be shorter than 1e-8 standard errors, and it is short beside the
    coefficients too: where the likelihood rises for ever standard errors explode and the first two
    say nothing.

    loglik: the value alone, where that costs much less. spread: (K,) the regressors' root mean
    squares. tolerance: of the next step's squared length, in standard errors. loose: stop at a
    hundredth of a standard error. jumps: the likelihood may jump, and to inch along a jump is no
    convergence, and does not become one.
    """
    theta = start.astype(float)
    unit = np.ones_like(theta) if spread is None else spread
    value = second(theta)
    if not theta.size:
        return Maximum(theta, value, "converged", 0)
    creeping = 0
    for step in range(most_steps):
        move, decrement, least = newton_step(value)
        if least < FLAT and decrement < tolerance:
            return Maximum(theta, value, "not a maximum" if least < -FLAT else "flat", step)
        settled = _size(move, unit) <= SETTLED * _size(theta, unit)
        if loose and decrement < 1e-4 and least > 1e-6:
            return Maximum(theta, value, "converged", step)
        if settled and decrement < tolerance and least > FLAT:
            small = float(np.linalg.norm(value.gradient)) < GRADIENT_NORM
            if small or decrement < 1e-8 * tolerance:
                return Maximum(theta, value, "converged" if small else "stalled", step)
        found = _along(second, loglik, theta, move, value, decrement)
        if found is None:
            return Maximum(theta, value, "flat" if least < FLAT else "stalled", step)
        ahead, higher, short = found
        near = short and higher.loglik - value.loglik < CREEP * (1 + abs(value.loglik))
        creeping = creeping + 1 if near else 0
        theta, value = ahead, higher
        if jumps and creeping == CREEPING:
            return Maximum(theta, value, "stalled", step + 1)
    return Maximum(theta, value, "out of steps", most_steps)


def _size(theta: Array, unit: Array) -> float:
    """Largest part of an index that any coefficient makes up."""
    return float(np.max(np.abs(theta) * unit, initial=0.0))


def newton_step(value: Value) -> tuple[Array, float, float]:
    """The step, its squared length in standard errors, and the least scaled eigenvalue."""
    information = -value.hessian
    scale = np.sqrt(np.maximum(np.abs(np.diag(information)), 1e-300))
    eigenvalues, vectors = np.linalg.eigh(information / np.outer(scale, scale))
    size = np.maximum(np.abs(eigenvalues), 1e-8)
    along = vectors.T @ (value.gradient / scale)
    move = (vectors @ (along / size)) / scale
    return move, float((along**2 / size).sum()), float(eigenvalues[0])


def _along(
    second: Objective,
    loglik: Callable[[Array], float] | None,
    theta: Array,
    move: Array,
    value: Value,
    decrement: float,
) -> tuple[Array, Value, bool] | None:
    """The first halving of the step that raises the log-likelihood; None if none does.

    With it the value there, and whether the step was cut short.
    """
    rounding = 1e-13 * max(1.0, abs(value.loglik))
    if decrement < rounding:  # nothing left to compare: rounding decides; trust Newton
        return theta + move, second(theta + move), False
    part = 1.0
    for _ in range(50):
        trial = np.asarray(theta + part * move)
        found = second(trial) if loglik is None else None
        height = found.loglik if found else loglik(trial) if loglik else -np.inf
        if np.isfinite(height) and height > value.loglik + 1e-4 * part * decrement - rounding:
            return trial, found or second(trial), part < 1
        part *= 0.5
    return None
