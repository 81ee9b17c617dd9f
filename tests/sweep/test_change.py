"""A scenario with one variable set is what its file would be with that line changed."""

import pytest

from foedus import scenario as scenarios
from foedus.errors import InputError
from foedus.facts import assembly
from foedus.facts.known import Known
from foedus.scenario import Scenario
from foedus.sweep.change import DESIGN, PAIR, STATE, changed


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return scenarios.load("ukraine-2025")


@pytest.fixture(scope="module")
def facts(scenario: Scenario) -> dict[str, Known]:
    return assembly.facts(scenario)


def test_terms_are_set_in_every_design_that_promises(scenario: Scenario) -> None:
    found = changed(scenario, {"term": "5", "military.bases": "access"}, dict)
    for name, design in found.designs.items():
        if scenario.designs[name].guarantors:
            assert (design.term, design.military.bases) == (5.0, "access")
            assert design.clauses == scenario.designs[name].clauses
        else:
            assert design == scenario.designs[name]


def test_guarantors_are_put_in_the_place_of_all_or_taken_out(scenario: Scenario) -> None:
    found = changed(scenario, {"guarantors": "POL+Great Britain"}, dict)
    assert found.design("nato").guarantors == ("POL", "GBR")
    assert found.designs == scenario.with_guarantors("POL", "GBR").designs
    fewer = changed(scenario, {"without": "USA"}, dict)
    assert fewer.design("nato") == scenario.design("nato").without("USA")


def test_as_is_changes_nothing(scenario: Scenario) -> None:
    for name in ("guarantors", "term", "as_of", "RUS.capability", "RUS-UKR.rivalry"):
        assert changed(scenario, {name: "as-is"}, dict) is scenario


def test_a_fact_is_set_or_multiplied(scenario: Scenario, facts: dict[str, Known]) -> None:
    found = changed(scenario, {"RUS.capability": "0.07", "RUS-UKR.rivalry": "no"}, dict)
    cinc = found.situation.states["RUS"].cinc
    assert cinc is not None
    assert (cinc.value, cinc.grounded) == (0.07, True)
    assert found.situation.dyad("RUS", "UKR")["rivalry"].value is False
    twice = changed(scenario, {"RUS.cinc": "x2"}, lambda: facts).situation.states["RUS"].cinc
    assert twice is not None
    assert twice.value == pytest.approx(2 * float(str(facts["RUS.cinc"].value)))


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("terms", "5", r"--vary: unknown variable 'terms'\n  try: did you mean term"),
        ("term", "soon", "--vary term=soon: the scenario cannot be so"),
        ("term", "500", "--vary term=500: the scenario cannot be so"),
        ("military.bases", "many", "allowed: none, access, permanent"),
        ("guarantors", "Atlantis", "--vary guarantors=Atlantis"),
        ("without", "Atlantis+USA", "--vary without=Atlantis"),
        ("RUS.size", "5", "unknown fact 'size'"),
        ("Atlantis.cinc", "0.1", "--vary Atlantis.cinc=0.1"),
        ("RUS-UKR-POL.rivalry", "yes", "no state and no pair"),
        ("RUS.cinc", "big", "--vary RUS.cinc=big"),
        ("RUS.milex", "5", "no model reads military expenditure"),
        ("as_of", "yesterday", "--vary as_of=yesterday"),
        ("POL-UKR.offense_pact", "yes", "no model reads promises of offense"),
        ("RUS-UKR.contiguity", "x2", "is not known as a number"),
    ],
)
def test_what_cannot_be_is_refused_with_its_option(
    scenario: Scenario, name: str, value: str, told: str
) -> None:
    with pytest.raises(InputError, match=told):
        changed(scenario, {name: value}, dict)


def test_every_variable_of_the_table_is_a_field() -> None:
    assert {"term", "renewal", "notice", "military.aid", "military.bases"} <= {*DESIGN}
    assert {"cinc", "capability", "polyarchy"} <= {*STATE}
    assert {"contiguity", "rivalry", "defense_pact"} <= {*PAIR}
