"""Kill sweeps at random moments, and see that what is resumed is, byte for byte, what was not.

A sweep of some hundred cells is started again and again and killed (SIGKILL, its workers left to
notice) at random times, until it has been killed so often as asked; the last run finishes. With
``--dask`` the cells go to a cluster of several processes, of which workers and once the scheduler
are killed too. ``--of`` takes cells of a model instead of a scenario's: scores from an origin,
fits, resamples. On request: ``python scripts/sweeps.py --cells 500 --kills 10``, then with
``--dask`` (which needs the extra ``cluster``); a small one is a test.
"""

import argparse
import hashlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

#: What is swept -> the words of the command for so many cells. A scenario's take a tenth of a
#: second, in few draws; a model's about a second, and need the public data.
SWEEPS: dict[str, Callable[[int], tuple[str, ...]]] = {
    "scenario": lambda cells: (
        "ukraine-2025", "--draws", "100", "--years", "5", "--design", "nato", "--vary",
        "term=" + ",".join(f"{1 + at / 10:.1f}" for at in range(cells)),
    ),
    "score": lambda cells: ("score:lapse", "--vary", f"origin=1940..{1939 + cells}"),
    "fit": lambda cells: ("fit:ladder", "--vary", f"through=1920..{1919 + cells}"),
    "bootstrap": lambda cells: (
        "bootstrap:ladder", "--vary", f"replicate=1..{cells}", "--vary", "through=1950",
    ),
}  # fmt: skip
_PYTHON = (sys.executable, "-m")


class UnlikeError(Exception):
    """A resumed sweep differs from one that was never disturbed, or did not finish."""


def main(given: Sequence[str] | None = None) -> None:
    """Run the sweep undisturbed, then killed, and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--of", choices=SWEEPS, default="scenario")
    parser.add_argument("--cells", type=int, default=500)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=None, help="at random where none is given")
    parser.add_argument("--dask", action="store_true")
    asked = parser.parse_args(given)
    seed = int(np.random.SeedSequence().generate_state(1)[0]) if asked.seed is None else asked.seed
    chance = np.random.default_rng(seed)
    sys.stdout.write(f"seed {seed}\n")
    with tempfile.TemporaryDirectory() as made:
        whole, broken = Path(made, "whole"), Path(made, "broken")
        began = time.monotonic()
        first = undisturbed(command(asked.of, asked.cells, whole, asked.workers), whole) - began
        seconds = time.monotonic() - began - first
        sys.stdout.write(
            f"undisturbed: {count(whole)} cells, {first:.0f} s to the first, {seconds:.0f} s more\n"
        )
        pace = Pace(first, seconds / (asked.kills + 1))
        if asked.dask:
            with Cluster(asked.workers) as cluster:
                line = command(asked.of, asked.cells, broken, 0, cluster.address)
                killed(line, broken, asked.kills, pace, chance, cluster)
        else:
            line = command(asked.of, asked.cells, broken, asked.workers)
            killed(line, broken, asked.kills, pace, chance)
        one, two = hashes(whole), hashes(broken)
        differ = sorted(name for name in one | two if one.get(name) != two.get(name))
        if differ:
            raise UnlikeError(f"seed {seed}: the resumed sweep differs in {', '.join(differ[:6])}")
    sys.stdout.write(f"the same {asked.cells} cells and results, byte for byte\n")


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds to the first cell, and those from one kill to the next that are spread over all."""

    first: float
    apart: float


def pause(run: "subprocess.Popen[bytes]", seconds: float) -> None:
    """Wait so long, or until the run ends."""
    with suppress(subprocess.TimeoutExpired):
        run.wait(max(seconds, 0.01))


def undisturbed(line: list[str], out: Path) -> float:
    """Run the sweep; the moment at which its first cell was kept. Raises UnlikeError."""
    run = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)  # noqa: S603
    while run.poll() is None and not count(out):
        time.sleep(0.1)
    first = time.monotonic()
    _, said = run.communicate()
    if run.returncode:
        raise UnlikeError(f"it did not finish: {said.decode()}")
    return first


def command(of: str, cells: int, out: Path, workers: int, scheduler: str = "") -> list[str]:
    """The sweep's command line."""
    pool = ["--scheduler", scheduler] if scheduler else ["--workers", str(workers)]
    return [*_PYTHON, "foedus", "sweep", *SWEEPS[of](cells), "--out", str(out), *pool]


def killed(
    line: list[str], out: Path, kills: int, pace: "Pace", chance: np.random.Generator,
    cluster: "Cluster | None" = None,
) -> None:  # fmt: skip
    """Start the sweep and kill it, so often; then let it finish."""
    for number in range(1, kills + 1):
        run = subprocess.Popen(  # noqa: S603 (this file's own words)
            line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        if chance.random() < 0.2:  # before anything is kept
            pause(run, chance.uniform(0.1, pace.first))
        else:
            before = count(out)
            while run.poll() is None and count(out) == before:
                time.sleep(0.05)
            moment = float(chance.exponential(pace.apart))
            pause(run, moment / 2)
            if cluster is not None and number % 2 == 0:
                cluster.hurt(chance, scheduler=number == 2)
            pause(run, moment / 2)
        if run.poll() == 0:
            sys.stdout.write(f"kill {number}: too late, all was done\n")
            continue
        if run.poll() is not None:
            raise UnlikeError((run.stderr or sys.stdin.buffer).read().decode())
        run.send_signal(signal.SIGKILL)
        run.wait()
        sys.stdout.write(f"kill {number}: {count(out)} cells were kept\n")
    finish(line)


def finish(line: list[str]) -> None:
    """Run the sweep to its end. Raises UnlikeError where it fails."""
    done = subprocess.run(line, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise UnlikeError(f"it did not finish: {done.stderr}")


def count(folder: Path) -> int:
    """Cells that are kept."""
    return len(list(folder.glob("cells/*.parquet")))


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of each file of a folder, by its place."""
    return {
        str(each.relative_to(folder)): hashlib.sha256(each.read_bytes()).hexdigest()
        for each in sorted(folder.rglob("*"))
        if each.is_file()
    }


class Cluster:
    """A Dask scheduler and its workers, processes of their own on this machine."""

    def __init__(self, workers: int) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self._port}"
        self._many = workers
        self._workers: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> "Cluster":
        self._schedule()
        while len(self._workers) < self._many:
            self._work()
        return self

    def __exit__(self, *_: object) -> None:
        for each in (*self._workers, self._scheduler):
            each.kill()
            each.wait()

    def hurt(self, chance: np.random.Generator, *, scheduler: bool) -> None:
        """Kill a worker, or the scheduler, and start another in its place."""
        if scheduler:
            sys.stdout.write("  the scheduler is killed, and started again\n")
            self._scheduler.kill()
            self._scheduler.wait()
            self._schedule()
        dead = self._workers.pop(int(chance.integers(len(self._workers))))
        dead.kill()
        dead.wait()
        self._workers = [each for each in self._workers if each.poll() is None]
        while len(self._workers) < self._many:
            self._work()

    def _schedule(self) -> None:
        self._scheduler = self._start(
            "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(self._port),
            "--no-dashboard",
        )  # fmt: skip
        for _ in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self._port), 1.0):
                return
            time.sleep(0.1)
        raise UnlikeError("the scheduler did not start")

    def _work(self) -> None:
        self._workers.append(self._start(
            "distributed.cli.dask_worker", self.address, "--nthreads", "1", "--no-nanny",
            "--no-dashboard", "--death-timeout", "60",
        ))  # fmt: skip

    @staticmethod
    def _start(module: str, *words: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(  # noqa: S603 (this file's own words)
            [*_PYTHON, module, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            cwd=tempfile.gettempdir(), env={**os.environ, "OMP_NUM_THREADS": "1"},
        )  # fmt: skip


if __name__ == "__main__":
    main()
