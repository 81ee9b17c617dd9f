"""Features: one name for the same term in a guarantee and in ATOP."""

import csv
from pathlib import Path
from typing import get_args

import polars as pl
import pytest

from foedus import terms
from foedus.evidence.table import table
from foedus.terms import Guarantee
from foedus.terms.clause import DUTIES, Obligation
from foedus.terms.features import FEATURES, GROUPS, atop_features, features

REFERENCE = Path(__file__).parents[1] / "reference" / "atop_library.csv"


def reference() -> pl.DataFrame:
    lines = REFERENCE.read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    kept = [{key: value for key, value in row.items() if key != "members"} for row in rows]
    frame = pl.DataFrame(kept)
    return frame.select(pl.all().replace("", None).cast(pl.Int64))


@pytest.mark.parametrize("name", terms.names())
def test_every_instrument_has_every_feature_within_bounds(name: str) -> None:
    found = features(terms.get(name))
    assert tuple(found) == FEATURES
    assert all(value is None or 0 <= value <= 1 for value in found.values())


def test_every_obligation_has_its_words() -> None:
    assert set(DUTIES) == set(get_args(Obligation))


def test_groups_share_no_feature() -> None:
    assert len(set(FEATURES)) == len(FEATURES) == sum(map(len, GROUPS.values()))


def test_read_off_by_hand() -> None:
    found = features(terms.get("anglo-egyptian-1936"))
    assert found["defense"] == found["consultation"] == found["aid"] == 1
    assert found["discretion"] == 0
    assert found["defense_conditional"] == 0
    assert found["neutrality_conditional"] is None  # none is owed
    assert found["bases"] == 1
    assert found["organization"] == pytest.approx(2 / 3)
    assert found["aid_military"] == 0.5
    assert found["asymmetric"] == 1  # Egypt alone owes facilities
    assert found["renewal"] == 0.5
    assert found["parties"] == pytest.approx(0.2)
    assert found["term_length"] == pytest.approx(0.7743, abs=1e-4)  # log 21 / log 51


def test_what_is_not_said_is_unknown_or_absent() -> None:
    found = features(Guarantee(name="bare", guarantors=("USA",), protege="UKR"))
    assert found["treaty"] is None
    assert found["secrecy"] is None
    assert found["discretion"] is None
    assert found["limited_area"] is None
    assert found["exit"] == found["fixed_term"] == found["open_membership"] == 0


def test_an_alliance_has_the_features_of_its_instrument() -> None:
    rows = {row["atopid"]: row for row in atop_features(reference()).iter_rows(named=True)}
    for name in ("us-philippines-1951", "france-czechoslovakia-1925", "soviet-estonia-1939"):
        instrument = terms.get(name)
        theirs = rows[instrument.atop]
        for feature, ours in features(instrument).items():
            if theirs[feature] is not None and feature not in {"named_adversary", "parties"}:
                assert ours == pytest.approx(theirs[feature]), (name, feature)


def test_missing_columns_and_codes_are_unknown() -> None:
    found = atop_features(pl.DataFrame({"defense": [1, -9, None], "defcon": [1, 1, 1]}))
    assert found["defense"].to_list() == [1.0, None, None]
    assert found["defense_conditional"].to_list() == [1.0, None, None]
    assert found["parties"].null_count() == 3
    assert "atopid" not in found.columns


@pytest.mark.data
@pytest.mark.parametrize("level", ["atop-alliances", "atop-members"])
def test_all_of_atop_within_bounds(level: str) -> None:
    found = atop_features(table(level))
    assert found.height == table(level).height
    low, high = found.select(FEATURES).min(), found.select(FEATURES).max()
    assert all(value is None or value >= 0 for value in low.row(0))
    assert all(value is None or value <= 1 for value in high.row(0))
    unknown = {"aid", "sanctions", "assurance", "short_of_attack", "discretion", "own_process"}
    for name in unknown:
        assert found[name].null_count() == found.height
    assert (found["limited_area"].null_count() == found.height) == (level == "atop-alliances")
