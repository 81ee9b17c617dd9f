"""Foedus fed with inputs made wrong: what ends in a traceback, hangs, or answers with no number.

    python -m scripts.fuzz --count 200                   each kind, seeds 0 to 199
    python -m scripts.fuzz scenario --from 5000 --count 1000 --log fuzz.jsonl
    python -m scripts.fuzz scenario --from 5017 --count 1 --keep here
    python -m scripts.fuzz --from 6000 --count 500 --record benchmarks/results/fuzz.json

A case is its kind and its seed alone, so a run goes on where another stopped, and a finding comes
back by its seed (with the same folder under --also). Run it from the repository's root, with
nothing but the package needed; exit code 1 where something was found.
"""

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from scripts.fuzz.corpus import KINDS, case
from scripts.fuzz.worker import Worker


def main() -> int:
    """Run the cases that are asked for, tell the findings, and count them."""
    asked = _arguments()
    pool, counts, first = Worker(asked.also), Counter[tuple[str, str]](), {}
    log = asked.log.open("a", encoding="utf-8") if asked.log else None
    began, seed = time.monotonic(), asked.start
    for seed in range(asked.start, asked.start + asked.count):
        for kind in asked.kinds or KINDS:
            findings, seconds = pool.ask(kind, seed)
            counts[kind, "run"] += 1
            for one in findings:
                counts[kind, one.fault] += 1
                first.setdefault((one.fault, one.detail), f"{kind} {seed}")
                line = {"kind": kind, "seed": seed, "fault": one.fault, "detail": one.detail}
                if log:
                    log.write(json.dumps(line | {"seconds": round(seconds, 1)}) + "\n")
                    log.flush()
            if findings and asked.keep:
                _keep(asked.keep, kind, seed, asked.also)
        if asked.minutes and time.monotonic() - began > 60 * asked.minutes:
            sys.stdout.write(f"stopped after seed {seed}; go on with --from {seed + 1}\n")
            break
    pool.stop()
    if asked.record:
        _record(asked.record, asked.start, seed, counts)
    for (kind, fault), count in sorted(counts.items()):
        sys.stdout.write(f"{kind:14}{fault:16}{count:6}\n")
    for (fault, detail), where in first.items():
        sys.stdout.write(f"{fault}: {detail}  [{where}]\n")
    return int(bool(first))


def _record(place: Path, first: int, last: int, counts: Counter[tuple[str, str]]) -> None:
    """Add a run to a list of runs: which seeds were tried on which day, and what came of it."""
    runs = json.loads(place.read_text("utf-8")) if place.exists() else []
    cases = {kind: count for (kind, what), count in sorted(counts.items()) if what == "run"}
    runs.append({
        "when": time.strftime("%Y-%m-%d", time.gmtime()),
        "seeds": [first, last],
        "cases": sum(cases.values()),
        "kinds": sorted(cases),
        "findings": sum(count for (_, what), count in counts.items() if what != "run"),
    })  # fmt: skip
    place.write_text(json.dumps(runs, indent=1) + "\n", "utf-8")


def _keep(place: Path, kind: str, seed: int, also: Path | None) -> None:
    folder = place / f"{kind}-{seed}"
    folder.mkdir(parents=True, exist_ok=True)
    one = case(kind, seed, also)
    for name, content in one.files.items():
        (folder / name).write_bytes(content)
    (folder / "command.json").write_text(json.dumps(one.arguments), "utf-8")


def _arguments() -> Any:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("kinds", nargs="*", help=f"of {', '.join(KINDS)}; all if none is named")
    parser.add_argument("--from", dest="start", type=int, default=0, help="the first seed")
    parser.add_argument("--count", type=int, default=100, help="seeds for each kind")
    parser.add_argument("--minutes", type=float, default=0, help="stop after so many minutes")
    parser.add_argument("--also", type=Path, help="a folder with further inputs to make wrong")
    parser.add_argument("--keep", type=Path, help="keep inputs of findings in this folder")
    parser.add_argument("--log", type=Path, help="add findings to this file, a line of JSON each")
    parser.add_argument("--record", type=Path, help="add the run to this JSON list of runs")
    asked = parser.parse_args()
    if unknown := set(asked.kinds) - set(KINDS):
        parser.error(f"unknown kind {', '.join(sorted(unknown))}; allowed: {', '.join(KINDS)}")
    if asked.also:
        asked.also = asked.also.resolve()
    return asked


if __name__ == "__main__":
    sys.exit(main())
