"""How the ladder reads a design: who is bound to defend against this challenger, and how deep.

The model was fitted to promises of defense as ATOP codes their texts. A design that promises none
(assurances, consultation, aid) is no guarantee to it, whatever else it may be worth.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from foedus.assess.columns import number
from foedus.assess.facts import STANDING, Facts
from foedus.scenario import Scenario
from foedus.states import find
from foedus.terms import Guarantee, depth_count

#: Columns of a design, as :data:`foedus.history.guarantors.COLUMNS` has them.
COLUMNS = STANDING


@dataclass(frozen=True, slots=True)
class Reading:
    """A design as the model sees it."""

    name: str
    title: str | None
    guarantors: tuple[str, ...]  # bound to defend against this challenger
    majors: tuple[str, ...]
    nuclear: tuple[str, ...]
    left_out: dict[str, str]  # named in the design, but no guarantor here -> why
    depth: int  # military ties in the text, 0 to 8
    share: float | None  # of the world's capabilities (CINC), summed; None where unknown
    columns: dict[str, float]  # COLUMNS -> value, with what stood before the design
    practice: bool = False  # depth counted from practice instead of the text

    @property
    def standing(self) -> str:
        """Columns that hold without the design's own guarantors, in words; empty where none."""
        if self.binds:
            return ""
        kinds = [kind for kind in ("minor", "major", "nuclear") if self.columns[kind]]
        if not kinds:
            return ""
        depth = max(self.columns["depth_minor"], self.columns["depth_major"])
        return f"{' and '.join(kinds)} guarantor, depth {depth:.0f} of 8"

    @property
    def binds(self) -> bool:
        """Whether anyone is bound to defend."""
        return bool(self.guarantors)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {key: list(value) if isinstance(value, tuple) else value
                for key, value in asdict(self).items()}  # fmt: skip


def read(scenario: Scenario, name: str, facts: Facts, *, practice: bool = False) -> Reading:
    """A design of the scenario; with ``practice``, its depth as it works instead of as written."""
    design = scenario.designs[name]
    left_out: dict[str, str] = dict(_left_out(scenario, design, facts))
    bound = tuple(state for state in scenario.guarantors(name) if state not in left_out)
    if practice and design.practice:
        design = design.model_copy(update={"military": design.practice})
    depth = depth_count(design)
    majors = tuple(state for state in bound if number(facts, f"{state}.major"))
    armed = tuple(state for state in bound if number(facts, f"{state}.nuclear"))
    shares = [facts.get(f"{state}.cinc") for state in bound]
    known = [fact.value for fact in shares if fact and isinstance(fact.value, float)]
    new = {
        "minor": float(len(bound) > len(majors)),
        "major": float(bool(majors)),
        "nuclear": float(bool(armed)),
        "depth_minor": float(depth if len(bound) > len(majors) else 0),
        "depth_major": float(depth if majors else 0),
    }
    before = standing(scenario, facts)
    return Reading(
        name=name,
        title=design.title,
        guarantors=bound,
        majors=majors,
        nuclear=armed,
        left_out=left_out,
        depth=depth,
        share=sum(known) if bound and len(known) == len(bound) else None,
        columns={what: max(new[what], before[what]) for what in COLUMNS},
        practice=practice,
    )


def nothing(scenario: Scenario, name: str, facts: Facts) -> Reading:
    """The reading of no design at all: what stands already."""
    return Reading(name, None, (), (), (), {}, 0, None, standing(scenario, facts))


def standing(scenario: Scenario, facts: Facts) -> dict[str, float]:
    """``COLUMNS`` of the guarantors that the protégé has already, by data and scenario."""
    found = {what: number(facts, f"pair.{what}") for what in COLUMNS}
    for row in scenario.situation.dyads:
        giver, taker = row.dyad
        promised = row.facts().get("defense_pact")
        foreign = giver != scenario.challenger and taker == scenario.protege
        if foreign and promised and promised.value and not _bound(giver, scenario, facts):
            kind = "major" if _is(facts, f"{giver}.major") else "minor"
            found[kind] = 1.0  # its depth is unknown and counts as none
            found["nuclear"] = max(found["nuclear"], float(_is(facts, f"{giver}.nuclear")))
    return found


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
