"""Displacement: who counts as moved, the fit against arithmetic, and the shipped numbers."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.history.displacement import WINDOW, Displacement, Odds, fit, load, save, shipped


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_moved_elsewhere_counted_one_by_one(seed: int, early: bool) -> None:
    rng = np.random.default_rng(seed)
    every = [(a, b, t) for a in range(1, 4) for b in range(1, 4) if a != b for t in range(20, 34)]
    one, two, place = (np.array(each) for each in zip(*every, strict=True))
    change = rng.random(len(every)) < 0.05
    rows = np.flatnonzero(rng.random(len(every)) < 0.5)
    found = fit._elsewhere(one, two, place, change, rows, early)
    for row, moved in zip(rows, found, strict=True):
        a, b, t = every[row]
        span = range(t + 1, t + WINDOW + 1) if early else range(t - WINDOW + 1, t + 1)
        assert moved == any(
            change[i] and mine == a and other != b and when in span
            for i, (mine, other, when) in enumerate(every)
        )


def test_a_year_ago() -> None:
    one, two = np.array([1, 1, 1, 2]), np.array([2, 2, 2, 1])
    year, held = np.array([1900, 1901, 1903, 1901]), np.array([True, False, True, True])
    known, was = fit._a_year_ago(one, two, year, held)
    assert known.tolist() == [False, True, False, False]
    assert was.tolist() == [False, True, False, False]


def test_the_fit_of_a_table_is_its_log_odds_ratio() -> None:
    moved = np.repeat([0.0, 1.0], 100)
    y = np.concatenate([np.arange(100) < 10, np.arange(100) < 20])
    alone = np.arange(200)  # every row a challenger and a target of its own
    X = np.column_stack([np.ones(200), moved])
    mean, sd = fit._logit(X, y, alone, alone)
    assert mean == pytest.approx(np.log((20 / 80) / (10 / 90)))
    assert sd == pytest.approx(np.sqrt(1 / 10 + 1 / 90 + 1 / 20 + 1 / 80), rel=1e-6)


def test_rows_that_go_together_count_less() -> None:
    moved = np.repeat([0.0, 1.0], 100)
    y = np.concatenate([np.arange(100) < 10, np.arange(100) < 20])
    X = np.column_stack([np.ones(200), moved])
    alone, tens = np.arange(200), np.arange(200) // 10
    assert fit._logit(X, y, tens, tens)[1] > fit._logit(X, y, alone, alone)[1]


def test_written_and_read_again(tmp_path: Path) -> None:
    save(shipped(), tmp_path / "it.json")
    assert load(tmp_path / "it.json") == shipped()
    (tmp_path / "it.json").write_text('{"model": "ladder"}', "utf-8")
    with pytest.raises(InputError, match="no check of displacement"):
        load(tmp_path / "it.json")


@pytest.mark.parametrize(
    ("gained", "before", "lost", "speaks"),
    [(0.3, 0.0, -0.3, True), (0.3, 0.0, 0.1, False), (0.3, 0.3, -0.3, False),
     (0.0, 0.0, -0.3, False)],
)  # fmt: skip
def test_when_the_record_speaks_for_it(
    gained: float, before: float, lost: float, speaks: bool
) -> None:
    odds = [Odds(mean, 0.1, 1, 1, 1) for mean in (gained, before, lost)]
    found = Displacement(*odds, rows=1, first=1816, last=2010, hashes={})
    assert found.speaks_for_it == speaks


@pytest.mark.data
def test_the_shipped_numbers_are_what_the_data_say() -> None:
    from foedus.history import rows
    from foedus.history.ladder import posterior

    found, kept = fit.measure(rows.load(), posterior.shipped()), shipped()
    assert found.hashes == kept.hashes
    assert found.rows == kept.rows
    for mine, theirs in ((found.gained, kept.gained), (found.before, kept.before),
                         (found.lost, kept.lost)):  # fmt: skip
        assert (mine.changes, mine.rows, mine.onsets) == (
            theirs.changes, theirs.rows, theirs.onsets
        )  # fmt: skip
        assert mine.mean == pytest.approx(theirs.mean, abs=1e-5)
        assert mine.sd == pytest.approx(theirs.sd, abs=1e-5)


def test_the_page_shows_the_shipped_numbers() -> None:
    page = (Path(__file__).parents[3] / "docs" / "neighbors.md").read_text("utf-8")
    for odds in (shipped().gained, shipped().before, shipped().lost):
        middle, low, high = odds.ratio
        assert f"| {middle:.2f} ({low:.2f}–{high:.2f}) | {odds.changes} | {odds.onsets} |" in page
