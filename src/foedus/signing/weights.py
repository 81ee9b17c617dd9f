"""How much a party gains or loses by what a package does: priors, all but one a judgement.

No public record scores who signed which guarantee against who would not, so nothing here is
estimated, but for the chance that a guarantor fights: that is the honor model's. Each weight is a
distribution wide enough to hold what analysts dispute, and an answer shows what it does to the
result. The unit of all is the whole of an issue: 1 is worth as much as moving every issue from one
end of its scale to the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import numpy as np

from foedus import normal
from foedus.errors import InputError, UnknownNameError
from foedus.estimate import Z90, Array, quantiles
from foedus.history import origins
from foedus.history.honor import describe, shipped
from foedus.history.honor.features import ERA
from foedus.report.plain import record

_DRAWS = 4_000  # of the honor model


@dataclass(frozen=True, slots=True)
class Weight:
    """One weight. low, high: its 90% interval, of a lognormal where ``shape`` is positive
    (amounts), of a normal where it is real (either sign), of ``drawn`` where a model gave it; of a
    uniform's whole range for a chance. drawn: what a model drew, rising.
    """

    low: float
    high: float
    shape: Literal["positive", "real", "chance", "model"]
    means: str  # what it is
    why: str  # why it is thought to be so
    drawn: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """Refuse ranges out of order, amounts that are not above zero, chances beyond 0 to 1."""
        least = {"positive": np.nextafter(0, 1), "real": -np.inf}.get(self.shape, 0.0)
        most = np.inf if self.shape in {"positive", "real"} else 1.0
        if (
            not least <= self.low <= self.high <= most
            or not np.isfinite([self.low, self.high]).all()
        ):
            raise InputError(
                f"weight ({self.means}): found {self.low:g} to {self.high:g}, expected low ≤ high"
                + {"positive": ", both above 0", "real": ""}.get(self.shape, ", both from 0 to 1")
            )

    def draw(self, z: Array) -> Array:
        """Its values at standard normal numbers z, of any shape."""
        if self.shape in {"chance", "model"}:
            if self.shape == "model":
                return quantiles(np.asarray(self.drawn), normal.below(z))
            return np.asarray(self.low + (self.high - self.low) * normal.below(z))
        ends = np.array([self.low, self.high])
        if self.shape == "positive":
            ends = np.log(ends)
        found = ends.mean() + (ends[1] - ends[0]) / (2 * Z90) * z
        return np.exp(found) if self.shape == "positive" else np.asarray(found)

    def to_dict(self) -> dict[str, object]:
        """Plain values, for JSON."""
        return record(self, without={"drawn"})


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


@cache
def honor(year: int | None = None) -> Weight:
    """The chance that a guarantor fights, by the honor model: of a promise signed in ``year``.

    The same distribution that an assessment draws from: that of a kind of guarantor not yet seen,
    against an attacker from outside, by the calls known before that year; by all of them, of a
    promise since 1945, where no year is given.
    """
    model = shipped() if year is None else origins.before(year).honor
    about = describe(signed=ERA if year is None else year, inside=0.0)
    drawn = np.sort(model.chance(about, model.draws(_DRAWS, np.random.default_rng(0))))
    low, high = (float(end) for end in quantiles(drawn, np.array([0.05, 0.95])))
    return Weight(
        low, high, "model", "chance that a guarantor fights when called on",
        "the model of promises that wars called on, as in an assessment (docs/honor.md)",
        tuple(drawn.tolist()),
    )  # fmt: skip


def weights(
    changed: Mapping[str, tuple[float, float]] | None = None, *, year: int | None = None
) -> dict[str, Weight]:
    """The judgements, some of them with other 90% intervals, and honor of promises of ``year``.

    A changed honor is a chance, even over its whole range. Raises UnknownNameError for a name that
    is not in ``WEIGHTS`` and not ``honor``, InputError for a bad range.
    """
    found = {**WEIGHTS, "honor": honor(year)}
    for name, (low, high) in (changed or {}).items():
        if name not in found:
            raise UnknownNameError("weight", name, found)
        shape = "chance" if found[name].shape == "model" else found[name].shape
        found[name] = replace(
            found[name], low=low, high=high, shape=shape, why="given by the user", drawn=()
        )
    return found
