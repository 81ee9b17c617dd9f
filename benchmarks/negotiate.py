"""How fast the negotiation models are, against their budgets.

Run: ``python benchmarks/negotiate.py [FOLDER]``, with the folder of the DEU III and KTAB tables
(or FOEDUS_NEGOTIATION_DATA). Without it only the invented inputs run. The result is printed and
kept in ``benchmarks/results/negotiate.json`` with the machine and the commit.
"""

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from foedus.negotiation.actors import Actor, Issue, central
from foedus.negotiation.forecast import forecast
from foedus.negotiation.methods.challenge import challenge
from foedus.negotiation.methods.spatial import bargain_each, bargain_in_space
from foedus.negotiation.quantity import Normal, Range
from foedus.negotiation.tables import read_tables

HERE = Path(__file__).resolve().parent


def best_of(times: int, work: Callable[[], Any]) -> dict[str, float]:
    """Shortest wall and processor time of a few runs: what a neighbor's load adds is not ours."""
    wall, cpu = [], []
    for _ in range(times):
        w, c = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - w)
        cpu.append(time.process_time() - c)
    return {"wall_s": round(min(wall), 4), "cpu_s": round(min(cpu), 4)}


def vague_issue(n: int, seed: int = 0) -> Issue:
    rng = np.random.default_rng(seed)
    return Issue(
        "vague",
        tuple(
            Actor(
                f"a{i}",
                Normal(float(rng.uniform(10, 90)), 8),
                Range(0.2, 0.9, float(rng.uniform(0.3, 0.8))),
                Range(1.0, float(rng.uniform(2, 9))),
            )
            for i in range(n)
        ),
    )


def main(folder: Path | None) -> dict[str, Any]:
    rng = np.random.default_rng(1)
    n = 80
    x, s, c = rng.uniform(0, 1, n), rng.uniform(0.1, 0.9, n), rng.uniform(1, 100, n)
    issue = vague_issue(30)
    rows: list[dict[str, Any]] = []

    def row(what: str, budget: float | None, times: int, work: Callable[[], Any]) -> None:
        rows.append({"what": what, "budget_s": budget, **best_of(times, work)})

    row("Monte Carlo, 10,000 draws, 30 actors", 2.0, 5, lambda: forecast(issue, draws=10_000))
    row("spatial model, 80 actors (invented)", 0.3, 5, lambda: bargain_in_space(x, s, c))
    row(
        "challenge, 20 actors, 1,000 draws, 10 rounds",
        None,
        3,
        lambda: challenge(
            rng.uniform(0, 1, (1_000, 20)), np.ones(20), rng.uniform(0.1, 1, (1_000, 20)), rounds=10
        ),
    )
    if folder and (folder / "deu3_issues.csv").is_file():
        lines = (folder / "ktab_dummy_a080.csv").read_text().splitlines()[2:]
        a080 = np.array([[float(cell) for cell in line.split(",")[2:]] for line in lines])
        row(
            "spatial model, KTAB's 80 actors",
            0.3,
            5,
            lambda: bargain_in_space(a080[:, 1] / 100, a080[:, 2] / 100, a080[:, 0]),
        )
        issues = read_tables(
            *(folder / f"deu3_{name}.csv" for name in ("issues", "positions", "actor_power"))
        ).issues
        scored = [central(one) for one in issues if len(one.actors) >= 3][:351]
        row(
            "spatial model, 351 EU issues",
            10.0,
            2,
            lambda: bargain_each((a.x[0] / 100, a.s[0], a.c[0]) for a in scored),
        )
        row("headline forecast, all EU issues", None, 2, lambda: [forecast(one) for one in issues])
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=HERE,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    return {
        "machine": {
            "cores": os.cpu_count(),
            "processor": platform.machine(),
            "python": platform.python_version(),
            "numpy": np.__version__,
        },
        "load": [round(value, 1) for value in os.getloadavg()],
        "commit": commit,
        "results": rows,
    }


if __name__ == "__main__":
    named = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("FOEDUS_NEGOTIATION_DATA")
    measured = main(Path(named) if named else None)
    for line in measured["results"]:
        times = f"{line['wall_s']:9.3f} s wall{line['cpu_s']:9.3f} s cpu"
        print(f"{line['what']:<48}{times}   budget {line['budget_s'] or '-'}")
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / "negotiate.json").write_text(json.dumps(measured, indent=1) + "\n")
