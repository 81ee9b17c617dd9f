"""A region's answer as records: each neighbor before any design and after each."""

from dataclasses import dataclass
from typing import Any

from foedus.assessment.result import Assessment
from foedus.estimate import Estimate
from foedus.facts.region.region import Region
from foedus.history import displacement
from foedus.region.marks import RULES, Mark
from foedus.report.plain import plain, record


@dataclass(frozen=True, slots=True)
class NeighborOutlook:
    """One neighbor under one design; chances are within the years asked about.

    deadly: deadly force begun on it by the challenger. attacked: war. drawn_in: fought for the
    protégé. at_war: either, or drawn in for another neighbor that it is bound to defend. ratio: of
    ``at_war`` to that before the design. bound: whether the design binds it. allies: whom the
    design binds to defend it. shared: world capability of its guarantors per state that they owe
    defense, summed, before and after. divided: what ``attacked`` would be multiplied by if its
    guarantors' ties were divided as well, a judgement; None where none of its guarantors is bound.
    """

    deadly: Estimate
    attacked: Estimate
    drawn_in: Estimate
    at_war: Estimate
    ratio: Estimate
    bound: bool
    allies: tuple[str, ...]
    shared: tuple[float, float] | None
    divided: Estimate | None

    @property
    def lost(self) -> float:
        """The share of ``shared`` that the design takes away; 0 where nothing is known of it."""
        return 1.0 - self.shared[1] / self.shared[0] if self.shared and self.shared[0] else 0.0


@dataclass(frozen=True, slots=True)
class Neighbor:
    """One neighbor: what it faces before any design, and after each.

    before: dispute, force, deadly, war -> chance that the challenger begins one. at_war: attacked
    or drawn in by promises that stand. percentile: of the politically relevant pairs fitted on, how
    many lie nearer to their middle (the rung of disputes). marks: the rules by which its chances
    are withheld or marked; withheld ones stay here for what others are drawn into, and are not
    shown.
    """

    state: str
    name: str
    guarantors: tuple[str, ...]
    before: dict[str, Estimate]
    at_war: Estimate
    percentile: float
    marks: tuple[Mark, ...]
    after: dict[str, NeighborOutlook]

    @property
    def withheld(self) -> bool:
        """Whether its chances are not to be shown."""
        return any(mark.withholds for mark in self.marks)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON; chances that are withheld are null."""
        found = record(self) | {"withheld": self.withheld, "marks": plain(self.marks)}
        if self.withheld:
            found |= {"before": dict.fromkeys(self.before), "at_war": None}
            kept = {"drawn_in", "bound", "allies", "shared"}
            found["after"] = {
                name: {key: value if key in kept else None for key, value in record(each).items()}
                for name, each in self.after.items()
            }
        return found


@dataclass(frozen=True, slots=True)
class Neighbors:
    """The region, riskiest first; those whose chances are withheld last, by name.

    bound: design -> neighbors that it binds. called: design -> chance of a war on the protégé while
    the guarantee stands: how often a guarantor would be drawn in if every promise were honored.
    honored: that a promise that stands is honored when a war calls on it.
    """

    found: Assessment
    region: Region
    draws: int
    rows: tuple[Neighbor, ...]
    bound: dict[str, tuple[str, ...]]
    called: dict[str, Estimate]
    honored: Estimate

    def row(self, state: str) -> Neighbor:
        """The row of one state."""
        return next(row for row in self.rows if row.state == state)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        asked = self.found.scenario
        return plain({
            "foedus_neighbors": 1,
            "scenario": asked.name,
            "challenger": asked.challenger,
            "protege": asked.protege,
            "as_of": asked.as_of,
            "first_year": self.found.setting.first,
            "last_year": self.found.last,
            "draws": self.draws,
            "seed": self.found.seed,
            "interval": 0.9,
            "reference": self.found.reference,
            "honored_if_called_on": self.honored,
            "called_on": self.called,
            "bound": self.bound,
            "rules": RULES,
            "neighbors": self.rows,
            "displacement_in_the_record": None if self.found.past else displacement.shipped(),
            "promises_since_atop": self.region.accessions,
            "hashes": self.region.hashes,
        })  # fmt: skip
