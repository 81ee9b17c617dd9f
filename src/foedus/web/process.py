"""Work in a process of its own, so that no reader waits for it: what it says comes as messages.

The process ends with its work, at once where somebody breaks the work off, and with the server,
however that ends. What it writes it writes whole or not at all (`foedus.storage.replacing`).
"""

import logging
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

from foedus.errors import FoedusError
from foedus.sweep.worker import start

log = logging.getLogger("foedus.web")
#: Seconds between two looks whether the work is broken off; until a process that was told to end is
#: made to.
_LOOK, _GRACE = 0.1, 2.0
#: How far readers come before it where both want the processor.
_YIELDS = 5


class WorkerLostError(FoedusError):
    """The process that worked was ended by somebody else."""

    exit_code = 4


def computed(task: str, given: tuple[Any, ...], tell: Callable[[str], None]) -> Any:
    """What ``task`` returns of ``given`` and a function to tell how far it is.

    task: module and function, ``foedus.web.work:alone``. tell: called here with what the work says,
    and a few times a second with the last that it said, so that it can break the work off by an
    error. Raises that error, what the task raised, and WorkerLostError where the process is killed.
    """
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=_work, args=(theirs, task, given), daemon=True
    )
    process.start()
    theirs.close()  # so that the end of the process is the end of what can be read
    said = "starting a process for it"
    try:
        while True:
            tell(said)
            if not ours.poll(_LOOK):
                continue
            kind, message = ours.recv()
            if kind == "said":
                said = message
            elif kind == "failed":
                raise message
            else:
                return message
    except (EOFError, ConnectionResetError):
        process.join(_GRACE)
        raise _lost(process.exitcode) from None
    finally:
        _end(process)
        ours.close()


def unforeseen(error: Exception, what: str) -> FoedusError:
    """What is said of an error that nobody thought of, whose own words go to the server's log."""
    log.error("%s failed", what, exc_info=error)
    return FoedusError(f"failed for a reason that nobody thought of: {type(error).__name__}")


def _end(process: Any) -> None:
    """End a process, whatever it is at."""
    process.terminate()
    process.join(_GRACE)
    if process.is_alive():  # deep in compiled code, which hears nothing
        process.kill()
        process.join()


def _lost(code: int | None) -> WorkerLostError:
    how = f"by signal {-code}" if code is not None and code < 0 else f"with exit code {code}"
    return WorkerLostError(
        f"the process that worked on it ended {how}, before it was done",
        hint="ask for it again (a sweep goes on where it was); where memory is short, fewer draws",
    )


def _work(back: Connection, task: str, given: tuple[Any, ...]) -> None:
    """What the process does: the task, said step by step, and what came of it."""
    start(dict(os.environ))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what is half written is swept
    if sys.platform != "win32":
        os.nice(_YIELDS)
    module, _, name = task.partition(":")
    try:
        found = getattr(import_module(module), name)(*given, lambda said: back.send(("said", said)))
    except FoedusError as error:
        back.send(("failed", error))
    except Exception as error:  # whatever it was, it must be said, and in words
        back.send(("failed", unforeseen(error, task)))
    else:
        back.send(("done", found))
