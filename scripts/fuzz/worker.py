"""Cases run in a process of their own, so that one that hangs can be ended."""

import multiprocessing
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from scripts.fuzz.corpus import case
from scripts.fuzz.outcome import Finding, judge, run

LIMIT = 20.0  # seconds, after which a command hangs


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
        self.warm = False

    def ask(self, kind: str, seed: int) -> tuple[list[Finding], float]:
        """Findings of one case, and its seconds. One that hangs is run again, alone, to be sure."""
        found, seconds = self._ask(kind, seed)
        return (
            self._ask(kind, seed) if any(one.fault == "hang" for one in found) else (found, seconds)
        )

    def _ask(self, kind: str, seed: int) -> tuple[list[Finding], float]:
        began = time.monotonic()
        self.pipe.send((kind, seed))
        limit = LIMIT if self.warm else 3 * LIMIT  # libraries load with the first cases
        try:
            if self.pipe.poll(limit):
                found: list[Finding] = self.pipe.recv()
                self.warm = True
                return found, time.monotonic() - began
            what = Finding(
                "hang", f"over {limit:.0f} s: {' '.join(case(kind, seed).arguments[:3])}"
            )
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
