"""The compiled path simulation against the arrays, and against what the machine must do at least.

    python benchmarks/kernel.py [--runs 5]

Pairs of runs in one process, kernel and arrays in turn; processor seconds, the least of each, since
other work only ever adds. A path-year is one year of one path, both ways of a pair, of one pass.
The floor: as many logarithms and exponentials as the passes need, taken by NumPy's vectors from
cache, and nothing else. Writes benchmarks/results/kernel.json.
"""

import argparse
import json
import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from foedus.assessment.groundwork import groundwork
from foedus.assessment.run import Run, distinct
from foedus.history.kernel import call
from foedus.history.many import PairCase, many
from foedus.history.pair import PairLadder
from foedus.history.paths import PATHS
from foedus.scenario import load

OUT = Path(__file__).parent / "results" / "kernel.json"
DRAWS, YEARS, PAIRS = 4000, 20, 40
#: Logarithms and exponentials of a path-year, both ways, a pass: on paths without a dispute, force,
#: deadly force, war; on any. A guarantee that may lapse adds an exponential a rung.
LOGS, POWERS = (6, 11, 16, 16, 16), (5, 7, 9, 11, 11)
PASSES = len(LOGS)


def processor() -> str:
    """The processor's name, as the system gives it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor())


@contextmanager
def arrays() -> Iterator[None]:
    """Without the kernel."""
    real = call.library
    call.library = lambda: None
    try:
        yield
    finally:
        call.library = real


def seconds(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def floor(count: int) -> float:
    """Seconds of the logarithms and exponentials of ``count`` path-years of every pass."""
    cells = np.linspace(0.1, 2.0, 4096, dtype=np.float32)
    out = np.empty_like(cells)
    rounds = 2000
    each = []
    for function in (np.log, np.exp):
        least = min(
            seconds(lambda f=function: [f(cells, out=out) for _ in range(rounds)])
            for _ in range(3)
        )  # fmt: skip
        each.append(least / rounds / len(cells))
    return count * (sum(LOGS) * each[0] + sum(POWERS) * each[1])


def asked(draws: int) -> Any:
    return groundwork(load("ukraine-2025"), draws, YEARS, 0, None, None, None, None, None)


def one_question(runs: int) -> dict[str, Any]:
    """Every event of five designs: what `foedus assess` simulates first."""
    question = asked(DRAWS)
    run: Run = question.run

    def work() -> Any:
        return run.chances(question.cases, leveled=False)

    compiled, plain = [], []
    for _ in range(runs):
        compiled.append(seconds(work))
        with arrays():
            plain.append(seconds(work))
    designs = len(distinct(question.cases)[0])
    count = DRAWS * PATHS * YEARS * designs
    least = floor(count)
    return {
        "draws": DRAWS, "years": YEARS, "designs": designs, "paths": PATHS,
        "kernel_seconds": min(compiled), "arrays_seconds": min(plain), "floor_seconds": least,
        "kernel_ns_a_path_year": min(compiled) / count / PASSES * 1e9,
        "arrays_ns_a_path_year": min(plain) / count / PASSES * 1e9,
        "kernel_over_floor": min(compiled) / least,
    }  # fmt: skip


def many_pairs() -> dict[str, Any]:
    """Made-up neighbors of the question's pair, five designs each, 1,000 draws."""
    question = asked(1000)
    run: Run = question.run
    designs = distinct(question.cases)[0]
    columns, lapse = run.designs(designs)
    cases = [
        PairCase(replace(run.setting, fixed={**run.setting.fixed, "capdist": 100.0 * far}),
                 columns, lapse)
        for far in range(1, PAIRS + 1)
    ]  # fmt: skip

    def work(events: tuple[str, ...]) -> float:
        """Milliseconds a pair."""
        return seconds(lambda: list(many(
            run.ladder, run.coefficients, cases, YEARS, run.streams[1], events, threads=1
        ))) / PAIRS * 1e3  # fmt: skip

    built = seconds(lambda: [
        PairLadder(run.ladder, each.setting, run.coefficients, columns, after=lapse.after,
                   hazard=lapse.hazard)
        for each in cases
    ])  # fmt: skip
    return {
        "draws": 1000, "designs": len(designs), "pairs": PAIRS,
        "every_event_ms_a_pair": work(("dispute", "force", "deadly", "war")),
        "war_alone_ms_a_pair": work(("war",)),
        "of_it_python_ms_a_pair": built / PAIRS * 1e3,
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    if not call.ready():
        raise SystemExit("no kernel here: `python hatch_build.py`")
    found = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "processor": processor(), "cpus": os.cpu_count(), "system": platform.platform(),
        "python": platform.python_version(), "numpy": np.__version__,
        "load_average_at_start": os.getloadavg()[0],
        "one_question": one_question(runs), "many_pairs": many_pairs(),
    }  # fmt: skip
    OUT.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
