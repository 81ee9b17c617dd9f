"""Nothing is lost, nothing is kept twice: what dies, is lost, is half written, or finds no room."""

import errno
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.sweep import tasks

from foedus import storage
from foedus.errors import DiskError, FitError, InputError
from foedus.sweep import worker
from foedus.sweep.cell import Cell, Job
from foedus.sweep.pool import LostBatch, Processes, SerialPool
from foedus.sweep.run import PATIENCE, run
from foedus.sweep.store import CellStore
from foedus.sweep.worker import CellResult

GRID = [{"x": str(x)} for x in range(8)]


@pytest.fixture
def store(tmp_path: Path) -> CellStore:
    made = CellStore(tmp_path / "sweep")
    made.open()
    return made


def contents(store: CellStore) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in store.folder.rglob("*") if each.is_file()}


def squares(store: CellStore, cells: Sequence[Cell]) -> list[float]:
    frames = [store.read(cell) for cell in cells]
    return [float(frame["square"][0]) for frame in frames if frame is not None]


class Forgetful(SerialPool):
    """Loses some batches on their way back; ``lost``: how many, at first."""

    def __init__(self, lost: int) -> None:
        super().__init__()
        self.lost, self.seen = lost, list[str]()

    def collect(self) -> list[list[CellResult] | LostBatch]:
        assert self._next is not None
        cells = self._next[1]
        self.seen += [cell.key for cell in cells]
        if self.lost:
            self.lost -= 1
            self._next = None
            return [LostBatch(cells, "a worker died")]
        return super().collect()


def test_every_cell_is_computed_once_and_a_rerun_computes_none(store: CellStore) -> None:
    job = tasks.job()
    cells = job.cells(GRID)
    assert run(job, cells, store, SerialPool()).kept == 8
    assert squares(store, cells) == [float(x * x) for x in range(8)]
    before = contents(store)
    again = run(job, cells, store, SerialPool())
    assert (again.missing, again.kept) == (0, 0)
    assert contents(store) == before


def test_more_values_leave_those_that_are_there(store: CellStore) -> None:
    job = tasks.job()
    run(job, job.cells(GRID[:5]), store, SerialPool())
    more = run(job, job.cells(GRID), store, SerialPool())
    assert (more.missing, more.kept) == (3, 3)


def test_what_is_lost_goes_out_again(store: CellStore) -> None:
    job, pool = tasks.job(), Forgetful(3)
    cells = job.cells(GRID)
    tally = run(job, cells, store, pool)
    assert (tally.kept, tally.lost) == (8, 3)
    assert {*pool.seen} == {cell.key for cell in cells}
    assert len(contents(store)) == 8


def test_a_cell_that_takes_its_worker_along_ends_the_run_with_its_name(
    store: CellStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    job, pool = tasks.job(), Forgetful(1000)
    monkeypatch.setattr("foedus.sweep.run.PAUSE", 0.0)
    with pytest.raises(FitError, match=f"a worker died, {PATIENCE + 1} times in a row, at x=0"):
        run(job, job.cells(GRID), store, pool)


@pytest.mark.parametrize("left", [b"", b"PAR1", None])
def test_half_a_file_or_another_cells_is_computed_again(
    store: CellStore, left: bytes | None
) -> None:
    job = tasks.job()
    cells = job.cells(GRID)
    run(job, cells, store, SerialPool())
    whole = contents(store)
    other = store.path(cells[5]).read_bytes()
    store.path(cells[2]).write_bytes(other if left is None else left)
    assert run(job, cells, store, SerialPool()).kept == 1
    assert contents(store) == whole


def test_a_cell_without_an_answer_is_told_and_is_no_answer(store: CellStore) -> None:
    job = tasks.job("refusing")
    cells = job.cells(GRID)
    tally = run(job, cells, store, SerialPool())
    assert tally.failures == {cells[3].key: "no convergence at 3"}
    assert store.missing(cells) == [cells[3]]


def test_a_full_disk_stops_the_run_and_keeps_what_was_there(
    store: CellStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = tasks.job()
    cells = job.cells(GRID)
    undisturbed = CellStore(store.folder.parent / "other")
    undisturbed.open()
    run(job, cells, undisturbed, SerialPool())
    room, real = 3, Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        nonlocal room
        room -= 1
        if room < 0:
            real(path, content[:10])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return real(path, content)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(DiskError, match="the disk is full"):
            run(job, cells, store, SerialPool())
    assert len(contents(store)) == 3
    assert run(job, cells, store, SerialPool()).kept == 5
    assert contents(store) == contents(undisturbed)


def test_what_a_killed_run_left_is_swept_up(store: CellStore) -> None:
    left = store.path(tasks.job().cells(GRID)[0]).with_name(".x.left.part")
    left.write_bytes(b"half")
    store.open()
    assert contents(store) == {}
    assert storage.fcntl is None or not left.exists()


@pytest.mark.skipif(os.name != "posix", reason="no SIGKILL")
def test_processes_give_the_same_bytes_though_one_of_them_dies(
    store: CellStore, tmp_path: Path
) -> None:
    job = tasks.job("dying", folder=str(tmp_path))
    cells = job.cells(GRID)
    tally = run(job, cells, store, Processes(1))  # two start, one after the other
    assert tally.kept == 8
    assert tally.lost
    alone = CellStore(tmp_path / "alone")
    alone.open()
    run(job, cells, alone, SerialPool())
    assert contents(alone) == contents(store)


def test_a_worker_with_other_code_or_data_is_refused() -> None:
    job = tasks.job()
    other = Job(job.task, job.inputs, {**job.stamp, "data cow-nmc": "another", "code": "other"})
    with pytest.raises(InputError, match=r"differs .* in code, data cow-nmc"):
        worker.compute(other, other.cells(GRID[:1]))
    assert worker.compute(job, job.cells(GRID[:1]))[0].content == (
        worker.compute(replace(job), job.cells(GRID[:1]))[0].content
    )
