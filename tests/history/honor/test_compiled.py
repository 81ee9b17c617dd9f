"""The compiled turns against arrays: the same random numbers, the same draws but for rounding."""

from collections.abc import Callable

import numpy as np
import pytest

from foedus.history.honor import compiled, likelihood
from foedus.history.honor.calls import HonorCalls
from foedus.history.honor.fit import target
from foedus.history.honor.inference import sample
from foedus.history.honor.likelihood import Target
from foedus.history.kernel.library import library

pytestmark = [
    pytest.mark.optional,
    pytest.mark.skipif(library() is None, reason="the kernel is not compiled here"),
]


def by_arrays(what: Target, monkeypatch: pytest.MonkeyPatch) -> np.ndarray:
    with monkeypatch.context() as patched:
        patched.setattr(likelihood, "library", lambda: None)
        return sample(what, 128, seed=4, warmup=20).draws


@pytest.mark.parametrize("rows", [3, 60, 700])
def test_the_draws_are_those_of_arrays(
    rows: int, make: Callable[..., HonorCalls], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few rows, a usual number, and more than one product of chances holds."""
    what = target(make(rows=rows, wars=min(rows, 12)), ("since_1945", "depth"))
    found = sample(what, 128, seed=4, warmup=20).draws
    assert found == pytest.approx(by_arrays(what, monkeypatch), rel=1e-9, abs=1e-9)


def test_rows_of_one_grouping_and_far_out(monkeypatch: pytest.MonkeyPatch) -> None:
    y = np.array([True, False, True, True, False, True])
    what = Target(np.ones((6, 1)), y, (np.repeat([1, 2], 3),), np.array([500.0]), (2.0,))
    found = sample(what, 128, seed=4, warmup=20).draws
    assert found == pytest.approx(by_arrays(what, monkeypatch), rel=1e-9, abs=1e-9)


def test_without_the_kernel_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "library", lambda: None)
    rows = compiled.BlockRows(np.array([0, 1], np.int32), np.ones(1))
    one = np.zeros((1, 1))
    assert compiled.turned(rows, one, one, one, one[0], one[0], np.random.default_rng(0)) is None
