"""One decision: probabilities of its actions in log space, with first and second derivatives.

Each class takes standardized payoffs (divided by the scale of their errors) and offers the same
four methods, so that the sweeps in `likelihood.py` need not know which model stands behind:

- ``logs``, ``probs``: lists over actions of arrays;
- ``pull(bars)``: adjoints of the standardized payoffs, from adjoints of the log probabilities;
- ``push(dots)``: tangents of the log probabilities, from tangents of the standardized payoffs;
- ``pull_tangent(bars, dot_bars, dots)``: the tangent of ``pull``.

Arrays broadcast; tangents usually carry a leading axis of directions. Log probabilities are exact
far into the tails (no clamping), where the package this must be compared with cuts at 2.2e-16.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from foedus.estimate import Array

SQRT2 = float(np.sqrt(2.0))
_LOG_SQRT_2PI = 0.5 * float(np.log(2.0 * np.pi))


class Choice(Protocol):
    """What a model of one decision offers."""

    logs: list[Array]
    probs: list[Array]

    def pull(self, bars: Sequence[Array]) -> list[Array]:
        """Adjoints of the standardized payoffs."""

    def push(self, dots: Sequence[Array]) -> list[Array]:
        """Tangents of the log probabilities."""

    def pull_tangent(
        self, bars: Sequence[Array], dot_bars: Sequence[Array], dots: Sequence[Array]
    ) -> list[Array]:
        """Tangent of `pull` along ``dots``."""


def log_normal_tails(z: Array) -> tuple[Array, Array, Array, Array]:
    """Log Phi(-z), log Phi(z) and the ratios phi/Phi of each, exact for any finite z."""
    from scipy import special

    size = np.abs(z)
    small = special.ndtr(-size)
    density = np.exp(-0.5 * size * size - _LOG_SQRT_2PI)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_small = np.log(small)
        ratio_small = density / small
    far = size > 30.0  # ndtr leaves the normal range of doubles beyond 37
    if np.any(far):
        tail = special.erfcx(size[far] / SQRT2)
        log_small[far] = np.log(0.5 * tail) - 0.5 * size[far] ** 2
        ratio_small[far] = np.sqrt(2.0 / np.pi) / tail
    log_big = np.log1p(-small)
    ratio_big = density / (1.0 - small)
    right = z > 0
    return (
        np.where(right, log_small, log_big),
        np.where(right, log_big, log_small),
        np.where(right, ratio_small, ratio_big),
        np.where(right, ratio_big, ratio_small),
    )


@dataclass(slots=True)
class Binary:
    """Two actions: Pr(second) = F(z), with z the standardized gain of the second over the first."""

    logs: list[Array]
    probs: list[Array]
    hazard: tuple[Array, Array]  # -d log Pr(first)/dz, d log Pr(second)/dz
    bend: tuple[Array, Array]  # d/dz of the two

    def pull(self, bars: Sequence[Array]) -> list[Array]:
        """Adjoint of z."""
        return [bars[1] * self.hazard[1] - bars[0] * self.hazard[0]]

    def push(self, dots: Sequence[Array]) -> list[Array]:
        """Tangents of both log probabilities."""
        return [-self.hazard[0] * dots[0], self.hazard[1] * dots[0]]

    def pull_tangent(
        self, bars: Sequence[Array], dot_bars: Sequence[Array], dots: Sequence[Array]
    ) -> list[Array]:
        """Tangent of the adjoint of z."""
        slope = bars[1] * self.bend[1] - bars[0] * self.bend[0]
        return [
            dot_bars[1] * self.hazard[1] - dot_bars[0] * self.hazard[0] + slope * dots[0],
        ]


def binary_probit(z: Array) -> Binary:
    """Two actions with normal errors."""
    log_first, log_second, ratio_first, ratio_second = log_normal_tails(z)
    return Binary(
        [log_first, log_second],
        [np.exp(log_first), np.exp(log_second)],
        (ratio_first, ratio_second),
        (ratio_first * (ratio_first - z), -ratio_second * (ratio_second + z)),
    )


def binary_logit(z: Array) -> Binary:
    """Two actions with logistic errors."""
    drop = np.log1p(np.exp(-np.abs(z)))
    log_second = np.minimum(z, 0.0) - drop
    log_first = np.minimum(-z, 0.0) - drop
    first, second = np.exp(log_first), np.exp(log_second)
    spread = first * second
    return Binary([log_first, log_second], [first, second], (second, first), (spread, -spread))


class Logit:
    """Any number of actions with extreme-value errors: multinomial logit, quantal response."""

    def __init__(self, y: Sequence[Array]) -> None:
        """Solve the choice; ``y`` are standardized payoffs."""
        top = y[0]
        for value in y[1:]:
            top = np.maximum(top, value)
        total = np.log(sum(np.exp(value - top) for value in y)) + top
        self.logs = [value - total for value in y]
        self.probs = [np.exp(value) for value in self.logs]

    def pull(self, bars: Sequence[Array]) -> list[Array]:
        """Adjoints of the standardized payoffs."""
        whole = sum(bars)
        return [bar - p * whole for bar, p in zip(bars, self.probs, strict=True)]

    def push(self, dots: Sequence[Array]) -> list[Array]:
        """Tangents of the log probabilities."""
        mean = sum(p * dot for p, dot in zip(self.probs, dots, strict=True))
        return [dot - mean for dot in dots]

    def pull_tangent(
        self, bars: Sequence[Array], dot_bars: Sequence[Array], dots: Sequence[Array]
    ) -> list[Array]:
        """Tangent of `pull` along ``dots``."""
        whole, dot_whole = sum(bars), sum(dot_bars)
        logs = self.push(dots)
        return [
            dot_bar - p * (log * whole + dot_whole)
            for dot_bar, p, log in zip(dot_bars, self.probs, logs, strict=True)
        ]
