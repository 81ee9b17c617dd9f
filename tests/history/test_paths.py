"""Pathways: exactness against plain counting, common numbers, and what must rise or fall."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.assess import paths
from foedus.assess.designs import COLUMNS
from foedus.history.covariates import RUNGS, logistic
from foedus.history.ladder import Ladder
from foedus.history.memory import COUNTS, SINCE, advance
from foedus.history.pair import EVENTS, reads
from foedus.history.paths import Chances, Lapse, simulate
from foedus.history.setting import Setting

from .conftest import LIVELY, ladder_of

NONE = dict.fromkeys(COLUMNS, 0.0)
SHALLOW = {**NONE, "major": 1.0}
DEEP = {**NONE, "major": 1.0, "nuclear": 1.0, "depth_major": 3.0}


def run(
    ladder: Ladder, here: Setting, *designs: dict[str, float], years: int = 8, draws: int = 300,
    seed: int = 1, many: int = 4, hazard: float | None = None,
) -> Chances:  # fmt: skip
    lapse = None
    if hazard is not None:
        lapse = Lapse(np.full((draws, years, len(designs)), hazard), NONE)
    columns = {name: np.array([each[name] for each in designs]) for name in COLUMNS}
    drawn = ladder.draws(draws, np.random.default_rng(seed))
    return simulate(
        ladder, drawn, here, columns, years, np.random.default_rng(seed + 1), paths=many,
        lapse=lapse,
    )  # fmt: skip


def counted(
    ladder: Ladder, beta: dict[str, Any], here: Setting, design: dict[str, float], years: int,
    worlds: int, hazard: float = 0.0,
) -> dict[str, Any]:  # fmt: skip
    """By event, the share of worlds with one by each year: zeros and ones, path by path."""
    rng = np.random.default_rng(7)
    memory: dict[str, Any] = {n: np.full(worlds, float(v)) for n, v in here.memory.items()}
    seen = {event: np.zeros((years, worlds), dtype=bool) for event in EVENTS.values()}
    yearly = {event: np.zeros(years) for event in EVENTS.values()}
    stands, fought = np.ones(worlds, dtype=bool), np.zeros(worlds, dtype=bool)
    guarded = np.zeros(years)
    for year in range(years):
        now = {name: np.where(stands, value, NONE[name]) for name, value in design.items()}
        columns = {**here.fixed, **now, **memory}
        happened = np.ones(worlds, dtype=bool)
        new: dict[str, Any] = {}
        for rung, event in EVENTS.items():
            z = ladder.rungs[rung].standardized(columns)
            happened &= rng.random(worlds) < logistic((z * beta[rung]).sum(axis=-1))
            seen[event][year] = happened
            yearly[event][year] = happened.mean()
        dispute, force, war = (seen[event][year].copy() for event in EVENTS.values())
        for name in ("mid_pair_h2", "mid_pair_h8", "mid_pair_h25", "mid_past12_h8"):
            new[name] = dispute
        new["force_pair_h25"] = force
        for name, what in (("mid_past1_h25", dispute), ("mid_past2_h25", dispute),
                           ("force_past1_h25", force), ("force_past2_h25", force)):  # fmt: skip
            lost = here.steady[name] * (2 ** (1 / COUNTS[name]) - 1)
            new[name] = what + lost
        memory = advance(memory, new, met=dispute, fought=war)
        guarded[year:] += np.mean(war & ~fought & stands)
        fought |= war
        stands &= rng.random(worlds) >= hazard
    by = {e: np.logical_or.accumulate(each).mean(axis=1) for e, each in seen.items()}
    yearly_mean = {e: each.mean() for e, each in yearly.items()}
    return {"by": by, "yearly": yearly_mean, "guarded": guarded}


@pytest.mark.parametrize("hazard", [0.0, 0.2], ids=["for good", "may lapse"])
@pytest.mark.parametrize("design", [NONE, DEEP], ids=["none", "deep"])
def test_integrated_chances_are_those_of_counted_worlds(
    here: Setting, design: dict[str, float], hazard: float
) -> None:
    ladder = ladder_of(**LIVELY)  # without spread: all draws are one
    years, worlds = 6, 60_000
    found = run(ladder, here, design, years=years, draws=2000, many=6, hazard=hazard)
    beta = {name: rung.mean for name, rung in ladder.rungs.items()}
    slow = counted(ladder, beta, here, design, years, worlds, hazard)
    for event in EVENTS.values():
        p = slow["by"][event]
        error = 4 * np.sqrt(p * (1 - p) / worlds) + 2e-3
        assert np.all(np.abs(found.by[event].mean(axis=0)[:, 0] - p) < error), event
        assert abs(found.yearly[event].mean() - slow["yearly"][event]) < 4e-3, event
    p = slow["guarded"]
    error = 4 * np.sqrt(p * (1 - p) / worlds) + 2e-3
    assert np.all(np.abs(found.guarded.mean(axis=0)[:, 0] - p) < error)
    assert slow["by"]["war"][-1] > 0.05  # there was something to count


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
        np.testing.assert_allclose(found.yearly[event], found.first[event], rtol=1e-12)


def test_the_first_year_is_the_ladders_own_forecast(lively: Ladder, here: Setting) -> None:
    ladder = ladder_of(**LIVELY)
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
    assert np.all(found.by["dispute"] >= found.by["force"] - 0.02)
    assert np.all(found.by["force"].mean(axis=0) > found.by["war"].mean(axis=0))


def test_an_event_that_never_comes_leaves_rows_at_zero(here: Setting) -> None:
    never = ladder_of(**{**LIVELY, "war_constant": -60.0})
    assert run(never, here, NONE).by["war"].max() == 0.0


def test_a_design_like_another_has_the_same_numbers(lively: Ladder, here: Setting) -> None:
    found = run(lively, here, NONE, dict(NONE), SHALLOW)
    for each in (found.yearly, found.first, found.by):
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
            alone.yearly[event][:, 0], together.yearly[event][:, 1], rtol=1e-9
        )


@settings(max_examples=15, deadline=None)
@given(st.floats(-2, 0.5), st.floats(0.1, 2))
def test_more_deterrence_means_less_war(here: Setting, effect: float, more: float) -> None:
    """With common random numbers this holds draw by draw, up to what paths leave to chance."""
    chances = []
    for size in (effect, effect - more):
        ladder = ladder_of(0.1, **{**LIVELY, "war_nuclear": size})
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
    uniforms = paths._stratified(np.random.default_rng(0), 50, 4, 7)
    assert uniforms.shape == (50, 4, 1, 7)
    strata = np.sort(np.floor(uniforms * 4).astype(int)[:, :, 0, :], axis=1)
    assert np.array_equal(strata, np.broadcast_to(np.arange(4)[None, :, None], strata.shape))
    assert abs(uniforms.mean() - 0.5) < 0.01


def test_what_moves_is_found_by_reading(lively: Ladder, here: Setting) -> None:
    columns = {**here.fixed, **here.memory, **NONE}
    moving = {
        each.name: bool(reads(each, columns) & {*COUNTS, *SINCE})
        for covariates in RUNGS.values()
        for each in covariates
    }
    assert moving["quiet"]
    assert moving["dyad_decade"]
    assert not moving["rivalry"]
    assert not moving["depth_major"]


def test_the_chance_of_war_alone_is_the_same(lively: Ladder, here: Setting) -> None:
    whole = run(lively, here, NONE, DEEP, hazard=0.1)
    columns = {name: np.array([NONE[name], DEEP[name]]) for name in COLUMNS}
    drawn = lively.draws(300, np.random.default_rng(1))
    lapse = Lapse(np.full((300, 8, 2), 0.1), NONE)
    alone = paths.war(lively, drawn, here, columns, 8, np.random.default_rng(2), lapse=lapse)
    np.testing.assert_allclose(alone, whole.by["war"][:, -1], rtol=1e-6)


def test_settings_may_differ_between_draws(lively: Ladder, here: Setting) -> None:
    """One run over two worlds is two runs over one."""
    drawn = lively.draws(100, np.random.default_rng(1))
    columns = {name: np.array([NONE[name], DEEP[name]]) for name in COLUMNS}
    rival = np.repeat([1.0, 0.0], 50).reshape(-1, 1, 1)
    mixed = replace(here, fixed={**here.fixed, "rivalry": rival})
    found = paths.war(lively, drawn, mixed, columns, 5, np.random.default_rng(2))
    for value, rows in ((1.0, slice(0, 50)), (0.0, slice(50, 100))):
        only = replace(here, fixed={**here.fixed, "rivalry": value})
        one = paths.war(lively, drawn, only, columns, 5, np.random.default_rng(2))
        np.testing.assert_allclose(found[rows], one[rows], rtol=1e-9)
