"""Depth counts the same ties in an alliance of ATOP and in a guarantee written down."""

import csv
import os
from itertools import product
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from foedus.terms import Guarantee, Military, atop_depth, depth_count
from foedus.terms.depth import ATOP_ITEMS, atop_codes, count

REFERENCE = Path(__file__).parents[1] / "reference" / "atop_alliances.csv"
LEVELS = ("atop-alliance-level.csv", "atop-member-level.csv")

CONTACT = ("none", "wartime", "peacetime", "regular")
ORGANIZATION = ("none", "meetings", "named", "permanent")
AID = ("none", "general", "grants", "training", "grants-and-training")


def as_guarantee(row: dict[str, int]) -> Guarantee:
    """A guarantee with the military ties that ATOP codes in ``row``."""
    military = {
        "contact": CONTACT[row["milcon"]],
        "command": "integrated" if row["intcom"] else "none",
        "bases": "permanent" if row["base"] else "none",
        "organization": ORGANIZATION[row["organ1"]],
        "contribution": bool(row["contrib"]),
        "subordination": bool(row["subord"]),
        "aid": AID[row["milaid"]],
        "companion": row["compag"] == 1,
    }
    return Guarantee.model_validate({"name": "coded", "military": military})


def test_reference_alliances_are_counted_alike_and_as_by_hand() -> None:
    lines = [line for line in REFERENCE.read_text().splitlines() if not line.startswith("#")]
    rows = [{key: int(value) for key, value in row.items()} for row in csv.DictReader(lines)]
    by_hand = {2440: 1, 3180: 2, 3210: 0, 3215: 1, 3240: 1, 3270: 1, 3375: 3}
    depths = atop_depth(pl.DataFrame(rows))
    assert {row["atopid"]: depth for row, depth in zip(rows, depths, strict=True)} == by_hand
    assert {row["atopid"]: depth_count(as_guarantee(row)) for row in rows} == by_hand


@pytest.mark.data
@pytest.mark.parametrize("level", LEVELS)
def test_every_row_of_atop_is_counted_alike(level: str) -> None:
    path = Path(os.environ["FOEDUS_MIRROR"]) / "joshuaalley/treaty-depth/data" / level
    frame = pl.read_csv(path, infer_schema_length=None)
    depths = atop_depth(frame)
    known = frame.filter(depths.is_not_null())
    coded = [depth_count(as_guarantee(row)) for row in known.iter_rows(named=True)]
    assert coded == depths.drop_nulls().to_list()
    assert len(coded) > 0.9 * frame.height
    unknown = frame.filter(depths.is_null())
    assert unknown.select(pl.any_horizontal(pl.col(ATOP_ITEMS).is_null()))["milcon"].all()


def test_every_tie_adds_one() -> None:
    ties = {
        "contact": "wartime",
        "command": "integrated",
        "bases": "access",
        "organization": "meetings",
        "contribution": True,
        "subordination": True,
        "aid": "general",
        "companion": True,
    }
    for present in product([False, True], repeat=len(ties)):
        chosen = {key: ties[key] for key, there in zip(ties, present, strict=True) if there}
        guarantee = Guarantee.model_validate({"name": "x", "military": chosen})
        assert depth_count(guarantee) == sum(present)


def test_what_counts_and_what_does_not() -> None:
    def depth(**military: object) -> int:
        return depth_count(Guarantee.model_validate({"name": "x", "military": military}))

    assert depth(command="coordinated") == 0
    assert depth(aid="yes") == depth(aid=True) == 1
    assert depth(aid="no") == depth(aid=False) == 0
    assert depth(stationed=[{"state": "FRA", "number": 10_000}]) == 1
    assert depth(stationed=[{"state": "FRA"}], bases="permanent") == 1
    assert atop_codes(Military()) == (0,) * len(ATOP_ITEMS)


def test_a_companion_agreement_that_is_not_military_does_not_count() -> None:
    assert count([[0, 0, 0, 0, 0, 0, 0, code] for code in range(7)]).tolist() == [
        0,
        1,
        0,
        0,
        0,
        0,
        0,
    ]


def test_an_unknown_item_leaves_depth_unknown() -> None:
    codes = np.array([[1, 0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0, np.nan]])
    assert count(codes)[0] == 1
    assert np.isnan(count(codes)[1])
    frame = pl.DataFrame(codes, schema=list(ATOP_ITEMS), orient="row").fill_nan(None)
    assert atop_depth(frame).to_list() == [1, None]
    with pytest.raises(pl.exceptions.ColumnNotFoundError):
        atop_depth(frame.drop("milcon"))
