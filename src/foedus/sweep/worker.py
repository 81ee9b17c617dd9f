"""What a worker does: compute cells, and hand each back as the bytes of its file.

Nothing here loads a model before a cell asks for one, and a worker writes nothing: the process
that leads keeps what comes back, so that no cell is half kept or kept twice.
"""

import os
import signal
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO

from foedus.errors import FoedusError, InputError
from foedus.sweep.cell import Cell, Job
from foedus.sweep.stamp import stamp
from foedus.sweep.store import KEY

#: A process a core: what each computes with is one thread.
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS")


@dataclass(frozen=True, slots=True)
class CellResult:
    """A cell computed. content: its file; empty where ``failure`` says why there is none."""

    key: str
    content: bytes
    seconds: float
    failure: str = ""


def one_thread() -> None:
    """Let what is loaded from now on compute with one thread, where nothing else is asked for."""
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")


def start(environment: Mapping[str, str]) -> None:
    """Make a process of a pool ready: deaf to Ctrl-C, one thread, ended with the one that leads.

    environment: that of the process that leads, which may have changed since this one was begun.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.clear()
    os.environ.update(environment)
    one_thread()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the process that leads to end, killed or not, and end."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    leader = parent_process()
    if leader is not None:
        wait([leader.sentinel])
        os._exit(1)


def compute(job: Job, cells: Sequence[Cell]) -> list[CellResult]:
    """Cells computed one after another. A failure of one is no failure of the others.

    Raises InputError where this process has other code, libraries or data than the one that leads.
    """
    _check(job)
    module, _, name = job.task.partition(":")
    task = getattr(import_module(module), name)
    return [_computed(task, job, cell) for cell in cells]


def _computed(task: object, job: Job, cell: Cell) -> CellResult:
    import polars as pl

    began = time.perf_counter()
    try:
        frame: pl.DataFrame = task(job.inputs, cell.settings, cell.seed)  # type: ignore[operator]
    except FoedusError as error:
        return CellResult(cell.key, b"", time.perf_counter() - began, str(error))
    made = BytesIO()
    frame.insert_column(0, pl.lit(cell.key).alias(KEY)).write_parquet(made)
    return CellResult(cell.key, made.getvalue(), time.perf_counter() - began)


def _check(job: Job) -> None:
    own = stamp()
    other = [name for name in {**job.stamp, **own} if own.get(name) != job.stamp.get(name)]
    if other:
        raise InputError(
            f"a worker (process {os.getpid()}) differs from the process that leads in "
            f"{', '.join(sorted(other)[:4])}",
            where="--scheduler",
            hint="install the same version of Foedus and its data on every worker",
        )
