"""Depth of any guarantee, from the shipped fit."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.history import depth
from foedus.history.depth import response
from foedus.history.depth.items import ITEMS, categories, indicators
from foedus.history.depth.model import LAYOUT, DepthModel
from foedus.terms import get, names
from foedus.terms.depth import atop_codes, depth_count
from foedus.terms.guarantee import Military, Stationed

NAMES = [item.name for item in ITEMS]
LADDERS = {
    "contact": ("none", "wartime", "peacetime", "regular"),
    "command": ("none", "coordinated", "integrated"),
    "bases": ("none", "access", "permanent"),
    "organization": ("none", "meetings", "named", "permanent"),
    "contribution": (False, True),
    "subordination": (False, True),
    "aid": ("none", "general", "grants", "training", "grants-and-training"),
    "companion": (False, True),
}
MILITARY = st.fixed_dictionaries({name: st.sampled_from(steps) for name, steps in LADDERS.items()})


def test_a_bare_promise_is_at_zero() -> None:
    found = depth.of(Military())
    assert found.mean == 0.0
    assert found.low < 0 < found.high
    assert found.trait == depth.shipped().bare < 0


@settings(max_examples=80, deadline=None)
@given(ties=MILITARY, name=st.sampled_from(sorted(LADDERS)))
def test_adding_a_tie_never_lowers_depth(ties: dict[str, object], name: str) -> None:
    steps = LADDERS[name]
    place = steps.index(ties[name])
    more = ties | {name: steps[min(place + 1, len(steps) - 1)]}
    one, two = (depth.of(Military.model_validate(each)) for each in (ties, more))
    assert two.mean >= one.mean - 1e-12
    assert two.low >= one.low - 1e-9
    assert two.high >= one.high - 1e-9
    assert two.percentile >= one.percentile
    assert one.mean >= 0.0


def test_a_tie_from_nothing_raises_depth() -> None:
    for name, steps in LADDERS.items():
        most = Military.model_validate({name: steps[-1]})
        assert depth.of(most).mean > 0.1


def test_forces_stationed_are_bases() -> None:
    stationed = Military(stationed=(Stationed(state="USA", number=28500),))
    assert depth.of(stationed) == depth.of(Military(bases="permanent"))


def test_a_guarantee_and_its_ties_are_one() -> None:
    treaty = get("warsaw-pact-1955")
    assert depth.of(treaty) == depth.of(treaty.military) == depth.of(treaty, depth.load())


def test_no_digit_hangs_on_what_is_measured_beside_it(shipped: DepthModel) -> None:
    rng = np.random.default_rng(4)
    codes = np.column_stack([rng.integers(0, item.size, 30) for item in ITEMS]).astype(float)
    together = replace(shipped).measure(codes)
    for place in rng.permutation(30)[:8]:
        alone = replace(shipped).measure(codes[place])
        assert alone.mean[0] == together.mean[place]
        assert alone.high[0] == together.high[place]
        assert alone.item_sd[0] == together.item_sd[place]


def test_every_instrument_is_measured_and_more_ties_is_mostly_deeper() -> None:
    found = [(depth_count(each), depth.of(each)) for each in map(get, names())]
    for number, each in found:
        assert each.low < each.mean < each.high
        assert (each.mean == 0) == (number == 0)
    assert np.corrcoef([n for n, _ in found], [d.mean for _, d in found])[0, 1] > 0.9


def test_rows_of_a_frame_and_a_guarantee_agree() -> None:
    treaty = get("warsaw-pact-1955")
    frame = pl.DataFrame([atop_codes(treaty.military)], schema=NAMES, orient="row")
    mean, sd = depth.scores(frame)
    alone = depth.of(treaty)
    assert mean[0] == pytest.approx(alone.mean)
    assert sd[0] == pytest.approx(alone.sd)


def test_a_row_of_which_nothing_is_known_is_the_population(shipped: DepthModel) -> None:
    frame = pl.DataFrame({name: [None, 0] for name in NAMES}, schema=dict.fromkeys(NAMES, pl.Int64))
    mean, sd = depth.scores(frame)
    assert mean == pytest.approx([-shipped.bare, 0.0])
    assert sd[0] == pytest.approx(1.0, abs=1e-3)


def test_an_unknown_item_stands_between_its_answers() -> None:
    rows = np.zeros((3, 8))
    rows[:, 2] = (0, np.nan, 3)
    low, unknown, high = depth.shipped().measure(rows).mean
    assert low < unknown < high


def test_no_rows_give_no_scores(shipped: DepthModel) -> None:
    assert shipped.measure(np.empty((0, 8))).mean.shape == (0,)


def test_measuring_many_is_measuring_each(shipped: DepthModel) -> None:
    rng = np.random.default_rng(0)
    tops = [max(max(c) for c in item.codes) for item in ITEMS]
    rows = np.column_stack([rng.integers(0, top + 1, 300) for top in tops]).astype(float)
    many = shipped.measure(rows)
    for place in (0, 77, 299):
        one = shipped.measure(rows[place])
        assert one.mean[0] == pytest.approx(many.mean[place], abs=1e-12)
        assert one.high[0] == pytest.approx(many.high[place], abs=1e-12)


def test_percentile_of_the_population_is_even(shipped: DepthModel) -> None:
    assert shipped.percentile(shipped.ranks).mean() == pytest.approx(50.0)
    assert shipped.percentile(-1.0) == 0.0
    assert shipped.percentile(99.0) == 100.0


def test_variance_is_that_within_draws_of_the_items_and_that_between(shipped: DepthModel) -> None:
    codes = np.array([[2.0, 0, 3, 0, 1, 0, 3, 0], [0.0] * 8])
    evidence = indicators(categories(codes), LAYOUT.sizes)
    by_draw = response.posterior(evidence, shipped.draws, LAYOUT).trait
    means = by_draw @ response.NODES
    within = (by_draw @ response.NODES**2 - means**2).mean(axis=0)
    found = shipped.measure(codes)
    assert found.item_sd == pytest.approx(means.std(axis=0))
    assert found.sd**2 == pytest.approx(within + means.var(axis=0))
    assert (found.item_sd > 0).all()


def test_importing_needs_numpy_alone() -> None:
    code = (
        "import sys, foedus.history.depth as d; d.shipped().bare;"
        "print([m for m in ('scipy', 'polars', 'pydantic', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_shipped_table_is_what_the_shipped_fit_measures(shipped: DepthModel) -> None:
    """The fixture has no table: it computes."""
    quick = depth.shipped()
    assert quick.table is not None
    assert shipped.table is None
    rng = np.random.default_rng(7)
    codes = np.column_stack([rng.integers(0, item.size, 40) for item in ITEMS]).astype(float)
    codes[0] = 0.0
    mine, theirs = quick.measure(codes), shipped.measure(codes)
    for name in ("mean", "sd", "low", "high", "item_sd"):
        np.testing.assert_allclose(getattr(mine, name), getattr(theirs, name), rtol=0, atol=1e-12)
    assert quick.bare == pytest.approx(shipped.bare, abs=1e-12)
    assert len(quick.table) == np.prod([item.size for item in ITEMS])


def test_rows_with_a_missing_tie_are_measured_beside_the_table(shipped: DepthModel) -> None:
    rows = np.array([[0, 0, 0, 0, 0, 0, np.nan, 0], [1, 1, 1, 1, 1, 1, 1, 1.0]])
    np.testing.assert_allclose(
        depth.shipped().measure(rows).mean, shipped.measure(rows).mean, rtol=0, atol=1e-12
    )
