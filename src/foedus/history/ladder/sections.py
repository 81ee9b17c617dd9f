"""The ladder's fit and its scores in words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from foedus.history import sections as shared
from foedus.history.ladder.model import Ladder
from foedus.report.blocks import Block, Section

if TYPE_CHECKING:
    from foedus.history.ladder.score import LadderScore

TITLES = {
    "onset": "Onset: does 1 begin a dispute with 2 this year?",
    "force": "Force, given onset",
    "deadly": "Deadly force, given force",
    "war": "A war begun, given deadly force",
}
SHOWN = ("AUC", "AP", "Brier", "log loss", "slope", "mean")
OWN = "the ladder"


def fitted(found: Ladder) -> tuple[Section, ...]:
    """What each rung learned from."""
    rows = ((name, f"{r.rows:,}", f"{r.events:,}") for name, r in found.rungs.items())
    lead = f"the ladder, fitted on {found.first}–{found.last}"
    return (Section("fit", "", lead, (shared.table("rungs", ("", "rows", "events"), rows),)),)


def scored(found: Mapping[str, "LadderScore"]) -> tuple[Section, ...]:
    """Each rung out of sample, by every model."""
    return tuple(
        Section(
            name,
            TITLES[name],
            shared.sample(one.origins, one.measures["ladder"], one.last),
            _blocks(one),
        )
        for name, one in found.items()
    )


def _blocks(score: "LadderScore") -> tuple[Block, ...]:
    near: tuple[Block, ...] = ()
    if score.relevant:
        one = score.relevant["ladder"]
        caption = (
            f"Politically relevant dyads only: {one.n:,} rows, {one.events:,} events, "
            f"{shared.rate(one.events, one.n)}."
        )
        near = (shared.measures("relevant", score.relevant, shown=SHOWN, caption=caption),)
    return (
        shared.measures(score.rung, score.measures, score.gain, own=OWN, shown=SHOWN),
        shared.summed(OWN, "dyad"),
        *near,
        shared.bins(f"{score.rung}-bins", score.bins),
    )
