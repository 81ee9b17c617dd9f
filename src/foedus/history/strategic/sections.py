"""The extended-deterrence game and its scores in words."""

from collections.abc import Mapping
from math import exp
from typing import TYPE_CHECKING

from foedus.estimate import Z90
from foedus.history import sections as shared
from foedus.history.strategic.helpers import Kind
from foedus.history.strategic.model import Strategic
from foedus.report.blocks import Bullets, Section

if TYPE_CHECKING:
    from foedus.history.strategic.score import PartScore

TITLES = {
    "challenge": "Challenge: does 1 begin a dispute with 2 that reaches force?",
    "resist": "Resist, given a challenge",
    "help": "Help, given resistance",
    "joined": "Joined, given a challenge",
}
OWN = "the game"


def fitted(found: Strategic) -> tuple[Section, ...]:
    """Estimates, who joins, and what to beware of."""
    ends = ", ".join(f"{count:,} {name}" for name, count in found.outcomes.items())
    lead = (
        f"the game, fitted on {found.first}–{found.last}; {found.rows:,} politically relevant "
        f"directed dyad-years: {ends}"
    )
    numbers = zip(found.mean, found.sd, found.model_sd, strict=True)
    estimates = (
        (name, *(f"{each:.3f}" for each in three))
        for name, three in zip(found.names, numbers, strict=True)
    )
    joined = (
        (_who(kind), f"{kind.joined:,}", f"{kind.chances:,}",
         shared.rate(kind.joined, kind.chances) if kind.chances else "–")
        for kind in found.helpers.kinds
    )  # fmt: skip
    odds = (
        (bound.era, f"{exp(bound.mean):.1f}",
         "–".join(f"{exp(bound.mean + z * bound.sd):.1f}" for z in (-Z90, Z90)))
        for bound in found.helpers.bound
    )  # fmt: skip
    heads = ("", "estimate", "sd", "if rows were independent")
    return (
        Section("fit", "", lead, (shared.table("estimates", heads, estimates),)),
        Section("joined", "Third states that joined a challenge on the target's side", "",
                (shared.table("kinds", ("", "joined", "of", ""), joined),)),
        Section("odds", "Odds of joining, bound to unbound, others alike", "",
                (shared.table("eras", ("", "odds", "90% interval"), odds),)),
        Section("beware", "Beware", "", (Bullets(tuple(found.cautions())),)),
    )  # fmt: skip


def _who(kind: Kind) -> str:
    return (
        f"{'bound to defend it' if kind.guarantor else 'not bound'}, "
        f"{'' if kind.in_reach else 'not '}in reach{', a rival' if kind.rival else ''}"
    )


def scored(found: Mapping[str, "PartScore"]) -> tuple[Section, ...]:
    """Each part out of sample, by every model."""
    return tuple(
        Section(name, TITLES[name], shared.sample(one.origins, one.measures["game"], one.last), (
            shared.measures(name, one.measures, one.gain, own=OWN), shared.summed(OWN, "dyad")))
        for name, one in found.items()
    )  # fmt: skip
