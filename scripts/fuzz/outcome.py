"""A case run in this process, and what is wrong with how it ended."""

import contextlib
import io
import json
import os
import re
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

from scripts.fuzz.corpus import Case

#: Exit codes that foedus.errors documents, but for 130 (interrupted).
CODES = frozenset({0, 1, 2, 3, 4})
_NUMBER = re.compile(r"(?<![\w.\"'`/-])[-+−]?(?:nan|inf|infinity)%?(?![\w\"'`])", re.IGNORECASE)
_WARNING = re.compile(r"^.*Warning: .*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended. trace: of an error that nobody caught, else empty."""

    code: int
    out: str
    err: str
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault: its kind, and what tells it from others of the kind."""

    fault: str
    detail: str


def run(case: Case, folder: Path) -> Outcome:
    """Run a case's command on its files, laid in a folder of its own."""
    from foedus.cli import main

    for name, content in case.files.items():
        (folder / name).write_bytes(content)
    before, arguments = Path.cwd(), sys.argv
    out, err = _Stream(), _Stream()
    os.chdir(folder)
    sys.argv = ["foedus", *case.arguments]
    code, trace = 0, ""
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # whatever gets through, a panic of a library too
        trace = traceback.format_exc()
    finally:
        os.chdir(before)
        sys.argv = arguments
    return Outcome(code, out.text(), err.text(), trace)


class _Stream(io.TextIOWrapper):
    """Text and bytes written to one place."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors="replace", newline="")

    def text(self) -> str:
        """All that was written."""
        self.flush()
        self.seek(0)
        return self.read()


def judge(case: Case, ended: Outcome) -> list[Finding]:
    """What is wrong with how a case ended; an error that says what and where is not."""
    if ended.trace:
        return [Finding("traceback", _signature(ended.trace))]
    found = []
    if ended.code not in CODES:
        found.append(Finding("exit code", f"{ended.code} of {case.arguments[0]}"))
    if "Traceback (most recent call last)" in ended.err:
        found.append(Finding("traceback", "printed"))
    warned = _WARNING.search(ended.err)
    if warned:
        found.append(Finding("warning", warned[0][-120:]))
    if ended.code in {2, 3, 4} and not ended.err.strip():
        found.append(Finding("no message", f"{ended.code} of {' '.join(case.arguments[:2])}"))
    if ended.code == 2 and case.named and not _placed(case, ended.err):
        found.append(Finding("no file named", re.sub(r"\d+", "0", ended.err)[:90]))
    if ended.code == 0:
        found += _answer(case, ended.out)
    return found


def _placed(case: Case, said: str) -> bool:
    """Whether a message names a file of the case, or an option."""
    return bool(re.search(r"error: (--|[A-Za-z/, ]*--)|unknown figure", said)) or any(
        Path(name).stem in said for name in case.named
    )


def _answer(case: Case, out: str) -> list[Finding]:
    if "--json" in case.arguments and out.strip():
        try:
            json.loads(out, parse_constant=_refuse)
        except ValueError as error:
            return [Finding("not JSON", f"{case.arguments[0]}: {str(error)[:60]}")]
        return []
    match = _NUMBER.search(out)
    if not match:
        return []
    line = out[out.rfind("\n", 0, match.start()) + 1 : out.find("\n", match.end())]
    return [Finding("not a number", f"{' '.join(case.arguments[:2])}: {line.strip()[:80]}")]


def _refuse(name: str) -> None:
    raise ValueError(f"it holds {name}")


def _signature(trace: str) -> str:
    """The last place in the package that a traceback names, and the error."""
    places = re.findall(r'File ".*?/(foedus/[^"]+)", line (\d+)', trace)
    last = trace.strip().splitlines()[-1]
    place = f"{places[-1][0]}:{places[-1][1]}" if places else "?"
    return f"{place} {re.sub(r'0x[0-9a-f]+|[0-9]{3,}', '#', last)[:90]}"
