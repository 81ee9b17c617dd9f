"""Break a watch's log at random moments, and see that nothing acknowledged is lost.

Four kinds of round: a writer killed (SIGKILL); a power cut, by which the write-ahead log keeps any
part of what was not yet acknowledged, or garbage in its place; a disk that fills up (a limit on the
size of files); two writers at once, one of them killed. After each the log must open, hold every
acknowledged record once and in order, have the tree of its records, and take another.
``python scripts/faults.py --rounds 200``; a few rounds are a test.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from foedus.ledger import merkle
from foedus.ledger.store import LeafDraft, LedgerStore

#: Appends records of 100 to 4,000 bytes in batches of 1 to 40; says after each batch how many
#: records are acknowledged, and how long the write-ahead log then is.
WRITER = """
import random, resource, sys
from pathlib import Path
from foedus.errors import DataError
from foedus.ledger.store import LeafDraft, LedgerStore
path, name, chance = Path(sys.argv[1]), sys.argv[2], random.Random(int(sys.argv[3]))
if limit := int(sys.argv[4]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
store, done = LedgerStore(path), 0
while True:
    count = chance.choice([1, 1, 1, 5, 40])
    size = chance.randrange(100, 4000)
    batch = [LeafDraft(f"{name} {done + n} ".encode() + b"x" * size, f"{name}-{done + n}", b"d")
             for n in range(count)]
    try:
        store.append(batch)
    except DataError as error:
        print("refused", *str(error).split(), flush=True)
        break
    done += count
    print(done, path.with_name(path.name + "-wal").stat().st_size, flush=True)
"""


class LostRecordError(Exception):
    """What was acknowledged is not there, or the log does not hold."""


def main(given: Sequence[str] | None = None) -> None:
    """Break the log as often as asked, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20, help="of each kind")
    parser.add_argument("--seed", type=int, default=None, help="at random where none is given")
    parser.add_argument("--only", choices=[*KINDS], action="append")
    asked = parser.parse_args(given)
    seed = int(np.random.SeedSequence().generate_state(1)[0]) if asked.seed is None else asked.seed
    sys.stdout.write(f"seed {seed}\n")
    counted = Counter[str]()
    try:
        for said in rounds(asked.rounds, seed, asked.only or [*KINDS]):
            counted[said] += 1
    finally:
        for said, count in sorted(counted.items()):
            sys.stdout.write(f"{count:5} {said}\n")


def rounds(count: int, seed: int, kinds: Sequence[str]) -> Iterator[str]:
    """What came of each round, in words. Raises LostRecordError at the first that is not well."""
    chance = np.random.default_rng(seed)
    for number in range(count):
        for kind in kinds:
            with tempfile.TemporaryDirectory() as made:
                path = Path(made) / "log.db"
                LedgerStore.create(path, b"opening").close()
                try:
                    yield f"{kind}: {KINDS[kind](path, chance)}"
                except LostRecordError as error:
                    raise LostRecordError(f"seed {seed}, round {number}, {kind}: {error}") from None


def _writer(
    path: Path, chance: np.random.Generator, name: str = "a", limit: int = 0
) -> "subprocess.Popen[str]":
    """A writer. limit: bytes that a file may have; 0 for any."""
    words = (str(path), name, str(chance.integers(2**31)), str(limit))
    return subprocess.Popen(  # noqa: S603 (this file's own words)
        [sys.executable, "-c", WRITER, *words], stdout=subprocess.PIPE, text=True
    )


def _told(process: "subprocess.Popen[str]") -> Iterator[list[str]]:
    """Words of each whole line that a writer says, as it says them."""
    for line in process.stdout or ():
        if line.endswith("\n"):
            yield line.split()


def killed(path: Path, chance: np.random.Generator) -> str:
    """One writer, killed at a random moment."""
    with _writer(path, chance) as process:
        lines = _told(process)
        told = [next(lines)]
        time.sleep(chance.uniform(0, 0.2))
        process.kill()
        told += lines
    return _judged(path, {"a": int(told[-1][0])})


def power_cut(path: Path, chance: np.random.Generator) -> str:
    """A copy of the files as the power goes: of what was not acknowledged, any part is there."""
    lost = path.with_name("lost.db")
    with _writer(path, chance) as process:
        lines = _told(process)
        told = [next(lines)]
        time.sleep(chance.uniform(0, 0.2))
        os.kill(process.pid, signal.SIGSTOP)
        shutil.copy(path, lost)
        content = path.with_name("log.db-wal").read_bytes()
        process.kill()
        told += lines
    done, kept = int(told[-1][0]), int(told[-1][1])
    unsure = content[kept:] if len(content) >= kept else b""
    cut = int(chance.integers(0, len(unsure) + 1))
    rest = bytearray(unsure[:cut])
    if rest and chance.random() < 0.5:  # a sector that was never written
        at = int(chance.integers(0, len(rest)))
        rest[at : at + 512] = bytes(len(rest[at : at + 512]))
    lost.with_name("lost.db-wal").write_bytes(content[:kept] + rest)
    return _judged(lost, {"a": done}) + (", a part of more" if unsure else "")


def full_disk(path: Path, chance: np.random.Generator) -> str:
    """A writer whose files may not grow beyond a limit."""
    limit = int(chance.integers(40_000, 2_000_000))
    with _writer(path, chance, limit=limit) as process:
        told = [*_told(process)]
    if not told or told[-1][0] != "refused":
        raise LostRecordError(f"no refusal at {limit} bytes: {told[-1:]}")
    said = " ".join(told[-1][1:])
    if "nothing of this was added" not in said and "cannot read or store" not in said:
        raise LostRecordError(f"the refusal does not say what is the matter: {said}")
    done = int(told[-2][0]) if len(told) > 1 else 0
    return _judged(path, {"a": done}, exact=True)


def two_writers(path: Path, chance: np.random.Generator) -> str:
    """Two writers at once; one is killed, then the other."""
    with _writer(path, chance, "a") as one, _writer(path, chance, "b") as other:
        lines = [_told(one), _told(other)]
        told = [[next(each)] for each in lines]
        for process in (one, other):
            time.sleep(chance.uniform(0, 0.15))
            process.kill()
        for mine, rest in zip(told, lines, strict=True):
            mine.extend(rest)
    return _judged(path, {"a": int(told[0][-1][0]), "b": int(told[1][-1][0])})


def _judged(path: Path, acknowledged: dict[str, int], *, exact: bool = False) -> str:
    """What is there. Raises LostRecordError where it is not what it must be."""
    with LedgerStore(path) as store:
        bodies = [body for _, body in store.leaves()]
        if store._base.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise LostRecordError("the file is damaged")
        for name, done in acknowledged.items():
            own = [body.split()[1] for body in bodies if body.startswith(f"{name} ".encode())]
            if own != [str(number).encode() for number in range(len(own))]:
                raise LostRecordError(f"records of {name} are missing or out of order")
            if len(own) < done or (exact and len(own) > done):
                raise LostRecordError(f"{done} of {name} were acknowledged, {len(own)} are there")
        if not _whole(store, bodies):
            raise LostRecordError("the tree is not that of the records")
        store.append([LeafDraft(b"after")])
        if not _whole(store, [*bodies, b"after"]):
            raise LostRecordError("it cannot go on")
    return "whole, nothing lost"


def _whole(store: LedgerStore, bodies: Sequence[bytes]) -> bool:
    """Whether the kept tree is that of the records."""
    nodes: dict[tuple[int, int], bytes] = {}
    hashes = [merkle.leaf(body) for body in bodies]
    for level, place, value in merkle.grown(0, hashes, lambda *_: b""):
        nodes[level, place] = value
    return merkle.root(len(hashes), lambda *key: nodes[key]) == store.root()


KINDS: dict[str, Callable[[Path, np.random.Generator], str]] = {
    "killed": killed, "power cut": power_cut, "full disk": full_disk, "two writers": two_writers,
}  # fmt: skip


if __name__ == "__main__":
    main()
