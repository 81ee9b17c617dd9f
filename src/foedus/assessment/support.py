"""How far the question lies from the data: covariates out of range, distance, age of the facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.facts.known import HISTORY, LAST, Facts
from foedus.history.covariates import RUNGS
from foedus.history.ladder import Ladder, Rung
from foedus.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Extrapolation:
    """A covariate beyond what politically relevant pairs have shown."""

    name: str
    meaning: str
    value: float
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one rung has to reach for one design, in the first year.

    distance: Mahalanobis, over the rung's covariates. percentile: share of the rung's politically
    relevant rows that lie nearer to their middle, 0 to 100.
    """

    distance: float
    percentile: float
    outside: tuple[Extrapolation, ...]


@dataclass(frozen=True, slots=True)
class CarriedFacts:
    """Facts of one source, taken forward to the day of the question."""

    source: str
    year: int
    years: int  # carried forward
    names: tuple[str, ...]


def reach(ladder: Ladder, columns: Mapping[str, Any]) -> dict[str, Reach]:
    """Rung -> how far it has to reach. Columns hold scalars."""
    [found] = reaches(ladder, [columns])
    return found


def reaches(ladder: Ladder, designs: Sequence[Mapping[str, Any]]) -> list[dict[str, Reach]]:
    """The same of several designs, whose columns have the same names, computed together."""
    first = designs[0]
    together = {
        name: value
        if all(each[name] is value for each in designs)
        else np.array([each[name] for each in designs], dtype=np.float64)
        for name, value in first.items()
    }
    found: list[dict[str, Reach]] = [{} for _ in designs]
    for name in RUNGS:
        rung = ladder.rungs[name]
        z = np.atleast_2d(rung.standardized(together))
        z = np.broadcast_to(z, (len(designs), z.shape[1]))
        for each, own, distance in zip(found, z, rung.distance(z), strict=True):
            each[name] = _reach(rung, own, float(distance))
    return found


def _reach(rung: Rung, z: Array, distance: float) -> Reach:
    raw = z * rung.scale + rung.center
    slack = 1e-6 * rung.scale  # bounds went through single precision
    beyond = np.flatnonzero((raw < rung.lowest - slack) | (raw > rung.highest + slack))
    return Reach(
        distance=distance,
        percentile=float(np.interp(distance, rung.leverage, np.arange(101.0))),
        outside=tuple(
            Extrapolation(
                rung.names[p], RUNGS[rung.name][p].meaning, float(raw[p]), float(rung.lowest[p]),
                float(rung.highest[p]),
            )
            for p in beyond
        ),
    )  # fmt: skip


def carried(scenario: Scenario, facts: Facts, used: tuple[str, ...]) -> tuple[CarriedFacts, ...]:
    """The facts used that are older than the question's last whole year, by source and year.

    The oldest first.
    """
    groups: dict[tuple[str, int], list[str]] = {}
    for name in used:
        fact = facts[name]
        if fact.year is not None and fact.year < scenario.through:
            groups.setdefault((fact.source, fact.year), []).append(name)
    found = [
        CarriedFacts(source, year, scenario.as_of.year - year, tuple(names))
        for (source, year), names in groups.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.years, each.source)))


def is_history(name: str) -> bool:
    """Whether a fact is a count of past disputes or the year of the last one."""
    return name.removeprefix("pair.") in {*HISTORY, *LAST}
