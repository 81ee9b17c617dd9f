"""How fast games fit, and whether intervals cover: `python benchmarks/games.py [speed|coverage]`.

Speed: model 123 with private information on replicated rows, 100 bootstrap samples of model 122,
both on data simulated here at sizes for which the R package games 1.1.2 was timed (see
docs/games.md). Coverage: a four-move game with three actions a move, refitted 200 times.
Results are printed as JSON with the machine, to be kept beside this file.
"""

import json
import os
import platform
import resource
import subprocess
import sys
import time
from typing import Any

import numpy as np
import polars as pl

from foedus import games

MODEL_123 = """\
game: tree
title: Model 123, private information
players: [first, second, third]
tree:
  player: first
  actions:
    stop: L
    go: {player: second, actions: {stop: RL, go: {player: third, actions: {stop: RRL, go: RRR}}}}
utilities:
  first: {L: x1 + x2, RL: 0, RRL: x3, RRR: x4 + x5}
  second: {RL: 0, RRL: x6, RRR: x7}
  third: {RRL: 0, RRR: x8}
errors: private
observed: {column: y}
"""

MODEL_122 = """\
game: tree
title: Model 122
players: [first, second]
tree:
  player: first
  actions:
    left: {player: second, actions: {left: LL, right: LR}}
    right: {player: second, actions: {left: RL, right: RR}}
utilities:
  first: {LL: x1 + x2, LR: x3 + f1, RL: 0, RR: x4 + x5}
  second: {LL: 0, LR: z1 + z2, RL: 0, RR: z3 + f2}
observed: {column: y}
"""

# Four players move in turn, each with three actions: end low, end high, or pass on.
FOUR = """\
game: tree
title: Four moves of three actions
players: [a, b, c, d]
tree:
  player: a
  actions:
    low: a1
    high: a2
    pass:
      player: b
      actions:
        low: b1
        high: b2
        pass:
          player: c
          actions:
            low: c1
            high: c2
            pass: {player: d, actions: {low: d1, high: d2, top: d3}}
utilities:
  a: {a1: x1, a2: x2, b1: 0, b2: 0, c1: 0, c2: 0, d1: 0, d2: 0, d3: 0}
  b: {b1: x3, b2: x4, c1: 0, c2: 0, d1: 0, d2: x1, d3: 0}
  c: {c1: x2, c2: x3, d1: 0, d2: 0, d3: x4}
  d: {d1: 0, d2: x1, d3: x2}
link: logit
observed: {column: y}
"""


def simulated(doc: str, n: int, seed: int) -> tuple[Any, pl.DataFrame, dict[str, float]]:
    """A game, rows drawn from it, and the coefficients they were drawn at."""
    game = games.loads(doc)
    rng = np.random.default_rng(seed)
    columns: dict[str, Any] = {}
    for column in game.columns:
        if column.startswith("f"):
            columns[column] = rng.choice(list("abc"), n)
        else:
            columns[column] = rng.normal(size=n)
    frame = pl.DataFrame(columns)
    first = next(iter(game.observable))
    prepared = games.prepare(game, frame.with_columns(y=pl.lit(first)))
    drawn = np.random.default_rng(11)  # clear of zero, so that later moves vary with the columns
    size = drawn.uniform(0.4, 0.9, len(prepared.names))
    sign = drawn.choice([-1.0, 1.0], len(prepared.names))
    truth = dict(zip(prepared.names, (size * sign).tolist(), strict=True))
    labels = games.simulate(game, frame, truth, seed=seed)
    return game, frame.with_columns(y=pl.Series(labels)), truth


def seconds(run: Any, times: int = 3) -> tuple[float, float]:
    """Least wall and processor time of a few runs."""
    found = []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        run()
        found.append((time.perf_counter() - wall, time.process_time() - cpu))
    return min(f[0] for f in found), min(f[1] for f in found)


def speed(most: int = 1_000_000) -> dict[str, Any]:
    """Seconds and memory by rows, and of 100 bootstrap samples."""
    out: dict[str, Any] = {"fit_123_private": []}
    game, base, _ = simulated(MODEL_123, 1000, 1)
    games.fit(game, base)
    rows = 1000
    while rows <= most:
        frame = pl.concat([base] * (rows // 1000))
        wall, cpu = seconds(lambda f=frame: games.fit(game, f), 5 if rows < most else 2)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        out["fit_123_private"].append(
            {"rows": rows, "seconds": wall, "processor_seconds": cpu, "peak_mb": peak}
        )
        rows *= 10
    game, frame, _ = simulated(MODEL_122, 1000, 2)
    fit = games.fit(game, frame)
    wall, cpu = seconds(lambda: games.bootstrap(fit, 100, seed=1), 5)
    out["bootstrap_100_of_122_at_1000"] = {"seconds": wall, "processor_seconds": cpu}
    return out


def coverage(replications: int = 200, n: int = 4000) -> dict[str, Any]:
    """Share of 95% and 50% intervals that hold the truth, over coefficients and replications."""
    z = {"50%": 0.6744897501960817, "95%": 1.959963984540054}
    inside: dict[str, list[Any]] = {level: [] for level in z}
    bias, failed = [], 0
    for seed in range(replications):
        game, frame, truth = simulated(FOUR, n, seed)
        fit = games.fit(game, frame, starts=1, require=False)
        if fit.status != "converged":
            failed += 1
            continue
        error = (fit.coef - np.array([truth[name] for name in fit.names])) / fit.se
        bias.append(error)
        for level, width in z.items():
            inside[level].append(np.abs(error) < width)
    share = {level: float(np.mean(hits)) for level, hits in inside.items()}
    each = np.mean(inside["95%"], axis=0)
    return {
        "rows": n, "coefficients": len(each), "replications": replications, "failed": failed,
        "coverage": share,
        "coverage_95_by_coefficient": {"least": float(each.min()), "most": float(each.max())},
        "mean_error_in_standard_errors": float(np.mean(bias)),
    }  # fmt: skip


def machine() -> dict[str, Any]:
    """Where and at which commit this ran."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    return {
        "commit": commit,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "processors": os.cpu_count(),
        "machine": platform.machine(),
        "load_average": os.getloadavg()[0],
    }


if __name__ == "__main__":
    wanted = sys.argv[1] if len(sys.argv) > 1 else "speed"
    found = coverage() if wanted == "coverage" else speed()
    print(json.dumps({"what": wanted, **found, **machine()}, indent=2))
