"""Disputes of the Correlates of War beside GML's, and the bridge from the one to the other."""

import polars as pl
import pytest

from foedus.evidence import bridge, mids5
from foedus.evidence.add.disputes import involvements
from foedus.evidence.panel import panel
from foedus.evidence.table import table

pytestmark = pytest.mark.data
RUSSIA, UKRAINE = 365, 369


def test_initiations_have_the_columns_of_gmls():
    ours, theirs = mids5.initiations(), bridge.initiations()
    assert ours.schema == theirs.schema
    assert ours.null_count().sum_horizontal().item() == 0


@pytest.mark.parametrize("read", [mids5.initiations, bridge.initiations])
def test_what_one_state_begins_is_not_begun_by_the_other_too(read):
    begun = read().select("ccode1", "ccode2", "dispnum")
    back = begun.select(
        pl.col("ccode2").alias("ccode1"), pl.col("ccode1").alias("ccode2"), "dispnum"
    )
    assert begun.join(back, on=begun.columns).is_empty()


def test_each_coder_has_its_own_years():
    begun = bridge.initiations()
    assert begun["year"].max() == bridge.COW_LAST == 2014
    first = begun.filter(pl.col("year") <= bridge.GML_LAST)
    assert first["dispnum"].is_in(table("gml-disputes")["dispnum"].implode()).all()
    later = begun.filter(pl.col("year") > bridge.GML_LAST)
    assert later["year"].unique().sort().to_list() == [2011, 2012, 2013, 2014]
    assert later["dispnum"].is_in(table("cow-mid-disputes")["dispnum"].implode()).all()


def test_russia_began_deadly_force_against_ukraine_in_2014():
    crimea = bridge.initiations().filter(
        pl.col("ccode1") == RUSSIA, pl.col("ccode2") == UKRAINE, pl.col("year") == 2014
    )
    assert crimea.select("force", "deadly").row(0) == (True, True)
    rows = panel(first=2014, last=2014, with_=["mids"]).filter(
        pl.col("ccode1") == RUSSIA, pl.col("ccode2") == UKRAINE
    )
    reached = [f"init{rung}" for rung in ("", "_force", "_deadly", "_war")]
    assert rows.select(reached).row(0) == (1, 1, 1, 0)


def test_the_panel_has_what_the_raw_rows_of_2011_to_2014_have():
    """Read without the bridge's code: side A, both from the first day, the dispute's first year."""
    raw = table("cow-mid-directed-disputes")
    started = dict(table("cow-mid-disputes").select("dispnum", "styear").iter_rows())
    expected: dict[tuple[int, int, int], list[int]] = {}
    for row in raw.filter(pl.col("year").is_between(2011, 2014)).iter_rows(named=True):
        if started[row["dispnum"]] != row["year"] or not row["orig1"] or not row["orig2"]:
            continue
        if not row["sidea1"]:
            continue
        force = max(row["hostlev1"], row["hostlev2"]) >= 4
        lost = max(row["fatality1"], row["fatality2"]) > 0
        lost |= (
            min(row["fatality1"], row["fatality2"]) == -9
            and max(row["hiact1"], row["hiact2"]) >= 17
        )
        lost |= 14 in (row["hiact1"], row["hiact2"])
        key = row["ccode1"], row["ccode2"], row["year"]
        had = expected.get(key, [0, 0])
        expected[key] = [max(had[0], force), max(had[1], force and lost)]
    rows = panel(first=2011, last=2014, with_=["mids"]).filter(pl.col("init") == 1)
    found = {
        (one, two, year): [force, deadly]
        for one, two, year, force, deadly in rows.select(
            "ccode1", "ccode2", "year", "init_force", "init_deadly"
        ).iter_rows()
    }
    assert found == expected
    assert rows["init_war"].sum() == 0


def test_the_bridge_counts_both_coders_initiations():
    told = mids5.beside_gml(1993, 2010)
    begun = bridge.initiations().filter(pl.col("year").is_between(1993, 2010))
    assert told["disputes"]["gml"] == begun.height
    assert told["force"]["gml"] == begun["force"].sum()
    assert all(counts["cow"] > 0 for counts in told.values())
    assert mids5.beside_gml(2011, 2014)["disputes"]["gml"] == 0


def test_what_crosses_the_bridge_is_as_much_as_gml_has():
    """The numbers that docs/war.md gives; each rule by what GML did in most cases of its kind."""
    told = mids5.bridged()
    assert told.cow == {"disputes": 631, "force": 328, "deadly": 105}
    assert told.across == {"disputes": 616, "force": 328, "deadly": 130}
    assert told.gml == {"disputes": 595, "force": 321, "deadly": 130}
    assert told.open == (25, 19)
    assert (told.shared, told.turned) == (579, 5)
    assert told.agree == {"force": 576, "deadly": 562}
    # A clash with losses unknown: where nothing was chosen, the same rule comes out as close.
    before = mids5.bridged(1946, 1992)
    assert abs(before.across["deadly"] / before.gml["deadly"] - 1) < 0.01
    assert abs(before.cow["deadly"] / before.gml["deadly"] - 1) > 0.2


def test_nothing_is_turned_or_moved_by_the_bridge():
    """Of what crosses, who began and when is COW's word."""
    keys = ["ccode1", "ccode2", "year", "last", "dispnum", "hostlev", "force"]
    across = bridge.initiations().filter(pl.col("year") > bridge.GML_LAST).select(keys)
    plain = mids5.initiations().filter(pl.col("year") > bridge.GML_LAST).select(keys)
    assert across.join(plain, on=keys, how="anti").is_empty()
    assert across.height == plain.height  # of the pairs that GML would leave out, none is so late


def test_a_dispute_under_way_goes_on_where_gml_has_it():
    met = involvements().filter(pl.col("year") > bridge.GML_LAST)

    def years(one: int, two: int) -> list[int]:
        pair = met.filter(pl.col("ccode1") == one, pl.col("ccode2") == two)
        return sorted(pair["year"].to_list())

    assert years(371, 373) == [2011, 2012, 2013, 2014]  # Armenia and Azerbaijan, from 2002 on
    begun = bridge.initiations().filter(
        pl.col("ccode1") == 371, pl.col("ccode2") == 373, pl.col("year") > bridge.GML_LAST
    )
    assert begun.is_empty()
