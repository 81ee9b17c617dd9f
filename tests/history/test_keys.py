"""Numbers of pairs: one way, both ways, and the codes again."""

import numpy as np

from foedus.history.keys import directed, dyad, split

ONE = np.array([365, 2, 710], np.int16)
TWO = np.array([2, 365, 713], np.int16)


def test_a_directed_pair_has_its_own_number_and_gives_its_codes_again() -> None:
    key = directed(ONE, TWO)
    assert key.tolist() == [365_002, 2_365, 710_713]
    assert [each.tolist() for each in split(key)] == [ONE.tolist(), TWO.tolist()]


def test_a_dyad_has_one_number_both_ways() -> None:
    assert dyad(ONE, TWO).tolist() == dyad(TWO, ONE).tolist() == [2_365, 2_365, 710_713]
