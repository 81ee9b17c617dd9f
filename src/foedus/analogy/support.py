"""How near the nearest case is, beside how near commitments' own nearest cases are."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.analogy.commitment import Commitment
from foedus.analogy.distance import Field, Profile


@dataclass(frozen=True, slots=True)
class Support:
    """How near the nearest case is.

    nearest: its distance. percentile: the share of all commitments searched that lie nearer to
    their own nearest than the design does to its own, 0 to 1. middle: the median of theirs.
    """

    nearest: float
    percentile: float
    middle: float

    @property
    def words(self) -> str:
        """The number in words."""
        share = f"{self.percentile:.0%} of commitments lie nearer to their own nearest case"
        if self.percentile <= 0.5:
            return f"history knows cases like it: only {share}"
        if self.percentile <= 0.9:
            return f"somewhat apart: {share}"
        if self.percentile < 1.0:
            return f"far from every case: {share}"
        return "farther from every case than any commitment searched: nothing like it is on record"

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {"nearest": self.nearest, "percentile": self.percentile, "median": self.middle,
                "words": self.words}  # fmt: skip


def support(nearest: float, field: Field, every: list[Commitment]) -> Support:
    """Support of a design whose nearest case lies at ``nearest``, among those searched."""
    own = np.empty(len(every))
    for place, each in enumerate(every):
        others = field.totals(Profile(each.terms, each.place.measures))
        others[place] = np.inf
        own[place] = np.nanmin(others)
    return Support(nearest, float(np.mean(own < nearest)), float(np.median(own)))
