"""Cells computed until all are there: batches out, results kept one by one, the lost sent again."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from foedus.errors import FitError
from foedus.report.words import counted, duration
from foedus.sweep.cell import Cell, Job
from foedus.sweep.pool import LostBatch, WorkerPool
from foedus.sweep.store import CellStore

#: Seconds of work in a batch, about, so that handing it out costs little beside it.
BATCH = 2.0
#: Cells of a batch at most, so that one that is lost is little.
MOST = 64
#: Losses one after another, with no cell in between, after which it is no accident.
PATIENCE = 5
#: Seconds to wait after the second loss in a row; twice that after each more.
PAUSE = 0.4


@dataclass(slots=True)
class RunTally:
    """How a run stands. failures: key -> why a cell has no answer."""

    cells: int
    missing: int
    kept: int = 0
    seconds: float = 0.0  # of workers, on what was kept
    lost: int = 0  # batches sent again
    failures: dict[str, str] = field(default_factory=dict)

    @property
    def pace(self) -> float:
        """Seconds a cell takes one worker; 0 before any is known."""
        done = self.kept + len(self.failures)
        return self.seconds / done if done else 0.0

    def line(self, workers: int) -> str:
        """How far it is, in words."""
        left = self.missing - self.kept - len(self.failures)
        soon = duration(left * self.pace / max(workers, 1)) if self.pace else ""
        there = self.cells - self.missing + self.kept
        return f"{there:,} of {counted(self.cells, 'cell')}" + (f", {soon} left" if soon else "")


def run(
    job: Job,
    cells: Sequence[Cell],
    store: CellStore,
    pool: WorkerPool,
    tell: Callable[[str], None] = lambda _: None,
) -> RunTally:
    """Compute what is missing of ``cells`` and keep it. The pool is stopped, however it ends.

    Raises FitError where workers die over and over, DiskError where the disk is full; what was
    kept until then stays, and the next run goes on from there.
    """
    missing = store.missing(cells)
    tally, by_key = RunTally(len(cells), len(missing)), {cell.key: cell for cell in missing}
    waiting, mishaps = deque(missing), 0
    try:
        while waiting or pool.busy:
            while waiting and pool.room:
                batch = [waiting.popleft() for _ in range(min(_size(tally, pool), len(waiting)))]
                pool.submit(job, batch)
            back = pool.collect()
            lost = [each for each in back if isinstance(each, LostBatch)]
            for each in back:
                if isinstance(each, LostBatch):
                    continue
                mishaps = 0
                for done in each:
                    tally.seconds += done.seconds
                    if done.failure:
                        tally.failures[done.key] = done.failure
                    else:
                        store.write(by_key[done.key], done.content)
                        tally.kept += 1
            for each in lost:
                waiting.extendleft(reversed(each.cells))
            tally.lost += len(lost)
            mishaps += bool(lost)
            if mishaps > PATIENCE:
                raise _hopeless(lost, mishaps)
            if mishaps > 1:
                time.sleep(PAUSE * 2.0 ** (mishaps - 2))
            tell(tally.line(pool.workers))
    finally:
        pool.stop()
    return tally


def _size(tally: RunTally, pool: WorkerPool) -> int:
    """Cells in the next batch: one at first, then seconds' worth, a fair share near the end."""
    if not tally.pace:
        return 1
    left = tally.missing - tally.kept - len(tally.failures)
    fair = max(left // (4 * max(pool.workers, 1)), 1)
    return max(1, min(int(BATCH / tally.pace), fair, MOST))


def _hopeless(lost: Sequence[LostBatch], times: int) -> FitError:
    first = lost[0].cells[0]
    named = ", ".join(f"{name}={value}" for name, value in first.settings.items())
    return FitError(
        f"{lost[0].why}, {times} times in a row, at {named or first.key}",
        hint="more memory or fewer --workers; what is done is kept, and the same command goes on",
    )
