"""Hindcasts: who began the first, what a fit may see, and settings made of columns."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import numpy as np
import pytest

from foedus.history.horizon import hindcast as module
from foedus.history.horizon.hindcast import DRAWS, NEVER, SPAN, Hindcast, before, hindcast, setting
from foedus.history.ladder import Ladder
from foedus.history.rows import Data

STATES = (2, 20, 200, 365)
YEARS = np.arange(1940, 2011)
ORIGIN = 1950


@pytest.fixture(scope="module")
def world(small: Data) -> Data:
    """Every pair of four states in every year; wars as told by ``begun``."""
    pairs = list(permutations(STATES, 2))
    columns = {name: column[: len(pairs) * len(YEARS)] for name, column in small.columns.items()}
    one, two = (np.repeat([pair[side] for pair in pairs], len(YEARS)) for side in (0, 1))
    year = np.tile(YEARS, len(pairs))
    begun = {
        (2, 20, 1952), (20, 2, 1955),  # the one first, then the other
        (200, 365, 1960), (365, 200, 1960),  # both in one year: each began one
        (2, 365, 1945), (2, 365, 1967),  # before the origin, and after
        (200, 2, 1990),  # farther ahead than is looked
        (20, 200, 1950),  # in the year of origin
    }  # fmt: skip
    war = np.array([key in begun for key in zip(one, two, year, strict=True)])
    deadly = war | ((one == 365) & (two == 2) & (year == 1953))
    return Data(
        ccode1=one.astype(np.int16), ccode2=two.astype(np.int16), year=year.astype(np.int16),
        relevant=columns["relevant"] > 0, columns=columns,
        onset=deadly, force=deadly, deadly=deadly, war=war,
    )  # fmt: skip


@pytest.fixture(scope="module")
def fitted_on() -> list[Data]:
    return []


@pytest.fixture(scope="module")
def found(world: Data, fitted_on: list[Data], lively: Ladder) -> Hindcast:

    def fit(data: Data, **_: Any) -> Any:
        fitted_on.append(data)
        return lively

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "fit_ladder", fit)
        return hindcast(world, ORIGIN)


def came(found: Hindcast, event: str, one: int, two: int) -> int:
    row = np.flatnonzero((found.ccode1 == one) & (found.ccode2 == two))
    return int(found.came[event][row].item())


def test_the_first_counts_for_whoever_began_it(found: Hindcast) -> None:
    assert came(found, "war", 2, 20) == 3
    assert came(found, "war", 20, 2) == NEVER
    assert came(found, "war", 200, 365) == came(found, "war", 365, 200) == 11
    assert came(found, "war", 2, 365) == 18  # what came before the origin is past
    assert came(found, "war", 365, 2) == NEVER
    assert came(found, "war", 200, 2) == 41
    assert came(found, "war", 20, 200) == 1
    # Another event, another first: the lesser one was begun by the other side.
    assert came(found, "deadly", 365, 2) == 4
    assert came(found, "deadly", 2, 365) == NEVER


def test_the_fit_sees_nothing_from_the_origin_on(found: Hindcast, fitted_on: list[Data]) -> None:
    assert len(fitted_on) == 1
    assert fitted_on[0].year.max() == ORIGIN - 1


def test_chances_are_of_every_pair_and_rise(found: Hindcast) -> None:
    assert sorted(zip(found.ccode1, found.ccode2, strict=True)) == sorted(permutations(STATES, 2))
    for event, chance in found.chance.items():
        assert chance.shape == (12, SPAN), event
        assert (np.diff(chance, axis=1) > 0).all()
        assert chance.min() > 0
        assert chance.max() < 1
    assert (found.chance["deadly"] > found.chance["war"]).mean() > 0.9


def test_a_pair_has_one_number_both_ways(found: Hindcast) -> None:
    assert len(np.unique(found.dyad)) == 6
    one = found.dyad[(found.ccode1 == 2) & (found.ccode2 == 365)]
    np.testing.assert_array_equal(one, found.dyad[(found.ccode1 == 365) & (found.ccode2 == 2)])


def test_years_are_known_to_the_end_of_the_record(found: Hindcast) -> None:
    late = replace(found, origin=2006)
    assert (late.known(9), late.known(10)) == (True, False)


def test_rows_before_a_year_keep_their_columns(world: Data) -> None:
    early = before(world, 1950)
    assert early.year.max() == 1949
    assert len(early.year) == len(early.war) == 120
    rows = np.flatnonzero(world.year < 1950)
    for name, column in early.columns.items():
        np.testing.assert_array_equal(column, world.columns[name][rows])


def test_a_setting_holds_pairs_in_place_of_draws(world: Data) -> None:
    rows = np.flatnonzero(world.year == ORIGIN)
    columns = {name: column[rows] for name, column in world.columns.items()}
    here = setting(columns, DRAWS, ORIGIN)
    for part in (here.fixed, here.memory, here.steady):
        assert {value.shape for value in part.values()} == {(12 * DRAWS, 1, 1)}
    np.testing.assert_array_equal(
        here.fixed["cinc1"][:, 0, 0], np.repeat(columns["cinc1"].astype(float), DRAWS)
    )
    # What is steady of a side's uses of force is what it did with others.
    others = columns["force_past1_h25"] - columns["force_past12_h25"]
    np.testing.assert_allclose(
        here.steady["force_past1_h25"][::DRAWS, 0, 0], np.maximum(others, 0), rtol=1e-5, atol=1e-7
    )
