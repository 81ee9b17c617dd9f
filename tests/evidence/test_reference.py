"""The panel against peacesciencer 1.2.9, column by column, over all 1,685,310 rows.

tests/reference/peacesciencer holds what that package built (1816–2010): figures of each column
and 200 rows. Where Foedus departs, both values are tested: its own, and the package's.
"""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from foedus.evidence.departures import DEPARTURES
from foedus.evidence.panel import panel

pytestmark = pytest.mark.data
FOLDER = Path(__file__).parents[1] / "reference" / "peacesciencer"
REFERENCE: dict[str, Any] = json.loads((FOLDER / "summary.json").read_text("utf-8"))
#: Not among the public data sets: the Unified Democracy Scores.
ABSENT = {"euds1", "aeuds1", "euds2", "aeuds2"}
DEPARTING = {departure.column for departure in DEPARTURES}
EQUAL = [c for c in REFERENCE["column_names"] if c not in ABSENT | DEPARTING]
#: Sums over 1.7 million rows, in another order: the last digits of a double may differ.
RTOL = 1e-12
PARTS = [
    "mids",
    "nmc",
    "contiguity",
    "atop",
    "majors",
    "regime",
    "capitals",
    "mindist",
    "peace-years",
]


@pytest.fixture(scope="module")
def mine() -> pl.DataFrame:
    return panel(with_=PARTS)


@pytest.fixture(scope="module")
def sample() -> pl.DataFrame:
    return pl.read_csv(FOLDER / "sample.csv", infer_schema_length=None)


def figures(column: pl.Series) -> dict[str, float]:
    held = column.drop_nulls().cast(pl.Float64)
    return {
        "n_non_missing": held.len(),
        "sum": float(held.sum()),
        "min": float(held.min()),  # type: ignore[arg-type]
        "max": float(held.max()),  # type: ignore[arg-type]
        "n_distinct": held.n_unique(),
        "sum_of_squares": float((held**2).sum()),
    }


def of_reference(name: str) -> dict[str, float]:
    kept = figures(pl.Series([0.0])).keys()
    return {figure: REFERENCE["columns"][name][figure] for figure in kept}


def test_rows(mine: pl.DataFrame) -> None:
    assert mine.height == REFERENCE["rows"]


def test_nothing_is_left_unexamined(mine: pl.DataFrame) -> None:
    assert set(REFERENCE["column_names"]) - ABSENT <= set(mine.columns)
    assert set(mine.columns) >= DEPARTING


@pytest.mark.parametrize("name", EQUAL)
def test_a_column_equals_the_reference(mine: pl.DataFrame, name: str) -> None:
    assert figures(mine[name]) == pytest.approx(of_reference(name), rel=RTOL)


@pytest.mark.parametrize("name", EQUAL)
def test_sampled_rows_equal_the_reference(
    mine: pl.DataFrame, sample: pl.DataFrame, name: str
) -> None:
    found = mine[name].gather((sample["row"] - 1).cast(pl.UInt32)).cast(pl.Float64)
    expected = sample[name].cast(pl.Float64)
    assert found.is_null().equals(expected.is_null())
    assert found.drop_nulls().to_list() == pytest.approx(expected.drop_nulls().to_list(), rel=RTOL)


def test_distance_departs_in_the_last_digits_only(mine: pl.DataFrame, sample: pl.DataFrame) -> None:
    """Equal but for rounding, and the same both ways, which the package's are not."""
    mine_, theirs = figures(mine["capdist"]), of_reference("capdist")
    assert mine_.pop("n_distinct") < theirs.pop("n_distinct")
    assert mine_ == pytest.approx(theirs, rel=RTOL)
    found = mine["capdist"].gather((sample["row"] - 1).cast(pl.UInt32))
    assert found.to_list() == pytest.approx(sample["capdist"].to_list(), rel=RTOL)


def test_contiguity_departs_where_an_added_record_hides_it(mine: pl.DataFrame) -> None:
    theirs = panel(with_=["contiguity"], compat="peacesciencer")["conttype"]
    assert figures(theirs) == pytest.approx(of_reference("conttype"), rel=RTOL)
    faults = REFERENCE["defects_found"]
    not_lowest = faults["first_not_lowest"]["rows_where_value_is_not_the_lowest_type_of_the_year"]
    both = pl.DataFrame({"mine": mine["conttype"], "theirs": theirs})
    hidden = both.filter(pl.col("mine") > 0, pl.col("theirs") == 0)
    stated = faults["contiguity_zero_overrides_a_positive_record"]
    assert hidden.height == stated["any_positive_record_but_coded_0_rows"]
    differing = both.filter(pl.col("mine") != pl.col("theirs"))
    assert differing.height == not_lowest
    closer = differing.filter(pl.col("theirs") > 0)
    assert (closer["mine"] < closer["theirs"]).all()


@pytest.mark.parametrize(
    ("one", "two", "year", "right", "theirs"),
    [
        (365, 360, 1980, 1, 0),  # USSR and Romania
        (365, 700, 1979, 1, 0),  # USSR and Afghanistan
        (345, 350, 1970, 1, 0),  # Yugoslavia and Greece
        (325, 345, 1975, 1, 0),  # Italy and Yugoslavia
        (2, 20, 1975, 1, 1),
    ],
)
def test_known_neighbors(one: int, two: int, year: int, right: int, theirs: int) -> None:
    for compat, expected in ((None, right), ("peacesciencer", theirs)):
        frame = panel(first=year, last=year, with_=["contiguity"], compat=compat)
        pairs = frame.filter(pl.col("ccode1").is_in([one, two]), pl.col("ccode2").is_in([one, two]))
        assert pairs["conttype"].to_list() == [expected, expected]


@pytest.mark.parametrize(
    ("name", "correlation", "distance"), [("polity2", 0.99, 0.25), ("v2x_polyarchy", 0.99, 0.02)]
)
def test_regimes_of_another_release_are_close(
    mine: pl.DataFrame, sample: pl.DataFrame, name: str, correlation: float, distance: float
) -> None:
    """Releases differ; the mean distance over sampled states is small, and few are missing."""
    place = (sample["row"] - 1).cast(pl.UInt32)
    both = pl.concat(
        pl.DataFrame({
            "mine": mine[f"{name}{which}"].gather(place).cast(pl.Float64),
            "theirs": sample[f"{name}{which}"].cast(pl.Float64),
        })
        for which in (1, 2)
    )  # fmt: skip
    held = both.drop_nulls()
    assert held.select(pl.corr("mine", "theirs")).item() > correlation
    assert held.select((pl.col("mine") - pl.col("theirs")).abs().mean()).item() < distance
    only_theirs = both.filter(pl.col("mine").is_null(), pl.col("theirs").is_not_null())
    assert only_theirs.height <= 1


def test_polity_reaches_states_that_it_codes_apart() -> None:
    """Austria-Hungary, the USSR, Yugoslavia and Ethiopia have values under COW's codes."""
    states = panel("state-year", 1816, 2010, ["regime"])
    for code, year, score in ((300, 1900, -4), (365, 1950, -9), (345, 2000, 7), (530, 2000, 1)):
        row = states.filter(pl.col("ccode") == code, pl.col("year") == year)
        assert row["polity2"].item() == score
