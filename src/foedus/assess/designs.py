"""How the ladder reads a design: who is bound to defend against this challenger, and how deep.

The model was fitted to promises of defense as ATOP codes their texts. A design that promises none
(assurances, consultation, aid) is no guarantee to it, whatever else it may be worth.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from foedus.assess.columns import number
from foedus.assess.facts import STANDING, TIES, Facts
from foedus.assess.pledged import Pledged, pledged
from foedus.errors import InputError
from foedus.history import depth
from foedus.scenario import Scenario
from foedus.states import find
from foedus.terms import Guarantee, depth_count
from foedus.terms.depth import atop_codes
from foedus.terms.guarantee import Military

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from foedus.history.covariates import Array

#: Columns of a design, as :data:`foedus.history.guarantors.COLUMNS` has them.
COLUMNS = STANDING
#: Which column says that there is a guarantor of the kind that a depth is of.
_KIND = {"depth_minor": "minor", "depth_major": "major"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A design as the model sees it."""

    name: str
    title: str | None
    guarantors: tuple[str, ...]  # bound to defend against this challenger
    majors: tuple[str, ...]
    nuclear: tuple[str, ...]
    left_out: dict[str, str]  # named in the design, but no guarantor here -> why
    depth: float  # latent depth of the text's ties, in sds of ATOP's alliances; 0: no tie
    depth_sd: float  # its posterior sd
    depth_low: float  # ends of its 90% interval
    depth_high: float
    depth_count: int  # military ties in the text, 0 to 8
    ties: tuple[int, ...]  # the eight ties as ATOP codes them
    share: float | None  # of the world's capabilities (CINC), summed; None where unknown
    columns: dict[str, float]  # COLUMNS -> value, with what stood before the design
    before: dict[str, float]  # COLUMNS and TIES of what stood before it
    pledge: Pledged  # the challenger's own word; it has no column
    practice: bool = False  # depth measured from practice instead of the text

    @property
    def standing(self) -> str:
        """Columns that hold without the design's own guarantors, in words; empty where none."""
        if self.binds:
            return ""
        kinds = [kind for kind in ("minor", "major", "nuclear") if self.columns[kind]]
        if not kinds:
            return ""
        count = max(self.before[what] for what in TIES)
        return f"{' and '.join(kinds)} guarantor, depth {count:.0f} of 8"

    @property
    def binds(self) -> bool:
        """Whether anyone is bound to defend."""
        return bool(self.guarantors)

    def drawn(self, count: int, stream: "np.random.SeedSequence") -> "dict[str, Array | float]":
        """``COLUMNS`` with the design's own depth drawn from its posterior, (count,) each drawn.

        Normal about the mean, and not cut off at 0: the ladder learned what goes with a mean of 0,
        not with a trait above some floor. Designs with the same ties get the same draws from the
        same stream, so that they stay the same in every draw.
        """
        import numpy as np

        found: dict[str, Array | float] = dict(self.columns)
        if not self.binds:
            return found
        own = np.random.SeedSequence(stream.entropy, spawn_key=(*stream.spawn_key, *self.ties))
        mine = self.depth + self.depth_sd * np.random.default_rng(own).standard_normal(count)
        for what, kind in _KIND.items():
            if self._own(kind):
                held = bool(self.before[kind])
                found[what] = np.maximum(mine, self.before[what]) if held else mine
        return found

    def _own(self, kind: str) -> bool:
        """Whether the design itself binds a guarantor of the kind minor or major."""
        return bool(self.majors) if kind == "major" else len(self.guarantors) > len(self.majors)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        found = {key: list(value) if isinstance(value, tuple) else value
                 for key, value in asdict(self).items()}  # fmt: skip
        return found | {"pledge": self.pledge.to_dict()}


def read(scenario: Scenario, name: str, facts: Facts, *, practice: bool = False) -> Reading:
    """A design of the scenario; with ``practice``, its depth as it works instead of as written."""
    design = scenario.designs[name]
    left_out: dict[str, str] = dict(_left_out(scenario, design, facts))
    bound = tuple(state for state in scenario.guarantors(name) if state not in left_out)
    if practice and design.practice:
        design = design.model_copy(update={"military": design.practice})
    measured = depth.of(design)
    majors = tuple(state for state in bound if number(facts, f"{state}.major"))
    armed = tuple(state for state in bound if number(facts, f"{state}.nuclear"))
    shares = [facts.get(f"{state}.cinc") for state in bound]
    known = [fact.value for fact in shares if fact and isinstance(fact.value, float)]
    minor = len(bound) > len(majors)
    new = {
        "minor": float(minor),
        "major": float(bool(majors)),
        "nuclear": float(bool(armed)),
        "depth_minor": measured.mean if minor else 0.0,
        "depth_major": measured.mean if majors else 0.0,
    }
    before = standing(scenario, facts)
    return Reading(
        name=name,
        title=design.title,
        guarantors=bound,
        majors=majors,
        nuclear=armed,
        left_out=left_out,
        depth=measured.mean,
        depth_sd=measured.sd,
        depth_low=measured.low,
        depth_high=measured.high,
        depth_count=depth_count(design),
        ties=atop_codes(design.military),
        share=sum(known) if bound and len(known) == len(bound) else None,
        columns={what: max(new[what], before[what]) for what in COLUMNS},
        before=before,
        pledge=pledged(scenario, design, facts),
        practice=practice,
    )


def drawn(
    readings: "Sequence[Reading]", count: int, stream: "np.random.SeedSequence"
) -> "dict[str, Array]":
    """``COLUMNS`` of D designs with their depths drawn: column -> (count, D); see Reading.drawn."""
    import numpy as np

    each = [reading.drawn(count, stream) for reading in readings]
    return {
        what: np.stack([np.broadcast_to(own[what], count) for own in each], axis=-1)
        for what in COLUMNS
    }


def nothing(scenario: Scenario, name: str, facts: Facts) -> Reading:
    """The reading of no design at all: what stands already."""
    bare = depth.of(Military())
    before = standing(scenario, facts)
    return Reading(
        name=name, title=None, guarantors=(), majors=(), nuclear=(), left_out={},
        depth=bare.mean, depth_sd=bare.sd, depth_low=bare.low, depth_high=bare.high,
        depth_count=0, ties=atop_codes(Military()), share=None,
        columns={what: before[what] for what in COLUMNS}, before=before,
        pledge=pledged(scenario, None, facts),
    )  # fmt: skip


def standing(scenario: Scenario, facts: Facts) -> dict[str, float]:
    """``COLUMNS`` and ``TIES`` of the guarantors that the protégé has already."""
    found = {what: number(facts, f"pair.{what}") for what in COLUMNS}
    for what in _KIND:
        if not 0 <= found[what] <= _deepest():
            raise InputError(
                f"found {found[what]:g}, allowed: 0 (no tie) to {_deepest():.2f} (every tie)",
                where=f"pair.{what}",
                hint="depth in sds of ATOP's alliances, as `foedus facts` prints it",
            )
    for what in TIES:
        found[what] = number(facts, f"pair.{what}") if f"pair.{what}" in facts else 0.0
    for row in scenario.situation.dyads:
        giver, taker = row.dyad
        promised = row.facts().get("defense_pact")
        foreign = giver != scenario.challenger and taker == scenario.protege
        if foreign and promised and promised.value and not _bound(giver, scenario, facts):
            kind = "major" if _is(facts, f"{giver}.major") else "minor"
            found[kind] = 1.0  # its depth is unknown and counts as none
            found["nuclear"] = max(found["nuclear"], float(_is(facts, f"{giver}.nuclear")))
    return found


@cache
def _deepest() -> float:
    """Depth of a promise with every tie."""
    every = [item.codes[-1][-1] for item in depth.ITEMS]
    return float(depth.shipped().measure([every]).mean[0])


def _is(facts: Facts, name: str) -> bool:
    return name in facts and bool(facts[name].value)


def _left_out(scenario: Scenario, design: Guarantee, facts: Facts) -> Iterator[tuple[str, str]]:
    owed = [
        clause
        for clause in design.owed("defense")
        if not clause.adversaries or scenario.challenger in clause.adversaries
    ]
    owing = {state for clause in owed for state in clause.by or design.guarantors}
    for state in design.guarantors:
        if state in {scenario.challenger, scenario.protege}:
            yield state, "a party itself"
        elif not design.promises_defense:
            yield state, "no promise of defense"
        elif state not in owing:
            yield state, "no promise against this challenger"
        elif _bound(state, scenario, facts):
            yield state, "bound to defend the challenger"


def _bound(state: str, scenario: Scenario, facts: Facts) -> bool:
    """Whether a state owes the challenger defense: the scenario's word, else the data's."""
    said = scenario.situation.dyad(state, scenario.challenger).get("defense_pact")
    if said is not None:
        return bool(said.value)
    owing = facts.get("pair.bound_to_challenger")
    label = find(state, year=scenario.as_of.year).label
    return bool(owing and isinstance(owing.value, tuple) and label in owing.value)
