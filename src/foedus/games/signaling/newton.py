"""Maximize a smooth function by Newton's method; the curvature is made negative where it is not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from foedus.games.signaling.payoffs import Floats

Status = Literal["converged", "flat", "stalled", "out of steps", "not a maximum"]
FLAT = 1e-9  # least eigenvalue of the scaled information that still counts as curvature
CREEP = 1e-7  # a gain, relative to the value, that is hardly one
Objective = Callable[[Floats], tuple[float, Floats, Floats]]


@dataclass(frozen=True, slots=True)
class Maximum:
    """Where Newton's method came to rest; theta, gradient (k,), hessian (k, k)."""

    theta: Floats
    value: float
    gradient: Floats
    hessian: Floats
    steps: int
    status: Status


def maximize(
    objective: Objective, start: Floats, *, tolerance: float = 1e-8, steps: int = 200
) -> Maximum:
    """Climb from ``start`` until the largest entry of the gradient is below ``tolerance``.

    The objective returns (value, gradient, Hessian). Eigenvalues of minus the Hessian are taken in
    size and bounded away from zero, so that every step climbs; steps are halved until the value
    rises (Armijo). A gradient that no step can improve, within rounding, ends as converged if below
    100 times the tolerance, else as stalled. A top without curvature in some direction is flat.
    """
    theta = np.array(start, float)
    value, gradient, hessian = objective(theta)
    status: Status = "out of steps"
    taken, creeping = 0, 0
    for _ in range(steps):
        if np.abs(gradient).max(initial=0.0) < tolerance:
            status = "converged"
            break
        direction = _ascent(gradient, hessian)
        slope = float(gradient @ direction)
        noise = 1e-13 * (1 + abs(value))
        size = 1.0
        for _ in range(30):
            ahead = theta + size * direction
            trial = objective(ahead)
            climbs = trial[0] >= value + 1e-4 * size * slope
            # at the top the value no longer tells, the gradient does
            flattens = (
                abs(trial[0] - value) <= noise
                and np.abs(trial[1]).max() < 0.9 * np.abs(gradient).max()
            )
            if np.isfinite(trial[0]) and (climbs or flattens):
                break
            size *= 0.5
        else:
            flat = np.abs(gradient).max() < 100 * tolerance
            status = "converged" if flat else "stalled"
            break
        # inching along a jump of the likelihood is no convergence, and does not become one
        near = trial[0] - value < CREEP * (1 + abs(value)) and size < 1
        creeping = creeping + 1 if near else 0
        theta, (value, gradient, hessian) = ahead, trial
        taken += 1
        if creeping == 5:
            status = "stalled"
            break
    if status == "converged" and theta.size:
        least = float(np.linalg.eigvalsh(_scaled(hessian)).min())
        status = "not a maximum" if least < -FLAT else "flat" if least < FLAT else status
    return Maximum(theta, value, gradient, hessian, taken, status)


def _ascent(gradient: Floats, hessian: Floats) -> Floats:
    """The Newton direction of the nearest concave quadratic, in units of the diagonal."""
    scale = _scale(hessian)
    curve, axes = np.linalg.eigh(_scaled(hessian))
    curve = np.maximum(np.abs(curve), 1e-10 * max(1.0, float(np.abs(curve).max())))
    direction: Floats = scale * (axes @ ((axes.T @ (scale * gradient)) / curve))
    return direction


def _scaled(hessian: Floats) -> Floats:
    """Minus the Hessian in units in which its diagonal is one in size."""
    scale = _scale(hessian)
    return -hessian * np.outer(scale, scale)


def _scale(hessian: Floats) -> Floats:
    scale: Floats = 1 / np.sqrt(np.maximum(np.abs(np.diag(hessian)), 1e-12))
    return scale
