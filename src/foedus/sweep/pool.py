"""Who computes: this process, or a pool of processes beside it."""

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, Protocol

from foedus.sweep import worker
from foedus.sweep.cell import Cell, Job
from foedus.sweep.worker import CellResult

#: Seconds that one wait for something to be done lasts at most.
LISTEN = 1.0
#: Batches a worker has: the one that it computes, and the next.
_AHEAD = 2
#: By name, since what it finds out is the other process's to find out.
_FORKED = "foedus.sweep.forked"


@dataclass(frozen=True, slots=True)
class LostBatch:
    """A batch that came to nothing, though no cell of it is known to be at fault."""

    cells: tuple[Cell, ...]
    why: str


class WorkerPool(Protocol):
    """Workers that take batches of cells."""

    @property
    def workers(self) -> int:
        """How many compute at once, now."""

    @property
    def room(self) -> bool:
        """Whether another batch would find a worker soon."""

    @property
    def busy(self) -> bool:
        """Whether a batch is out."""

    def submit(self, job: Job, cells: Sequence[Cell]) -> None:
        """Hand out a batch."""

    def collect(self) -> list[list[CellResult] | LostBatch]:
        """What has come back, after a wait; may be nothing yet."""

    def stop(self) -> None:
        """End the workers that are this process's own; drop what is out."""


class SerialPool:
    """This process alone, a batch at a time."""

    workers = 1

    def __init__(self) -> None:
        self._next: tuple[Job, tuple[Cell, ...]] | None = None

    @property
    def room(self) -> bool:
        """Whether nothing waits."""
        return self._next is None

    @property
    def busy(self) -> bool:
        """Whether a batch waits."""
        return self._next is not None

    def submit(self, job: Job, cells: Sequence[Cell]) -> None:
        """Put a batch by; it is computed when it is collected."""
        self._next = job, tuple(cells)

    def collect(self) -> list[list[CellResult] | LostBatch]:
        """Compute what was put by."""
        if self._next is None:
            return []
        job, cells = self._next
        self._next = None
        return [worker.compute(job, cells)]

    def stop(self) -> None:
        """Nothing is out."""
        self._next = None


class Processes:
    """Processes on this machine, each with one thread; they end when this one does."""

    def __init__(self, workers: int, task: str = "") -> None:
        """task: the module of what will be asked; where it is named, loading it begins at once."""
        self.workers = workers
        self._context = _context(task) if task else None
        self._executor: ProcessPoolExecutor | None = None
        self._out: dict[Future[list[CellResult]], tuple[Cell, ...]] = {}
        self._others = {child.pid for child in multiprocessing.active_children()}

    @property
    def room(self) -> bool:
        """Whether fewer batches are out than the workers will soon take."""
        return len(self._out) < _AHEAD * self.workers

    @property
    def busy(self) -> bool:
        """Whether a batch is out."""
        return bool(self._out)

    def submit(self, job: Job, cells: Sequence[Cell]) -> None:
        """Hand out a batch; processes start with the first one."""
        if self._executor is None:
            self._context = self._context or _context(job.task.partition(":")[0])
            self._executor = ProcessPoolExecutor(
                self.workers, self._context, worker.start, (dict(os.environ),)
            )
        try:
            self._out[self._executor.submit(worker.compute, job, tuple(cells))] = tuple(cells)
        except BrokenProcessPool as error:  # told when it is collected, with the others
            broken: Future[list[CellResult]] = Future()
            broken.set_exception(error)
            self._out[broken] = tuple(cells)

    def collect(self) -> list[list[CellResult] | LostBatch]:
        """What has come back; where a worker died, all that was out is lost, and new ones start."""
        done, _ = wait(self._out, LISTEN, FIRST_COMPLETED)
        found: list[list[CellResult] | LostBatch] = []
        broken = False
        for future in done:
            cells = self._out.pop(future)
            error = future.exception()
            if error is None:
                found.append(future.result())
            elif isinstance(error, BrokenProcessPool):
                broken = True
                found.append(LostBatch(cells, "a worker process died"))
            else:
                raise error
        if broken:
            found += [LostBatch(cells, "a worker process died") for cells in self._out.values()]
            self.stop()
        return found

    def stop(self) -> None:
        """End the processes, whatever they are at."""
        self._out.clear()
        if self._executor is None:
            return
        self._executor.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            if child.pid not in self._others:
                child.terminate()
        self._executor = None


def _context(task: str) -> Any:
    """How processes start: forked from one that has loaded the task and computed nothing.

    A process that has used Polars cannot be forked, so another stands by for it; it has one thread,
    since what it loads reads the environment once. Where a system cannot do that, each process
    loads all for itself.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([task, _FORKED])
    before = dict(os.environ)
    worker.one_thread()
    try:
        forkserver.ensure_running()
    finally:
        os.environ.clear()
        os.environ.update(before)
    return context


def local(workers: int | None = None, task: str = "") -> WorkerPool:
    """The pool of this machine; a process a core where ``workers`` is None, none for 1.

    task: as ``Processes`` has it.
    """
    affinity = getattr(os, "sched_getaffinity", None)  # not every system has it
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    count = workers or cores
    return SerialPool() if count == 1 else Processes(count, task)
