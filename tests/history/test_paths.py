"""Pathways: exact against plain counting, common numbers, and what must rise or fall."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ladders import ladder_of

from foedus.history import paths
from foedus.history.covariates import RUNGS, logistic
from foedus.history.direction import reads
from foedus.history.guarantors import COLUMNS
from foedus.history.ladder import Ladder
from foedus.history.memory import COUNTS, SINCE, advance
from foedus.history.pair import EVENTS, Uniforms
from foedus.history.paths import Chances, LapseHazard, simulate
from foedus.history.rivalry import Rivalry
from foedus.history.setting import Setting

from .conftest import FICKLE, LIVELY

NONE = dict.fromkeys(COLUMNS, 0.0)
SHALLOW = {**NONE, "major": 1.0}
DEEP = {**NONE, "major": 1.0, "nuclear": 1.0, "depth_major": 3.0}


def run(
    ladder: Ladder, here: Setting, *designs: dict[str, float], years: int = 8, draws: int = 300,
    seed: int = 1, many: int = 4, hazard: float | None = None,
) -> Chances:  # fmt: skip
    lapse = None
    if hazard is not None:
        lapse = LapseHazard(np.full((draws, years, len(designs)), hazard), NONE)
    columns = {name: np.array([each[name] for each in designs]) for name in COLUMNS}
    drawn = ladder.draws(draws, np.random.default_rng(seed))
    return simulate(
        ladder, drawn, here, columns, years, np.random.default_rng(seed + 1), paths=many,
        lapse=lapse,
    )  # fmt: skip


#: Columns that what the one side began enters, by rung, and those that either side's does.
OWN = {
    "onset": ("mid_past12_h8", "mid_past1_h25", "mid_past2_h25"),
    "force": ("force_past1_h25", "force_past2_h25"),
    "deadly": ("deadly_past1_h25", "deadly_past2_h25"),
}
SHARED = {
    "onset": ("mid_pair_h2", "mid_pair_h8", "mid_pair_h25"),
    "force": ("force_pair_h25",),
    "deadly": ("deadly_pair_h25",),
}


def counted(
    ladder: Ladder, here: Setting, design: dict[str, float], years: int, worlds: int,
    hazard: float = 0.0,
) -> dict[str, Any]:  # fmt: skip
    """Zeros and ones, path by path: the share of worlds with each event by each year."""
    rng = np.random.default_rng(7)
    ways = [here, here.back] if here.back else [here]
    memories: list[dict[str, Any]] = [
        {n: np.full(worlds, float(v)) for n, v in way.memory.items()} for way in ways
    ]
    rival = np.full(worlds, float(here.fixed["rivalry"]))
    by, either, yearly = ({e: np.zeros(years) for e in EVENTS.values()} for _ in range(3))
    before = {event: np.zeros(worlds, dtype=bool) for event in EVENTS.values()}
    stands, guarded = np.ones(worlds, dtype=bool), np.zeros(years)
    for year in range(years):
        came: list[dict[str, Any]] = []
        for place, way in enumerate(ways):
            now = {n: np.where(stands, v, NONE[n]) for n, v in design.items()}
            held = now if place == 0 else {n: way.fixed.get(n, 0.0) for n in COLUMNS}
            columns = {**way.fixed, **held, **memories[place], "rivalry": rival}
            reached, mine = np.ones(worlds, dtype=bool), {}
            for rung in EVENTS:
                fitted = ladder.rungs[rung]
                chance = logistic(fitted.standardized(columns) @ fitted.mean)
                reached = reached & (rng.random(worlds) < chance)
                mine[rung] = reached
            came.append(mine)
        any_ = {rung: np.logical_or.reduce([mine[rung] for mine in came]) for rung in EVENTS}
        for rung, event in EVENTS.items():
            first = ~before[event]
            yearly[event][year] = came[0][rung].mean()
            by[event][year:] += (first & came[0][rung]).mean()
            either[event][year:] += (first & any_[rung]).mean()
        guarded[year:] += (~before["war"] & came[0]["war"] & stands).mean()
        for rung, event in EVENTS.items():
            before[event] |= any_[rung]
        for place, way in enumerate(ways):
            new: dict[str, Any] = {}
            for rung, names in SHARED.items():
                new |= {name: sum(mine[rung].astype(float) for mine in came) for name in names}
            for rung, names in OWN.items():
                for name in names:
                    lost = way.steady.get(name, 0.0) * (2 ** (1 / COUNTS[name]) - 1)
                    new[name] = came[place][rung] + lost
            memories[place] = advance(memories[place], new, met=any_["onset"], fought=any_["war"])
        if ladder.rivalry is not None:
            stays = ladder.rivalry.chance(rival, here.fixed, memories[0])
            rival = (rng.random(worlds) < stays).astype(float)
        stands &= rng.random(worlds) >= hazard
    return {"by": by, "either": either, "yearly": yearly, "guarded": guarded}


@pytest.mark.parametrize("hazard", [0.0, 0.2], ids=["for good", "may lapse"])
@pytest.mark.parametrize("design", [NONE, DEEP], ids=["none", "deep"])
@pytest.mark.parametrize("sides", [1, 2])
def test_integrated_chances_are_those_of_counted_worlds(
    here: Setting, design: dict[str, float], hazard: float, sides: int
) -> None:
    ladder = ladder_of(rivalry=FICKLE, **LIVELY)  # without spread: all draws are one
    pair = here if sides == 2 else replace(here, back=None)
    years, worlds = 6, 60_000
    found = run(ladder, pair, design, years=years, draws=2000, many=6, hazard=hazard)
    slow = counted(ladder, pair, design, years, worlds, hazard)
    for event in EVENTS.values():
        for mine, plain in ((found.by, slow["by"]), (found.either, slow["either"])):
            p = plain[event]
            error = 4 * np.sqrt(p * (1 - p) / worlds) + 2e-3
            assert np.all(np.abs(mine[event].mean(axis=0)[:, 0] - p) < error), event
        assert abs(found.yearly[event].mean() - slow["yearly"][event].mean()) < 4e-3, event
    p = slow["guarded"]
    error = 4 * np.sqrt(p * (1 - p) / worlds) + 2e-3
    assert np.all(np.abs(found.guarded.mean(axis=0)[:, 0] - p) < error)
    assert slow["by"]["war"][-1] > 0.05  # there was something to count
    assert (slow["either"]["war"] > slow["by"]["war"] + 0.01).all() == (sides == 2)


def test_whoever_begins_is_no_less_than_the_challenger_first(lively: Ladder, here: Setting) -> None:
    both = run(lively, here, NONE, DEEP)
    alone = run(lively, replace(here, back=None), NONE, DEEP)
    for event in EVENTS.values():
        assert (both.either[event] > both.by[event]).all()
        np.testing.assert_allclose(alone.either[event], alone.by[event], rtol=1e-5)
        # The protégé's disputes stir up the challenger's, where its first does not count instead.
        assert both.either[event].mean() > alone.either[event].mean()
        np.testing.assert_allclose(both.first[event], alone.first[event], rtol=1e-6)


def test_the_two_sides_swapped_have_the_same_chance_of_either(here: Setting) -> None:
    assert here.back
    ladder = ladder_of(rivalry=FICKLE, **LIVELY)
    swapped = replace(here.back, back=replace(here, back=None))
    one, two = (run(ladder, each, NONE, draws=1500) for each in (here, swapped))
    for event in EVENTS.values():
        gap = one.either[event].mean(axis=0) - two.either[event].mean(axis=0)
        assert np.abs(gap).max() < 0.01, event
    assert abs(one.by["war"][:, -1].mean() - two.by["war"][:, -1].mean()) > 0.01


def test_no_dispute_by_a_year_is_the_product_of_quiet_years(here: Setting) -> None:
    """With a rivalry that stays, nothing is left to chance but when the first dispute comes."""
    ladder = ladder_of(rivalry=None, **LIVELY)
    years = 9
    found = run(ladder, here, DEEP, years=years, draws=3)
    none, by = 1.0, 0.0
    ways = [here, here.back]
    memories: list[dict[str, Any]] = [dict(way.memory) for way in ways if way]
    onset = ladder.rungs["onset"]
    for year in range(years):
        p, q = (
            float(logistic(onset.standardized({**way.fixed, **held, **memory}) @ onset.mean))
            for way, held, memory in zip(ways, (DEEP, NONE), memories, strict=True)
            if way
        )
        by += none * p
        none *= (1 - p) * (1 - q)
        np.testing.assert_allclose(found.by["dispute"][:, year, 0], by, rtol=1e-5)
        np.testing.assert_allclose(found.either["dispute"][:, year, 0], 1 - none, rtol=1e-5)
        for place, way in enumerate(ways):
            fading = {n: 0.0 for names in (*SHARED.values(), *OWN.values()) for n in names}
            for name, level in way.steady.items() if way else ():
                fading[name] = level * (2 ** (1 / COUNTS[name]) - 1)
            memories[place] = dict(advance(memories[place], fading))


def test_rivalries_that_neither_end_nor_begin_stay_as_they_are(here: Setting) -> None:
    never = Rivalry(ends=0.0, begins=(-80.0, 0.0, 0.0), remote=0.0)
    for rival in (0, 1):
        pair = replace(
            here, fixed={**here.fixed, "rivalry": rival},
            back=replace(here.back, fixed={**here.back.fixed, "rivalry": rival}),
        )  # fmt: skip
        moved, still = (
            run(ladder_of(rivalry=rule, **LIVELY), pair, NONE, draws=50) for rule in (never, None)
        )
        for event in EVENTS.values():
            np.testing.assert_allclose(moved.by[event], still.by[event], rtol=1e-4)


def test_a_rivalry_that_ends_at_once_leaves_the_first_year_alone(here: Setting) -> None:
    ends = Rivalry(ends=1.0, begins=(-80.0, 0.0, 0.0), remote=0.0)
    stays, over = (
        run(ladder_of(rivalry=rule, **LIVELY), here, NONE, draws=50) for rule in (None, ends)
    )
    np.testing.assert_allclose(over.by["war"][:, 0], stays.by["war"][:, 0], rtol=1e-6)
    assert over.by["war"][:, -1].mean() < 0.95 * stays.by["war"][:, -1].mean()


def test_a_guarantee_that_never_lapses_stands(lively: Ladder, here: Setting) -> None:
    stands = run(lively, here, NONE, DEEP)
    never = run(lively, here, NONE, DEEP, hazard=0.0)
    for event in EVENTS.values():
        np.testing.assert_allclose(never.by[event], stands.by[event], rtol=1e-5)
    np.testing.assert_allclose(never.guarded, never.by["war"], rtol=1e-4)


def test_one_that_lapses_at_once_leaves_the_risk_of_none(lively: Ladder, here: Setting) -> None:
    """Its first year counts; then war comes as often as it would have without it."""
    found = run(lively, here, NONE, DEEP, hazard=1.0)
    assert np.all(np.diff(found.guarded[:, :, 1], axis=1) == 0.0)
    np.testing.assert_allclose(found.guarded[:, 0], found.by["war"][:, 0], rtol=1e-5)
    later = 1 - (1 - found.by["war"][:, -1]) / (1 - found.by["war"][:, 0])
    assert abs(later[:, 0].mean() - later[:, 1].mean()) < 0.02


def test_lapse_takes_away_what_the_guarantee_gave(lively: Ladder, here: Setting) -> None:
    none, *risks = (
        run(lively, here, design, hazard=h).by["war"][:, -1, 0].mean()
        for design, h in ((NONE, 0.0), (DEEP, 0.5), (DEEP, 0.1), (DEEP, 0.0))
    )
    assert none > risks[0] > risks[1] > risks[2]


def test_by_the_first_year_is_the_first_years_chance(lively: Ladder, here: Setting) -> None:
    found = run(lively, here, NONE, DEEP, years=1)
    for event in EVENTS.values():
        np.testing.assert_allclose(found.by[event][:, 0], found.first[event], rtol=1e-6)
        np.testing.assert_allclose(found.yearly[event], found.first[event], rtol=1e-6)


def test_the_first_year_is_the_ladders_own_forecast(lively: Ladder, here: Setting) -> None:
    ladder = ladder_of(rivalry=FICKLE, **LIVELY)
    found = run(ladder, here, DEEP, years=1, draws=100)
    told = ladder.probabilities({**here.fixed, **here.memory, **DEEP})
    for rung, event in EVENTS.items():
        np.testing.assert_allclose(found.first[event][:, 0], told[rung], rtol=1e-5)


def test_chances_accumulate(lively: Ladder, here: Setting) -> None:
    found = run(lively, here, NONE, DEEP, years=12)
    for by in found.by.values():
        mean = by.mean(axis=0)
        assert np.all(np.diff(mean, axis=0) > 0)
        assert np.all((mean > 0) & (mean < 1))
    events = list(EVENTS.values())
    for less, more in pairwise(events):
        assert np.all(found.either[less].mean(axis=0) > found.either[more].mean(axis=0))


def test_an_event_that_never_comes_leaves_rows_at_zero(here: Setting) -> None:
    never = ladder_of(rivalry=FICKLE, **{**LIVELY, "war_constant": -60.0})
    assert run(never, here, NONE).by["war"].max() < 1e-20


def test_a_design_like_another_has_the_same_numbers(lively: Ladder, here: Setting) -> None:
    found = run(lively, here, NONE, dict(NONE), SHALLOW)
    for each in (found.yearly, found.first, found.by, found.either):
        for drawn in each.values():
            assert np.array_equal(drawn[..., 0], drawn[..., 1])
            assert not np.array_equal(drawn[..., 0], drawn[..., 2])


def test_designs_do_not_disturb_each_other(
    lively: Ladder, here: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Alone or in company, in large blocks or small ones, a design has its numbers."""
    together = run(lively, here, NONE, DEEP, draws=150)
    monkeypatch.setattr(paths, "_CELLS", 37)
    alone = run(lively, here, DEEP, draws=150)
    for event in EVENTS.values():
        np.testing.assert_allclose(alone.by[event][..., 0], together.by[event][..., 1], rtol=1e-6)
        np.testing.assert_allclose(
            alone.yearly[event][:, 0], together.yearly[event][:, 1], rtol=1e-6
        )


@settings(max_examples=15, deadline=None)
@given(st.floats(-2, 0.5), st.floats(0.1, 2))
def test_more_deterrence_means_less_war(here: Setting, effect: float, more: float) -> None:
    """With common random numbers this holds draw by draw, up to what paths leave to chance."""
    chances = []
    for size in (effect, effect - more):
        ladder = ladder_of(0.1, FICKLE, **{**LIVELY, "war_nuclear": size})
        chances.append(run(ladder, here, DEEP, draws=60).by["war"][:, -1, 0])
    assert np.mean(chances[1]) < np.mean(chances[0])


def test_common_numbers_make_ratios_sharp(lively: Ladder, here: Setting) -> None:
    """The ratio varies less than it would between independent runs of the two designs."""
    together = run(lively, here, NONE, DEEP, draws=500).by["war"][:, -1, :]
    apart = run(lively, here, NONE, DEEP, draws=500, seed=50).by["war"][:, -1, :]
    mine = np.log(together[:, 1] / together[:, 0])
    crossed = np.log(apart[:, 1] / together[:, 0])
    assert mine.std() < crossed.std()


def test_what_paths_leave_to_chance_is_little(lively: Ladder, here: Setting) -> None:
    """Of the variance between draws, the simulation's noise is a small part."""
    columns = {name: np.array([NONE[name]]) for name in COLUMNS}
    drawn = lively.draws(800, np.random.default_rng(0))
    one, two = (
        simulate(lively, drawn, here, columns, 10, np.random.default_rng(seed)).by["war"][:, -1, 0]
        for seed in (1, 2)
    )
    noise = np.var(one.astype(float) - two.astype(float)) / 2
    assert noise < 0.25 * np.var(one)


def test_uniforms_fall_one_into_each_stratum() -> None:
    found = Uniforms.of(np.random.default_rng(0).random((50, 3, 2, 4, 7)))
    for uniforms in (found.ahead, found.back, found.rivalry):
        assert uniforms.shape == (7, 1, 4, 50)
        strata = np.sort(np.floor(uniforms * 4).astype(int)[:, 0], axis=1)
        assert np.array_equal(strata, np.broadcast_to(np.arange(4)[None, :, None], strata.shape))
        assert abs(uniforms.mean() - 0.5) < 0.02
    assert not np.array_equal(found.ahead, found.back)


def test_what_moves_is_found_by_reading() -> None:
    moving = {
        each.name: bool(reads(each) & {*COUNTS, *SINCE})
        for covariates in RUNGS.values()
        for each in covariates
    }
    assert moving["quiet"]
    assert moving["dyad_decade"]
    assert not moving["rivalry"]
    assert not moving["depth_major"]


def test_what_is_asked_alone_is_the_same(lively: Ladder, here: Setting) -> None:
    columns = {name: np.array([NONE[name], DEEP[name]]) for name in COLUMNS}
    drawn = lively.draws(300, np.random.default_rng(1))
    lapse = LapseHazard(np.full((300, 8, 2), 0.1), NONE)

    def again(ask: Any, **more: Any) -> Any:
        return ask(lively, drawn, here, columns, 8, np.random.default_rng(2), **more)

    whole = run(lively, here, NONE, DEEP, hazard=0.1)
    war, guarded = again(paths.last, lapse=lapse)
    np.testing.assert_allclose(war, whole.by["war"][:, -1], rtol=1e-6)
    np.testing.assert_allclose(guarded, whole.guarded[:, -1], rtol=1e-6)
    np.testing.assert_array_equal(again(paths.reached, lapse=lapse)["war"], war)
    for event, chance in again(paths.reached, lapse=lapse).items():
        np.testing.assert_allclose(chance, whole.by[event][:, -1], rtol=1e-6)
    for_good = run(lively, here, NONE, DEEP)
    by, either = again(paths.coming, events=("deadly", "war"))
    assert set(by) == set(either) == {"deadly", "war"}
    for event in by:
        np.testing.assert_allclose(by[event], for_good.by[event], rtol=1e-6)
        np.testing.assert_allclose(either[event], for_good.either[event], rtol=1e-6)


def test_settings_may_differ_between_draws(lively: Ladder, here: Setting) -> None:
    """One run over two worlds is two runs over one."""
    assert here.back
    drawn = lively.draws(100, np.random.default_rng(1))
    columns = {name: np.array([NONE[name], DEEP[name]]) for name in COLUMNS}

    def of(rival: Any) -> Setting:
        back = replace(here.back, fixed={**here.back.fixed, "rivalry": rival})
        return replace(here, fixed={**here.fixed, "rivalry": rival}, back=back)

    mixed = of(np.repeat([1.0, 0.0], 50).reshape(-1, 1, 1))
    found = paths.last(lively, drawn, mixed, columns, 5, np.random.default_rng(2))[0]
    for value, rows in ((1.0, slice(0, 50)), (0.0, slice(50, 100))):
        one = paths.last(lively, drawn, of(value), columns, 5, np.random.default_rng(2))[0]
        np.testing.assert_allclose(found[rows], one[rows], rtol=1e-6)
