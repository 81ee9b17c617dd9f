"""Whether a guarantee is honored when a war calls on it, and so how a war would go.

The chance is that of promises of defense on which wars called (``foedus.history.honor``), drawn
for a family of guarantors that no call was seen of: its spread is that between kinds of guarantors.
Out of sample only the era of signature, and whether the attacker is itself a member, forecast it:
what a text says moves the risk of war, and how long it stands, but not this. One draw serves every
design of a run, and everything else that is asked of it.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.assessment.designs import Reading
from foedus.assessment.durability import Holding
from foedus.estimate import Array, Estimate, by_year, chance
from foedus.history.honor import AllianceFamily, Honor, describe
from foedus.report.plain import plain
from foedus.scenario import Scenario
from foedus.states import UnknownStateError, find


@dataclass(frozen=True, slots=True)
class Reliability:
    """What a war would find. Chances by the end of each year, of a first war.

    honored: that the promise is honored, given that a war calls on it, for a kind of guarantor not
    yet seen. rate: the average over all kinds. family: what the record knows of the design's own
    kind; None where no war called on it. helped: war, the guarantee
    stands and is honored: a guarantor is drawn in. abandoned: it stands and is not honored.
    lapsed: war after it has lapsed. The three add up to war. percentile: of the 96 calls fitted
    on, the share in percent that lie nearer to their middle.
    """

    honored: Estimate
    rate: Estimate
    family: AllianceFamily | None
    helped: tuple[Estimate, ...]
    abandoned: tuple[Estimate, ...]
    lapsed: tuple[Estimate, ...]
    percentile: float

    @property
    def tested(self) -> bool:
        """Whether an attacker from outside ever called on a promise of this family."""
        return self.family is not None and self.family.tested

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return plain({
            "honored_if_called_on": self.honored,
            "average_rate": self.rate,
            "never_tested": not self.tested,
            "family": self.family,
            "war_with_help_by_year": self.helped,
            "war_abandoned_by_year": self.abandoned,
            "war_after_lapse_by_year": self.lapsed,
            "reach_percentile": self.percentile,
        })  # fmt: skip


def features(reading: Reading, held: Holding, asked: Scenario) -> dict[str, Any]:
    """What the honor model may look at of a new guarantee, against the scenario's challenger."""
    known = [value for value in held.democracy if not np.isnan(value)]
    return describe(
        signed=asked.as_of.year,
        inside=float(asked.challenger in reading.left_out),  # named as a guarantor against itself
        depth=reading.depth,
        major=float(bool(reading.majors)),
        democracy=float(np.mean(known)) if known else np.nan,
        ratified=held.ratified,
        multilateral=float(held.parties > 2),
    )


def family(model: Honor, reading: Reading, asked: Scenario) -> AllianceFamily | None:
    """What the record knows of the family of a design; None where no war called on it."""
    parties = [_code(state) for state in (*reading.guarantors, asked.protege)]
    return model.family(parties, asked.as_of.year)


def _code(state: str) -> int:
    try:
        return find(state).ccode
    except UnknownStateError:
        return 0  # no state of the record's


def reliability(
    model: Honor,
    draws: Array,
    about: dict[str, Any],
    own: AllianceFamily | None,
    war: Array,
    guarded: Array,
) -> Reliability:
    """Summarized over n draws. draws: (n, h). war, guarded: (n, T) by the end of each year."""
    honored = model.chance(about, draws)
    helped = guarded * honored[:, None]
    return Reliability(
        honored=chance(honored),
        rate=chance(model.rate(about, draws)),
        family=own,
        helped=by_year(helped),
        abandoned=by_year(guarded - helped),
        lapsed=by_year(np.maximum(war - guarded, 0.0)),
        percentile=100.0 * model.reach(about).percentile,
    )
