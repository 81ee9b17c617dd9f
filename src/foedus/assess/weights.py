"""How much a party gains or loses by what a package does: priors, every one a judgement.

No public record scores who signed which guarantee against who would not, so nothing here is
estimated. Each weight is a distribution wide enough to hold what analysts dispute, and an answer
shows what it does to the result. The unit of all is the whole of an issue: 1 is worth as much as
moving every issue from one end of its scale to the other.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Literal

import numpy as np

from foedus.errors import InputError, UnknownNameError
from foedus.history.covariates import Array

#: Standard deviations in a 90% interval.
WIDTH_90 = 2 * 1.6448536269514722


@dataclass(frozen=True, slots=True)
class Weight:
    """One judgement. low, high: its 90% interval, of a lognormal where ``shape`` is positive
    (amounts), of a normal where it is real (either sign), of a uniform's whole range for a chance.
    """

    low: float
    high: float
    shape: Literal["positive", "real", "chance"]
    means: str  # what it is
    why: str  # why it is thought to be so

    def __post_init__(self) -> None:
        """Refuse ranges out of order, amounts that are not above zero, chances beyond 0 to 1."""
        least = {"positive": np.nextafter(0, 1), "real": -np.inf, "chance": 0.0}[self.shape]
        most = 1.0 if self.shape == "chance" else np.inf
        if (
            not least <= self.low <= self.high <= most
            or not np.isfinite([self.low, self.high]).all()
        ):
            raise InputError(
                f"weight ({self.means}): found {self.low:g} to {self.high:g}, expected low ≤ high"
                + {"positive": ", both above 0", "real": "", "chance": ", both from 0 to 1"}[
                    self.shape
                ]
            )

    def draw(self, z: Array) -> Array:
        """Its values at standard normal numbers z, of any shape."""
        if self.shape == "chance":
            from scipy.special import ndtr

            return np.asarray(self.low + (self.high - self.low) * ndtr(z))
        ends = np.array([self.low, self.high])
        if self.shape == "positive":
            ends = np.log(ends)
        found = ends.mean() + (ends[1] - ends[0]) / WIDTH_90 * z
        return np.exp(found) if self.shape == "positive" else np.asarray(found)

    def to_dict(self) -> dict[str, object]:
        """Plain values, for JSON."""
        return asdict(self)


WEIGHTS: Mapping[str, Weight] = {
    "war_protege": Weight(
        3, 20, "positive", "cost of a war to the protégé",
        "a war for its existence costs it many times what any clause is worth to it",
    ),
    "war_challenger": Weight(
        1, 8, "positive", "worth to the challenger of the wars that a guarantee would prevent",
        "it loses an option that it would use only where war pays; less than a war costs a victim",
    ),
    "war_guarantor": Weight(
        1, 10, "positive", "cost to a guarantor of fighting for the protégé",
        "a war with the challenger far from home; with a nuclear one perhaps far more",
    ),
    "care": Weight(
        0.02, 0.4, "positive", "share of the protégé's cost of war that a guarantor feels",
        "neighbors fear to be next, distant ones hardly",
    ),
    "honor": Weight(
        0.3, 0.9, "chance", "chance that a guarantor fights when called on",
        "about four in ten did since 1816 (Berkemeier & Fuhrmann 2018), three in four by an older "
        "count of what was promised (Leeds, Long & Mitchell 2000)",
    ),
    "tie": Weight(
        0.005, 0.06, "positive", "cost to a guarantor of each of eight military ties",
        "planning, aid and headquarters: real but small beside the stakes",
    ),
    "forces": Weight(
        0.03, 0.3, "positive", "cost of stationing forces, to each state that does",
        "money, casualties, and a tripwire at home's expense",
    ),
    "adoption": Weight(
        0.01, 0.15, "positive", "cost at home of binding oneself by law, twice that by treaty",
        "legislatures must be won; two thirds of the US Senate for a treaty",
    ),
    "peace_protege": Weight(
        -0.4, 0.8, "real", "what the end of the fighting is worth to the protégé, net of the terms "
        "that no issue here names (territory, above all)",
        "peace is dear, and so is what it must give up; either may weigh more",
    ),
    "peace_challenger": Weight(
        -0.6, 0.6, "real", "what the end of the fighting is worth to the challenger, net of the "
        "same terms",
        "it may think that time is on its side, or that it is not",
    ),
    "peace_guarantor": Weight(
        -0.1, 0.4, "real", "what the end of the fighting is worth to a guarantor",
        "aid ends, trade may return; some fear a bad peace",
    ),
    "course": Weight(
        0.05, 0.4, "positive", "how far the course of the war moves both belligerents, oppositely",
        "who gains on the ground wants less of a settlement",
    ),
}  # fmt: skip


def weights(changed: Mapping[str, tuple[float, float]] | None = None) -> dict[str, Weight]:
    """The judgements, some of them with other 90% intervals.

    Raises UnknownNameError for a name that is not in :data:`WEIGHTS`, InputError for a bad range.
    """
    found = dict(WEIGHTS)
    for name, (low, high) in (changed or {}).items():
        if name not in found:
            raise UnknownNameError("weight", name, found)
        found[name] = replace(found[name], low=low, high=high, why="given by the user")
    return found
