"""Several protégés of one challenger: an assessment of each, and what any of them would see.

Each is assessed alone, with the same draws of all that is estimated: coefficients, levels over
years, depth. That any of them sees an event is worked out draw by draw, with the pairs' paths
independent of each other given the draw:

    P(any | draw) = 1 - Π_i (1 - p_i)

What the draws share, such as a level that is too low for all of them, makes the pairs depend on
each other; what they do not share, a common cause, does not. One decision to attack all makes *any*
less likely than this, and *all* likelier. Whatever the dependence (Boole; Fréchet 1935), given the
draw,

    max_i p_i ≤ P(any | draw) ≤ min(Σ_i p_i, 1),    P(all | draw) ≤ min_i p_i
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from foedus import scenario as scenarios
from foedus.assessment.assessment import assess
from foedus.assessment.deterrence import Risk, nth_year
from foedus.assessment.order import Order, order
from foedus.assessment.result import Assessment
from foedus.errors import InputError
from foedus.estimate import Array, Estimate, by_year, ratio
from foedus.facts import snapshot
from foedus.history.pair import EVENTS
from foedus.report.plain import plain, record
from foedus.scenario import Scenario
from foedus.version import __version__

ASSUMES = (
    "Any of them is worked out draw by draw, with the same coefficients and levels for all and "
    "their paths independent given the draw.",
    "A common cause, one decision to attack all, makes any of them less likely than that and all "
    "of them likelier: given a draw, any is no less than the most endangered alone, no more than "
    "the sum, and all no more than the least endangered alone. Common causes happen: "
    "docs/assess.md counts them.",
    "A war against one changes nothing here for another, neither its danger nor its guarantors.",
)


@dataclass(frozen=True, slots=True)
class JointDesign:
    """One design, read one way, for all protégés together; keys are dispute, force, deadly, war.

    by: chance by the end of each year that the challenger has begun one against any of them, by
    independence given the draw. least, most: the same at the bounds of any dependence. every: the
    most that the chance against all of them can be. ratio: ``by`` to that of the reference.
    """

    by: dict[str, tuple[Estimate, ...]]
    least: dict[str, tuple[Estimate, ...]]
    most: dict[str, tuple[Estimate, ...]]
    every: dict[str, tuple[Estimate, ...]]
    ratio: dict[str, Estimate]
    practice: "JointDesign | None" = None

    def within(self, event: str, years: int) -> Estimate:
        """Chance that the challenger begins an ``event`` against any in ``years`` years."""
        return nth_year(self.by, event, years)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return record(self, {
            "by": "by_year", "least": "at_least", "most": "at_most", "every": "all_at_most",
            "practice": "by_practice",
        })  # fmt: skip


@dataclass(frozen=True, slots=True)
class Several:
    """The answer for each protégé, and for any of them. order: of designs, by war against any."""

    each: dict[str, Assessment]
    any: dict[str, JointDesign]
    order: Order

    @property
    def first(self) -> Assessment:
        """An assessment to read what all share from: the question, its span, its designs."""
        return next(iter(self.each.values()))

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values, in a stable order, for JSON."""
        one = self.first
        return plain({
            "foedus_several": 1,
            "version": __version__,
            "scenario": one.scenario.name,
            "title": one.scenario.title,
            "as_of": one.scenario.as_of.isoformat(),
            "challenger": one.scenario.challenger,
            "years": one.years,
            "draws": one.draws,
            "seed": one.seed,
            "interval": 0.9,
            "reference": one.reference,
            "any": {
                "assumes": list(ASSUMES),
                "designs": self.any,
                "order": self.order,
            },
            "proteges": self.each,
        })  # fmt: skip


def assess_each(
    scenario: str | Path | Mapping[str, Scenario], *, evidence: Path | None = None, **options: Any
) -> Several:
    """Assess a shipped scenario or a file for each of its protégés, and for any of them.

    scenario: or protégé -> the question about it, as ``foedus.load_scenarios`` gives them, changed
    alike; they keep one challenger and the same designs. options: those of
    ``foedus.assessment.assess``, but ``protege``. Same errors; InputError for no question, or for
    questions that no answer can be put together of.
    """
    if isinstance(scenario, Mapping):
        asked, facts = dict(scenario), evidence
        _alike(list(asked.values()))
    else:
        asked, facts = scenarios.each(scenario), evidence or snapshot.of(scenario)
    return combined({state: assess(one, evidence=facts, **options) for state, one in asked.items()})


def _alike(asked: Sequence[Scenario]) -> None:
    """Raise InputError where questions differ in what any of them is worked out by."""
    if not asked:
        raise InputError("no question, expected one a protégé", hint="foedus.load_scenarios(NAME)")
    for what, said in (
        ("challengers", [one.challenger for one in asked]),
        ("days", [one.as_of for one in asked]),
        ("designs", [tuple(one.designs) for one in asked]),
    ):
        if len(set(said)) > 1:
            first, other = list(dict.fromkeys(map(_listed, said)))[:2]
            raise InputError(
                f"the questions have several {what}: {first}; {other}",
                hint="change each in the same way",
            )


def _listed(said: object) -> str:
    return ", ".join(said) if isinstance(said, tuple) else str(said)


def combined(each: dict[str, Assessment]) -> Several:
    """Assessments of several protégés put together.

    They are of one challenger and the same designs, over the same draws, years and seed.
    """
    found = list(each.values())
    names = list(found[0].designs)
    reference = names.index(found[0].reference)
    text, practice = (
        _together([_drawn(one, way) for one in found], reference) for way in ("text", "practice")
    )
    with_practice = {name for one in found for name in names if one.designs[name].practice}
    any_ = {
        name: replace(text[at], practice=practice[at] if name in with_practice else None)
        for at, name in enumerate(names)
    }
    war = {
        way: union([_drawn(one, way)["war"][:, -1] for one in found])
        for way in ("text", "practice")
    }
    inner = union([one.inner["war"][:, : len(names)] for one in found])
    risks = {
        name: [Risk({}, {}, each.by, {}) for each in (own, own.practice) if each]
        for name, own in any_.items()
    }
    return Several(each, any_, order(risks, {**war, "within": inner}))


def union(chances: Sequence[Array]) -> Array:
    """Chance of any of several events that are independent; arrays of one shape."""
    with np.errstate(divide="ignore"):  # a chance of 1 makes any certain
        return np.asarray(-np.expm1(sum(np.log1p(-each.astype(np.float64)) for each in chances)))


def _drawn(found: Assessment, way: str) -> dict[str, Array]:
    """Event -> (n, T, D) chances that the challenger has begun one, of the designs in their order.

    way: ``text``, or ``practice`` where a design without one is read by its text.
    """
    places = list(range(len(found.designs)))
    if way == "practice":
        own = [at for at, design in enumerate(found.designs.values()) if design.practice]
        for place, at in enumerate(own, start=len(places)):
            places[at] = place
    return {event: found.chances.by[event][..., places] for event in EVENTS.values()}


def _together(found: Sequence[Mapping[str, Array]], reference: int) -> list[JointDesign]:
    """Each design for all protégés together; found: of each protégé, event -> (n, T, D)."""
    by: dict[str, Array] = {}
    least: dict[str, Array] = {}
    most: dict[str, Array] = {}
    every: dict[str, Array] = {}
    for event in EVENTS.values():
        alone = np.stack([each[event] for each in found]).astype(np.float64)
        by[event], most[event] = union(list(alone)), np.minimum(alone.sum(axis=0), 1.0)
        least[event], every[event] = alone.max(axis=0), alone.min(axis=0)

    def told(way: Mapping[str, Array], at: int) -> dict[str, tuple[Estimate, ...]]:
        return {event: by_year(drawn[..., at]) for event, drawn in way.items()}

    return [
        JointDesign(
            by=told(by, at),
            least=told(least, at),
            most=told(most, at),
            every=told(every, at),
            ratio={
                event: ratio(drawn[:, -1, at], drawn[:, -1, reference])
                for event, drawn in by.items()
            },
        )
        for at in range(by["war"].shape[-1])
    ]
