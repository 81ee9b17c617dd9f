"""How the ladder reads a design: who is bound to defend against this challenger, and how deep.

The model was fitted to promises of defense as ATOP codes their texts. A design that promises none
(assurances, consultation, aid) is no guarantee to it, whatever else it may be worth.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from foedus.facts.known import STANDING, TIES, Facts, number
from foedus.facts.pacts.nonaggression import NonaggressionPledge, pledged
from foedus.facts.pacts.protection import (
    KIND,
    DeepestPromise,
    Promise,
    bound,
    measure_of,
    protection,
    standing_pacts,
)
from foedus.facts.pacts.standing import replaced
from foedus.history import depth
from foedus.history.depth import DepthModel
from foedus.report.plain import record
from foedus.scenario import Scenario
from foedus.terms import Guarantee, depth_count
from foedus.terms.depth import atop_codes
from foedus.terms.guarantee import Military

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from foedus.estimate import Array

#: Columns of a design, as ``foedus.history.guarantors.COLUMNS`` has them.
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
    depth: float  # latent depth of the text's ties, in sds of ATOP's alliances; 0: no tie
    depth_sd: float  # its posterior sd
    depth_low: float  # ends of its 90% interval
    depth_high: float
    depth_count: int  # military ties in the text, 0 to 8
    ties: tuple[int, ...]  # the eight ties as ATOP codes them
    share: float | None  # of the world's capabilities (CINC), summed; None where unknown
    columns: dict[str, float]  # COLUMNS -> value, with what stood before the design
    before: dict[str, float]  # COLUMNS and TIES of what stood before it
    pledge: NonaggressionPledge  # the challenger's own word; it has no column
    practice: bool = False  # depth measured from practice instead of the text
    replaces: tuple[str, ...] = ()  # standing pacts whose place it takes
    renews: bool = False  # it binds nobody but those whom the pacts it replaces bind already
    promises: tuple[Promise, ...] = ()  # what stands beside it, by pact
    deep: Mapping[str, DeepestPromise] = field(
        default_factory=dict
    )  # depth column -> what stands, if known

    @property
    def standing(self) -> str:
        """What holds without the design's own guarantors, in words; empty where nothing does."""
        if self.binds:
            return ""
        return self.beside

    @property
    def beside(self) -> str:
        """What stands beside the design, pact by pact; empty where nothing does."""
        if self.promises:
            return "; ".join(map(str, self.promises))
        kinds = [kind for kind in ("minor", "major", "nuclear") if self.before[kind]]
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
        not with a trait above some floor. Of the design and of what stands beside it the deeper
        counts, by its mean. The same ties get the same draws from the same stream, whether a design
        has them or a pact that stands, so that they stay the same in every draw.
        """

        found: dict[str, Array | float] = dict(self.columns)
        for what, kind in KIND.items():
            own, stands = self._own(kind), self.deep.get(what)
            if own and (not self.before[kind] or self.depth > self.before[what]):
                found[what] = _drawn(self.ties, self.depth, self.depth_sd, count, stream)
            elif stands is not None:
                found[what] = _drawn(stands.ties, stands.mean, stands.sd, count, stream)
        return found

    def _own(self, kind: str) -> bool:
        """Whether the design itself binds a guarantor of the kind minor or major."""
        return bool(self.majors) if kind == "major" else len(self.guarantors) > len(self.majors)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        promises = {each.pact: list(each.guarantors) for each in self.promises if each.pact}
        return record(self, without={"deep"}) | {"promises": promises}


def read(
    scenario: Scenario, name: str, facts: Facts, *, practice: bool = False,
    measure: DepthModel | None = None,
) -> Reading:  # fmt: skip
    """A design of the scenario; with ``practice``, its depth as it works instead of as written.

    measure: of depth; the one known before the question's year if not given.
    """
    measure = measure or measure_of(scenario)
    design = scenario.designs[name]
    taken = replaced(design, standing_pacts(facts))
    left_out: dict[str, str] = dict(_left_out(scenario, design, facts))
    bound_by = tuple(state for state in scenario.guarantors(name) if state not in left_out)
    if practice and design.practice:
        design = design.model_copy(update={"military": design.practice})
    measured = depth.of(design, measure)
    majors = tuple(state for state in bound_by if number(facts, f"{state}.major"))
    armed = tuple(state for state in bound_by if number(facts, f"{state}.nuclear"))
    shares = [facts.get(f"{state}.cinc") for state in bound_by]
    sizes = [fact.value for fact in shares if fact and isinstance(fact.value, float)]
    minor = len(bound_by) > len(majors)
    new = {
        "minor": float(minor),
        "major": float(bool(majors)),
        "nuclear": float(bool(armed)),
        "depth_minor": measured.mean if minor else 0.0,
        "depth_major": measured.mean if majors else 0.0,
    }
    stands = protection(scenario, facts, without=taken, practice=practice, measure=measure)
    bare = protection(scenario, facts, measure=measure).guarantors if taken else frozenset()
    return Reading(
        name=name,
        title=design.title,
        guarantors=bound_by,
        majors=majors,
        nuclear=armed,
        left_out=left_out,
        depth=measured.mean,
        depth_sd=measured.sd,
        depth_low=measured.low,
        depth_high=measured.high,
        depth_count=depth_count(design),
        ties=atop_codes(design.military),
        share=sum(sizes) if bound_by and len(sizes) == len(bound_by) else None,
        columns={what: max(new[what], stands.columns[what]) for what in COLUMNS},
        before=stands.columns,
        pledge=pledged(scenario, design, facts),
        practice=practice,
        replaces=tuple(sorted(taken)),
        renews=bool(taken) and set(bound_by) <= bare,
        promises=stands.promises,
        deep=stands.deep,
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


def nothing(
    scenario: Scenario, name: str, facts: Facts, *, practice: bool = False,
    measure: DepthModel | None = None,
) -> Reading:  # fmt: skip
    """The reading of no design at all: what stands already. measure: as in ``read``."""
    measure = measure or measure_of(scenario)
    bare = depth.of(Military(), measure)
    stands = protection(scenario, facts, practice=practice, measure=measure)
    return Reading(
        name=name, title=None, guarantors=(), majors=(), nuclear=(), left_out={},
        depth=bare.mean, depth_sd=bare.sd, depth_low=bare.low, depth_high=bare.high,
        depth_count=0, ties=atop_codes(Military()), share=None,
        columns={what: stands.columns[what] for what in COLUMNS}, before=stands.columns,
        pledge=pledged(scenario, None, facts), practice=practice, promises=stands.promises,
        deep=stands.deep,
    )  # fmt: skip


def standing(
    scenario: Scenario, facts: Facts, measure: DepthModel | None = None
) -> dict[str, float]:
    """``COLUMNS`` and ``TIES`` of the guarantors that the protégé has already."""
    return protection(scenario, facts, measure=measure).columns


def _drawn(
    ties: tuple[int | None, ...], mean: float, sd: float, count: int,
    stream: "np.random.SeedSequence",
) -> "Array":  # fmt: skip
    """(count,) draws of the depth of ties: the same ones for the same ties from a stream."""
    import numpy as np

    key = (9 if code is None else code for code in ties)
    own = np.random.SeedSequence(stream.entropy, spawn_key=(*stream.spawn_key, *key))
    found: Array = mean + sd * np.random.default_rng(own).standard_normal(count)
    return found


def _left_out(scenario: Scenario, design: Guarantee, facts: Facts) -> Iterator[tuple[str, str]]:
    owed = [
        clause
        for clause in design.owed("defense")
        if not clause.adversaries or scenario.challenger in clause.adversaries
    ]
    owing = {state for clause in owed for state in clause.by or design.guarantors}
    inside = design.mutual and scenario.challenger in design.guarantors
    for state in design.guarantors:
        if state in {scenario.challenger, scenario.protege}:
            yield state, "a party itself"
        elif not design.promises_defense:
            yield state, "no promise of defense"
        elif state not in owing:
            yield state, "no promise against this challenger"
        elif inside:
            yield state, "the challenger is a party to the same pact"
        elif bound(scenario, facts, state):
            yield state, "bound to defend the challenger"
