"""Many pairs: each as it is alone, in their order, whoever works on them."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from foedus.history import paths
from foedus.history.guarantors import COLUMNS
from foedus.history.ladder import Ladder
from foedus.history.many import PairCase, allowed, many
from foedus.history.paths import LapseHazard, coming, last, reached
from foedus.history.setting import Setting

SEED = np.random.SeedSequence(4)
NONE = dict.fromkeys(COLUMNS, 0.0)
DEEP = {**NONE, "major": 1.0, "nuclear": 1.0, "depth_major": 3.0}
DESIGNS = {name: np.array([NONE[name], DEEP[name]]) for name in COLUMNS}
DRAWS, YEARS = 40, 6


def cases(here: Setting) -> list[PairCase]:
    lapse = LapseHazard(np.full((DRAWS, YEARS, 2), 0.1), {n: np.zeros((1, 1, 2)) for n in COLUMNS})
    return [
        PairCase(replace(here, fixed={**here.fixed, "capdist": 100.0 * far, "conttype": far}),
                 DESIGNS, lapse if far % 2 else None)
        for far in (1, 2, 3, 4, 5, 6)
    ]  # fmt: skip


@pytest.fixture
def drawn(lively: Ladder) -> dict[str, np.ndarray]:
    return lively.draws(DRAWS, np.random.default_rng(0))


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize("block", [None, 7], ids=["one block", "several"])
def test_each_pair_is_as_it_is_alone(
    lively: Ladder, here: Setting, drawn: dict[str, np.ndarray], threads: int, block: int | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    if block:
        monkeypatch.setattr(paths, "_NUMBERS", block * 6 * 4 * YEARS)
        monkeypatch.setattr(paths, "_CELLS", block * 4 * 2)
    asked = cases(here)
    found = list(many(lively, drawn, asked, YEARS, SEED, threads=threads))
    assert len(found) == len(asked)
    for case, each in zip(asked, found, strict=True):
        rng = np.random.default_rng(SEED)
        alone = reached(lively, drawn, case.setting, DESIGNS, YEARS, rng, lapse=case.lapse)
        for event, chance in alone.items():
            assert np.array_equal(each.own[event][:, 0], chance)
        rng = np.random.default_rng(SEED)
        _, guarded = last(lively, drawn, case.setting, DESIGNS, YEARS, rng, lapse=case.lapse)
        assert np.array_equal(each.stood["war"][:, 0], guarded)


def test_every_year_can_be_asked_for(
    lively: Ladder, here: Setting, drawn: dict[str, np.ndarray]
) -> None:
    case = PairCase(here, DESIGNS)
    [found] = many(lively, drawn, [case], YEARS, SEED, ("war", "deadly"), every=True)
    by, either = coming(
        lively, drawn, here, DESIGNS, YEARS, np.random.default_rng(SEED), ("war", "deadly")
    )
    for event in ("war", "deadly"):
        assert np.array_equal(found.own[event], by[event])
        assert np.array_equal(found.any[event], either[event])


def test_pairs_are_taken_as_they_are_needed(
    lively: Ladder, here: Setting, drawn: dict[str, np.ndarray]
) -> None:
    """So that memory does not grow with them."""
    taken = 0

    def endless() -> Iterator[PairCase]:
        nonlocal taken
        while True:
            taken += 1
            yield PairCase(here, DESIGNS)

    stream = many(lively, drawn, endless(), YEARS, SEED, ("war",), threads=2)
    first, second = next(stream), next(stream)
    assert np.array_equal(first.own["war"], second.own["war"])
    assert taken < 10
    stream.close()


def test_threads_are_as_many_as_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    assert allowed() == 3
    for other in ("", "0", "many"):
        monkeypatch.setenv("OMP_NUM_THREADS", other)
        assert allowed() >= 1
