"""Promises around a protégé: whom a design binds to whom, and what guarantors share out."""

from collections.abc import Mapping, Sequence

from foedus.assessment.designs import COLUMNS, Reading
from foedus.evidence.nuclear import nuclear
from foedus.facts.known import Facts, number
from foedus.facts.region.region import Promiser, Region
from foedus.scenario import Scenario
from foedus.states import find


def allies(asked: Scenario, name: str, reading: Reading, state: str) -> tuple[str, ...]:
    """Who is bound to defend a neighbor by the design: in a mutual one, the other parties."""
    design = asked.designs.get(name)
    if design is None or not design.mutual or state not in reading.guarantors:
        return ()
    return tuple(other for other in (*reading.guarantors, asked.protege) if other != state)


def columns(
    asked: Scenario,
    facts: Facts,
    before: Mapping[str, float],
    reading: Reading,
    newly: Sequence[str],
) -> dict[str, float]:
    """``COLUMNS`` of a neighbor under a design that binds ``newly`` to defend it."""
    if not newly:
        return dict(before)
    majors = {*reading.majors}
    if number(facts, f"{asked.protege}.major"):
        majors.add(asked.protege)
    year = asked.as_of.year
    major = any(state in majors for state in newly)
    minor = any(state not in majors for state in newly)
    armed = nuclear([find(state, year=year).ccode for state in newly], year).any()
    new = {
        "minor": float(minor), "major": float(major), "nuclear": float(armed),
        "depth_minor": reading.depth if minor else 0.0,
        "depth_major": reading.depth if major else 0.0,
    }  # fmt: skip
    return {what: max(new[what], before[what]) for what in COLUMNS}


def shared(here: Region, reading: Reading, state: str) -> tuple[float, float] | None:
    """Capability of a neighbor's guarantors per state that they owe defense, before and after."""
    givers = [(who, here.promisers[who]) for who in here.guarantors.get(state, ())]
    known = [(who, each) for who, each in givers if each.capability is not None and each.owed]
    if not known:
        return None
    more = takers_more(here, reading)
    before = sum((each.capability or 0.0) / each.owed for _, each in known)
    after = sum((each.capability or 0.0) / (each.owed + (who in more)) for who, each in known)
    return before, after


def factor(asked: Scenario, here: Region, reading: Reading, name: str, state: str) -> float:
    """What is left of the ties to a neighbor if they are divided, by its guarantors' capability.

    A guarantor that the design binds has a protégé more, and the forces that it stations there are
    gone from elsewhere.
    """
    design = asked.designs.get(name)
    away: dict[str, int] = {}
    for each in design.military.stationed if design else ():
        away[each.state] = away.get(each.state, 0) + (each.number or 0)
    weights = [
        (who, here.promisers[who], here.promisers[who].capability or 0.0)
        for who in here.guarantors.get(state, ())
    ]
    total = sum(weight for *_, weight in weights)
    if not total:
        return 1.0
    more = takers_more(here, reading)
    left = sum(weight * _left(who in more, each, away.get(who, 0)) for who, each, weight in weights)
    return min(1.0, left / total)


def _left(more: bool, each: Promiser, away: int) -> float:
    gone = away / (1000.0 * each.personnel) if each.personnel else 0.0
    share = each.owed / (each.owed + 1) if more else 1.0
    return share * (1.0 - min(gone, 1.0))


def takers_more(here: Region, reading: Reading) -> frozenset[str]:
    """Who owes defense to a state more: those bound by the design that did not owe it already."""
    return frozenset(reading.guarantors) - frozenset(here.guarantors.get(here.protege, ()))


def divided(columns: Mapping[str, float], factor: float) -> dict[str, float]:
    """The columns with ``factor`` of the depth left."""
    return {what: value * (factor if what.startswith("depth") else 1.0)
            for what, value in columns.items()}  # fmt: skip
