import json
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from foedus.errors import DataError, InputError, UnknownNameError
from foedus.evidence.add.disputes import events, involvements
from foedus.evidence.bridge import initiations
from foedus.evidence.panel import PARTS, keyed, panel
from foedus.evidence.rows import UNITS
from foedus.evidence.spells import decayed_counts
from foedus.evidence.table import table
from foedus.evidence.wars import begun as begun_wars

REFERENCE = Path(__file__).parents[1] / "reference" / "peacesciencer" / "summary.json"
CHECKS = json.loads(REFERENCE.read_text("utf-8"))["checks"]
DYADIC = list(PARTS)
EVERY = [name for name, part in PARTS.items() if "state-year" in part.units]
SYMMETRIC = [
    "gmlmidongoing", "gmlmidonset", "dispnum", "fatality", "hostlev", "recip",
    "conttype", "capdist", "mindist", "gmlmidspell", "gmlmidspell_calendar",
    "cowinterongoing", "cowinteronset", "rivalry", "rivalry_positional", "rivalry_spatial",
    "since_mid", "since_force", "since_deadly", "since_war", "politically_relevant",
]  # fmt: skip
MIRRORED = [
    "sidea", "fatality", "hostlev", "orig", "init", "milex", "cinc", "cowmaj", "polity2",
    "v2x_polyarchy",
]  # fmt: skip


@pytest.fixture(scope="module")
def full() -> pl.DataFrame:
    return panel(with_=DYADIC)


def test_an_unknown_part_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="did you mean mids"):
        panel(with_=["mid"])


def test_a_part_without_meaning_for_the_unit_is_refused() -> None:
    with pytest.raises(InputError, match="no meaning"):
        panel("state-year", with_=["capitals"])


def test_an_unknown_compat_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="compat"):
        panel(compat="newgene")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "rows", [[(2, 1950), (2, 1950)], [(20, 1950), (2, 1950)], [(2, 1951), (2, 1950)]]
)
def test_keys_must_rise_strictly(rows: list[tuple[int, int]]) -> None:
    frame = pl.DataFrame(rows, schema=["ccode", "year"], orient="row")
    with pytest.raises(DataError, match=f"ccode {rows[1][0]}, year {rows[1][1]}"):
        keyed(frame, ("ccode", "year"))
    kept = frame.unique().sort("ccode", "year")
    assert keyed(kept, ("ccode", "year")) is kept


@pytest.mark.data
class TestFull:
    def test_symmetric_columns_are_the_same_both_ways(self, full: pl.DataFrame) -> None:
        keys = ["ccode1", "ccode2", "year"]
        swapped = full.select(
            *SYMMETRIC,
            ccode1="ccode2",
            ccode2="ccode1",
            year="year",
            **{f"{name}1": f"{name}2" for name in MIRRORED},
            **{f"{name}2": f"{name}1" for name in MIRRORED},
            mid_past21_h8="mid_past12_h8",
        ).sort(keys)
        assert_frame_equal(full.select(swapped.columns), swapped, check_exact=True)

    def test_mutual_pledges_appear_both_ways(self, full: pl.DataFrame) -> None:
        for one, two in ((200, 220), (220, 200)):
            nato = full.filter(
                pl.col("ccode1") == one, pl.col("ccode2") == two, pl.col("year") == 1960
            )
            assert nato["atop_defense"].item() == 1
        listed = table("atop-dyad-years").filter(pl.col("atop_defense") == 1)
        promises = full.filter(pl.col("atop_defense") == 1).select("ccode1", "ccode2", "year")
        assert promises.cast(pl.Int64).join(listed, on=promises.columns, how="anti").is_empty()
        back = promises.select(ccode1="ccode2", ccode2="ccode1", year="year")
        oneway = promises.join(back, on=promises.columns, how="anti")
        # Seen from both sides, as many rows as the reference counts where directions differ.
        assert 2 * oneway.height == CHECKS["atop_defense_differs_by_direction_rows"]

    def test_initiation_is_of_one_state_against_another(self, full: pl.DataFrame) -> None:
        begun = initiations().filter(pl.col("year") <= 2010)  # the panel's last year
        assert begun.filter(pl.col("ccode1") == pl.col("ccode2")).is_empty()
        keys = ["ccode1", "ccode2", "year"]
        assert full["init"].sum() == events().filter(pl.col("year") <= 2010).select(keys).n_unique()
        started = full.filter(pl.col("init") == 1)
        # Where no dispute begins for the pair, a war does, out of a dispute under way.
        other = started.filter(pl.col("gmlmidonset") != 1)
        assert 0 < other.height < 50
        assert (other["init_war"] == 1).all()
        disputes = started.join(begun.select(pl.col(keys).cast(pl.Int16)), on=keys, how="semi")
        assert disputes.height == begun.select(keys).n_unique()
        # Each dispute begins once for a pair, whichever way.
        assert begun.select("dispnum", "ccode1", "ccode2").is_unique().all()
        iraq_kuwait = started.filter(
            pl.col("ccode1") == 645, pl.col("ccode2") == 690, pl.col("year") == 1990
        )
        assert iraq_kuwait["init_war"].item() == 1

    def test_each_rung_is_within_the_one_below_row_by_row(self, full: pl.DataFrame) -> None:
        rungs = ["init", "init_force", "init_deadly", "init_war"]
        for less, more in pairwise(rungs):
            assert (full[more] <= full[less]).all(), more
            assert full[more].sum() < full[less].sum(), more
        assert full["init_war"].sum() == begun_wars().height

    def test_war_begins_by_its_own_record_and_not_by_the_disputes_level(
        self, full: pl.DataFrame
    ) -> None:
        def row(one: int, two: int, year: int) -> tuple[int, ...]:
            mine = full.filter(ccode1=one, ccode2=two, year=year)
            return mine.select("init", "init_force", "init_deadly", "init_war").row(0)

        # Georgia: the dispute of 2008's war began in 2007; deadly, and under a thousand dead.
        assert row(365, 372, 2007) == (1, 1, 1, 0)
        assert full.filter(ccode1=365, ccode2=372)["init_war"].sum() == 0
        # Egypt began a dispute in 1955, Israel the war of 1956.
        assert row(651, 666, 1955)[-1] == 0
        assert row(666, 651, 1956) == (1, 1, 1, 1)
        # Britain entered a war under way.
        assert row(200, 255, 1939)[-1] == 0

    def test_what_a_dispute_came_to_is_no_history_before_its_last_year(
        self, full: pl.DataFrame
    ) -> None:
        # Russia–Georgia 2007–2010: begun 2007, deadly in 2008, its level known by the end of 2010.
        mine = full.filter(ccode1=365, ccode2=372).sort("year")
        past = dict(zip(mine["year"], mine["deadly_past12_h8"], strict=True))
        since = dict(zip(mine["year"], mine["since_deadly"], strict=True))
        began = dict(zip(mine["year"], mine["mid_past12_h8"], strict=True))
        fade = 2 ** (-1 / 8)
        for year in (2008, 2009, 2010):
            assert past[year] == pytest.approx(past[year - 1] * fade, rel=1e-5)
            assert since[year] == since[year - 1] + 1
        assert began[2008] > began[2007] * fade + 0.9  # that it began was known at once
        # Any dispute: at first sight of its level, in the year after its last.
        late = initiations().filter(
            pl.col("deadly"), pl.col("last") > pl.col("year"), pl.col("last") < 2010
        )
        assert late.height > 50
        spans = late.select(
            "ccode1", "ccode2", pl.int_ranges(pl.col("year") + 1, pl.col("last") + 1).alias("year"),
        ).explode("year").cast(pl.Int16)  # fmt: skip
        known = events().filter("deadly").group_by("ccode1", "ccode2").agg(pl.col("known"))
        seen = full.join(spans.unique(), on=["ccode1", "ccode2", "year"], how="semi").join(
            known.cast({"ccode1": pl.Int16, "ccode2": pl.Int16}), on=["ccode1", "ccode2"]
        )
        for year, count, when in seen.select("year", "deadly_past12_h8", "known").iter_rows():
            told = sum(2 ** (-(year - each) / 8) for each in when if each < year)
            assert count == pytest.approx(told, rel=1e-4, abs=1e-6)

    def test_histories_equal_the_pure_function(self, full: pl.DataFrame) -> None:
        begun = events()
        years = list(range(1992, 2011))
        russia_georgia = full.filter(
            pl.col("ccode1") == 365, pl.col("ccode2") == 372, pl.col("year") >= 1992
        )
        assert russia_georgia["year"].to_list() == years
        pair = begun.filter(pl.col("ccode1") == 365, pl.col("ccode2") == 372)
        back = begun.filter(pl.col("ccode1") == 372, pl.col("ccode2") == 365)
        cases = {
            "mid_past12_h8": pair,
            "mid_past21_h8": back,
            "mid_past1_h8": begun.filter(pl.col("ccode1") == 365),
            "mid_past2_h8": begun.filter(pl.col("ccode2") == 372),
            "force_past12_h8": pair.filter("force"),
            "deadly_past1_h8": begun.filter(pl.col("ccode1") == 365, pl.col("deadly")),
            "war_past1_h8": begun.filter(pl.col("ccode1") == 365, pl.col("war")),
        }
        for name, some in cases.items():
            when = some["year" if name.startswith("mid") else "known"]
            expected = decayed_counts(when, years, 8)
            assert russia_georgia[name].to_list() == pytest.approx(expected, rel=1e-6), name
        met = involvements().filter(pl.col("ccode1") == 365, pl.col("ccode2") == 372)
        since = [min((y - e for e in met["year"] if e < y), default=None) for y in years]
        assert russia_georgia["since_mid"].to_list() == since

    def test_a_later_start_gives_the_same_rows(self, full: pl.DataFrame) -> None:
        late = panel(first=1985, last=2010, with_=DYADIC)
        assert_frame_equal(late, full.filter(pl.col("year") >= 1985), check_exact=True)

    def test_calendar_peace_counts_years_out_of_the_system(self, full: pl.DataFrame) -> None:
        """Against its definition: the year less the year after the last dispute, or the first."""
        ended = pl.when(pl.col("gmlmidongoing") == 1).then(pl.col("year") + 1)
        began = pl.coalesce(ended.shift(1).forward_fill(), pl.col("year").first())
        since = full.select((pl.col("year") - began.over("ccode1", "ccode2")).alias("since"))
        assert since["since"].equals(full["gmlmidspell_calendar"])
        out = full["gmlmidspell_calendar"] - full["gmlmidspell"]
        assert out.min() == 0
        assert (out > 50).any()  # years when one of the two was no member

    def test_relevance_is_contiguity_or_a_major_power(self, full: pl.DataFrame) -> None:
        near = full["conttype"].is_between(1, 5)
        major = (full["cowmaj1"] == 1) | (full["cowmaj2"] == 1)
        assert (full["politically_relevant"] == (near | major)).all()

    def test_undirected_dyads_hold_the_same(self, full: pl.DataFrame) -> None:
        dyads = panel("dyad-year", with_=["nmc", "contiguity", "capitals", "peace-years"])
        half = full.filter(pl.col("ccode1") < pl.col("ccode2")).select(dyads.columns)
        assert_frame_equal(dyads, half, check_exact=True)

    def test_undirected_pledges_and_initiations_are_either_way(self, full: pl.DataFrame) -> None:
        dyads = panel("dyad-year", with_=["atop", "mids"])
        for column in ("atop_defense", "init"):
            back = full.select(ccode1="ccode2", ccode2="ccode1", year="year", back=column)
            either = (
                full.select("ccode1", "ccode2", "year", column)
                .filter(pl.col("ccode1") < pl.col("ccode2"))
                .join(back, on=["ccode1", "ccode2", "year"], maintain_order="left")
                .select(pl.max_horizontal(column, "back").alias(column))
            )
            assert dyads[column].equals(either[column])


@pytest.mark.data
class TestYearsNotCovered:
    @pytest.mark.parametrize(
        ("part", "column", "last"),
        [
            ("mids", "gmlmidongoing", 2010),
            ("mids", "init", 2014),
            ("nmc", "cinc1", 2022),
            ("contiguity", "conttype", 2016),
            ("atop", "atop_defense", 2018),
            ("majors", "cowmaj1", 2016),
            ("regime", "polity21", 2015),
            ("rivalry", "rivalry", 2020),
            ("wars", "cowinterongoing", 2007),
            ("peace-years", "gmlmidspell", 2011),
            ("dispute-history", "mid_past12_h8", 2015),
        ],
    )
    def test_after_the_last_year_values_are_missing(
        self, part: str, column: str, last: int
    ) -> None:
        """Two members on each side of the end: the US and Canada."""
        frame = panel(first=last - 1, last=last + 3, with_=[part])
        pair = frame.filter(pl.col("ccode1") == 2, pl.col("ccode2") == 20)
        assert pair[column].is_null().to_list() == [False, False, True, True, True]

    def test_carried_values_go_on(self) -> None:
        frame = panel(first=2018, last=2024, with_=["atop", "majors", "nmc"], carry=True)
        assert frame["atop_defense"].null_count() == frame["cowmaj1"].null_count() == 0
        us = frame.filter(pl.col("ccode1") == 2, pl.col("ccode2") == 200)
        assert us["atop_defense"].to_list() == [1] * 7
        assert us.filter(pl.col("year") >= 2022)["cinc1"].n_unique() == 1

    def test_carried_histories_decay_and_peace_ages(self) -> None:
        frame = panel(first=2014, last=2018, with_=["dispute-history", "peace-years"], carry=True)
        pair = frame.filter(pl.col("ccode1") == 365, pl.col("ccode2") == 372)
        memory, spell = pair["mid_past12_h8"], pair["gmlmidspell"]
        assert memory[1:].to_list() == pytest.approx(
            [memory[1] * 2 ** (-a / 8) for a in range(4)], rel=1e-6
        )
        assert spell.diff()[2:].to_list() == [1, 1, 1]

    def test_relevance_is_unknown_where_contiguity_is(self) -> None:
        frame = panel(first=2016, last=2018)
        assert frame.filter(pl.col("year") == 2016)["politically_relevant"].null_count() == 0
        assert frame.filter(pl.col("year") > 2016)["politically_relevant"].is_null().all()


@pytest.mark.data
@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_has_unique_keys_and_its_parts(unit: str) -> None:
    parts = EVERY if unit == "state-year" else DYADIC
    frame = panel(unit, 1900, 1960, parts)
    keys = ["ccode", "year"] if unit == "state-year" else ["ccode1", "ccode2", "year"]
    assert frame.select(keys).is_unique().all()
    assert frame.columns[: len(keys)] == keys
    assert len(set(frame.columns)) == frame.width


@pytest.mark.data
def test_state_years_count_partners_and_neighbors() -> None:
    states = panel("state-year", 1960, 1960, ["atop", "contiguity", "mids", "rivalry"])
    pairs = panel(first=1960, last=1960, with_=["atop", "contiguity", "mids", "rivalry"])
    by_state = pairs.group_by(ccode="ccode1").agg(
        land=(pl.col("conttype") == 1).sum(),
        sea=(pl.col("conttype") > 1).sum(),
        rivals=pl.col("rivalry").sum(),
        atop_defense_to=pl.col("atop_defense").sum(),
        gmlmidongoing=pl.col("gmlmidongoing").max(),
    )
    both = states.join(by_state, on="ccode", suffix="_pairs")
    for column in ("land", "sea", "rivals", "atop_defense_to", "gmlmidongoing"):
        assert (both[column] == both[f"{column}_pairs"]).all(), column


@pytest.mark.data
def test_several_half_lives_at_once() -> None:
    frame = panel(first=1990, last=1995, with_=["dispute-history"], half_lives=(2, 8, 20.5))
    assert {"mid_past12_h2", "mid_past12_h8", "mid_past12_h20.5"} <= set(frame.columns)
    assert (frame["mid_past12_h2"] <= frame["mid_past12_h20.5"]).all()
    with pytest.raises(InputError, match="half-life"):
        panel(first=1990, last=1990, with_=["dispute-history"], half_lives=(0,))


@pytest.mark.data
@pytest.mark.parametrize("unit", ["directed-dyad-year", "state-year"])
def test_every_column_is_one_that_its_part_explains(unit: str) -> None:
    """And every column explained is built, for one unit or another."""
    for part in PARTS.values():
        if unit not in part.units:
            continue
        explained = {
            name
            for column, meaning in part.columns.items()
            if meaning.startswith("states:") <= (unit == "state-year")
            for name in spelled(column)
        }
        frame = panel(unit, 1990, 1990, [part.name])
        built = set(frame.columns) - {"ccode", "ccode1", "ccode2", "year", "politically_relevant"}
        bare = {name.removesuffix("1").removesuffix("2") for name in explained}
        assert built <= explained | bare, part.name
        if unit != "state-year":
            assert explained == built, part.name


def spelled(column: str) -> list[str]:
    """``x{1,2}`` as x1 and x2; ``{a,b}_x{h}`` as a_x8 and b_x8."""
    found = [column.replace("{h}", "8")]
    while "{" in found[0]:
        found = [
            name[: name.index("{")] + word + name[name.index("}") + 1 :]
            for name in found
            for word in name[name.index("{") + 1 : name.index("}")].split(",")
        ]
    return found
