"""Incidents picked out by doer, act, place and day."""

from datetime import date
from typing import Any

import pytest
from tests.watches import at, blame, report

from foedus.watch.casus.selection import IncidentFilter, choices

FOUND = at(
    100,
    report("r1"),
    report("r2", conduct="blockade", spot={"region": "Kharkiv", "country": "UKR"}),
    report("r3", 60, conduct=None, start="2026-11-01", end="2026-11-03", spot={}),
    blame("a1"),
    blame("a2", incident="hand/r2", value="denied", by="RUS"),
).incidents


@pytest.mark.parametrize(("asked", "names"), [
    ({}, ["r1", "r2", "r3"]),
    ({"actor": "RUS"}, ["r1"]),  # who denies it alone is no doer
    ({"actor": "nobody"}, ["r2", "r3"]),
    ({"act": "blockade"}, ["r2"]), ({"act": "unsaid"}, ["r3"]),
    ({"area": "UKR"}, ["r1", "r2"]), ({"area": "Kharkiv"}, ["r2"]), ({"area": "unsaid"}, ["r3"]),
    ({"first": date(2026, 11, 2)}, ["r3"]),  # it may lie on that day
    ({"last": date(2026, 10, 31)}, []),
    ({"actor": "nobody", "area": "UKR"}, ["r2"]),
])  # fmt: skip
def test_each_value_picks_and_several_narrow(asked: dict[str, Any], names: list[str]) -> None:
    wanted = IncidentFilter(**asked)
    assert [each.lead.id for each in FOUND if wanted.holds(each)] == names


def test_choices_are_what_some_incident_has() -> None:
    found = choices(FOUND)
    assert found.actors == ("RUS", "nobody")
    assert found.acts == ("attack", "blockade", "unsaid")
    assert found.areas == ("Kharkiv", "UKR", "unsaid")
