"""Many pairs over one posterior sample: what ``foedus.history.paths`` gives of each, one by one.

Every pair is put to the same draws and the same uniform numbers, so that pairs can be compared,
and so that a pair's numbers are the same alone and in company. One pair is held at a time, a few
where several threads work: memory does not grow with the number of pairs. The kernel leaves Python
while it runs, so threads share the work; there are as many as ``OMP_NUM_THREADS`` says, else one a
processor that this process may use.
"""

import os
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from foedus.estimate import Array
from foedus.history.ladder import Ladder
from foedus.history.outcome import Outcome
from foedus.history.pair import EVENTS
from foedus.history.paths import PATHS, LapseHazard, outcomes
from foedus.history.setting import Setting


@dataclass(frozen=True, slots=True)
class PairCase:
    """One directed pair under D designs: guarantee columns, (D,) or (n, D) each, and how they
    lapse; None: they stand for good.
    """

    setting: Setting
    designs: Mapping[str, Array]
    lapse: LapseHazard | None = None


def many(
    ladder: Ladder,
    draws: Mapping[str, Array],
    cases: Iterable[PairCase],
    years: int,
    seed: np.random.SeedSequence,
    events: Collection[str] = tuple(EVENTS.values()),
    *,
    every: bool = False,
    paths: int = PATHS,
    threads: int | None = None,
) -> Iterator[Outcome]:
    """The outcome of each case, in their order, as they are asked for.

    draws: rung -> (n, k). seed: of the uniform numbers, the same for every case. events: whose
    coming is asked for. every: all years, or the last alone (T is 1). threads: at work at once.
    """

    def one(case: PairCase) -> Outcome:
        blocks = outcomes(
            ladder, draws, case.setting, case.designs, years, np.random.default_rng(seed),
            events, lapse=case.lapse, every=every, paths=paths,
        )  # fmt: skip
        return _joined([found for _, found in blocks])

    workers = threads or allowed()
    if workers == 1:
        yield from map(one, cases)
        return
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[Future[Outcome]] = deque()
        for case in cases:
            waiting.append(pool.submit(one, case))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def allowed() -> int:
    """Threads that may work at once: ``OMP_NUM_THREADS``, else this process's processors."""
    said = os.environ.get("OMP_NUM_THREADS", "")
    if said.isdigit() and int(said) > 0:
        return int(said)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _joined(blocks: list[Outcome]) -> Outcome:
    """Blocks of draws as one."""
    if len(blocks) == 1:
        return blocks[0]

    def join(name: str) -> dict[str, Any]:
        parts = [getattr(block, name) for block in blocks]
        return {event: np.concatenate([part[event] for part in parts]) for event in parts[0]}

    return Outcome(*(join(name) for name in ("own", "any", "stood", "mean", "first")))
