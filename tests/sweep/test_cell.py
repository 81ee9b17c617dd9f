"""Keys say all that a cell hangs on; parts are all cells, each once."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.sweep.cell import Job, part, shard

JOB = Job("module:task", {"draws": 100}, {"code": "a", "data cow-nmc": "b"})
GRID = [{"x": str(x), "y": y} for x in range(10) for y in ("a", "b")]


@pytest.mark.parametrize(
    "other",
    [
        replace(JOB, task="module:other"),
        replace(JOB, inputs={"draws": 101}),
        replace(JOB, stamp={"code": "c", "data cow-nmc": "b"}),
        replace(JOB, stamp={"code": "a", "data cow-nmc": "d"}),
        replace(JOB, stamp={"code": "a"}),
    ],
)
def test_another_input_code_or_data_set_is_another_key(other: Job) -> None:
    mine = {cell.key for cell in JOB.cells(GRID)}
    assert not mine & {cell.key for cell in other.cells(GRID)}


def test_keys_do_not_hang_on_order_or_on_what_else_is_swept() -> None:
    turned = Job(JOB.task, JOB.inputs, dict(reversed(JOB.stamp.items())))
    [one] = turned.cells([{"y": "b", "x": "3"}])
    assert one in JOB.cells(GRID)


def test_cells_share_draws_unless_each_is_a_resample() -> None:
    assert len({cell.seed for cell in JOB.cells(GRID)}) == 1
    assert len({cell.seed for cell in replace(JOB, own_draws=True).cells(GRID)}) == len(GRID)


@given(st.integers(1, 40))
def test_parts_are_all_cells_each_once(of: int) -> None:
    cells = JOB.cells(GRID)
    parts = [cell for number in range(1, of + 1) for cell in part(cells, number, of)]
    assert sorted(cell.key for cell in parts) == sorted(cell.key for cell in cells)


@pytest.mark.parametrize("text", ["0/4", "5/4", "3", "3/", "-1/4", "1/0", "a/b", "1/4/2"])
def test_a_part_that_there_is_none_of_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="expected a part"):
        shard(text)


def test_a_cell_given_twice_is_refused() -> None:
    with pytest.raises(InputError, match="x=1, y=a"):
        JOB.cells([GRID[2], GRID[2]])
