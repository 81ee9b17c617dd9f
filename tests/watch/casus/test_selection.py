"""Incidents picked out by doer, act, place and day."""

from datetime import date
from typing import Any

import pytest
from tests.watches import at, blame, pledge, report

from foedus.watch.casus.selection import IncidentFilter, bearings, choices
from foedus.watch.casus.truth import Truth

BOARD = at(
    100,
    report("r1"),
    report("r2", conduct="blockade", spot={"region": "Kharkiv", "country": "UKR"}),
    report("r3", 60, conduct=None, start="2026-11-01", end="2026-11-03", spot={}),
    blame("a1"),
    blame("a2", incident="hand/r2", value="denied", by="RUS"),
)
FOUND = BOARD.incidents
BEARS = bearings(BOARD.rulings)


@pytest.mark.parametrize(("asked", "names"), [
    ({}, ["r1", "r2", "r3"]),
    ({"actor": "RUS"}, ["r1"]),  # who denies it alone is no doer
    ({"actor": "nobody"}, ["r2", "r3"]),
    ({"act": "blockade"}, ["r2"]), ({"act": "unsaid"}, ["r3"]),
    ({"area": "UKR"}, ["r1", "r2"]), ({"area": "Kharkiv"}, ["r2"]), ({"area": "unsaid"}, ["r3"]),
    ({"first": date(2026, 11, 2)}, ["r3"]),  # it may lie on that day
    ({"last": date(2026, 10, 31)}, []),
    ({"actor": "nobody", "area": "UKR"}, ["r2"]),
    ({"reading": "pledge 1: any-force"}, ["r1", "r2", "r3"]),
    ({"reading": "pledge 1: any-force", "actor": "RUS"}, ["r1"]),
    ({"reading": "pledge 9: none"}, []),
])  # fmt: skip
def test_each_value_picks_and_several_narrow(asked: dict[str, Any], names: list[str]) -> None:
    wanted = IncidentFilter(**asked)
    assert [each.lead.id for each in FOUND if wanted.holds(each, BEARS)] == names


def test_choices_are_what_some_incident_has() -> None:
    found = choices(FOUND)
    assert found.actors == ("RUS", "nobody")
    assert found.acts == ("attack", "blockade", "unsaid")
    assert found.areas == ("Kharkiv", "UKR", "unsaid")


def test_what_bears_on_a_reading_meets_it_or_may() -> None:
    found = bearings(at(99, report("r1"), report("r2", hostility=2), blame("a1")).rulings)
    assert found["pledge 1: any-force"] == {"hand/r1": Truth.MET}


def test_of_a_case_that_many_make_each_that_counts_bears_on_it() -> None:
    many = pledge({"casus": {"two": {"attribution": "unneeded",
                                     "intensity": {"active": 2, "days": 7}}}})  # fmt: skip
    entries = report("r1"), report("r2", start="2026-11-02", end="2026-11-02", at=30)
    found = bearings(at(99, *entries, guarantee=many).rulings)["pledge 1: two"]
    assert found["hand/r1"] is found["hand/r2"] is Truth.MET
