"""The extended-deterrence game and its scores in words."""

from collections.abc import Mapping
from math import exp
from typing import TYPE_CHECKING

from foedus.estimate import Z90
from foedus.history import sections as shared
from foedus.history.strategic.helpers import Kind
from foedus.history.strategic.model import Strategic
from foedus.report.blocks import Bullets, Section, Table

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
    estimates = tuple(
        (name, f"{mean:.3f}", f"{sd:.3f}", f"{own:.3f}")
        for name, mean, sd, own in zip(
            found.names, found.mean, found.sd, found.model_sd, strict=True
        )
    )
    heads = ("", "estimate", "sd", "if rows were independent")
    table = Table("estimates", "", heads, estimates, align=shared.right(4))
    joined = tuple(
        (_who(kind), f"{kind.joined:,}", f"{kind.chances:,}",
         shared.rate(kind.joined, kind.chances) if kind.chances else "–")
        for kind in found.helpers.kinds
    )  # fmt: skip
    odds = tuple(
        (bound.era, f"{exp(bound.mean):.1f}",
         "–".join(f"{exp(bound.mean + z * bound.sd):.1f}" for z in (-Z90, Z90)))
        for bound in found.helpers.bound
    )  # fmt: skip
    return (
        Section("fit", "", lead, (table,)),
        Section(
            "joined", "Third states that joined a challenge on the target's side", "",
            (Table("kinds", "", ("", "joined", "of", ""), joined, align=shared.right(4)),),
        ),
        Section(
            "odds", "Odds of joining, bound to unbound, others alike", "",
            (Table("eras", "", ("", "odds", "90% interval"), odds, align=shared.right(3)),),
        ),
        Section("beware", "Beware", "", (Bullets(tuple(found.cautions())),)),
    )  # fmt: skip


def _who(kind: Kind) -> str:
    return (
        f"{'bound to defend it' if kind.guarantor else 'not bound'}, "
        f"{'' if kind.in_reach else 'not '}in reach{', a rival' if kind.rival else ''}"
    )


def scored(found: Mapping[str, "PartScore"]) -> tuple[Section, ...]:
    """Each part out of sample, by every model."""
    return tuple(_scored(one) for one in found.values())


def _scored(one: "PartScore") -> Section:
    lead = shared.sample(one.origins, one.measures["game"], one.last)
    table = shared.measures(one.part, one.measures, one.gain, own=OWN)
    return Section(one.part, TITLES[one.part], lead, (table, shared.summed(OWN, "dyad")))
