"""What a brief tells that is computed beside the assessment: signatures, stances, the region."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from foedus.assessment.figures.map import shown
from foedus.assessment.result import Assessment
from foedus.errors import DataError, InputError
from foedus.terms import Guarantee

if TYPE_CHECKING:
    from foedus.negotiation.quantity import Quantity
    from foedus.negotiation.stances import Stances
    from foedus.region.neighbors import Neighbors
    from foedus.signing.signing import Acceptance

#: The North Atlantic Treaty.
ARTICLE_5 = "north-atlantic-1949"
#: Designs that are told one by one; more are counted.
MOST = 8
#: Weights tried for who would sign: enough to tell a class.
DRAWS = 1000


def terms(found: Assessment) -> dict[str, Guarantee]:
    """Designs with terms to read, in the scenario's order; at most MOST, the least war first."""
    given = found.scenario.designs
    named = [name for name in found.designs if name in given and given[name].guarantors]
    risk = {name: found.designs[name].risk.by["war"][-1].value for name in named}
    kept = set(sorted(named, key=risk.__getitem__)[:MOST])
    return {name: given[name] for name in named if name in kept}


def model(found: Assessment, kin: Mapping[str, tuple[tuple[str, float], ...]]) -> str:
    """The instrument that the designs are held against.

    Article 5 where the scenario speaks of it or of NATO, or it is the nearest to a design; else the
    instrument nearest to most designs, and of these to the first.
    """
    asked = found.scenario
    said = " ".join([asked.title, *(each.title or "" for each in asked.designs.values())])
    nearest = [near[0][0] for near in kin.values() if near]
    if not nearest or ARTICLE_5 in nearest or any(each in said for each in ("Article 5", "NATO")):
        return ARTICLE_5
    return max(nearest, key=nearest.count)


def signing(found: Assessment) -> "dict[str, Acceptance]":
    """Design -> who would sign; empty where nothing says where designs put the issues."""
    from foedus.signing.acceptance import acceptance
    from foedus.signing.package import settled
    from foedus.signing.stakes import ground

    asked = found.scenario
    if not settled(asked):
        return {}
    made = {}
    try:
        known = ground(asked, draws=DRAWS, seed=found.seed, assessment=found)
        for name in found.designs:
            if name in asked.designs:
                made[name] = acceptance(
                    asked, name, draws=DRAWS, seed=found.seed, assessment=found, known=known
                )
    except InputError:  # a design without a place on an issue: nobody's signature can be weighed
        return {}
    return {name: each for name, each in made.items() if each.parties}


def region(found: Assessment) -> "Neighbors | None":
    """What neighbors risk, without a guarantee and under the one shown; None where unknown."""
    from foedus.region.neighbors import neighbors

    best = shown(found)
    if best is None:
        return None
    asked = {found.reference, best}
    few = {name: each for name, each in found.designs.items() if name in asked}
    try:
        return neighbors(replace(found, designs=few))
    except (InputError, DataError):  # another pair or year than is frozen, and no data here
        return None


def stances(found: Assessment) -> "tuple[dict[str, Stances], dict[str, str]]":
    """Issue -> where the parties stand, and issue -> why that cannot be told."""
    from foedus.negotiation import stances as stands

    made, without = {}, {}
    for issue in found.scenario.issues:
        try:
            made[issue.name] = stands.stances(found.scenario, issue.name)
        except InputError as error:
            without[issue.name] = error.what
    return made, without


def _interval(value: "Quantity") -> dict[str, float]:
    low, middle, high = interval(value)
    return {"value": middle, "low": low, "high": high}


def interval(value: "Quantity") -> tuple[float, float, float]:
    """Lower end, mean and upper end of a position's 90% interval, on the scale."""
    from foedus.negotiation import quantity
    from foedus.negotiation.stances import HIGH, LOW

    return quantity.interval(value, LOW, HIGH)


def told(found: "Stances") -> dict[str, Any]:
    """Positions and what each claim's origin did, as plain values."""
    from foedus.negotiation.quantity import center

    return {
        "actors": {
            one.name: {"before": _interval(one.position), "after": _interval(two.position),
                       "salience": center(one.salience)}
            for one, two in zip(found.before.actors, found.after.actors, strict=True)
        },
        "updates": {
            name: [
                {"origin": each.origin, "claims": list(each.claims), "believed": each.believed,
                 "shift": each.shift, "widening": each.widening}
                for each in update.effects
            ]
            for name, update in found.updates.items()
        },
    }  # fmt: skip
