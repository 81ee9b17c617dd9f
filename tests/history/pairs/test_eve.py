"""What is known of every pair when a year ends."""

import numpy as np
import pytest

from foedus.errors import InputError
from foedus.history.pairs.eve import OF_THE_YEAR, eve, following

from .conftest import EARLY, ENDS, ENTERS, LATE, STATES


def pairs(on):
    return set(zip(on.codes[on.one].tolist(), on.codes[on.two].tolist(), strict=True))


def test_pairs_are_those_in_the_system_in_the_year_and_at_its_end(data):
    usual = {code for pair in pairs(eve(data, ENDS + 1)) for code in pair}
    assert LATE not in usual
    assert EARLY not in usual
    assert len(usual) == STATES - 2
    assert LATE not in {a for a, _ in pairs(eve(data, ENTERS - 1))}  # enters a year later
    assert LATE in {a for a, _ in pairs(eve(data, ENTERS))}
    assert EARLY in {a for a, _ in pairs(eve(data, ENDS - 1))}
    assert EARLY not in {a for a, _ in pairs(eve(data, ENDS))}  # ended in the year


def test_the_other_way_round_is_the_same_two(data):
    on = eve(data, 1980)
    np.testing.assert_array_equal(on.one[on.back], on.two)
    np.testing.assert_array_equal(on.two[on.back], on.one)
    assert (np.diff(on.keys) > 0).all()


def test_columns_of_the_year_are_of_the_year_before_and_memories_of_the_next(data):
    on = eve(data, 1980)
    for year, names in ((1980, OF_THE_YEAR), (1981, set(data.columns) - set(OF_THE_YEAR))):
        some = np.flatnonzero(data.year == year)
        for name in names:
            np.testing.assert_array_equal(on.columns[name], data.columns[name][some])


def test_a_first_year_follows_none(data):
    rows = following(data)
    assert (data.year[rows] > data.year.min()).all()
    entered = (data.ccode1[rows] == LATE) & (data.year[rows] <= ENTERS)
    assert not entered.any()


def test_a_year_without_a_next_one_is_refused(data):
    with pytest.raises(InputError, match="2000"):
        eve(data, 2000)
