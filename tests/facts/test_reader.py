"""The reader against the raw data, read here independently, and against the panel."""

from typing import Any

import numpy as np
import polars as pl
import pytest

from foedus.evidence.panel import panel
from foedus.evidence.table import table
from foedus.facts import reader, sources
from foedus.facts.known import BACK, HISTORY, LAST
from foedus.history.covariates import HALF_LIVES
from foedus.states import all_states

pytestmark = pytest.mark.data

STATE = ("cinc", "personnel", "cowmaj", "polyarchy", "polity2")
PAIR = ("conttype", "capdist", "mindist", "rivalry", "atop_defense")
#: COW codes that Polity or V-Dem give another state in some years (foedus.evidence.add.regime).
MOVED = {99, 100, 300, 305, 324, 325, 341, 342, 345, 347, 348, 364, 365, 525, 529, 530, 625, 626,
         769, 770, 816, 818}  # fmt: skip


def asked(number: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Random pairs of states that ever were, and years from 1816 to 2030."""
    rng = np.random.default_rng(seed)
    codes = np.array([state.ccode for state in all_states()])
    pairs = np.array([rng.choice(codes, 2, replace=False) for _ in range(number)])
    near = table("cow-contiguity").filter(pl.col("conttype") > 0)  # so that half of them border
    half = near.sample(number // 2, seed=seed).select("ccode1", "ccode2").to_numpy()
    pairs[: len(half)] = half
    return pairs[:, 0], pairs[:, 1], rng.integers(1816, 2031, number)


def test_states_are_what_the_files_say() -> None:
    codes, _, years = asked(200)
    found = reader.states(codes, years, STATE)
    nmc = {(r["ccode"], r["year"]): r for r in table("cow-nmc").iter_rows(named=True)}
    great = list(table("cow-majors").select("ccode", "styear", "endyear").iter_rows())
    vdem = {(r["COWcode"], r["year"]): r for r in table("vdem-polyarchy").iter_rows(named=True)}
    polity = {(r["ccode"], r["year"]): r for r in table("polity4").iter_rows(named=True)}
    for row, (code, year) in enumerate(zip(codes.tolist(), years.tolist(), strict=True)):
        mine = nmc.get((code, min(year, 2022)), {})
        known = {
            "cinc": mine.get("cinc"),
            "personnel": mine.get("milper"),
            "cowmaj": float(any(c == code and a <= min(year, 2016) <= b for c, a, b in great)),
        }
        if code not in MOVED:
            known["polyarchy"] = vdem.get((code, min(year, 2019)), {}).get("v2x_polyarchy")
            known["polity2"] = polity.get((code, min(year, 2015)), {}).get("polity2")
        for what, value in known.items():
            got = found[what].values[row]
            assert got == pytest.approx(np.nan if value is None else value, nan_ok=True), what
    ends = {"cinc": 2022, "personnel": 2022, "cowmaj": 2016, "polyarchy": 2019, "polity2": 2015}
    for what, last in ends.items():
        assert (found[what].years == np.minimum(years, last)).all()
    assert [each.source for each in found.values()] == [
        "cow-nmc", "cow-nmc", "cow-majors", "vdem-polyarchy", "polity4",
    ]  # fmt: skip


def test_pairs_are_what_the_files_say() -> None:
    ones, twos, years = asked(200)
    found = reader.pairs(ones, twos, years, PAIR)
    near: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for each in table("cow-contiguity").filter(pl.col("conttype") > 0).iter_rows(named=True):
        near.setdefault((each["ccode1"], each["ccode2"]), []).append(each)
    rivals = list(table("tss-rivalries").select("ccode1", "ccode2", "start", "end").iter_rows())
    least = {
        (frozenset((row["ccode1"], row["ccode2"])), row["year"]): row["mindist"]
        for row in table("cshapes-mindist").iter_rows(named=True)
    }
    for row, (one, two, year) in enumerate(
        zip(ones.tolist(), twos.tolist(), years.tolist(), strict=True)
    ):
        when = min(year, 2016)
        types = [
            each["conttype"]
            for each in near.get((one, two), ())
            if each["stdate"].year <= when <= each["enddate"].year
        ]
        assert found["conttype"].values[row] == min(types, default=0)
        rival = any({a, b} == {one, two} and c <= min(year, 2020) <= d for a, b, c, d in rivals)
        assert found["rivalry"].values[row] == rival
        apart = least.get((frozenset((one, two)), min(year, 2019)))
        assert found["mindist"].values[row] == pytest.approx(
            np.nan if apart is None else apart, nan_ok=True
        )
    assert found["conttype"].values.max() > 0
    assert found["rivalry"].values.any()


@pytest.mark.parametrize("year", [1830, 1914, 1991, 2010, 2026])
def test_values_are_those_of_the_panel(year: int) -> None:
    parts = ("nmc", "contiguity", "atop", "majors", "regime", "capitals", "mindist", "rivalry")
    whole = panel("directed-dyad-year", year, year, parts, carry=True).sample(300, seed=year)
    one, two = whole["ccode1"].to_numpy(), whole["ccode2"].to_numpy()
    columns = dict(
        zip(STATE, ("cinc", "milper", "cowmaj", "v2x_polyarchy", "polity2"), strict=True)
    )
    for side, codes in ((1, one), (2, two)):
        for what, each in reader.states(codes, year, STATE).items():
            column = whole[f"{columns[what]}{side}"].cast(pl.Float64).to_numpy()
            assert np.array_equal(each.values, column, equal_nan=True), what
    for what, each in reader.pairs(one, two, year, PAIR).items():
        column = whole[what].cast(pl.Float64).to_numpy()
        assert np.array_equal(each.values, column, equal_nan=True), what
    assert reader.together(one, two, year).all()
    assert not reader.together(one, one, year).any()


@pytest.mark.parametrize("through", [1815, 1899, 1960, 2009])
def test_the_history_of_a_pair_is_the_panel_of_the_next_year(through: int) -> None:
    past = panel(
        "directed-dyad-year", through + 1, through + 1, ["dispute-history"], carry=True,
        half_lives=HALF_LIVES,
    )  # fmt: skip
    past = past.sort("mid_past1_h25", descending=True).head(300)
    one, two = past["ccode1"].to_numpy(), past["ccode2"].to_numpy()
    found = reader.pairs(one, two, through, (*HISTORY, *LAST))
    turned = reader.pairs(two, one, through, BACK)
    for what in HISTORY:
        assert np.array_equal(found[what].values, past[what].cast(pl.Float64).to_numpy()), what
    for what in BACK:
        column = past[what.removeprefix("back_")].cast(pl.Float64).to_numpy()
        assert np.array_equal(turned[what].values, column), what
    for what, since in (("last_mid", "since_mid"), ("last_war", "since_war")):
        column = through + 1 - past[since].cast(pl.Float64).to_numpy()
        assert np.array_equal(found[what].values, column, equal_nan=True), what


def test_a_history_stands_still_after_the_data() -> None:
    last = sources.SOURCES["last_mid"].last
    at, later = (reader.pairs(365, 369, year, (*HISTORY, *LAST)) for year in (last, last + 15))
    for what, each in at.items():
        assert each.known(0) == later[what].known(0)
        assert each.years.tolist() == [last]


def test_nothing_is_known_of_no_state_and_of_no_system() -> None:
    assert np.isnan(reader.states([2, 3], [1815, 1950], ["cinc"])["cinc"].values).all()
    assert np.isnan(reader.pairs(2, [3, 200], [1950, 1815], ["rivalry"])["rivalry"].values).all()
    assert reader.together(2, 200, [1815, 1816]).tolist() == [False, True]


def test_members_and_major_powers() -> None:
    assert {2, 365, 710} <= {*reader.members(1950).tolist()}
    assert 260 not in reader.members(1950).tolist()  # West Germany: from 1955
    assert reader.great(1900).tolist() == [2, 200, 220, 255, 300, 325, 365, 740]


def test_rounded_as_files_keep_it() -> None:
    fact = reader.states(2, 2030, ["cinc"])["cinc"].known(0)
    assert (fact.year, fact.source, fact.origin) == (2022, "cow-nmc", "data")
    assert fact.value == float(f"{fact.value:.7g}")
