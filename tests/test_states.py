"""Codes, names and membership."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus import states


def test_a_shared_code_follows_the_year():
    assert states.find("DEU").ccode == 255
    assert states.find("DEU", year=1970).ccode == 260
    assert states.find("deu", year=1930).ccode == 255


def test_norway_stays_norway():
    assert states.find("NOR").name == "Norway"


def test_a_state_outside_its_years_is_refused_with_who_was_there():
    with pytest.raises(states.UnknownStateError, match=r"260 .*1938.*1955–1990") as caught:
        states.find(260, year=1938)
    assert "255 (Germany)" in str(caught.value)


def test_a_misspelled_state_gets_the_nearest():
    with pytest.raises(states.UnknownStateError, match="Russia"):
        states.find("Rusia")


@given(st.sampled_from(states.all_states()), st.integers(1816, 2030))
def test_every_member_is_found_by_code_and_by_iso(state, year):
    if state.in_system(year):
        assert states.find(state.ccode, year=year) is state
        if state.iso3:
            assert states.find(state.iso3, year=year) is state


def test_codes_are_unique():
    codes = [state.ccode for state in states.all_states()]
    assert len(codes) == len(set(codes)) == 217


@given(st.text(max_size=12))
def test_any_text_is_found_or_refused(text):
    try:
        found = states.find(text)
    except states.UnknownStateError:
        return
    assert text.strip().casefold() in {
        str(found.ccode),
        found.name.casefold(),
        found.label.casefold(),
    }
