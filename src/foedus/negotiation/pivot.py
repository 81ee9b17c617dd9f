"""Who would have to be wrong for the answer to change.

The compromise is linear in each position and monotone in each weight, so the change that brings
it across a threshold has a closed form: no search, and no actor is missed.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.errors import InputError
from foedus.negotiation.actors import Issue, central
from foedus.negotiation.methods.compromise import weighted_mean
from foedus.report.plain import record


@dataclass(frozen=True, slots=True)
class Pivot:
    """One actor's part in the answer.

    position: where the actor is said to stand; position_needed: where it would have to stand for
    the compromise to reach the threshold, None where no position on the scale would do.
    weight_factor: how many times its weight would have to be, None where no weight would do.
    pull: how far the compromise moves if the actor's row is dropped, in units of the scale.
    """

    actor: str
    position: float
    position_needed: float | None
    weight_factor: float | None
    pull: float
    threshold: float

    @property
    def says(self) -> str:
        """The finding in one line."""
        return self.said(self.actor)

    def said(self, name: str) -> str:
        """The same, of an actor that a reader calls ``name``."""
        pull = f"(pull {self.pull:+.1f})".replace("-", "−")
        if self.position_needed is None and self.weight_factor is None:
            return f"{name}: no error about it alone would do {pull}"
        ways = []
        if self.position_needed is not None:
            ways.append(f"stand at {self.position_needed:.1f} and not {self.position:.1f}")
        if self.weight_factor is not None:
            ways.append(f"weigh {self.weight_factor:.2g} times as much")
        return f"{name}: would have to {', or '.join(ways)} {pull}"

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return record(self) | {"says": self.says}


def pivots(issue: Issue, threshold: float | None = None) -> tuple[Pivot, ...]:
    """Every actor's pivot, the smallest error in its position first.

    threshold: the answer that would be another answer; the middle of the scale by default.
    Raises InputError for a threshold off the scale.
    """
    at = (issue.low + issue.high) / 2 if threshold is None else threshold
    if not issue.low <= at <= issue.high:
        raise InputError(f"threshold {at:g} is off the scale {issue.low:g} to {issue.high:g}")
    arrays = central(issue)
    x, w = arrays.x[0], arrays.w[0]
    if w.sum() <= 0:
        raise InputError("no actor has any weight", where=issue.name)
    y = float(weighted_mean(x, w))
    found = []
    for i, name in enumerate(issue.names):
        rest = w.sum() - w[i]
        others = float((np.delete(w, i) @ np.delete(x, i)) / rest) if rest > 0 else float("nan")
        needed = x[i] + (at - y) * w.sum() / w[i] if w[i] > 0 else np.nan
        # w'·(x_i − at) = rest·(at − others)
        lever = x[i] - at
        weight = rest * (at - others) / lever if rest > 0 and lever != 0 else np.nan
        factor = weight / w[i] if w[i] > 0 and weight >= 0 else np.nan
        found.append(
            Pivot(
                actor=name,
                position=float(x[i]),
                position_needed=float(needed) if issue.low <= needed <= issue.high else None,
                weight_factor=float(factor) if np.isfinite(factor) else None,
                pull=y - others if rest > 0 else 0.0,
                threshold=at,
            )
        )
    span = issue.high - issue.low

    def effort(pivot: Pivot) -> tuple[float, float]:
        if pivot.position_needed is None:
            return 2 * span, -abs(pivot.pull)
        return abs(pivot.position_needed - pivot.position), 0.0

    return tuple(sorted(found, key=effort))
