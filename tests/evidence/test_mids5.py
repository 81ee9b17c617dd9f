"""Disputes of the Correlates of War, read by the rule that reads GML's."""

import polars as pl
import pytest

from foedus.evidence import mids5
from foedus.evidence.add import disputes

pytestmark = pytest.mark.data


def test_initiations_have_the_columns_of_gmls():
    ours, theirs = mids5.initiations(), disputes.initiations()
    assert ours.schema == theirs.schema
    assert ours.null_count().sum_horizontal().item() == 0


def test_what_one_state_begins_is_not_begun_by_the_other_too():
    begun = mids5.initiations().select("ccode1", "ccode2", "dispnum")
    back = begun.select(
        pl.col("ccode2").alias("ccode1"), pl.col("ccode1").alias("ccode2"), "dispnum"
    )
    assert begun.join(back, on=begun.columns).is_empty()


def test_years_that_gml_does_not_have_are_there():
    later = mids5.initiations().filter(pl.col("year") > disputes.COVERS[1])
    assert later["year"].unique().sort().to_list() == [2011, 2012, 2013, 2014]
    # Russia against Ukraine, 2014: territory occupied.
    crimea = later.filter(
        pl.col("ccode1") == 365, pl.col("ccode2") == 369, pl.col("year") == 2014, pl.col("deadly")
    )
    assert crimea.height == 1


def test_the_bridge_counts_both_coders_initiations():
    told = mids5.beside_gml(1993, 2010)
    begun = disputes.initiations().filter(pl.col("year").is_between(1993, 2010))
    assert told["disputes"]["gml"] == begun.height
    assert told["force"]["gml"] == begun["force"].sum()
    assert all(counts["cow"] > 0 for counts in told.values())
    assert mids5.beside_gml(2011, 2014)["disputes"]["gml"] == 0
