"""Kill commands that write, at random moments, and see that no half-written file is left.

Each round starts a command, kills it (SIGKILL) at a random time or at a random access to its files,
looks at what lies under the names it writes, and runs it again: the second run must finish, give
the bytes of an undisturbed run and sweep up what the killed one left. On request:
``FOEDUS_MIRROR=DIR python scripts/kills.py --kills 50 --seed 7 --record FILE``; the same line again
goes on where it was cut short. A few rounds are a test.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from foedus.evidence.card import cards
from foedus.storage import replacing

#: The command line, killed at the n-th access to files of a folder; downloads come from a mirror.
CHILD = """
import os, shutil, signal, sys
at, folder, mirror = int(sys.argv.pop(1)), sys.argv.pop(1), sys.argv.pop(1)
seen = 0
def watch(event, given):
    global seen
    if event in WATCHED and any(folder in os.fsdecode(each) for each in given
                                if isinstance(each, (str, bytes, os.PathLike))):
        seen += 1
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)
WATCHED = {"open", "os.rename", "os.remove", "os.chmod", "os.mkdir", "os.listdir", "os.scandir"}
if mirror:
    import pooch
    from foedus.evidence.card import cards
    from pathlib import Path
    places = {card.url: Path(mirror) / card.path for card in cards()}
    def fetched(self, url, output_file, pooch=None, check_only=False):
        with places[url].open("rb") as source, open(output_file, "wb") as part:
            while block := source.read(4096):
                part.write(block)
    pooch.HTTPDownloader.__call__ = fetched
if at:
    sys.addaudithook(watch)
from foedus.cli import main
main()
"""
#: Sets small enough to be fetched and converted in a moment.
SETS = ("cow-majors", "cow-nmc")
PULL = ("data", "pull", *SETS)
PANEL = ("panel", "--unit", "state-year", "--from", "1990", "--to", "2000", "--with", "nmc")
#: Command -> its words, and the file it writes (none: the cache).
COMMANDS: dict[str, tuple[tuple[str, ...], str]] = {
    "data pull": (PULL, ""),
    "panel": (PANEL, "panel.parquet"),
    "fit": (("fit", "depth"), "depth.json"),
    "brief": (("brief", "taiwan-2025", "--draws", "100"), "brief.html"),
}
#: Accesses to files after which a command has surely written.
ACCESSES = 24


@dataclass(frozen=True, slots=True)
class Whole:
    """An undisturbed run: seconds it took, and the SHA-256 of each file by its place."""

    seconds: float
    files: dict[str, str]


@dataclass(slots=True)
class Tally:
    """Kills of one command from one seed. tries: kills, and runs that were done before theirs."""

    command: str
    seed: int
    tries: int = 0
    kills: int = 0
    left: Counter[str] = field(default_factory=Counter)


class HalfWrittenError(Exception):
    """A killed run left what no run may leave, or the next did not finish."""


def main(given: Sequence[str] | None = None) -> None:
    """Kill each command as often as asked, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=5, help="of each command")
    parser.add_argument("--seed", type=int, default=None, help="at random where none is given")
    parser.add_argument("--only", choices=[*COMMANDS], action="append")
    parser.add_argument("--record", type=Path, help="keep kills in this file, and go on from it")
    asked = parser.parse_args(given)
    seed = int(np.random.SeedSequence().generate_state(1)[0]) if asked.seed is None else asked.seed
    sys.stdout.write(f"seed {seed}\n")
    for name in asked.only or COMMANDS:
        tally = recorded(asked.record, " ".join(COMMANDS[name][0]), seed)
        try:
            for _ in rounds(name, tally, asked.kills):
                if asked.record:
                    record(asked.record, tally)
        finally:  # told of those that were well, whatever ends it
            for said, count in sorted(tally.left.items()):
                sys.stdout.write(f"{count:5} {name}, killed with {said}\n")


def recorded(place: Path | None, command: str, seed: int) -> Tally:
    """What a record has of a command's kills from a seed; none where it has none."""
    rows = json.loads(place.read_text("utf-8")) if place and place.exists() else []
    found = [each for each in rows if (each["command"], each["seed"]) == (command, seed)]
    if not found:
        return Tally(command, seed)
    return Tally(command, seed, found[0]["tries"], found[0]["kills"], Counter(found[0]["left"]))


def record(place: Path, tally: Tally) -> None:
    """Put a tally into a record, in the place of what it had of the same command and seed."""
    rows = json.loads(place.read_text("utf-8")) if place.exists() else []
    same = [(each["command"], each["seed"]) == (tally.command, tally.seed) for each in rows]
    row = {**asdict(tally), "left": dict(sorted(tally.left.items()))}
    at = same.index(True) if any(same) else len(rows)
    rows[at : at + 1] = [row]
    with replacing(place) as part:
        part.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


def rounds(name: str, tally: Tally, kills: int) -> Iterator[None]:
    """Kill a command until the tally has so many; a try hangs on the seed and its number alone.

    Raises HalfWrittenError at the first that is not well.
    """
    mirror = os.environ["FOEDUS_MIRROR"]
    whole = _whole(name, mirror) if tally.kills < kills else None
    while whole and tally.kills < kills:
        tally.tries += 1
        moment = _moment(np.random.default_rng([tally.seed, tally.tries]), whole.seconds)
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            if not _killed(name, folder, mirror, *moment):
                continue  # it was done before: no kill
            place = f"seed {tally.seed}, try {tally.tries}: {name}"
            left = _look(folder, whole, place)
            _finish(name, folder, mirror)
            if _hashes(folder) != whole.files:
                raise HalfWrittenError(f"{place}: the next run left {sorted(_hashes(folder))}")
        tally.kills += 1
        tally.left[left] += 1
        yield


def _whole(name: str, mirror: str) -> Whole:
    with tempfile.TemporaryDirectory() as made:
        began = time.monotonic()
        _finish(name, Path(made), mirror)
        return Whole(time.monotonic() - began, _hashes(Path(made)))


def _moment(chance: np.random.Generator, seconds: float) -> tuple[int, float]:
    """The access at which to kill, or 0 and the seconds after which to."""
    return (int(chance.integers(1, ACCESSES + 1)), 0.0) if chance.random() < 0.6 else (
        0, chance.uniform(0.2, 1.0) * seconds
    )  # fmt: skip


def _start(name: str, folder: Path, mirror: str, access: int) -> "subprocess.Popen[bytes]":
    """The command, its cache and file in ``folder``; a pull fetches as if from the publisher."""
    words, out = COMMANDS[name]
    pulls = not out
    settings = {**os.environ, "FOEDUS_CACHE": str(folder / "cache")}
    if pulls:
        settings.pop("FOEDUS_MIRROR")
    written = ("--out", str(folder / out)) if out else ()
    return subprocess.Popen(  # noqa: S603 (this file's own words)
        [sys.executable, "-c", CHILD, str(access), str(folder), mirror if pulls else "", *words,
         *written],
        env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def _finish(name: str, folder: Path, mirror: str) -> None:
    run = _start(name, folder, mirror, 0)
    _, said = run.communicate()
    if run.returncode:
        raise HalfWrittenError(f"{name} did not finish: {said.decode()}")


def _killed(name: str, folder: Path, mirror: str, access: int, seconds: float) -> bool:
    """Whether the command was killed before it was done."""
    run = _start(name, folder, mirror, access)
    if seconds:
        with suppress(subprocess.TimeoutExpired):
            run.wait(seconds)
        run.kill()
    run.communicate()
    return run.returncode < 0


def _look(folder: Path, whole: Whole, place: str) -> str:
    """What a killed run left. Raises HalfWrittenError for a part under the name of a whole file."""
    found = _hashes(folder)
    parts = [each for each in found if Path(each).name.startswith(".")]
    raw = {card.path: card.sha256 for card in cards()}
    for each, digest in found.items():
        known = {whole.files.get(each), raw.get(each.removeprefix("cache/"))}
        if each not in parts and digest not in known:
            raise HalfWrittenError(f"{place}: {each} is half-written")
    count = len(found) - len(parts)
    return f"{count} of {len(whole.files)} files, {len(parts)} leftovers"


def _hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of each file of a folder, by its place."""
    return {
        str(each.relative_to(folder)): hashlib.sha256(each.read_bytes()).hexdigest()
        for each in sorted(folder.rglob("*"))
        if each.is_file()
    }


if __name__ == "__main__":
    main()
