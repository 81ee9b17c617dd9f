"""The compiled kernel against the arrays: the same uniform numbers, the same outcome."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ladders import ladder_of

from foedus.history.covariates import RUNGS
from foedus.history.guarantors import COLUMNS
from foedus.history.kernel import call
from foedus.history.ladder import Ladder
from foedus.history.outcome import Outcome, by_arrays, outcome
from foedus.history.pair import EVENTS, PairLadder
from foedus.history.setting import Setting

from .conftest import FICKLE

needs = pytest.mark.skipif(not call.ready(), reason="not compiled: `python hatch_build.py`")


def compiled(test: Any) -> Any:
    """Where no kernel was compiled there is nothing to compare."""
    return pytest.mark.optional(needs(test))


NONE = dict.fromkeys(COLUMNS, 0.0)
DEEP = {**NONE, "major": 1.0, "nuclear": 1.0, "depth_major": 3.0}
#: Single precision, over tens of years; no coin of the draws below lies that near to its chance.
NEAR = {"rtol": 2e-5, "atol": 1e-6}


def paired(
    ladder: Ladder, here: Setting, count: int, years: int, *, lapse: bool, seed: int = 1
) -> PairLadder:
    rng = np.random.default_rng(seed)
    designs = {name: np.array([NONE[name], DEEP[name]]) for name in COLUMNS}
    hazard = rng.uniform(0.0, 0.2, (count, years, 2))
    hazard[:, :, 0] = 0.0  # what does not bind does not lapse
    after = {name: np.zeros((1, 1, 2)) for name in COLUMNS}
    return PairLadder(
        ladder, here, ladder.draws(count, rng), designs,
        after=after if lapse else None, hazard=hazard if lapse else None,
    )  # fmt: skip


def same(one: Outcome, other: Outcome) -> None:
    for name in ("own", "any", "stood", "mean", "first"):
        mine, plain = getattr(one, name), getattr(other, name)
        assert mine.keys() == plain.keys()
        for event, found in mine.items():
            np.testing.assert_allclose(found, plain[event], err_msg=f"{name} {event}", **NEAR)


def uniform(count: int, paths: int, years: int) -> Any:
    return np.random.default_rng(5).random((count, 3, 2, paths, years))


@compiled
@pytest.mark.parametrize("lapse", [False, True], ids=["for good", "may lapse"])
@pytest.mark.parametrize("sides", [1, 2])
@pytest.mark.parametrize("rivalry", [True, False], ids=["fickle", "fixed"])
def test_the_kernel_says_what_arrays_say(
    lively: Ladder, here: Setting, *, lapse: bool, sides: int, rivalry: bool
) -> None:
    ladder = lively if rivalry else replace(lively, rivalry=None)
    pair = paired(ladder, here if sides == 2 else replace(here, back=None), 90, 12, lapse=lapse)
    random = uniform(90, 4, 12)
    same(outcome(pair, random, whatever=True), by_arrays(pair, random, whatever=True))


@compiled
@settings(max_examples=20, deadline=None)
@given(
    st.integers(0, 2**32), st.integers(1, 140), st.integers(1, 5), st.integers(1, 30),
    st.sampled_from([1, 2, 3, 4, 6]),
)  # fmt: skip
def test_every_covariate_moves_alike(
    here: Setting, seed: int, count: int, paths: int, years: int, land: int
) -> None:
    """Coefficients at random, of every covariate, in blocks of any size."""
    rng = np.random.default_rng(seed)
    means = {f"{rung}_{each.name}": float(rng.normal(0, 0.3))
             for rung, covariates in RUNGS.items() for each in covariates}  # fmt: skip
    ladder = ladder_of(0.05, FICKLE, **{**means, "onset_constant": -1.0})
    memory = {**here.memory, "since_war": float(rng.integers(1, 40))}
    pair = paired(
        ladder, replace(here, memory=memory, fixed={**here.fixed, "conttype": land}), count, years,
        lapse=True, seed=seed,
    )  # fmt: skip
    random = np.random.default_rng(seed).random((count, 3, 2, paths, years))
    mine, plain = (way(pair, random, whatever=True) for way in (outcome, by_arrays))
    for event in EVENTS.values():
        # a coin within rounding of its chance falls otherwise now and then: then one path differs
        off = np.abs(mine.own[event] - plain.own[event]) > 1e-5 + 1e-4 * plain.own[event]
        assert off.any(axis=(1, 2)).sum() <= 1
        assert abs(mine.mean[event].mean() - plain.mean[event].mean()) < 2e-3


@compiled
def test_a_setting_may_differ_between_draws(lively: Ladder, here: Setting) -> None:
    wide = np.linspace(0.0, 1.0, 70)[:, None, None]
    fixed = {**here.fixed, "democracy1": wide, "conttype": 1 + 5 * (wide > 0.5)}
    memory = {**here.memory, "mid_others1_h2": wide, "mid_pair_h8": 2 * wide}
    pair = paired(lively, replace(here, fixed=fixed, memory=memory), 70, 9, lapse=True)
    random = uniform(70, 3, 9)
    same(outcome(pair, random), by_arrays(pair, random))


@compiled
def test_a_setting_may_differ_between_designs(lively: Ladder, here: Setting) -> None:
    """As pairs side by side do."""

    def wide(setting: Setting) -> Setting:
        fixed = {
            **setting.fixed,
            "conttype": np.array([1.0, 4.0]),
            "relevant": np.array([1.0, 0.0]),
        }
        memory = {n: np.array([x, 0.5 * x + 0.1]) for n, x in setting.memory.items()}
        return replace(setting, fixed=_rows(fixed), memory=_rows(memory))

    def _rows(part: dict[str, Any]) -> dict[str, Any]:
        return {n: np.broadcast_to(x, (70, 1, 2)) if np.ndim(x) else x for n, x in part.items()}

    assert here.back is not None
    pair = paired(lively, replace(wide(here), back=wide(here.back)), 70, 9, lapse=True)
    random = uniform(70, 3, 9)
    same(outcome(pair, random, whatever=True), by_arrays(pair, random, whatever=True))


def test_the_last_year_is_that_of_all(lively: Ladder, here: Setting) -> None:
    pair, random = paired(lively, here, 30, 5, lapse=True), uniform(30, 4, 5)
    every = outcome(pair, random)
    last = outcome(pair, random, ("war", "force"), every=False)
    assert set(last.own) == {"war", "force"}
    for event, found in last.own.items():
        assert np.array_equal(found[:, 0], every.own[event][:, -1])
        assert np.array_equal(last.stood[event][:, 0], every.stood[event][:, -1])


@compiled
def test_paths_that_cannot_be_held_are_no_answer(
    lively: Ladder, here: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        """A kernel that finds no memory."""

        @staticmethod
        def foedus_paths(*_: object) -> int:
            return 1

    monkeypatch.setattr(call, "library", lambda: Full)
    with pytest.raises(MemoryError, match="5 years of 4 paths"):
        outcome(paired(lively, here, 3, 5, lapse=False), uniform(3, 4, 5))
