"""Time and memory of an assessment: cold start, and growth with draws, designs and years.

    python benchmarks/assess.py [--runs 5]

Each measurement runs in a process of its own. ``command`` is all that a user waits for: the
interpreter's start, imports, reading the scenario and the posterior, simulating, printing. Also
measured: how much of the variance between draws is the simulation's noise, which a few stratified
paths a draw are to keep small. Writes benchmarks/results/assess.json and assess.md.
"""

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
DRAWS = (1000, 2000, 4000, 8000, 16000)
YEARS = (5, 10, 20, 40)
DESIGNS = (1, 2, 4, 8)
PATHS = (1, 2, 4, 8)


def distinct(count: int) -> Any:
    """The shipped scenario with ``count`` designs that the model tells apart, besides none."""
    from foedus.scenario import load

    asked = load("ukraine-2025")
    pledge = asked.designs["article-5-like"]
    ties: dict[str, Any] = {"contact": "none", "aid": "none"}
    more: list[dict[str, Any]] = [
        {}, {"contact": "regular"}, {"aid": "general"}, {"bases": "permanent"},
        {"organization": "named"}, {"contribution": True}, {"companion": True},
        {"command": "integrated"},
    ]  # fmt: skip
    designs = {"none": asked.designs["none"]}
    for place in range(count):
        ties |= more[place]
        military = pledge.military.model_copy(update=ties)
        name = f"pledge-{place}"
        designs[name] = pledge.model_copy(update={"name": name, "military": military})
    return asked.model_copy(update={"designs": designs})


def measure(kind: str, draws: int, years: int, designs: int) -> dict[str, float]:
    """One run in this process, or of the command: seconds and peak memory in MB."""
    if kind == "command":
        arguments = ["assess", "ukraine-2025", "--draws", str(draws), "--years", str(years)]
        program = [sys.executable, "-c", "from foedus.cli import main; main()", *arguments]
        began = time.perf_counter()
        subprocess.run(program, check=True, capture_output=True)
        seconds = time.perf_counter() - began
        who = resource.RUSAGE_CHILDREN
    else:
        from foedus.assessment import assess

        asked = distinct(designs)
        began = time.perf_counter()
        assess(asked, draws=draws, years=years)
        seconds = time.perf_counter() - began
        who = resource.RUSAGE_SELF
    return {"seconds": seconds, "peak_mb": resource.getrusage(who).ru_maxrss / 1024}


def repeated(kind: str, draws: int, years: int, designs: int, runs: int) -> dict[str, Any]:
    """The quickest of several processes, the least disturbed, and the median."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    found = []
    for _ in range(runs):
        program = [sys.executable, __file__, "--one", kind, *map(str, (draws, years, designs))]
        told = subprocess.run(program, check=True, capture_output=True, text=True, env=environment)
        found.append(json.loads(told.stdout))
    best = min(found, key=lambda run: run["seconds"])
    median = statistics.median(run["seconds"] for run in found)
    what = {"kind": kind, "draws": draws, "years": years, "designs": designs}
    return {**what, **best, "median_seconds": median}


def noise(paths: int, draws: int = 2000, years: int = 20) -> dict[str, Any]:
    """Share of the variance between draws that is simulation, for war without a guarantee."""
    import numpy as np

    from foedus.assessment.designs import COLUMNS
    from foedus.facts import assembly
    from foedus.facts.setting import setting
    from foedus.history.ladder import posterior
    from foedus.history.paths import simulate
    from foedus.scenario import load

    asked = load("ukraine-2025")
    here, ladder = setting(asked, assembly.facts(asked)), posterior.shipped()
    drawn = ladder.draws(draws, np.random.default_rng(0))
    none = {name: np.zeros(1) for name in COLUMNS}
    one, two = (
        simulate(ladder, drawn, here, none, years, np.random.default_rng(seed), paths=paths)
        .by["war"][:, -1, 0]
        .astype(float)
        for seed in (1, 2)
    )
    return {"paths": paths, "share": float(np.var(one - two) / 2 / np.var(one))}


def machine() -> dict[str, Any]:
    return {
        "cpus": os.cpu_count(),
        "machine": platform.machine(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in ("foedus", "numpy", "pydantic")},
        "load_average_at_start": os.getloadavg()[0],
        "commit": subprocess.check_output(
            ["git", "rev-parse", "--short", "HEAD"], cwd=HERE, text=True
        ).strip(),
    }


def report(found: dict[str, Any]) -> str:
    lines = [
        "# Assess: time and memory",
        "",
        f"Written by `benchmarks/assess.py`. Quickest and median of {found['runs']} runs, each a "
        "process of its own. `command` is `foedus assess ukraine-2025` from a cold start (five "
        "designs); `assess` is the function, with so many designs besides none.",
        "",
        "; ".join(f"{name}: {value}" for name, value in found["machine"].items()),
        "",
        "| what | draws | years | designs | seconds | median | peak MB |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {run['kind']} | {run['draws']:,} | {run['years']} | {run['designs']} "
        f"| {run['seconds']:.2f} | {run['median_seconds']:.2f} | {run['peak_mb']:,.0f} |"
        for run in found["measured"]
    ]
    lines += [
        "",
        "Share of the variance between draws (war within 20 years, no guarantee) that is the "
        "simulation's noise:",
        "",
        "| paths a draw | share |",
        "|--:|--:|",
        *(f"| {each['paths']} | {each['share']:.1%} |" for each in found["noise"]),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--one", nargs=4, metavar=("KIND", "DRAWS", "YEARS", "DESIGNS"))
    arguments = parser.parse_args()
    if arguments.one:
        kind, *sizes = arguments.one
        print(json.dumps(measure(kind, *map(int, sizes))))
        return
    plan = [("command", 4000, 20, 5)]
    plan += [("assess", draws, 20, 4) for draws in DRAWS]
    plan += [("assess", 4000, years, 4) for years in YEARS if years != 20]
    plan += [("assess", 4000, 20, designs) for designs in DESIGNS if designs != 4]
    found: dict[str, Any] = {"machine": machine(), "runs": arguments.runs, "measured": []}
    for each in plan:
        found["measured"].append(repeated(*each, arguments.runs))
        print(found["measured"][-1], file=sys.stderr)
    found["noise"] = [noise(paths) for paths in PATHS]
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "assess.json").write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    (RESULTS / "assess.md").write_text(report(found), "utf-8")


if __name__ == "__main__":
    main()
