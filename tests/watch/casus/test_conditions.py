"""Conditions of a case: each met, not met, or open by a fact that is named."""

from typing import Any

import pytest
from tests.watches import blame, report

from foedus.terms.compliance import Casus
from foedus.watch.casus.area import Areas
from foedus.watch.casus.conditions import conditions
from foedus.watch.casus.incident import incidents
from foedus.watch.casus.truth import Truth, TruthGround
from foedus.watch.entries.forms import AnyEntry


def held(casus: dict[str, Any], *entries: AnyEntry) -> dict[str, TruthGround]:
    [incident] = incidents(list(entries))
    found = conditions(incident, Casus.model_validate(casus), "UKR", Areas())
    return {each.aspect: each for each in found}


@pytest.mark.parametrize(
    ("said", "standard", "truth"),
    [
        ((), "established", Truth.UNDETERMINED),
        ((), "unneeded", Truth.MET),
        ((("RUS", "asserted", "UKR"),), "established", Truth.UNDETERMINED),
        ((("RUS", "asserted", "UKR"),), "asserted", Truth.MET),
        ((("RUS", "admitted", "RUS"),), "established", Truth.MET),
        ((("BLR", "adjudicated", "court"),), "established", Truth.NOT_MET),
        (
            (("BLR", "adjudicated", "court"), ("RUS", "admitted", "RUS")),
            "established",
            Truth.UNDETERMINED,
        ),
        ((("RUS", "asserted", "UKR"), ("RUS", "denied", "RUS")), "established", Truth.UNDETERMINED),
    ],
)
def test_the_actor_is_who_is_established(
    said: tuple[tuple[str, str, str], ...], standard: str, truth: Truth
) -> None:
    blamed = [
        blame(f"a{place}", actor=who, value=value, by=by)
        for place, (who, value, by) in enumerate(said)
    ]
    found = held({"actors": ["RUS"], "attribution": standard}, report(), *blamed)
    assert found["actor"].truth is truth


def test_a_denial_is_told_beside_the_assertion() -> None:
    found = held(
        {}, report(), blame("a", value="asserted", by="UKR"), blame("b", value="denied", by="RUS")
    )
    assert "asserted to be RUS by UKR; denied by RUS" in found["actor"].fact


def test_how_a_source_codes_the_sides_attributes_nothing() -> None:
    found = held({}, report(coded_actor="RUS"))
    assert found["actor"].truth is Truth.UNDETERMINED
    assert "attributes nothing" in found["actor"].fact


@pytest.mark.parametrize(
    ("casus", "values", "aspect", "truth"),
    [
        ({"hostility": 4}, {"hostility": 4}, "hostility", Truth.MET),
        ({"hostility": 5}, {"hostility": 4}, "hostility", Truth.NOT_MET),
        ({"hostility": 5}, {"hostility": None}, "hostility", Truth.UNDETERMINED),
        ({"conducts": "occupation"}, {}, "conduct", Truth.NOT_MET),
        ({"conducts": "occupation"}, {"conduct": None}, "conduct", Truth.UNDETERMINED),
        ({"conducts": "occupation"}, {"conduct": None, "hostility": 2}, "conduct", Truth.NOT_MET),
        ({"exceptions": "attack"}, {}, "exception", Truth.NOT_MET),
        ({"exceptions": "cyber"}, {}, "exception", Truth.MET),
        ({"weapons": "nuclear"}, {}, "weapon", Truth.UNDETERMINED),
        ({"weapons": "nuclear"}, {"weapon": "conventional"}, "weapon", Truth.NOT_MET),
        ({"objects": "ships"}, {"objective": "ships"}, "object", Truth.MET),
        ({"never": "internal alone"}, {}, "text", Truth.NOT_MET),
        ({"open": ["was it provoked"]}, {}, "text", Truth.UNDETERMINED),
        ({}, {"coded_target": "POL"}, "target", Truth.NOT_MET),
        ({}, {"coded_target": None}, "target", Truth.MET),
        ({}, {"coded_target": None, "spot": {"country": "POL"}}, "target", Truth.UNDETERMINED),
    ],
)
def test_conditions(
    casus: dict[str, Any], values: dict[str, Any], aspect: str, truth: Truth
) -> None:
    assert held(casus, report(**values))[aspect].truth is truth
