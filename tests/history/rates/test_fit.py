"""The counts again from the data, by hand where they are few, and through the disk."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from foedus.history.horizon.hindcast import NEVER, first_came
from foedus.history.rates import posterior
from foedus.history.rates.fit import count


def test_counts_survive_the_disk(tmp_path: Path) -> None:
    kept = posterior.shipped()
    posterior.save(kept, tmp_path / "rates.json")
    assert posterior.load(tmp_path / "rates.json") == kept
    assert (kept.first, kept.last) == (1950, 2014)


def test_what_comes_to_more_comes_less_often_and_later_years_add() -> None:
    kept = posterior.shipped()
    for pairs in ("all", "rivals", "rivals at war lately"):
        for years in (1, 5, 10, 20):
            came = [kept.of(event, years, pairs).came for event in ("onset", "force", "deadly")]
            assert came == sorted(came, reverse=True)
        share = [
            (each := kept.of("war", years, pairs)).came / each.windows for years in (1, 5, 10, 20)
        ]
        assert share == sorted(share)
    with pytest.raises(KeyError):
        kept.of("siege", 1, "all")


def test_the_pools_and_the_rates_have_one_logit() -> None:
    from foedus.history import horizon

    for event, pool in horizon.shipped().pools.items():
        for each in pool.horizons:
            assert posterior.shipped().logit(event, each.years).mean == tuple(each.direct.mean)


class _Rows:
    """Two states over four years, of which the second attacks in 2001 and the first in 2002."""

    ccode1 = np.array([1, 2] * 4, np.int16)
    ccode2 = np.array([2, 1] * 4, np.int16)
    year = np.repeat(np.arange(2000, 2004), 2).astype(np.int16)
    happened: NDArray[np.bool_] = np.array([0, 0, 0, 1, 1, 0, 0, 0], np.bool_)


@pytest.mark.parametrize(
    ("origin", "came"), [(2000, [NEVER, 2]), (2001, [NEVER, 1]), (2002, [1, NEVER]),
                         (2003, [NEVER, NEVER])],
)  # fmt: skip
def test_the_first_event_between_the_two_decides(origin: int, came: list[int]) -> None:
    rows = np.flatnonzero(_Rows.year == origin)
    found = first_came(_Rows, rows, _Rows.happened, origin)  # type: ignore[arg-type]
    assert found.tolist() == came


@pytest.mark.data
@pytest.mark.slow
def test_the_shipped_counts_are_what_the_data_say() -> None:
    from foedus.history.rows import load

    assert count(load()).rows == posterior.shipped().rows
