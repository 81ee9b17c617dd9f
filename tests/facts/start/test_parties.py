"""Whom a new scenario is about, where its name or the past says it."""

from datetime import date

import pytest

from foedus.errors import InputError
from foedus.facts.start.parties import challenger_of, guarantors_of, protege_of
from foedus.states import find

DAY = date(2026, 1, 15)


@pytest.mark.parametrize(
    ("name", "label", "day"),
    [
        ("moldova", "MDA", DAY),
        ("Moldova.yaml", "MDA", DAY),
        ("south-korea", "KOR", DAY),
        ("south_korea-1975", "KOR", date(1975, 1, 1)),
        ("kuwait-1990", "KWT", date(1990, 1, 1)),
        ("côte d'ivoire", "CIV", DAY),
    ],
)
def test_a_name_that_is_a_states_says_whom_and_when(name: str, label: str, day: date) -> None:
    found = protege_of(name, DAY)
    assert found is not None
    assert (found[0].label, found[1]) == (label, day)


@pytest.mark.parametrize("name", ["mine", "my-question", "1975", "nato", "a" * 300])
def test_another_name_says_nothing(name: str) -> None:
    assert protege_of(name, DAY) is None


@pytest.mark.parametrize(
    ("name", "told"), [("korea", "North Korea (PRK)"), ("moldova-1975", "no member of the state")]
)
def test_a_name_of_two_states_or_of_none_then_is_refused(name: str, told: str) -> None:
    with pytest.raises(InputError) as error:
        protege_of(name, DAY)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("protege", "day", "challenger"),
    [("MDA", DAY, "RUS"), ("EST", date(2025, 6, 1), "RUS"), ("KOR", date(1975, 6, 1), "PRK"),
     ("TWN", DAY, "CHN")],
)  # fmt: skip
def test_the_likely_challenger_began_most_disputes(
    protege: str, day: date, challenger: str
) -> None:
    found = challenger_of(find(protege, year=day.year), day)
    assert found is not None
    assert found.label == challenger


def test_nobody_is_likely_where_no_dispute_is_known() -> None:
    assert challenger_of(find("Slovenia", year=1993), date(1993, 1, 1)) is None
    assert challenger_of(find("POL", year=1930), date(1930, 1, 1)) is None


def test_the_usual_guarantors_are_third_states_that_owe_the_challenger_nothing() -> None:
    russia, moldova, france = find("RUS"), find("MDA"), find("FRA")
    assert guarantors_of(russia, moldova, DAY, ()) == ("USA", "GBR", "FRA")
    assert guarantors_of(russia, france, DAY, ()) == ("USA", "GBR")
    assert guarantors_of(russia, moldova, DAY, ("USA",)) == ("GBR", "FRA")
    assert guarantors_of(russia, moldova, DAY, ("USA", "GBR", "FRA")) == ("USA", "GBR", "FRA")
