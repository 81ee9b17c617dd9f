"""Ten million events matched and ruled, beside a rival; one incident; proofs from a million leaves.

Writes benchmarks/results/watch.json. Run alone: `python benchmarks/watch.py`.
"""

import json
import os
import platform
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
import polars as pl
import shapely

from foedus.ledger import merkle
from foedus.ledger.store import LeafDraft, LedgerStore
from foedus.report.map.world import world
from foedus.terms.compliance import Intensity
from foedus.watch.casus.area import Areas, state
from foedus.watch.casus.bulk import reached
from foedus.watch.casus.incident import incidents
from foedus.watch.casus.ruling import rulings
from foedus.watch.entries.forms import decoded
from foedus.watch.library import scenario

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

OUT = Path(__file__).parent / "results" / "watch.json"
RUNS = 1
ASKED = Intensity(deaths=25, days=7)


def events(count: int) -> pl.DataFrame:
    """Events around towns, over twelve years and three groups."""
    random = np.random.default_rng(11)
    towns = random.uniform((-15, 0), (60, 65), (400, 2))
    near = towns[random.integers(0, len(towns), count)] + random.normal(0, 0.7, (count, 2))
    best = random.geometric(0.4, count) - 1
    return pl.DataFrame(
        {
            "longitude": near[:, 0], "latitude": near[:, 1],
            "day": random.integers(16_000, 20_400, count).astype(np.int32),
            "group": random.integers(0, 3, count).astype(np.int8),
            "low": (best // 2).astype(np.int32), "best": best.astype(np.int32),
            "high": (best * 2).astype(np.int32),
        }
    )  # fmt: skip


def shapes() -> dict[str, "BaseGeometry"]:
    """States of Europe, Africa's north and western Asia."""
    codes = sorted({shape.of for shape in world().shapes.values() if shape.of})
    every = {code: state(code) for code in codes}
    return {
        code: shape for code, shape in every.items()
        if shape.bounds[0] < 60 and shape.bounds[2] > -15 and shape.bounds[3] > 0
    }  # fmt: skip


def peak() -> int:
    """Megabytes that this process held at most; what its parent held does not count."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def indexed(file: Path, areas: dict[str, "BaseGeometry"]) -> pl.DataFrame:
    """The rival: an index of the points, asked with each polygon, as GeoPandas' ``sjoin`` does;
    Polars sums and rolls.
    """
    table = pl.read_parquet(file)
    tree = shapely.STRtree(shapely.points(table["longitude"], table["latitude"]))
    sums = pl.col("low", "best", "high").cast(pl.Int64).sum()
    of, at = tree.query(list(areas.values()), predicate="contains")
    return (
        table.select("group", "day", "low", "best", "high")[at]
        .with_columns(area=pl.Series(of))
        .group_by("area", "group", "day").agg(sums)
        .sort("area", "group", "day")
        .rolling(index_column="day", period=f"{ASKED.days}i", group_by=["area", "group"]).agg(sums)
        .filter(pl.col("high") >= ASKED.deaths)
    )  # fmt: skip


def ruled(file: Path, how: str) -> dict[str, int | float]:
    """One way to rule a file, in a process of its own: loading the map and a frame is not timed."""
    areas = shapes()
    given = pl.read_parquet(file) if how == "frame" else file
    engine: Literal["polars", "duckdb"] = "duckdb" if how == "duckdb" else "polars"
    before = peak()
    start, worked = time.perf_counter(), time.process_time()
    found = indexed(file, areas) if how == "index" else reached(given, areas, ASKED, engine)
    return {
        "seconds": round(time.perf_counter() - start, 3),
        "processor_seconds": round(time.process_time() - worked, 3),
        "areas": len(areas),
        "days_over": found.height,
        "peak_mb": peak(),
        "before_mb": before,
    }


def many() -> dict[str, dict[str, dict[str, int | float]]]:
    """Each way, at three sizes; the least processor time of RUNS runs."""
    told: dict[str, dict[str, dict[str, int | float]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in (100_000, 1_000_000, 10_000_000):
            file = Path(folder) / f"{count}.parquet"
            events(count).write_parquet(file)
            for how in ("frame", "file", "duckdb", "index"):
                runs = []
                for _ in range(RUNS):
                    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                        runs.append(pool.submit(ruled, file, how).result())
                best = min(runs, key=lambda run: run["processor_seconds"])
                told.setdefault(how, {})[f"{count:,}"] = best
    return told


def single() -> float:
    asked = scenario("ukraine-2026")
    report = decoded({
        "kind": "report", "source": "hand", "id": "r", "known": datetime(2026, 11, 1, tzinfo=UTC),
        "who": "x", "conduct": "attack", "start": "2026-11-01", "end": "2026-11-01",
        "hostility": 4, "coded_target": "UKR", "spot": {"country": "UKR"},
    })  # fmt: skip
    found = incidents([report])
    text = asked.designs["paris-declaration"]
    rounds = 1_000
    start = time.perf_counter()
    for _ in range(rounds):
        rulings(text, found, "UKR", Areas(), in_force=True)
    return (time.perf_counter() - start) / rounds * 1_000


def proofs() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        store = LedgerStore.create(Path(folder) / "log.db", b"{}")
        start = time.perf_counter()
        for step in range(0, 1_000_000, 100_000):
            store.append([LeafDraft(f'{{"n":{n}}}'.encode()) for n in range(step, step + 100_000)])
        filled = time.perf_counter() - start
        size = store.size
        start = time.perf_counter()
        for index in range(0, size, size // 200):
            merkle.inclusion(index, size, store.node)
        included = (time.perf_counter() - start) / 201 * 1_000
        start = time.perf_counter()
        for old in range(1, size, size // 200):
            merkle.consistency(old, size, store.node)
        continued = (time.perf_counter() - start) / 201 * 1_000
        start = time.perf_counter()
        for number in range(200):
            store.append([LeafDraft(f'{{"late":{number}}}'.encode())])
        each = (time.perf_counter() - start) / 200 * 1_000
        store.close()
    return {
        "fill_a_million_s": round(filled, 2), "inclusion_ms": round(included, 3),
        "consistency_ms": round(continued, 3), "single_append_ms": round(each, 3),
    }  # fmt: skip


if __name__ == "__main__":
    result = {
        "when": datetime.now(UTC).date().isoformat(),
        "load": round(os.getloadavg()[0], 1),
        "machine": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "many_events": many(),
        "single_incident_ms": round(single(), 3),
        "proofs_of_a_million": proofs(),
    }
    OUT.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result, indent=1))
