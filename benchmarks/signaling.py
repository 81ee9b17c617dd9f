"""Time the crisis-signaling estimators beside the R package's recorded times.

Processor seconds of one thread.

Run: ``python benchmarks/signaling.py [sanctionsData.csv]`` (or FOEDUS_SIGINT_DATA=DIR). One thread.
NPL runs from the forest columns to a change below 1e-10, covariance included; reading the data and
coding the formulas are timed apart, as the R times leave them out too.
"""

import json
import os
import platform
import resource
import statistics
import sys
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import polars as pl
import scipy

from foedus.games.signaling import fit, payoffs, read, solve
from foedus.games.signaling.first_stage import beliefs_of
from foedus.games.signaling.pseudo import fit_npl, fit_pl, npl_covariance
from foedus.games.signaling.sample import sample

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "tests" / "reference" / "signaling"
RESULT = ROOT / "benchmarks" / "results" / "signaling.json"
BESIDE = ROOT.parent / "shared" / "data" / "sigint"


def seconds(run, times: int = 5) -> float:
    """Median processor time, one thread: it holds on a shared machine, where wall time does not."""
    took = []
    for _ in range(times):
        start = time.process_time()
        run()
        took.append(time.process_time() - start)
    return statistics.median(took)


def main() -> None:
    folder = Path(os.environ.get("FOEDUS_SIGINT_DATA", BESIDE))
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else folder / "sanctionsData.csv"
    frame = pl.read_csv(file)
    spec = read(REFERENCE / "npl.user_phat_forest_columns.tight.yaml")
    theirs = json.loads((REFERENCE / "sigint.json").read_text(encoding="utf-8"))["timings"]
    out: dict[str, object] = {}

    def npl(copies: int) -> tuple[float, float, int]:
        made = sample(spec, pl.concat([frame] * copies))
        start = beliefs_of(spec, made).beliefs
        rounds = 0

        def run() -> None:
            nonlocal rounds
            limit = fit_npl(made.design, made.counts, start)
            npl_covariance(made.design, made.counts, limit.beliefs, limit.maximum.theta)
            rounds = limit.rounds

        took = seconds(run)
        return took, seconds(lambda: fit_pl(made.design, made.counts, start)), rounds

    scaling = []
    for copies in (1, 2, 4, 16):
        took, pl_took, rounds = npl(copies)
        scaling.append(
            {"games": 418 * copies, "npl_seconds": took, "pl_seconds": pl_took, "rounds": rounds}
        )
        print(scaling[-1], file=sys.stderr)
    out["npl_and_covariance"] = scaling
    out["npl_times_for_four_times_the_games"] = (
        scaling[2]["npl_seconds"] / scaling[0]["npl_seconds"]
    )
    out["npl_whole_fit_from_frame_seconds"] = seconds(lambda: fit(spec, frame), 3)
    full = spec.model_copy(update={"method": "full"})
    out["full_whole_fit_four_starts_seconds"] = seconds(lambda: fit(full, frame), 3)
    values = payoffs(VA=1, barWA=-1.9, barWB=-2.9 + 0.1 * np.linspace(-1, 2, 101), bara=-1.2, VB=1)
    out["equilibria_101_values_seconds"] = seconds(lambda: solve(values))
    estimate = fit(spec, frame)
    games = estimate.sample.design.payoffs(estimate.coef)
    out["equilibria_418_games_seconds"] = seconds(lambda: solve(games))
    many = games.at(np.tile(np.arange(418), 240))
    out["equilibria_100320_games_seconds"] = seconds(lambda: solve(many), 1)
    out["r_recorded"] = theirs
    out["ratio_to_r"] = {
        "npl_21_steps": theirs["npl_sanctions_21_steps_median"] / scaling[0]["npl_seconds"],
        "pl": theirs["pl_sanctions_median"] / scaling[0]["pl_seconds"],
        "equilibria_101_values": theirs["equilibria_101_values_seconds"]
        / out["equilibria_101_values_seconds"],
        "equilibria_418_games": theirs["equilibria_418_games_seconds"]
        / out["equilibria_418_games_seconds"],
    }
    out["machine"] = {
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "load_at_end": os.getloadavg()[0],
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "polars": pl.__version__,
    }
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(out, indent=1))


if __name__ == "__main__":
    main()
