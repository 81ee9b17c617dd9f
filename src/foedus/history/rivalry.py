"""Rivalries that begin and end: how many do in a year, as history has it.

A rivalry that stands when a forecast is made need not stand for twenty years, and a pair without
one may become rivals. A rivalry ends with the yearly chance of the last ``WINDOW`` years; one
begins between two politically relevant states by a logit on a land border and on their disputes.
What is counted is the listing's own (Thompson, Sakuwa & Suhas 2021), whose years are set with
hindsight.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.estimate import Array
from foedus.history.covariates import log_past, logistic
from foedus.history.keys import directed

if TYPE_CHECKING:
    from foedus.history.rows import Data

#: Years before the origin from which the chance that a rivalry ends is counted.
WINDOW = 50
#: What no record of disputes stands for, as in the ladder's covariates.
_FLOOR = 0.02


@dataclass(frozen=True, slots=True)
class Rivalry:
    """Yearly chances that a rivalry ends, and that one begins."""

    ends: float
    begins: tuple[float, float, float]  # logit: constant, land border, log of disputes in a decade
    remote: float  # chance that one begins between two that are not politically relevant

    def chance(self, rival: Any, fixed: Any, memory: Any) -> Array:
        """Chance that the two are rivals a year on, given whether they are now.

        rival: 0 or 1, any shape; fixed, memory: columns of the pair that broadcast with it, the
        memory a year on already (the disputes of this year are in it).
        """
        constant, land, disputes = self.begins
        past = log_past(memory, "mid_pair_h8", _FLOOR)
        touching = (np.asarray(fixed["conttype"]) == 1).astype(past.dtype)
        near = logistic(constant + land * touching + disputes * past)
        relevant = np.asarray(fixed["relevant"])
        begins = relevant * near + (1.0 - relevant) * self.remote
        return np.asarray(rival * (1.0 - self.ends) + (1.0 - np.asarray(rival)) * begins)


def fit(data: "Data") -> Rivalry:
    """Count on the ladder's rows, each pair once. Raises FitError if the logit does not settle."""
    from foedus.history import logit

    key = directed(data.ccode1, data.ccode2)
    follows = (key[1:] == key[:-1]) & (data.year[1:] == data.year[:-1] + 1)
    now = np.flatnonzero(follows & (data.ccode1 < data.ccode2)[:-1])
    # A row holds the rivalry of the year before, so a row and the next are a year and the next.
    rival, then = (data.columns["rivalry"][now + step] > 0 for step in (0, 1))
    late = data.year[now] > int(data.year.max()) - WINDOW
    near = data.relevant[now]
    ends = (rival & late & ~then).sum() + 1.0
    some = now[~rival & near]
    past = np.log(np.maximum(data.columns["mid_pair_h8"][some + 1], 0.0) + _FLOOR)
    land = (data.columns["conttype"][some] == 1).astype(np.float64)
    X = np.column_stack([np.ones(len(some)), land, past])
    found = logit.fit(
        X, then[~rival & near], np.zeros(len(some), dtype=np.int64),
        scale=np.array([30.0, 3.0, 3.0]), era_scale=np.full(3, 1e-3),
    )  # fmt: skip
    begins = found.coefficients(0)
    apart = ~rival & ~near
    return Rivalry(
        ends=float(ends / ((rival & late).sum() + 1.0 / 0.03)),
        begins=(float(begins[0]), float(begins[1]), float(begins[2])),
        remote=float((apart & then).sum() / max(apart.sum(), 1)),
    )
