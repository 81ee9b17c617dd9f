"""The numbers of shipped answers, held to 12 digits, so that a change that moves one is seen.

Each command below runs with ``--json`` and few draws. Of every part of its answer
``tests/reference/snapshot.json`` holds how many numbers it has and one number that all of them
make: the sum of asinh(x / 1e-5), each with a weight of its own. So it moves with any of them, by as
much as that one moved in relation to itself, and not with the last bit. A test compares.

With the public data (FOEDUS_MIRROR) ``python scripts/snapshot.py`` says what moved, ``--renew``
takes the answers as they are, and ``--numbers FILE`` writes every number on a line with its path:
written before and after a change, two such files say what moved from where to where. When to
renew: CONTRIBUTING.md.
"""

import argparse
import io
import json
import math
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from unittest.mock import patch

STORED = Path(__file__).parents[1] / "tests" / "reference" / "snapshot.json"
#: Below it numbers count by their size, above it by their digits.
SCALE = 1e-5
#: How far the sum may be from what is stored: a number that moved by a part in 10^11 moves it more.
TOLERANCE = 1e-11
_GOLDEN = (math.sqrt(5) - 1) / 2
_FEW = "--draws 100"

#: On each of the two questions that most tests ask.
OF_EACH = (
    f"assess {{0}} {_FEW}", f"assess {{0}} --years 5 {_FEW}", f"accept {{0}} {_FEW}",
    f"explain {{0}} {_FEW}", f"neighbors {{0}} {_FEW}", f"design {{0}} {_FEW}",
    f"chart {{0}} war-risk {_FEW}", "check {0}", "facts {0}",
)  # fmt: skip
COMMANDS = (
    *(each.format(name) for name in ("ukraine-2025", "korea-2025") for each in OF_EACH),
    f"assess ukraine-2025 --shares {_FEW}", f"assess kuwait-1990 --what-then-happened {_FEW}",
    f"brief ukraine-2025 {_FEW}", f"chart korea-2025 scorecard {_FEW}",
    "analogues ukraine-2025 --design nato", "negotiate forecast ukraine-2025",
    "terms list", "terms show north-atlantic-1949",
    "terms compare north-atlantic-1949 us-korea-1953", "data chronology", "score horizon",
    "score pairs",
)  # fmt: skip

#: Part of an answer -> how many numbers it has, and what they make.
Prints = dict[str, tuple[int, float]]


def numbers(it: object, path: str = "") -> Iterator[tuple[str, float]]:
    """Every number of a JSON value with its path, in the order of the value."""
    match it:
        case bool() | str() | None:
            return
        case dict():
            for key, value in it.items():
                yield from numbers(value, f"{path}/{key}")
        case list():
            for place, value in enumerate(it):
                yield from numbers(value, f"{path}/{place}")
        case _:
            yield path, float(str(it))


def answer(command: str) -> object:
    """What a command prints as JSON, but for how a figure is drawn; paths by arrays everywhere.

    Raises ValueError with what is said where it fails.
    """
    from foedus.cli import main

    out, error = io.StringIO(), io.StringIO()
    words = ["foedus", *command.split(), "--json"]
    with (
        patch.object(sys, "argv", words), patch("foedus.history.kernel.call.library", lambda: None),
        redirect_stdout(out), redirect_stderr(error),
    ):  # fmt: skip
        try:
            main()
        except SystemExit as end:
            if end.code:
                raise ValueError(f"{command}: {error.getvalue()}") from None
    found = json.loads(out.getvalue())
    if isinstance(found, dict):
        found.pop("spec", None)
    return found


def prints(found: object) -> Prints:
    """Of each part of an answer: a key of its top level, and each design."""
    parts: dict[str, list[float]] = {}
    for path, number in numbers(found):
        _, first, *more = path.split("/")
        part = f"{first}/{more[0]}" if first == "designs" else first if more else ""
        parts.setdefault(part, []).append(number)
    return {
        part: (len(all_), round(math.fsum(
            (0.5 + place * _GOLDEN % 1) * math.asinh(number / SCALE)
            for place, number in enumerate(all_, 1)
        ), 12))
        for part, all_ in parts.items()
    }  # fmt: skip


def moved(before: Prints, now: Prints) -> list[str]:
    """What is other than it was, part by part."""
    found = []
    for part in dict.fromkeys((*before, *now)):
        (old, held), (new, made) = before.get(part, (0, 0.0)), now.get(part, (0, 0.0))
        if old != new:
            found.append(f"{part or 'the top'}: {old} numbers before, {new} now")
        elif abs(held - made) > TOLERANCE:
            found.append(f"{part or 'the top'}: of {new} numbers some moved ({made - held:+.2g})")
    return found


def stored() -> dict[str, Prints]:
    """Command -> what its answer made when the file was written."""
    held = json.loads(STORED.read_text("utf-8"))
    return {
        command: {part: (count, made) for part, (count, made) in parts.items()}
        for command, parts in held.items()
    }


def written(found: dict[str, Prints]) -> str:
    """The file: a part of an answer on a line, so that a diff says which moved."""
    commands = []
    for command, parts in found.items():
        lines = ",\n".join(
            f"  {json.dumps(part)}: {json.dumps(each)}" for part, each in parts.items()
        )
        commands.append(f" {json.dumps(command)}: {{\n{lines}\n }}")
    return "{\n" + ",\n".join(commands) + "\n}\n"


def run() -> int:
    """Say what moved; renew, or write the numbers."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--renew", action="store_true", help="take the answers as they are")
    parser.add_argument("--numbers", type=Path, metavar="FILE", help="write every number")
    asked = parser.parse_args()
    before: dict[str, Prints] = {}
    with suppress(FileNotFoundError):
        before = stored()
    found, lines = {}, []
    for command in COMMANDS:
        answered = answer(command)
        found[command] = prints(answered)
        lines += [f"{command} {path} {number:.12g}" for path, number in numbers(answered)]
        for each in moved(before.get(command, {}), found[command]):
            sys.stdout.write(f"{command}: {each}\n")
    if asked.numbers:
        asked.numbers.write_text("\n".join(lines) + "\n", "utf-8")
    if asked.renew:
        STORED.write_text(written(found), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(run())
