"""Scenarios changed in Python: designs by name, guarantors left out or put in their place."""

import pytest

from foedus.errors import InputError, UnknownNameError
from foedus.scenario import load, loads
from foedus.scenario.write import dumps
from foedus.states import UnknownStateError


@pytest.fixture(scope="module")
def ukraine():
    return load("ukraine-2025")


def test_a_misspelled_design_is_told_its_neighbor(ukraine):
    with pytest.raises(UnknownNameError, match=r"'natoo'[^$]*nato"):
        ukraine.design("natoo")


def test_a_guarantor_leaves_with_its_forces_and_its_own_clauses(ukraine):
    before = ukraine.design("article-5-like-stationed")
    leaving = before.military.stationed[0].state
    after = before.without(leaving)
    assert leaving not in after.guarantors
    assert after.guarantors == tuple(s for s in before.guarantors if s != leaving)
    assert leaving not in {each.state for each in after.military.stationed}
    assert not any(leaving in clause.by for clause in after.clauses)
    kept = [clause for clause in before.clauses if not clause.by or {*clause.by} - {leaving}]
    assert len(after.clauses) == len(kept)
    assert before == ukraine.design("article-5-like-stationed")  # the scenario stays as it was


def test_names_do_as_well_as_codes(ukraine):
    design = ukraine.design("article-5-like")
    assert design.without("United States", "Britain") == design.without("USA", "GBR")
    assert design.without("Fiji") == design
    with pytest.raises(UnknownStateError, match="Freedonia"):
        design.without("Freedonia")


def test_other_guarantors_take_the_place_of_all(ukraine):
    changed = ukraine.with_guarantors("Poland", "Japan")
    assert changed.design("none") == ukraine.design("none")
    for name, design in changed.designs.items():
        if ukraine.design(name).guarantors:
            assert design.guarantors == ("POL", "JPN")
            assert not design.acceded
            assert {each.state for each in design.military.stationed} <= {"POL", "JPN"}
    assert list(changed.designs) == list(ukraine.designs)


def test_thirty_designs_stand_beside_the_rest_and_can_be_written(ukraine):
    base = ukraine.design("nato")
    changed = ukraine
    for state in base.guarantors:
        changed = changed.with_design(base.without(state), f"nato-without-{state.lower()}")
    assert len(changed.designs) == len(ukraine.designs) + len(base.guarantors)
    again = loads(dumps(changed))
    assert again.designs == changed.designs


@pytest.mark.parametrize("name", ["", "Nato", "two words", "../x", "a" * 90])
def test_a_design_has_a_short_name(ukraine, name):
    with pytest.raises(InputError, match="expected a short name"):
        ukraine.with_design(ukraine.design("nato"), name)


def test_a_guarantor_must_have_been_there(ukraine):
    with pytest.raises(UnknownStateError):
        ukraine.with_design(ukraine.design("nato").with_guarantors("South Vietnam", "USA"))
