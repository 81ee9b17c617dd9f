"""Time and memory of the panel: by rows, by part, and beside plain pandas merges.

    FOEDUS_MIRROR=DIR python benchmarks/panel.py [--runs 3]

Each measurement runs in a process of its own, so that its peak memory is its own; the cache of
converted tables is warm. Writes benchmarks/results/panel.json and panel.md.
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
YEARS = (1870, 1913, 1945, 1970, 1990, 2010)
#: What pandas is asked to join: the parts that are look-ups and nothing else.
LOOK_UPS = ("nmc", "atop", "majors", "mindist")


def polars_panel(last: int, parts: list[str]) -> int:
    from foedus.evidence.panel import panel

    return panel(last=last, with_=parts).height


def whole_command(last: int, parts: list[str]) -> int:
    """``foedus panel … --out``: everything a user waits for, the file included."""
    out = RESULTS / ".panel.parquet"
    command = [sys.executable, "-c", "from foedus.cli import main; main()", "panel"]
    arguments = ["--to", str(last), "--with", ",".join(parts), "--out", str(out), "--json"]
    try:
        told = subprocess.run([*command, *arguments], check=True, capture_output=True, text=True)
    finally:
        out.unlink(missing_ok=True)
    return int(json.loads(told.stdout)["rows"])


def pandas_panel(last: int, parts: list[str]) -> int:
    """The same look-ups as left merges on the key columns, as one writes them by hand."""
    import pandas as pd
    import polars as pl

    from foedus.evidence.table import table

    def frame(name: str) -> Any:
        table_ = table(name)
        return pd.DataFrame({c: table_[c].to_numpy() for c in table_.columns})

    states = frame("cow-states")
    years = [
        (code, year)
        for code, began, ended in states[["ccode", "styear", "endyear"]].itertuples(index=False)
        for year in range(began, min(ended, last) + 1)
    ]
    members = pd.DataFrame(years, columns=["ccode", "year"]).drop_duplicates()
    rows = members.merge(members, on="year", suffixes=("1", "2"))
    rows = rows[rows["ccode1"] != rows["ccode2"]]
    false = frame("cow-false-dyads")[["ccode1", "ccode2", "year"]].assign(out=True)
    rows = rows.merge(false, how="left", on=["ccode1", "ccode2", "year"])
    rows = rows[rows["out"].isna()].drop(columns="out")
    keys = ["ccode1", "ccode2", "year"]
    for name in parts:
        match name:
            case "nmc":
                for side in "12":
                    nmc = frame("cow-nmc").rename(
                        columns=lambda c, side=side: c if c == "year" else c + side
                    )
                    rows = rows.merge(nmc, how="left", on=[f"ccode{side}", "year"])
            case "atop":
                rows = rows.merge(frame("atop-dyad-years"), how="left", on=keys)
            case "majors":
                spells = (
                    table("cow-majors")
                    .select("ccode", year=pl.int_ranges("styear", pl.col("endyear") + 1))
                    .explode("year")
                    .unique()
                )
                majors = pd.DataFrame(spells.to_dict(as_series=False)).assign(cowmaj=1)
                for side in "12":
                    one = majors.rename(
                        columns={"ccode": f"ccode{side}", "cowmaj": f"cowmaj{side}"}
                    )
                    rows = rows.merge(one, how="left", on=[f"ccode{side}", "year"])
            case "mindist":
                once = frame("cshapes-mindist")
                back = once.rename(columns={"ccode1": "ccode2", "ccode2": "ccode1"})
                rows = rows.merge(pd.concat([once, back]), how="left", on=keys)
    return len(rows.sort_values(keys))


KINDS = {"polars": polars_panel, "command": whole_command, "pandas": pandas_panel}


def measure(kind: str, last: int, parts: list[str]) -> dict[str, float]:
    """One run in this process: seconds, processor seconds, peak memory in MB, rows."""
    began, before = time.perf_counter(), os.times()
    rows = KINDS[kind](last, parts)
    after = os.times()
    who = resource.RUSAGE_CHILDREN if kind == "command" else resource.RUSAGE_SELF
    cpu = sum(after[:4]) - sum(before[:4])
    return {
        "seconds": time.perf_counter() - began,
        "cpu_seconds": cpu,
        "peak_mb": resource.getrusage(who).ru_maxrss / 1024,
        "rows": rows,
    }


def repeated(kind: str, last: int, parts: list[str], runs: int) -> dict[str, Any]:
    """The quickest of several processes, and the median; the quickest is the least disturbed."""
    found = []
    # Compiled modules are kept, as an installation has them.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(runs):
        command = [sys.executable, __file__, "--one", kind, str(last), ",".join(parts)]
        told = subprocess.run(
            command, check=True, capture_output=True, text=True, env=environment
        ).stdout
        found.append(json.loads(told))
    best = min(found, key=lambda run: run["seconds"])
    median = statistics.median(run["seconds"] for run in found)
    return {"kind": kind, "last": last, "parts": parts, **best, "median_seconds": median}


def machine() -> dict[str, Any]:
    return {
        "cpus": os.cpu_count(),
        "machine": platform.machine(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in ("foedus", "polars", "numpy", "pandas")},
        "load_average_at_start": os.getloadavg()[0],
        "commit": subprocess.check_output(
            ["git", "rev-parse", "--short", "HEAD"], cwd=HERE, text=True
        ).strip(),
    }  # fmt: skip


def report(found: dict[str, Any]) -> str:
    lines = [
        "# Panel: time and memory",
        "",
        "Written by `benchmarks/panel.py`. Quickest and median of "
        f"{found['runs']} runs, each a process of its own, warm cache; CPU seconds sum over cores.",
        "",
        "; ".join(f"{name}: {value}" for name, value in found["machine"].items()),
        "",
        "| what | rows | seconds | median | CPU s | peak MB |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for run in found["measured"]:
        what = f"{run['kind']}, to {run['last']}, {len(run['parts'])} parts"
        if len(run["parts"]) <= len(LOOK_UPS):
            what = f"{run['kind']}, to {run['last']}, {', '.join(run['parts'])}"
        lines.append(
            f"| {what} | {run['rows']:,.0f} | {run['seconds']:.2f} | {run['median_seconds']:.2f} "
            f"| {run['cpu_seconds']:.2f} | {run['peak_mb']:,.0f} |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--one", nargs=3, metavar=("KIND", "LAST", "PARTS"))
    arguments = parser.parse_args()
    if arguments.one:
        kind, last, parts = arguments.one
        print(json.dumps(measure(kind, int(last), parts.split(","))))
        return
    from foedus.evidence.panel import PARTS
    from foedus.evidence.table import table

    every = list(PARTS)
    for part in PARTS.values():
        for source in part.sources:
            table(source)  # warm
    plan = [("polars", year, every) for year in YEARS]
    plan += [("command", 2010, every)]
    plan += [("polars", 2010, list(LOOK_UPS)), ("pandas", 2010, list(LOOK_UPS))]
    found = {"machine": machine(), "runs": arguments.runs, "measured": []}
    for kind, last, parts in plan:
        found["measured"].append(repeated(kind, last, parts, arguments.runs))
        print(report(found).splitlines()[-1], file=sys.stderr)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "panel.json").write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    (RESULTS / "panel.md").write_text(report(found), "utf-8")


if __name__ == "__main__":
    main()
