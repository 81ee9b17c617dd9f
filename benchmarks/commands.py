"""Commands as a user runs them, beside another checkout: processor time and memory, in pairs.

    python benchmarks/commands.py --against DIR [--runs 5] [--only assess,accept]

DIR is a checkout of the commit to compare with; both run in this interpreter's environment. Each
run is a whole process, its processor seconds (user and system) and its largest memory as the system
accounts for them; the two checkouts take turns, so that a machine that slows down slows both. The
first pair, which fills caches of bytecode, does not count. ``floor`` is what no change to Foedus
can go below: the start of Python with NumPy, pydantic and typer loaded. Medians; a ratio is that of
the pairs. Writes benchmarks/results/commands.json, command by command.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kernel import processor

HERE = Path(__file__).resolve().parent
OUT = HERE / "results" / "commands.json"
FLOOR = "import numpy, pydantic, typer"
ASKED = "ukraine-2025"
COMMANDS: dict[str, list[str]] = {
    "assess": ["assess", ASKED],
    "explain": ["explain", ASKED],
    "chart": ["chart", ASKED, "war-risk", "--out", "{}/war.svg"],
    "neighbors": ["neighbors", ASKED],
    "accept": ["accept", ASKED],
    "design": ["design", ASKED],
    "brief": ["brief", ASKED, "--out", "{}/brief.html"],
}


def once(program: list[str], checkout: Path) -> tuple[float, float]:
    """Processor seconds and peak MiB of one process, which must succeed."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(checkout / "src"), "OMP_NUM_THREADS": "1"}
    child = subprocess.Popen(
        [sys.executable, *program], env=environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(program)} failed in {checkout}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def paired(arguments: list[str], other: Path, runs: int) -> dict[str, Any]:
    """Medians of both checkouts, and of what each pair's ratio is."""
    with tempfile.TemporaryDirectory() as folder:
        program = ["-m", "foedus", *(each.format(folder) for each in arguments)]
        pairs = [(once(program, other), once(program, HERE.parent)) for _ in range(runs + 1)][1:]
    middle = statistics.median
    return {
        "before_seconds": middle(before[0] for before, _ in pairs),
        "seconds": middle(now[0] for _, now in pairs),
        "times_as_fast": middle(before[0] / now[0] for before, now in pairs),
        "before_mib": middle(before[1] for before, _ in pairs),
        "mib": middle(now[1] for _, now in pairs),
    }


def commit(checkout: Path) -> str:
    command = ["git", "-C", str(checkout), "rev-parse", "--short", "HEAD"]
    return subprocess.check_output(command, text=True).strip()


def kept(before: str) -> dict[str, Any]:
    """Commands measured earlier against the same commit, so that they can be timed one by one."""
    stored = json.loads(OUT.read_text("utf-8")) if OUT.exists() else {}
    return stored["commands"] if stored.get("before") == before else {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default=",".join(COMMANDS))
    arguments = parser.parse_args()
    found: dict[str, Any] = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"), "processor": processor(),
        "cpus": os.cpu_count(), "system": platform.platform(),
        "python": platform.python_version(), "numpy": version("numpy"),
        "load_average_at_start": os.getloadavg()[0],
        "before": commit(arguments.against), "commit": commit(HERE),
        "floor_seconds": statistics.median(
            once(["-c", FLOOR], HERE.parent)[0] for _ in range(arguments.runs)
        ),
        "commands": kept(commit(arguments.against)),
    }  # fmt: skip
    for name in arguments.only.split(","):
        found["commands"][name] = paired(COMMANDS[name], arguments.against, arguments.runs)
        found["commands"][name] |= {"commit": found["commit"], "runs": arguments.runs}
        print(name, found["commands"][name], file=sys.stderr)
        OUT.write_text(json.dumps(found, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
