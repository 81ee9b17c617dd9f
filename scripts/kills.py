"""Kill commands that write, at random moments, and see that no half-written file is left.

Each round starts a command, kills it (SIGKILL) at a random time or at a random access to its files,
looks at what lies under the names it writes, and runs it again: the second run must finish, give
the bytes of an undisturbed run and sweep up what the killed one left. On request:
``FOEDUS_MIRROR=DIR python scripts/kills.py --kills 200``; a few rounds are a test.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from foedus.evidence.card import cards

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
#: Command -> its words, the file it writes (none: the cache), and how often of 100 it is killed.
COMMANDS: dict[str, tuple[tuple[str, ...], str, int]] = {
    "data pull": (PULL, "", 50),
    "panel": (PANEL, "panel.parquet", 46),
    "fit": (("fit", "displacement"), "displacement.json", 3),
    "brief": (("brief", "taiwan-2025", "--draws", "100"), "brief.html", 1),
}
#: Accesses to files after which a command has surely written.
ACCESSES = 24


@dataclass(frozen=True, slots=True)
class Whole:
    """An undisturbed run: seconds it took, and the SHA-256 of each file by its place."""

    seconds: float
    files: dict[str, str]


class HalfWrittenError(Exception):
    """A killed run left what no run may leave, or the next did not finish."""


def main(given: Sequence[str] | None = None) -> None:
    """Kill as often as asked, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=None, help="at random where none is given")
    parser.add_argument("--only", choices=[*COMMANDS], action="append")
    asked = parser.parse_args(given)
    seed = int(np.random.SeedSequence().generate_state(1)[0]) if asked.seed is None else asked.seed
    sys.stdout.write(f"seed {seed}\n")
    counted = Counter(rounds(asked.kills, seed, asked.only or [*COMMANDS]))
    for said, count in sorted(counted.items()):
        sys.stdout.write(f"{count:5} {said}\n")


def rounds(kills: int, seed: int, names: Sequence[str]) -> Iterator[str]:
    """What came of each round, in words. Raises HalfWrittenError at the first that is not well."""
    chance, whole = np.random.default_rng(seed), dict[str, Whole]()
    often = np.array([COMMANDS[each][2] for each in names])
    mirror = os.environ["FOEDUS_MIRROR"]
    done = 0
    while done < kills:
        name = str(chance.choice(names, p=often / often.sum()))
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            if name not in whole:
                began = time.monotonic()
                _finish(name, folder, mirror)
                whole[name] = Whole(time.monotonic() - began, _hashes(folder))
                shutil.rmtree(folder)
                folder.mkdir()
            moment = _moment(chance, whole[name].seconds)
            if not _killed(name, folder, mirror, *moment):
                continue  # it was done before: no kill, no round
            done += 1
            place = f"seed {seed}, kill {done}: {name}"
            left = _look(folder, whole[name], place)
            _finish(name, folder, mirror)
            if _hashes(folder) != whole[name].files:
                raise HalfWrittenError(f"{place}: the next run left {sorted(_hashes(folder))}")
        yield f"{name}, killed with {left}"


def _moment(chance: np.random.Generator, seconds: float) -> tuple[int, float]:
    """The access at which to kill, or 0 and the seconds after which to."""
    return (int(chance.integers(1, ACCESSES + 1)), 0.0) if chance.random() < 0.6 else (
        0, chance.uniform(0.2, 1.0) * seconds
    )  # fmt: skip


def _start(name: str, folder: Path, mirror: str, access: int) -> "subprocess.Popen[bytes]":
    """The command, its cache and file in ``folder``; a pull fetches as if from the publisher."""
    words, out, _ = COMMANDS[name]
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
