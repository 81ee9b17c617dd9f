"""Speakers: exact names first, offices then, letters only to rank."""

from datetime import date

import pytest
from tests.clip.articles import PEOPLE

from foedus.clip.people.speakers import Cast

TEXT = "U.S. Special Envoy wetkem spoke. The Russian envoy Wetkin listened, and Wetkem left."


@pytest.fixture
def cast() -> Cast:
    return Cast(TEXT, PEOPLE, date(1995, 5, 9))


def test_letters_never_choose_alone(cast: Cast) -> None:
    found = cast.named("Wetkem")
    assert (found.name, found.how, found.state) == ("Wetkem", "unknown name", "USA")
    # Wetkin, a Russian envoy, is nearer by letters than anybody of the state that the text gives
    assert [each.name for each in found.candidates] == ["Harlan Whitcomb", "Odell Farrow"]


@pytest.mark.parametrize(
    ("said", "name", "how"),
    [
        ("Brandt", "Lyle Brandt", "name"),
        ("Secretary of State Lyle Brandt", "Lyle Brandt", "name"),
        ("Lyle Brandt, the secretary of state,", "Lyle Brandt", "name"),
        ("Foreign Minister Ana Belic", "Ana Belic", "unknown name"),
        ("officials in Norrland", "officials in Norrland", "unnamed"),
        ("two diplomats briefed on the talks", "two diplomats briefed on the talks", "unnamed"),
        ("the ministry", "the ministry", "body"),
        ("The Russian government", "The Russian government", "body"),
        ("Russia", "Russia", "body"),
        ("Orlow and Vale", "Orlow, Vale", "unknown name"),
    ],
)
def test_who_is_named(cast: Cast, said: str, name: str, how: str) -> None:
    found = cast.named(said)
    assert (found.name, found.how) == (name, how)


def test_an_office_alone_proposes_who_held_it(cast: Cast) -> None:
    found = cast.named("US Envoy")
    assert (found.how, found.state) == ("unnamed", "USA")
    assert [each.name for each in found.candidates] == ["Harlan Whitcomb", "Odell Farrow"]


def test_a_name_with_the_wrong_state_is_not_taken(cast: Cast) -> None:
    found = cast.named("Russian Foreign Minister Lyle Brandt")
    assert found.how == "unknown name"
    assert found.state == "RUS"


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Tom Brandt, a farmer, watched. Brandt said so.", "unknown name"),
        ("Tom Brandt met Lyle Brandt. Brandt said so.", "name"),
        ("Secretary Brandt came. Brandt said so.", "name"),
        ("The Brandt Doctrine is old. While Brandt slept, Brandt said so.", "name"),
    ],
)
def test_a_surname_is_not_taken_for_another_of_that_name(text: str, how: str) -> None:
    assert Cast(text, PEOPLE, date(1995, 5, 9)).named("Brandt").how == how
