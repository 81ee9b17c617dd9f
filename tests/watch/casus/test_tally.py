"""Sums in arrays and in tables are the same sums."""

from threading import Barrier, Thread

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from foedus.watch.casus.tally import (
    MOST,
    ArrayTally,
    EventAxes,
    EventTally,
    TableTally,
    tally,
    windows,
)

events = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9)), max_size=30)


@given(events, st.integers(1, 30), st.integers(1, 9))
def test_tables_and_arrays_agree_in_any_portions(
    given: list[tuple[int, int]], portion: int, days: int
) -> None:
    kinds: list[EventTally] = [ArrayTally(41), TableTally()]
    held = []
    for kind in kinds:
        for at in range(0, len(given), portion):
            numbers = np.array([number for number, _ in given[at : at + portion]])
            toll = np.array([many for _, many in given[at : at + portion]])
            kind.add(numbers, [toll, toll * 2, toll * 3])
        numbers, tolls = kind.sums()
        held.append([numbers.tolist(), *(each.tolist() for each in windows(numbers, tolls, days))])
    assert held[0] == held[1]
    numbers = sorted({number for number, _ in given})
    expected = [
        sum(many for other, many in given if number - days < other <= number) for number in numbers
    ]
    assert held[0][:2] == [numbers, expected]


def test_threads_lose_nothing() -> None:
    sums, ready = ArrayTally(5), Barrier(8)

    def add() -> None:
        ready.wait()
        for _ in range(200):
            sums.add(np.array([1, 1, 3]), [np.array([1, 2, 3])] * 3)

    threads = [Thread(target=add) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    numbers, tolls = sums.sums()
    assert numbers.tolist() == [1, 3]
    assert tolls[0].tolist() == [4_800, 4_800]


def test_many_groups_stand_in_tables() -> None:
    groups = pl.Series("group", [f"{n:05}" for n in range(2_000)])
    axes = EventAxes(("a", "b"), groups, -5, 12_000)
    assert axes.size > MOST
    assert isinstance(tally(axes), TableTally)
    assert isinstance(tally(EventAxes(("a",), groups[:2], 0, 9)), ArrayTally)
    day = np.array([-5, 100])
    numbers = axes.numbers(np.array([1, 0], dtype=np.int32), groups[[1_999, 0]], day)
    told = axes.frame(numbers, [day, day, day])
    assert told["area"].to_list() == ["b", "a"]
    assert told["group"].to_list() == ["01999", "00000"]
    assert told["day"].to_list() == [-5, 100]
