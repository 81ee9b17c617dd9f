"""Fifty readers at once: how long each page takes them, and what it costs the server.

    python benchmarks/readers.py [--readers 50] [--rounds 2] [--draws 2000] [--refit MODEL]
        [--out FILE]

A server of its own in a process of its own; each reader goes through every page of two scenarios,
one after the other, as fast as the server answers. It prints, for each page, the processor that the
server spends on it where nobody else asks; and of all requests together the median, the 95th
percentile and the number of errors. With --refit, a model is estimated again meanwhile.
"""

import argparse
import asyncio
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

TOKEN, EDITOR = "reader" * 6, "editor" * 6
PAGES = (
    "/", "/board/{}", "/compare/{}", "/map/{}", "/evidence/{}", "/analogues/{}", "/claims/{}",
    "/signing/{}", "/study/{}", "/search/{}", "/history/{}", "/brief/{}", "/review/{}",
    "/watch/{}", "/work", "/board/{}?article-5-like.term=10",
    "/brief/{}/file.html?length=page&yardstick=icd-203&inline=1",
)  # fmt: skip
SCENARIO = "ukraine-2025"
_TICKS = os.sysconf("SC_CLK_TCK")


def spent(process: int) -> float:
    """Seconds of processor of a process so far (Linux)."""
    parts = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / _TICKS


async def ready(client: httpx.AsyncClient, page: str) -> httpx.Response:
    """Ask until the page shows its result and not its progress."""
    while True:
        found = await client.get(page)
        if "data-job=" not in found.text:
            return found
        await asyncio.sleep(0.5)


async def reader(
    address: str, rounds: int, seed: int, paths: list[str], times: list[tuple[str, float]],
    errors: list[str],
) -> None:  # fmt: skip
    """One reader."""
    order = random.Random(seed)  # noqa: S311 (no secret)
    async with httpx.AsyncClient(base_url=address, timeout=60, headers=HEADERS) as client:
        for _ in range(rounds):
            for path in order.sample(paths, len(paths)):
                begun = time.perf_counter()
                try:
                    found = await client.get(path)
                    if found.status_code != 200:
                        errors.append(f"{path}: {found.status_code}")
                except httpx.HTTPError as error:
                    errors.append(f"{path}: {type(error).__name__}")
                times.append((path, time.perf_counter() - begun))


HEADERS = {"authorization": f"Bearer {TOKEN}", "accept-encoding": "gzip"}


async def refit(client: httpx.AsyncClient, model: str) -> str:
    """Begin to estimate a model again; the address of the job."""
    editor = {"authorization": f"Bearer {EDITOR}"}
    found = await client.post(f"/api/models/{model}/refit", headers=editor)
    found.raise_for_status()
    return f"/api/jobs/{found.json()['job']['id']}"


async def measured(
    address: str, process: int, readers: int, rounds: int, model: str
) -> dict[str, object]:
    """The whole measurement."""
    paths = [each.replace("{}", SCENARIO) for each in PAGES]
    cost: dict[str, float] = {}
    async with httpx.AsyncClient(base_url=address, timeout=120, headers=HEADERS) as client:
        for path in paths:
            await ready(client, path)
        for path in paths:
            before = spent(process)
            for _ in range(20):
                await client.get(path)
            cost[path] = 1000 * (spent(process) - before) / 20
        beside = await refit(client, model) if model else ""
    times: list[tuple[str, float]] = []
    errors: list[str] = []
    before, begun = spent(process), time.perf_counter()
    await asyncio.gather(
        *(reader(address, rounds, seed, paths, times, errors) for seed in range(readers))
    )
    walls = sorted(1000 * each for _, each in times)
    state = ""
    if beside:
        async with httpx.AsyncClient(base_url=address, timeout=60, headers=HEADERS) as client:
            state = (await client.get(beside)).json()["state"]
    return {
        **({"refit": model, "refit_then": state} if model else {}),
        "processor_ms": {path: round(each, 1) for path, each in cost.items()},
        "requests": len(times), "errors": len(errors), "first_errors": errors[:5],
        "median_ms": round(statistics.median(walls)),
        "p95_ms": round(walls[int(0.95 * len(walls))]),
        "most_ms": round(walls[-1]), "seconds": round(time.perf_counter() - begun, 1),
        "server_seconds": round(spent(process) - before, 1),
    }  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--draws", type=int, default=2000)
    parser.add_argument("--refit", default="", help="a model to estimate again meanwhile")
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    tokens = {"FOEDUS_TOKEN": EDITOR, "FOEDUS_READER_TOKEN": TOKEN}
    with subprocess.Popen(
        [sys.executable, "-m", "foedus", "serve", tempfile.mkdtemp(), "--no-browser", "--port", "0",
         "--draws", str(asked.draws)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, **tokens},
    ) as server:  # fmt: skip
        try:
            address = server.stdout.readline().split()[0] if server.stdout else ""
            told = (asked.readers, asked.rounds, asked.refit)
            found = asyncio.run(measured(address, server.pid, *told))
        finally:
            server.terminate()
    whole = {
        "date": time.strftime("%Y-%m-%d"), "machine": platform.machine(), "cores": os.cpu_count(),
        "readers": asked.readers, "draws": asked.draws, **found,
    }  # fmt: skip
    text = json.dumps(whole, indent=1)
    print(text)
    if asked.out:
        asked.out.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
