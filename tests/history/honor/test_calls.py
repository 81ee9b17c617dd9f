"""The calls as they are read from the public data."""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from foedus.cli.fit import app as fit
from foedus.evidence.table import table
from foedus.history.honor import RECORDS, calls, leeds_anac, posterior
from foedus.history.honor.features import CANDIDATES
from foedus.history.honor.literature import recount
from foedus.history.honor.parties import fights, parties
from foedus.history.honor.record import count

pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def rows() -> calls.HonorCalls:
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
        (3390, "Bizerte1961", 580),  # Madagascar, by France
        (1280, "FrancoPrussian1870-1871", 245),  # Bavaria, by Prussia
        (3120, "Soviet-Hungarian1956", 365),  # the attacker itself: nobody else owed it
        (4400, "Azeri-Armenian_1993-94", 365),
    ],
)
def test_who_was_called_on(rows, alliance, war, guarantor):
    place = np.flatnonzero((rows.alliance == alliance) & (rows.names == war))
    assert rows.guarantor[place].tolist() == [guarantor]


def test_no_party_that_was_attacked_stands_as_the_guarantor(rows):
    """A guarantor that was itself attacked stands only where its partner was attacked with it."""
    world, known = table("interstate-wars-revised"), table("atop-members")
    pairs = fights(world)
    for place, guarantor in enumerate(rows.guarantor.tolist()):
        own = known.filter(known["atopid"] == int(rows.alliance[place]))
        war = pairs.get(int(rows.war[place]), ())
        who = parties(str(rows.names[place]), int(rows.signed[place]), war, own)
        assert guarantor in who.guarantors
        if guarantor in who.attacked:
            assert len(who.attacked) > 1, rows.names[place]


def test_who_attacked_from_within(rows):
    inside = rows.features["inside"] == 1
    wars = set(rows.names[inside & (rows.signed >= 1945)].tolist())
    assert wars == {
        "Soviet-Hungarian1956", "Football_1969", "GulfWar1991", "Azeri-Armenian_1993-94",
    }  # fmt: skip
    assert not rows.honored[inside].any()
    assert inside.sum() == 12


@pytest.mark.parametrize(
    ("alliance", "war", "family"),
    [
        (3465, "SixDay_1967", "bloc 3205"),  # Jordan and Saudi Arabia: of the Arab League
        (3110, "Soviet-Hungarian1956", "bloc 3285"),  # Hungary and Romania: of the Warsaw Pact
        (3270, "TaiwanStraits_1958", "state 2"),  # the circle of the United States
        (3330, "Malaysia_1963-1966", "state 200"),
        (3490, "Football_1969", "bloc 3150"),  # Central America: of the OAS
        (2440, "WorldWarII", "state 200"),
    ],
)
def test_families(rows, alliance, war, family):
    place = np.flatnonzero((rows.alliance == alliance) & (rows.names == war))
    assert rows.family[place].tolist() == [family]


def test_the_record_of_families_adds_up(rows, honor):
    assert sum(each.called for each in honor.families) == len(rows.honored)
    assert sum(each.honored for each in honor.families) == rows.honored.sum()
    outside = rows.features["inside"] == 0
    assert sum(each.outside for each in honor.families) == outside.sum()
    assert sum(each.kept for each in honor.families) == rows.honored[outside].sum()
    assert {each.key for each in honor.families} == set(rows.family.tolist())


def test_published_records_are_those_of_the_public_files():
    found = recount()
    counted = {each.key: each for each in RECORDS if each.counted}
    assert {key: (one.honored, one.called) for key, one in counted.items()} == found
    for one in counted.values():
        assert one.said == f"{one.share:.0%}"
        assert one.share == one.honored / one.called


def test_europes_war_calls_in_1939(rows):
    place = np.flatnonzero((rows.alliance == 2440) & (rows.names == "WorldWarII"))
    assert rows.year[place].tolist() == [1939]


def test_the_shipped_fit_is_what_the_data_give(honor, tmp_path):
    out = tmp_path / "honor.json"
    done = CliRunner().invoke(fit, ["honor", "--out", str(out), "--json"])
    assert done.exit_code == 0, done.exception
    summary = json.loads(done.stdout)
    assert summary["apart_from_shipped"] < 0.1
    assert summary["record"]["by_era"]["since 1945"]["honored"] == 5
    found = posterior.load(out)
    assert found.hashes == honor.hashes
    assert found.kept == honor.kept
    assert found.record.wars == honor.record.wars
    for name in ("by_era", "standing", "outside", "by_obligation"):
        for key, each in getattr(found.record, name).items():
            kept = getattr(honor.record, name)[key]
            assert (each.called, each.honored) == (kept.called, kept.honored)
            assert (each.low, each.high) == pytest.approx((kept.low, kept.high))
    assert found.families == honor.families
    # Other releases of the libraries may round a draw across an edge, and so part the chains.
    assert posterior.apart(found, honor) < 0.1
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
