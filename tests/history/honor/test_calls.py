"""The calls as they are read from the public data."""

import numpy as np
import pytest

from foedus.history.honor import calls, leeds_anac, posterior
from foedus.history.honor.features import CANDIDATES
from foedus.history.honor.fit import fit_honor
from foedus.history.honor.record import count

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def rows() -> calls.Calls:
    return calls.load()


def test_the_record_of_berkemeier_and_fuhrmann(rows):
    late = rows.signed >= 1945
    assert (len(rows.honored), rows.honored.sum()) == (96, 39)
    assert ((~late).sum(), rows.honored[~late].sum()) == (54, 34)
    assert (late.sum(), rows.honored[late].sum()) == (42, 5)


def test_a_call_never_comes_before_the_signature(rows):
    assert (rows.year >= rows.signed).all()
    assert np.array_equal(rows.features["amid"] == 1, rows.year == rows.signed)


def test_every_feature_is_there_and_mostly_known(rows):
    assert set(rows.features) == set(CANDIDATES)
    for name, values in rows.features.items():
        assert np.isnan(values).mean() < 0.36, name
        assert np.nanstd(values) > 0, name


@pytest.mark.parametrize(
    ("alliance", "war", "guarantor"),
    [
        (1335, "WorldWarI", 255),  # Germany, by Austria-Hungary
        (1385, "WorldWarI", 220),  # France, by Russia
        (2440, "WorldWarII", 200),  # Britain, by Poland
        (3270, "TaiwanStraits_1958", 2),  # the United States, by Taiwan
        (3330, "Malaysia_1963-1966", 200),  # Britain, by Malaya
        (4400, "Azeri-Armenian_1993-94", 365),
    ],
)
def test_who_was_called_on(rows, alliance, war, guarantor):
    place = np.flatnonzero((rows.alliance == alliance) & (rows.names == war))
    assert rows.guarantor[place].tolist() == [guarantor]


def test_europes_war_calls_in_1939(rows):
    place = np.flatnonzero((rows.alliance == 2440) & (rows.names == "WorldWarII"))
    assert rows.year[place].tolist() == [1939]


def test_the_shipped_fit_is_what_the_data_give(rows, honor):
    found = fit_honor(rows)
    assert found.record.wars == honor.record.wars
    for name in ("by_era", "standing", "by_obligation"):
        for key, each in getattr(found.record, name).items():
            kept = getattr(honor.record, name)[key]
            assert (each.called, each.honored) == (kept.called, kept.honored)
            assert (each.low, each.high) == pytest.approx((kept.low, kept.high))
    # Other releases of the libraries may end the search for the mode elsewhere by a hair.
    assert posterior.apart(found, honor) < 0.02
    assert found.leeds_anac["record"]["called"] == 137


def test_leeds_and_anac_are_read_whole():
    X, y, war = leeds_anac.rows()
    assert X.shape == (137, 1 + len(leeds_anac.COLUMNS))
    assert np.isfinite(X).all()
    assert (y.sum(), len(np.unique(war))) == (93, 33)


def test_jeffreys_interval():
    found = count(96, 39)
    assert found.share == pytest.approx(0.406, abs=0.001)
    assert (found.low, found.high) == (
        pytest.approx(0.327, abs=1e-3),
        pytest.approx(0.490, abs=1e-3),
    )
