"""How long an atlas takes and how much memory, by pairs and by workers.

    python benchmarks/atlas.py [--draws 200] [--pairs 500 1000 2000] [--workers 1 2]

Each run is a process of its own with nothing kept. Processor seconds are the leader's and its
workers'; memory is what all of them hold together, shared pages once, at the worst moment seen.
``bound`` is what workers could gain on a quiet machine: the processor seconds with one, over the
leader's own with several and an even share of the workers'. Wall time means something on a quiet
machine alone. Writes benchmarks/results/atlas.json.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent / "results" / "atlas.json"


def main() -> None:
    """Run every number of pairs with every number of workers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=200)
    parser.add_argument("--years", type=int, default=20)
    parser.add_argument("--pairs", type=int, nargs="+", default=[500, 1000, 2000, 3622])
    parser.add_argument("--workers", type=int, nargs="+", default=[1])
    parser.add_argument("--one", action="store_true", help="run here, and print what it took")
    asked = parser.parse_args()
    if asked.one:
        json.dump(one(asked.pairs[0], asked.workers[0], asked.draws, asked.years), sys.stdout)
        return
    rows: list[dict[str, Any]] = []
    for pairs in asked.pairs:
        for workers in asked.workers:
            words = (
                f"--one --pairs {pairs} --workers {workers} --draws {asked.draws} "
                f"--years {asked.years}"
            )
            line = [sys.executable, __file__, *words.split()]
            done = subprocess.run(line, capture_output=True, text=True, check=True)
            row = json.loads(done.stdout)
            alone = next((r for r in rows if (r["pairs"], r["workers"]) == (pairs, 1)), None)
            if workers > 1 and alone:
                share = row["leader_s"] + row["workers_s"] / workers
                row["bound"] = round((alone["leader_s"] + alone["workers_s"]) / share, 2)
            rows.append(row)
            sys.stdout.write(f"{json.dumps(row)}\n")
            sys.stdout.flush()
    OUT.write_text(json.dumps({
        "when": datetime.now(UTC).isoformat(timespec="seconds"), "processor": processor(),
        "cores": os.cpu_count(), "load": [round(each, 1) for each in os.getloadavg()],
        "python": platform.python_version(), "rows": rows,
    }, indent=1) + "\n")  # fmt: skip


def processor() -> str:
    """The processor's name, as the system gives it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor())


def one(pairs: int, workers: int, draws: int, years: int) -> dict[str, Any]:
    """An atlas of the first so many relevant pairs, without pages."""
    from foedus.atlas.atlas import atlas, plan
    from foedus.atlas.question import relevant
    from foedus.sweep.pool import local

    held = Held()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        pool = local(workers, "foedus.atlas.block")
        every = relevant(2025)
        # spread over the list, since neighbors in it share a challenger
        some = [every[at * len(every) // pairs] for at in range(pairs)]
        asked = plan(2025, draws=draws, years=years, pairs=some)
        found = atlas(asked, Path(folder), pool=pool)
    wall, memory = time.perf_counter() - began, held.stop()
    own = resource.getrusage(resource.RUSAGE_SELF)
    time.sleep(1.0)  # workers that were ended are counted once they are gone
    return {
        "pairs": pairs, "workers": workers, "draws": draws, "years": years,
        "designs": len(asked.designs), "answered": pairs - len(found.unanswered),
        "wall_s": round(wall, 1), "leader_s": round(own.ru_utime + own.ru_stime - held.cost, 1),
        "workers_s": round(sum(map(_seconds, _tree(os.getpid())[1:])), 1),
        "memory_mb": round(memory),
    }  # fmt: skip


class Held:
    """The most memory that this process and its children held together, seen every two seconds.

    cost: processor seconds of the looking, which are no part of the atlas.
    """

    def __init__(self) -> None:
        self._most, self.cost = 0.0, 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """Megabytes."""
        self._over.set()
        self._thread.join()
        return self._most

    def _watch(self) -> None:
        while not self._over.wait(2.0):
            self._most = max(self._most, sum(map(_share, _tree(os.getpid()))))
            self.cost = time.thread_time()


def _tree(root: int) -> list[int]:
    found = [root]
    for each in found:
        try:
            text = Path(f"/proc/{each}/task/{each}/children").read_text("ascii")
        except OSError:
            continue
        found += [int(child) for child in text.split()]
    return found


def _seconds(process: int) -> float:
    """Processor seconds of a process and of those that it began and that have ended."""
    try:
        text = Path(f"/proc/{process}/stat").read_text("ascii")
    except OSError:
        return 0.0
    return sum(map(int, text.rpartition(")")[2].split()[11:15])) / os.sysconf("SC_CLK_TCK")


def _share(process: int) -> float:
    """Megabytes of a process, its share of what it holds with others."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0.0
    return next((float(line.split()[1]) / 1024 for line in text.splitlines()
                 if line.startswith("Pss:")), 0.0)  # fmt: skip


if __name__ == "__main__":
    main()
