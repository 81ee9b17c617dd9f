"""Who a war called on."""

from datetime import date

import polars as pl
import pytest

from foedus.errors import DataError
from foedus.history.honor.parties import Fight, fights, parties


def members(*rows: tuple[int, int, int, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["member", "yrent", "yrexit", "defense"], orient="row")


PACT = members((2, 1950, 0, 1), (220, 1950, 0, 1), (290, 1955, 1970, 1), (310, 1950, 0, 0))


def test_the_first_at_war_is_protected_and_the_others_are_called_on():
    war = (Fight(date(1960, 5, 1), 365, 220), Fight(date(1960, 6, 1), 2, 365))
    found = parties("War1960", 1950, war, PACT)
    assert (found.year, found.guarantors, found.adversaries) == (1960, (2, 290), (365,))


def test_members_that_left_or_have_not_joined_are_not_called_on():
    war = (Fight(date(1980, 5, 1), 365, 220),)
    assert parties("War1980", 1950, war, PACT).guarantors == (2,)
    early = (Fight(date(1951, 5, 1), 365, 220),)
    assert parties("War1951", 1950, early, PACT).guarantors == (2,)


def test_where_all_enter_at_once_each_guards_the_others() -> None:
    day = date(1960, 5, 1)
    war = tuple(Fight(day, 365, code) for code in (2, 220, 290))
    found = parties("War1960", 1950, war, PACT)
    assert found.attacked == found.guarantors == (2, 220, 290)
    assert found.adversaries == (365,)


def test_who_joins_on_the_first_day_is_called_on_and_not_attacked() -> None:
    """As Bavaria and Baden joined Prussia on the day that France declared war on it."""
    day = date(1960, 7, 19)
    war = (Fight(day, 365, 220), Fight(day, 2, 365, joined=True), Fight(day, 290, 365, joined=True))
    found = parties("War1960", 1950, war, PACT)
    assert (found.attacked, found.guarantors) == ((220,), (2, 290))


def test_the_party_attacked_is_never_its_own_guarantor() -> None:
    """At Bizerte Tunisia attacked the French: the African states were called on, not France."""
    pact = members((220, 1960, 0, 1), (580, 1960, 0, 1))
    found = parties("Bizerte1961", 1960, (), pact)
    assert (found.year, found.attacked, found.guarantors) == (1961, (220,), (580,))
    assert found.adversaries == (616,)
    assert not found.inside


def test_only_a_member_that_is_owed_defense_can_call_on_it() -> None:
    """As Britain owed Portugal defense, and not Portugal Britain: 1916 calls on it, not 1914."""
    pact = members((200, 1899, 0, 1), (235, 1899, 0, 0))
    war = (Fight(date(1914, 8, 4), 255, 200), Fight(date(1916, 3, 9), 255, 235, joined=True))
    found = parties("War1914", 1899, war, pact)
    assert (found.year, found.attacked, found.guarantors) == (1916, (235,), (200,))
    at_peace = parties("War1914", 1899, war[:1], pact)
    assert (at_peace.year, at_peace.attacked, at_peace.guarantors) == (1914, (), (200,))


def test_an_ally_that_attacks_is_the_adversary_and_a_guarantor_only_if_nobody_else_is() -> None:
    day = date(1960, 5, 1)
    found = parties("War1960", 1950, (Fight(day, 220, 290),), PACT)
    assert (found.attacked, found.guarantors, found.adversaries) == ((290,), (2,), (220,))
    assert found.inside
    alone = members((325, 1927, 0, 1), (339, 1927, 0, 1))
    found = parties("Italy-Albania1939", 1927, (), alone)
    assert (found.attacked, found.guarantors, found.adversaries) == ((339,), (325,), (325,))
    assert found.inside


def test_members_are_those_of_the_year_of_the_call():
    war = (Fight(date(1951, 5, 1), 365, 220),)
    assert parties("War1951", 1950, war, PACT).members == (2, 220, 310)


def test_a_war_that_is_not_listed_begins_in_the_year_of_its_name() -> None:
    found = parties("Skirmish1961", 1950, (), PACT)
    assert (found.year, found.guarantors, found.adversaries) == (1961, (2, 220, 290), ())
    with pytest.raises(DataError, match="holds no year"):
        parties("The unnamed war", 1950, (), PACT)


def test_the_call_comes_with_a_members_own_war_not_with_the_first_shot_elsewhere():
    war = (Fight(date(1957, 7, 7), 740, 710), Fight(date(1959, 9, 1), 365, 220))
    assert parties("BigWar", 1950, war, PACT).year == 1959
    assert parties("BigWar", 1962, war, PACT).year == 1962  # promised while it was fought


def test_pairs_of_enemies_are_read_by_war():
    rows = pl.DataFrame(
        {
            "larger_war_id": [5, 5, 6], "year": [1960, 1961, 1970], "month_entry": [5, 1, None],
            "day_entry": [3, 1, None], "joiner": [0, 1, None], "init_ccode": [365, 365, 2],
            "target_ccode": [220, 220, 20],
        }
    )  # fmt: skip
    found = fights(rows)
    assert found[5][0] == Fight(date(1960, 5, 3), 365, 220)
    assert found[5][1] == Fight(date(1961, 1, 1), 365, 220, joined=True)
    assert found[6] == (Fight(date(1970, 1, 1), 2, 20),)
