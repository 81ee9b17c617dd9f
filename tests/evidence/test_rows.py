import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from foedus.errors import DataError, InputError, UnknownNameError
from foedus.evidence.rows import rows
from foedus.evidence.table import table
from foedus.states import all_states

REFERENCE = Path(__file__).parents[1] / "reference" / "peacesciencer" / "summary.json"


@pytest.fixture(scope="module")
def by_year() -> dict[str, list[int]]:
    return dict(json.loads(REFERENCE.read_text("utf-8"))["by_year"])


def test_rows_of_each_year_equal_the_reference(by_year: dict[str, list[int]]) -> None:
    years, counts = np.unique(rows().year, return_counts=True)
    assert years.tolist() == by_year["year"]
    assert counts.tolist() == by_year["rows"]


def test_states_of_each_year_equal_the_reference(by_year: dict[str, list[int]]) -> None:
    pairs = rows().frame()
    states = pairs.group_by("year").agg(pl.col("ccode1").n_unique()).sort("year")
    assert states["ccode1"].to_list() == by_year["states"]


def test_rows_are_sorted_unique_and_without_a_state_and_itself() -> None:
    frame = rows(first=1900, last=1950).frame()
    assert frame.equals(frame.unique().sort("ccode1", "ccode2", "year"))
    assert (frame["ccode1"] != frame["ccode2"]).all()


def test_undirected_dyads_are_half_of_the_directed() -> None:
    directed, dyads = rows("directed-dyad-year").frame(), rows("dyad-year").frame()
    assert dyads.equals(directed.filter(pl.col("ccode1") < pl.col("ccode2")))
    assert 2 * dyads.height == directed.height


@pytest.mark.parametrize("year", [1816, 1913, 1945, 1991, 2016])
def test_state_years_are_the_members(year: int) -> None:
    listed = rows("state-year", year, year).frame()["ccode"].to_list()
    assert listed == [state.ccode for state in all_states() if state.in_system(year)]


def test_states_that_shared_a_year_but_no_day_are_no_dyad() -> None:
    """Germany (255) ended on 1945-05-08; Belgium (211) came back that year, but later."""
    year = rows(first=1945, last=1945).frame()
    assert year.filter(pl.col("ccode1") == 255, pl.col("ccode2") == 211).is_empty()
    assert year.filter(pl.col("ccode1") == 255, pl.col("ccode2") == 2).height == 1


@pytest.mark.data
def test_rows_equal_the_published_list() -> None:
    listed = table("cow-directed-dyads").filter(pl.col("year") <= 2016)
    mine = rows(last=2016).frame()
    assert mine.equals(listed.cast(pl.Int16).sort("ccode1", "ccode2", "year"))


@pytest.mark.data
def test_the_shipped_states_equal_the_published_ones() -> None:
    listed = table("cow-states").select(
        "ccode",
        pl.date("styear", "stmonth", "stday"),
        end=pl.date("endyear", "endmonth", "endday"),
    )
    data_end = listed["end"].max()
    shipped = [
        (state.ccode, began, ended or data_end)
        for state in all_states()
        for began, ended in state.spells
    ]
    assert sorted(shipped) == sorted(listed.rows())


def test_an_unknown_unit_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="did you mean"):
        rows("dyad-years")


@pytest.mark.parametrize(("first", "last"), [(1815, 1900), (1900, 1899), (1900, 3000), (0, -1)])
def test_years_out_of_range_are_refused(first: int, last: int) -> None:
    with pytest.raises(InputError, match="--"):
        rows(first=first, last=last)


def test_a_repeated_key_is_named() -> None:
    twice = pl.DataFrame({"ccode": [2, 2, 20], "year": [1950] * 3, "x": [1, 2, 3]})
    with pytest.raises(DataError, match="ccode 2, year 1950"):
        rows("state-year").side(twice, 1)
    pairs = pl.DataFrame({"ccode1": [2, 20], "ccode2": [20, 2], "year": [1950] * 2, "x": [1, 2]})
    grid = rows(first=1950, last=1950)
    assert grid.pair(pairs)["x"].drop_nulls().sort().to_list() == [1, 2]
    with pytest.raises(DataError, match="one row a key"):
        grid.pair(pairs, symmetric=True)


def test_carried_values_come_from_the_last_year() -> None:
    nmc = pl.DataFrame({"ccode": [2, 2], "year": [2009, 2010], "x": [1, 2]})
    grid = rows("state-year", 2008, 2013)
    us = pl.Series(grid.codes[grid.one] == 2)
    assert grid.side(nmc, 1).filter(us)["x"].to_list() == [None, 1, 2, None, None, None]
    carried = grid.side(nmc, 1, carried_from=2010).filter(us)["x"].to_list()
    assert carried == [None, 1, 2, 2, 2, 2]
