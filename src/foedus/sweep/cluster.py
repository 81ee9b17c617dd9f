"""A Dask cluster as the pool: the same batches, on whatever workers its scheduler has.

The scheduler keeps nothing that is not here too. Where it goes away, what was out is sent again to
the one that next answers at its address; where workers die, their batches go to others.
"""

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from foedus.errors import DataError, InputError
from foedus.sweep import worker
from foedus.sweep.cell import Cell, Job
from foedus.sweep.pool import LISTEN, LostBatch
from foedus.sweep.worker import CellResult

#: Seconds that a scheduler may be away, as while it is restarted, before the run ends.
AWAY = 300.0
_CONNECT = 10.0  # seconds that one attempt to reach it lasts
_AHEAD = 2


class Cluster:
    """The workers of a scheduler at an address such as ``tcp://10.0.0.1:8786``."""

    def __init__(
        self, address: str, *, away: float = AWAY, tell: Callable[[str], None] = lambda _: None
    ) -> None:
        """Reach the scheduler. Raises InputError where the extra is missing, DataError where nobody
        answers.
        """
        self.address, self.away, self.tell = address, away, tell
        self._dask = _distributed()
        # Newer versions have an error of their own for a client that is closed.
        self._closed = (RuntimeError, OSError, getattr(
            self._dask.client, "ClosedClientError", RuntimeError
        ))  # fmt: skip
        self._out: dict[Any, tuple[Cell, ...]] = {}
        self._unsent: list[tuple[Cell, ...]] = []  # handed out while the scheduler was away
        self._round = 0
        self._client: Any = None
        self._connect(_CONNECT)

    @property
    def workers(self) -> int:
        """Threads of all workers; they may come and go."""
        with suppress(OSError, TimeoutError, RuntimeError):
            return max(int(sum(self._client.nthreads().values())), 1)
        return 1

    @property
    def room(self) -> bool:
        """Whether fewer batches are out than the workers will soon take."""
        return not self._unsent and len(self._out) < _AHEAD * self.workers

    @property
    def busy(self) -> bool:
        """Whether a batch is out."""
        return bool(self._out or self._unsent)

    def submit(self, job: Job, cells: Sequence[Cell]) -> None:
        """Hand out a batch, under a name of its own: the scheduler may hold an older one's end."""
        self._round += 1
        name = f"foedus-{cells[0].key[:16]}-{self._round}"
        try:
            future = self._client.submit(worker.compute, job, tuple(cells), key=name, pure=False)
        except self._closed:  # since it was last looked at
            self._unsent.append(tuple(cells))
        else:
            self._out[future] = tuple(cells)

    def collect(self) -> list[list[CellResult] | LostBatch]:
        """What has come back; where the scheduler went away, all that was out is lost."""
        if self._client.status != "running" or self._unsent:
            return self._again()
        with suppress(TimeoutError, self._dask.CancelledError):
            self._dask.wait(list(self._out), timeout=LISTEN, return_when="FIRST_COMPLETED")
        found: list[list[CellResult] | LostBatch] = []
        for future in [each for each in self._out if each.status != "pending"]:
            cells = self._out[future]
            try:
                found.append(future.result(timeout=_CONNECT))
            except self._dask.KilledWorker:
                found.append(LostBatch(cells, "workers of the cluster died"))
            except (self._dask.CancelledError, TimeoutError, OSError):
                found.append(LostBatch(cells, "the scheduler lost a batch"))
            del self._out[future]
        return found

    def stop(self) -> None:
        """Drop what is out, and leave the cluster as it is."""
        with suppress(Exception):
            self._client.cancel(list(self._out), force=True)
        self._out.clear()
        with suppress(Exception):
            self._client.close(timeout=LISTEN)

    def _again(self) -> list[list[CellResult] | LostBatch]:
        """Reach the scheduler anew, for so long as it may be away; what was out is lost."""
        lost: list[list[CellResult] | LostBatch] = [
            LostBatch(cells, "the scheduler went away")
            for cells in (*self._out.values(), *self._unsent)
        ]
        self._out.clear()
        self._unsent.clear()
        with suppress(Exception):
            self._client.close(timeout=LISTEN)
        self.tell(f"the scheduler at {self.address} is away; waiting for it")
        self._connect(self.away)
        return lost

    def _connect(self, patience: float) -> None:
        until = time.monotonic() + patience
        while True:
            try:
                self._client = self._dask.Client(self.address, timeout=min(_CONNECT, patience))
                return
            except (OSError, TimeoutError, ValueError) as error:
                if isinstance(error, ValueError) or time.monotonic() > until:
                    raise _unreachable(self.address, error) from None
                time.sleep(LISTEN)


def _unreachable(address: str, error: Exception) -> InputError | DataError:
    if isinstance(error, ValueError):
        return InputError(
            f"no scheduler's address: {error}", where=f"--scheduler {address}",
            hint="such as tcp://10.0.0.1:8786, which `dask scheduler` prints",
        )  # fmt: skip
    return DataError(
        "no scheduler answers there", where=f"--scheduler {address}",
        hint="start one with `dask scheduler`, and workers with `dask worker ADDRESS`",
    )  # fmt: skip


def _distributed() -> Any:
    """The library, quiet about what is told here in the house's words. Raises InputError."""
    try:
        import distributed
    except ImportError:
        raise InputError(
            "this needs the extra `cluster` (Dask), which is not installed",
            where="--scheduler",
            hint="pip install 'foedus[cluster]', or leave it out: this machine's cores then do it",
        ) from None
    for name in ("distributed.client", "distributed.core", "distributed.batched"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return distributed
