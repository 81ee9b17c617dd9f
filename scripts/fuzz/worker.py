"""Cases run in a process of their own, so that one that hangs can be ended."""

import multiprocessing
import os
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from scripts.fuzz.corpus import case
from scripts.fuzz.outcome import Finding, judge, run

LIMIT = 20.0  # seconds of computing, after which a command hangs
STUCK, LISTEN = 300.0, 0.2  # seconds of waiting, after which it does too; between two looks


class Worker:
    """A process that runs cases, begun anew where one hangs or ends it."""

    def __init__(self, also: Path | None) -> None:
        self.context = multiprocessing.get_context("spawn")
        self.also = also
        self._start()

    def _start(self) -> None:
        self.pipe, theirs = self.context.Pipe()
        self.process = self.context.Process(target=serve, args=(theirs, self.also), daemon=True)
        self.process.start()
        theirs.close()

    def ask(self, kind: str, seed: int) -> tuple[list[Finding], float]:
        """Findings of one case, and its seconds by the clock."""
        began, waited = time.monotonic(), 0.0
        computed, _ = _computed(self.process.pid)
        self.pipe.send((kind, seed))
        try:
            while not self.pipe.poll(LISTEN):
                now, waits = _computed(self.process.pid)
                used, waited = now - computed, waited + LISTEN * waits
                if used > LIMIT or waited > STUCK:
                    asked = " ".join(case(kind, seed, self.also).arguments[:3])
                    what = Finding("hang", f"after {used:.0f} s of computing: {asked}")
                    break
            else:
                found: list[Finding] = self.pipe.recv()
                return found, time.monotonic() - began
        except (EOFError, ConnectionError):
            what = Finding("crash", f"process ended with {self.process.exitcode}")
        self.stop()
        self._start()
        return [what], time.monotonic() - began

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _computed(process: int | None) -> tuple[float, bool]:
    """Seconds that a process has computed, and whether it waits for something else than its turn.

    So a busy machine makes no case hang. By the clock where the system does not tell.
    """
    try:
        told = Path(f"/proc/{process}/stat").read_text("ascii", "replace")
        parts = told.rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK"), parts[0] != "R"
    except (OSError, ValueError, IndexError):
        return time.monotonic(), True


def serve(pipe: Connection, also: Path | None) -> None:
    """Run cases as they come, each in an empty folder."""
    while True:
        try:
            kind, seed = pipe.recv()
        except EOFError:
            return
        one = case(kind, seed, also)
        with tempfile.TemporaryDirectory() as folder:
            pipe.send(judge(one, run(one, Path(folder))))
