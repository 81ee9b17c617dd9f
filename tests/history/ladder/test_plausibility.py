"""Which pairs the ladder misjudges: counts, intervals, kinds, and the page that is written."""

from dataclasses import fields, replace
from types import ModuleType

import numpy as np
import pytest
from tests.modules import module

from foedus.evidence.unions import SPAN, UNIONS, formerly_one
from foedus.history.ladder.plausibility import EVENTS, KINDS, Forecasts, ahead, rolling, tally
from foedus.history.rows import Data
from foedus.states import members


def test_the_interval_of_a_count_is_garwoods() -> None:
    found = tally("all", "war", np.full(100, 0.1), np.arange(100) < 10, np.arange(100))
    assert (found.observed, found.ratio) == (10, pytest.approx(1.0))
    # 90% limits of a Poisson count of 10 (Garwood 1936)
    assert (found.low, found.high) == (pytest.approx(0.5425, abs=1e-3), pytest.approx(1.6962, 1e-3))
    assert found.verdict == "fits"


@pytest.mark.parametrize(
    ("expected", "seen", "verdict"),
    [(10.0, 0, "too high"), (1.0, 0, "fits"), (2.0, 10, "too low"), (0.0, 0, "nothing expected")],
)
def test_verdicts(expected: float, seen: int, verdict: str) -> None:
    found = tally("all", "war", np.full(50, expected / 50), np.arange(50) < seen, np.arange(50))
    assert found.verdict == verdict
    assert found.pairs == 50
    if seen == 0 and expected:
        assert (found.ratio, found.low) == (0.0, 0.0)


def test_events_that_one_pair_has_together_widen_the_interval() -> None:
    events = np.arange(200) % 20 == 0
    apart = tally("all", "onset", np.full(200, 0.05), events, np.arange(200))
    together = tally(
        "all", "onset", np.full(200, 0.05), events, np.where(events, 0, np.arange(200))
    )
    assert apart.low is not None
    assert together.low is not None
    assert together.low < apart.low
    assert (together.high or 0) > (apart.high or 0)


def test_rolling_forecasts_are_of_later_years_and_see_no_outcome_of_them(small: Data) -> None:
    found = rolling(small, (1960, 1990))
    later = small.year >= 1960
    assert len(found.ccode1) == later.sum()
    assert found.observed["onset"].sum() == small.onset[later].sum()
    assert found.observed["war"].sum() == small.war[later].sum()
    assert (found.expected["war"] <= found.expected["onset"]).all()
    changed = replace(small, onset=small.onset & ~later, force=small.force & ~later,
                      deadly=small.deadly & ~later, war=small.war & ~later)  # fmt: skip
    first = small.year[later] < 1990  # the second origin learns from the years before it
    order = np.argsort(small.year[later] >= 1990, kind="stable")
    assert order[: first.sum()].tolist() == np.flatnonzero(first).tolist()
    blind = rolling(changed, (1960, 1990))
    for event in EVENTS:
        same = found.expected[event][: first.sum()] == blind.expected[event][: first.sum()]
        assert same.all()


def test_kinds_are_flags_of_every_row(small: Data) -> None:
    flags = {kind: np.asarray(of(small)) for kind, (_, of) in KINDS.items()}
    assert {len(each) for each in flags.values()} == {len(small.year)}
    assert flags["all"].all()
    assert (flags["relevant"] ^ flags["remote"]).all()
    never = np.isnan(small.columns["since_mid"])
    assert (flags["quiet"] == (small.relevant & (never | (small.columns["since_mid"] > 25)))).all()
    assert not flags["both nuclear"][small.year < 1949].any()
    assert flags["small neighbor"].any()


def taken(data: Data, rows: slice, **keys: np.ndarray) -> Data:
    columns = {name: values[rows] for name, values in data.columns.items()}
    parts = {
        each.name: getattr(data, each.name)[rows] for each in fields(data) if each.name != "columns"
    }
    return Data(**(parts | keys), columns=columns)


def test_years_ahead_count_what_came_within_them(small: Data) -> None:
    true, false = True, False
    data = taken(
        small, slice(0, 6),
        ccode1=np.array([2, 2, 2, 20, 20, 40], np.int16),
        ccode2=np.array([20, 20, 20, 2, 2, 2], np.int16),
        year=np.array([1971, 1975, 1991, 1971, 1990, 1972], np.int16),
        onset=np.array([true, true, true, false, true, true]),
        force=np.array([false, true, true, false, true, true]),
        deadly=np.array([false, true, true, false, true, true]),
        war=np.array([false, true, true, false, false, true]),
    )  # fmt: skip
    told = {(2, 20): (1.5, 0.5), (20, 2): (0.25, 0.125), (40, 2): (9.0, 9.0)}
    found = ahead(data, {1970: told}, 20)
    assert list(zip(found.ccode1, found.ccode2, strict=True)) == [(2, 20), (20, 2)]  # 40 enters
    assert found.expected["onset"].tolist() == [1.5, 0.25]
    assert found.observed["onset"].tolist() == [2, 1]  # 1991 lies beyond
    assert found.observed["war"].tolist() == [1, 0]
    gaps = found.gaps("onset")
    assert [(gap.ccode1, gap.observed - gap.expected) for gap in gaps] == [(2, 0.5), (20, 0.75)]
    assert {each.kind for each in found.tallies()} == set(KINDS)


@pytest.mark.parametrize(
    ("one", "two", "year", "expected"),
    [(365, 369, 2000, True), (369, 365, 1990, False), (344, 345, 1995, True),
     (366, 375, 1930, True), (366, 375, 1917 + SPAN, False), (2, 20, 2000, False),
     (365, 365, 2000, False)],
)  # fmt: skip
def test_states_that_were_one(one: int, two: int, year: int, expected: bool) -> None:
    assert bool(formerly_one(one, two, year)) is expected


def test_unions_name_states() -> None:
    from foedus.states import find

    for name, (broke, parts) in UNIONS.items():
        assert len(parts) == len(set(parts)) >= 2, name
        joined = [any(find(code).in_system(year) for year in range(broke - 1, broke + 21))
                  for code in parts]  # fmt: skip
        assert all(joined), name


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return module("docs/plausibility.py")


def test_the_script_writes_a_table_of_every_kind(script: ModuleType, small: Data) -> None:
    real = np.array([state.ccode for state in members(2000)[:30]], np.int16)
    known = replace(small, ccode1=real[small.ccode1 - 2], ccode2=real[small.ccode2 - 2])
    found: Forecasts = rolling(known, (1980,))
    told = script.written("A title", "About it.", found)
    rows = [line for line in told.splitlines() if line.startswith("| ")]
    assert len(rows) == 1 + len(KINDS) * len(EVENTS)
    assert "Most wars that came unexpected" in told
    text = f"before\n{script.START}\nold\n{script.STOP}\nafter"
    new = script.page(text, "new")
    assert "old" not in new
    assert new.startswith("before\n")
    assert new.endswith("\nafter")
    assert script.page(new, "new") == new


def test_the_page_holds_both_tables_of_every_kind(script: ModuleType) -> None:
    text = script.PAGE.read_text("utf-8")
    tables = text.split(script.START)[1].split(script.STOP)[0]
    for kind in KINDS:
        assert tables.count(f"\n| {kind} |") == 2 * len(EVENTS), "run python docs/plausibility.py"
