"""The command line. ``main`` is the entry point; one module a command, loaded when called."""

import gc
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["main"]

#: New objects before Python looks for cycles among them. Loading libraries makes hundreds of
#: thousands, none of which can go; looking at them again and again took a tenth of a command.
_LATER = 1_000_000


def main() -> None:
    """Run the command line.

    Raises SystemExit with the exit code: 130 after Ctrl-C, 143 after SIGTERM.
    """
    gc.set_threshold(_LATER)
    stopped: list[int] = []
    try:
        with _heeding(stopped):
            from foedus.cli.app import main as run  # imports take long enough to break off in

            run()
    except KeyboardInterrupt:
        sys.stderr.write("terminated\n" if stopped else "interrupted\n")
        raise SystemExit(128 + (stopped or [signal.SIGINT])[0]) from None


@contextmanager
def _heeding(stopped: list[int]) -> Iterator[None]:
    """Let SIGTERM end a command as Ctrl-C does, its files swept and what is computed kept.

    A second one ends it at once. stopped: the signal goes there.
    """

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 (what a handler gets)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        stopped.append(number)
        raise KeyboardInterrupt

    heeds = (
        threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    )
    if heeds:
        signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        if heeds:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
