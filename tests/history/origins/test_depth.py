"""Depth by what was signed: later alliances move nothing, and few digits measure alike."""

import json

import numpy as np
import polars as pl
import pytest

from foedus.evidence.table import table
from foedus.history import depth
from foedus.history.depth.items import ITEMS
from foedus.history.origins import COMMAND, shipped
from foedus.history.origins.depth import fit, pack, unpack

ABOUT = {"version": "", "command": "", "hashes": {}}
#: Ties of eight: none, one, several, all.
TIES = [[0] * 8, [1, 0, 0, 0, 0, 0, 0, 0], [2, 0, 1, 1, 0, 0, 1, 0],
        [item.codes[-1][-1] for item in ITEMS]]  # fmt: skip


@pytest.mark.data
@pytest.mark.parametrize("last", [1913, 1989])
def test_what_was_signed_later_moves_nothing(last):
    alliances = table("atop-alliances")
    other = alliances.with_columns(
        pl.when(pl.col("begyr") > last).then(1).otherwise(pl.col(item.name)).alias(item.name)
        for item in ITEMS
    )
    assert not other.equals(alliances)
    one, two = (fit(frame, last, COMMAND) for frame in (alliances, other))
    np.testing.assert_array_equal(one.mean, two.mean)
    np.testing.assert_array_equal(one.ranks, two.ranks)
    assert one.last <= last
    np.testing.assert_allclose(one.mean, shipped(last).depth.mean, rtol=1e-4, atol=1e-4)
    assert one.alliances == shipped(last).depth.alliances


def test_it_measures_as_what_was_packed():
    whole = depth.shipped()
    again = unpack(json.loads(json.dumps(pack(whole))), ABOUT)
    one, two = whole.measure(TIES), again.measure(TIES)
    np.testing.assert_allclose(two.mean, one.mean, atol=2e-3)
    np.testing.assert_allclose(two.sd, one.sd, atol=2e-3)
    np.testing.assert_allclose(again.percentile(two.mean), whole.percentile(one.mean), atol=1.0)


def test_fewer_alliances_say_less():
    """The items' own uncertainty is greater where fewer alliances tell of them."""
    few, many = shipped(1913).depth, shipped(2010).depth
    assert few.alliances < many.alliances
    assert (few.measure(TIES[1:]).item_sd > many.measure(TIES[1:]).item_sd).all()


def test_another_number_of_parameters_is_refused():
    told = pack(depth.shipped())
    with pytest.raises(ValueError, match="parameters of depth"):
        unpack({**told, "mean": told["mean"][:-1]}, ABOUT)
