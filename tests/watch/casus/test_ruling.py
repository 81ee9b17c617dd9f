"""Incidents ruled together are ruled as each is alone, however alike they are."""

from random import Random
from typing import Any

from shapely.geometry import box
from tests.watches import blame, hours, report

from foedus.terms import Guarantee
from foedus.terms.instruments import get
from foedus.watch.casus.area import Areas
from foedus.watch.casus.incident import incidents, standing_entries
from foedus.watch.casus.ruling import ACCUMULATED, CasusRuling, rulings
from foedus.watch.entries.forms import AnyEntry

AREAS = Areas({"line": box(36, 46, 39, 50), "zone": box(30, 50, 31, 51)})
#: What reports differ in; every value stands beside every other.
VALUES: dict[str, list[Any]] = {
    "conduct": [None, "attack", "invasion", "overflight", "mobilization"],
    "hostility": [None, 2, 4],
    "objective": [None, "territory", "ships"],
    "weapon": [None, "conventional", "nuclear"],
    "coded_target": [None, "UKR", "POL"],
    "coded_actor": [None, "RUS"],
    "source": ["hand", "viina"],
    "spot": [{"country": "UKR"}, {"country": "RUS"}, {"country": "UKR", "precision": 7},
             {"latitude": 48.0, "longitude": 37.5}, {"latitude": 50.4, "longitude": 30.5},
             {"latitude": 48.0, "longitude": 37.5, "country": "UKR", "region": "line"}],
    "deaths": [None, {"best": 0}, {"best": 9, "low": 3, "high": 12}],
    "start": ["2026-11-01", "2026-11-02"],
}  # fmt: skip


def entries(count: int = 120) -> list[AnyEntry]:
    rng = Random(3)  # noqa: S311 (the same each time, on purpose)
    found = []
    for number in range(count):
        values = {name: rng.choice(each) for name, each in VALUES.items()}
        known = {name: value for name, value in values.items() if value is not None}
        given = {"conduct": None, "hostility": None, "coded_target": None} | known
        found.append(report(f"r{number}", 40, **(given | {"end": given["start"]})))
        if rng.random() < 0.3:
            said = {"value": rng.choice(["asserted", "denied", "adjudicated"])}
            found.append(blame(f"a{number}", 41, incident=found[-1].name, **said))
    return found


def texts() -> list[Guarantee]:
    area = {"regions": ["line"], "within": 20, "excluding": ["zone"]}
    casus = {"conducts": ["attack"], "hostility": 4, "area": area, "weapons": ["nuclear"]}
    near = Guarantee.model_validate({
        "name": "near", "guarantors": ["USA", "POL"], "protege": "UKR",
        "clauses": [{"obligation": "defense", "trigger": "armed-attack", "casus": {"one": casus}}],
    })  # fmt: skip
    return [near, get("north-atlantic-1949"), get("budapest-memorandum-1994")]


def single(found: list[CasusRuling]) -> list[CasusRuling]:
    return [each for each in found if each.incident != ACCUMULATED]


def test_incidents_are_ruled_together_as_alone() -> None:
    held = incidents(standing_entries(entries(), hours(50)))
    assert len(held) == 120
    for text in texts():
        together = single(rulings(text, held, "UKR", AREAS, in_force=True))
        alone = [
            ruled for each in held for ruled in single(
                rulings(text, [each], "UKR", AREAS, in_force=True)
            )
        ]  # fmt: skip
        key = lambda each: (each.clause, each.reading, each.incident)  # noqa: E731
        assert sorted(together, key=key) == sorted(alone, key=key) != []


def test_incidents_differ_in_every_way_that_a_condition_asks() -> None:
    held = incidents(standing_entries(entries(), hours(50)))
    assert len({each.likeness(exact=True) for each in held}) > 100
    truths = {each.truth for text in texts() for each in rulings(text, held, "UKR", AREAS)}
    assert len(truths) == 3
