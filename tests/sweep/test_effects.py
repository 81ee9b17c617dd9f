"""Effects of a grid whose chances are known: main effects, shares, what moves nothing."""

from itertools import product

import numpy as np
import pytest

from foedus.sweep.effects import effects

CELLS = [
    {"a": a, "b": b, "idle": idle} for a, b, idle in product(("1", "2", "3"), ("x", "y"), "pq")
]
RNG = np.random.default_rng(1)
COMMON = RNG.uniform(0.01, 0.02, 400)
#: Chance by draw: 2 points a step of a, 1 point of y, nothing of idle.
DRAWS = np.array([
    COMMON + 0.02 * (int(each["a"]) - 1) + 0.01 * (each["b"] == "y") for each in CELLS
])  # fmt: skip


def test_the_widest_comes_first_with_its_ends() -> None:
    a, b, idle = effects(CELLS, DRAWS)
    assert [each.variable for each in (a, b, idle)] == ["a", "b", "idle"]
    assert (a.lowest, a.highest) == ("1", "3")
    assert a.span == pytest.approx(0.04)
    assert (b.lowest, b.highest) == ("x", "y")
    assert b.span == pytest.approx(0.01)


def test_shares_are_those_of_an_analysis_of_variance() -> None:
    a, b, idle = effects(CELLS, DRAWS)
    steps, half = np.var([0.0, 0.02, 0.04]), np.var([0.0, 0.01])
    assert a.share == pytest.approx(steps / (steps + half))
    assert b.share == pytest.approx(half / (steps + half))
    assert idle.share == pytest.approx(0.0)


def test_what_moves_nothing_in_any_cell_is_idle() -> None:
    assert [each.idle for each in effects(CELLS, DRAWS)] == [False, False, True]
    # opposite effects that cancel in the mean are no idleness
    crossed = DRAWS + 0.001 * np.array(
        [(each["b"] == "y") * 2 - 1 if each["idle"] == "p" else 0 for each in CELLS]
    )[:, None]  # fmt: skip
    assert not any(each.idle for each in effects(CELLS, crossed))


def test_ratios_are_by_draw() -> None:
    a, *_ = effects(CELLS, DRAWS)
    mine = (COMMON + 0.045) / (COMMON + 0.005)
    assert a.ratio.value == pytest.approx(float(np.median(mine)))
    assert a.ratio.low == pytest.approx(float(np.percentile(mine, 5)))


def test_a_grid_with_holes_has_no_shares() -> None:
    assert {each.share for each in effects(CELLS[:-1], DRAWS[:-1], whole=False)} == {None}
