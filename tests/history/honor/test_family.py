"""The rule for families, on made-up pacts."""

import polars as pl
import pytest

from foedus.history.honor import family
from foedus.history.honor.family import AllianceFamily, belongs, bloc, key, pacts

ROWS = [
    # alliance, member, from, to (0: open), defense
    (1, 2, 1950, 0, 1), (1, 20, 1950, 0, 1), (1, 200, 1950, 0, 1), (1, 220, 1960, 1970, 1),
    (2, 2, 1955, 0, 1), (2, 220, 1955, 0, 1),
    (3, 2, 1950, 0, 1), (3, 20, 1950, 0, 1), (3, 200, 1950, 0, 1), (3, 220, 1950, 0, 1),
    (3, 290, 1950, 1965, 1),
    (4, 2, 1950, 0, 0), (4, 365, 1950, 0, 0), (4, 710, 1950, 0, 0),
]  # fmt: skip


@pytest.fixture(scope="module")
def known() -> tuple[family.DefensePact, ...]:
    columns = ["atopid", "member", "yrent", "yrexit", "defense"]
    return pacts(pl.DataFrame(ROWS, schema=columns, orient="row"))


def test_pacts_without_a_promise_of_defense_make_no_family(
    known: tuple[family.DefensePact, ...],
) -> None:
    assert [pact.id for pact in known] == [1, 2, 3]
    assert bloc(known, (2, 365), 1960) is None


def test_the_widest_bloc_that_holds_all_is_the_family(
    known: tuple[family.DefensePact, ...],
) -> None:
    found = bloc(known, (2, 20), 1960)
    assert found is not None
    assert found.id == 3


def test_of_two_alike_the_oldest(known: tuple[family.DefensePact, ...]) -> None:
    found = bloc(known, (2, 20), 1968)  # four members each
    assert found is not None
    assert found.id == 1


def test_members_are_those_of_the_year(known: tuple[family.DefensePact, ...]) -> None:
    assert bloc(known, (2, 290), 1960) is not None
    assert bloc(known, (2, 290), 1966) is None
    assert bloc(known, (2, 20), 1949) is None


def test_a_key_names_a_bloc_or_a_states_own_circle(known: tuple[family.DefensePact, ...]) -> None:
    assert key(bloc(known, (2, 20), 1960), 2) == "bloc 3"
    assert key(None, 200) == "state 200"
    assert family.name("bloc 3205") == "Arab League"
    assert family.name("bloc 7") == "bloc of ATOP 7"
    assert family.name("state 200") == "United Kingdom, to single states"


def made(
    key: str, members: tuple[int, ...], ended: int | None = None, outside: int = 1
) -> AllianceFamily:
    return AllianceFamily(key, key, members, ended, 3, 1, outside, 0, 1970)


ON_RECORD = (
    made("bloc 1", (2, 20, 200)), made("bloc 3", (2, 20, 200, 220), outside=0),
    made("bloc 9", (365, 310, 290), 1991), made("state 2", (2,)), made("state 365", (365,)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("parties", "year", "expected"),
    [
        ((2, 713), 2025, "state 2"),  # one guarantor and a protégé outside a common bloc
        ((20, 713), 2025, None),  # whose circle was never called on
        ((2, 20), 2025, "bloc 3"),  # the widest bloc that holds both
        ((2, 20, 713), 2025, None),  # three parties are no circle
        ((365, 310), 1980, "bloc 9"),
        ((365, 310), 2025, "state 365"),  # the bloc has ended
        ((290, 310), 2025, None),
    ],
)
def test_a_promise_finds_its_family_on_record(
    parties: tuple[int, ...], year: int, expected: str | None
) -> None:
    found = belongs(ON_RECORD, parties, year)
    assert (found and found.key) == expected


def test_a_family_is_tested_only_from_outside() -> None:
    wide = belongs(ON_RECORD, (2, 20), 2025)
    assert wide is not None
    assert not wide.tested
    assert made("state 2", (2,)).tested
    assert made("state 2", (2,)).to_dict()["from_outside"] == {"called": 1, "honored": 0}
