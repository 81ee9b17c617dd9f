"""Whether a guarantee is honored when a war calls on it, and so how a war would go.

The chance is that of promises of defense on which wars called (:mod:`foedus.history.honor`). Out of
sample only the era of signature forecast it, so every promise signed today has the same chance:
what a text says moves the risk of war, and how long it stands, but not this.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.assess.designs import Reading
from foedus.assess.deterrence import Estimate, by_year, chance
from foedus.assess.durability import Holding
from foedus.history.covariates import Array
from foedus.history.honor import Honor, describe


@dataclass(frozen=True, slots=True)
class Reliability:
    """What a war would find. Chances by the end of each year, of a first war.

    honored: that the promise is honored, given that a war calls on it. helped: war, the guarantee
    stands and is honored: a guarantor is drawn in. abandoned: it stands and is not honored.
    lapsed: war after it has lapsed. The three add up to war. percentile: of the 96 calls fitted
    on, the share in percent that lie nearer to their middle.
    """

    honored: Estimate
    helped: tuple[Estimate, ...]
    abandoned: tuple[Estimate, ...]
    lapsed: tuple[Estimate, ...]
    percentile: float

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "honored_if_called_on": self.honored.to_dict(),
            "war_with_help_by_year": [each.to_dict() for each in self.helped],
            "war_abandoned_by_year": [each.to_dict() for each in self.abandoned],
            "war_after_lapse_by_year": [each.to_dict() for each in self.lapsed],
            "reach_percentile": self.percentile,
        }


def features(reading: Reading, held: Holding, year: int) -> dict[str, Any]:
    """What the honor model may look at of a new guarantee."""
    known = [value for value in held.democracy if not np.isnan(value)]
    return describe(
        signed=year,
        depth=reading.depth,
        major=float(bool(reading.majors)),
        democracy=float(np.mean(known)) if known else np.nan,
        ratified=held.ratified,
        multilateral=float(held.parties > 2),
    )


def reliability(
    model: Honor, draws: Array, about: dict[str, Any], war: Array, guarded: Array
) -> Reliability:
    """Summarized over n draws. draws: (n, h). war, guarded: (n, T) by the end of each year."""
    honored = model.chance(about, draws)
    helped = guarded * honored[:, None]
    return Reliability(
        honored=chance(honored),
        helped=by_year(helped),
        abandoned=by_year(guarded - helped),
        lapsed=by_year(np.maximum(war - guarded, 0.0)),
        percentile=100.0 * model.reach(about).percentile,
    )
