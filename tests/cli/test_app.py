"""The command line as a whole: consoles, pipes, full disks, Ctrl-C, warnings, names of files."""

import inspect
import json
import os
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.modules import module

from foedus.cli import main
from foedus.report.console import ERRORS

FOEDUS = [sys.executable, "-m", "foedus"]
WARNS = r"""
import sys, warnings
from foedus.cli import app
def run(): warnings.warn("a value\n is odd", RuntimeWarning)
app.app = run
app.main()
"""


def foedus(*arguments: str, to: str = "", **settings: str) -> "subprocess.CompletedProcess[bytes]":
    """Run it, printing to a file where one is named."""
    with Path(to or os.devnull).open("wb") as out:
        return subprocess.run(
            [*FOEDUS, *arguments], stdout=out if to else subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, **settings}, check=False,
        )  # fmt: skip


@cache
def modern(*arguments: str) -> bytes:
    """What it prints on a console that has every letter."""
    return foedus(*arguments, PYTHONIOENCODING="utf-8").stdout


@pytest.mark.parametrize(
    ("arguments", "encoding"),
    [
        ("terms list", "cp1252"), ("terms list", "cp932"), ("terms list", "latin-1"),
        ("terms list", "ascii"), ("check ukraine-2025", "cp437"),
        ("game plot signorino-1999", "ascii"), ("--help", "ascii"), ("assess --help", "cp437"),
    ],
)  # fmt: skip
def test_any_console_shows_what_a_modern_one_does(arguments: str, encoding: str) -> None:
    whole = modern(*arguments.split()).decode("utf-8")
    shown = foedus(*arguments.split(), PYTHONIOENCODING=encoding)
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert shown.stdout.decode(encoding) == whole.encode(encoding, ERRORS).decode(encoding)
    assert shown.stdout.count(b"?") == whole.count("?")


@pytest.mark.parametrize("encoding", ["cp437", "ascii"])
def test_errors_reach_any_console(encoding: str) -> None:
    told = foedus("assess", "мир → 平和", PYTHONIOENCODING=encoding)
    assert told.returncode == 2
    assert "->" in told.stderr.decode(encoding)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_json_says_the_same_on_any_console(encoding: str) -> None:
    shown = foedus("terms", "list", "--json", PYTHONIOENCODING=encoding).stdout
    plain = modern("terms", "list", "--json")
    assert json.loads(shown.decode(encoding)) == json.loads(plain.decode("utf-8"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is full")
@pytest.mark.parametrize("arguments", [["terms", "list"], ["--help"], ["--version"]], ids=" ".join)
def test_a_full_disk_is_told(arguments: list[str]) -> None:
    told = foedus(*arguments, to="/dev/full")
    assert told.returncode == 1
    assert told.stderr == (
        b"error: standard output: cannot be written: the disk is full\n  try: free some space\n"
    )


def test_a_reader_who_has_enough_ends_it_silently() -> None:
    run = subprocess.Popen(
        [*FOEDUS, "terms", "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    )
    assert run.stdout
    assert run.stderr
    run.stdout.close()
    said = run.stderr.read()
    run.stderr.close()
    assert (run.wait(), said) == (0, b"")


def test_closed_output_is_no_error() -> None:
    told = subprocess.run(
        ["sh", "-c", '"$0" -m foedus terms list >&-', sys.executable],
        capture_output=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, b"")


WAITS = """
import os, signal, sys, time
from pathlib import Path
import typer
from foedus.cli import app, main
from foedus.storage import replacing
_, sent, name = sys.argv
def wait():
    with replacing(Path(name)):
        os.kill(os.getpid(), getattr(signal, sent))
        time.sleep(60)
app.app = lambda: typer.run(wait)
sys.argv = ["foedus"]
main()
"""


@pytest.mark.parametrize(
    ("sent", "code", "said"), [("SIGINT", 130, b"interrupted\n"), ("SIGTERM", 143, b"terminated\n")]
)
def test_a_signal_is_one_line_and_leaves_nothing(
    tmp_path: Path, sent: str, code: int, said: bytes
) -> None:
    told = subprocess.run(
        [sys.executable, "-c", WAITS, sent, tmp_path / "out.json"], capture_output=True, check=False
    )
    assert (told.returncode, told.stderr, told.stdout) == (code, said, b"")
    assert list(tmp_path.iterdir()) == []


def test_a_command_leaves_the_signals_of_who_called_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(sys, "argv", ["foedus", "--version"])
    with pytest.raises(SystemExit):
        main()
    assert signal.getsignal(signal.SIGTERM) is before


def test_ctrl_c_while_libraries_load_is_one_line() -> None:
    code = (
        "import os, signal, sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'typer': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Stop())\n"
        "from foedus.cli import main\nmain()"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (told.returncode, told.stderr) == (130, b"interrupted\n")


def test_a_warning_of_a_library_names_no_place_of_its_installation() -> None:
    told = subprocess.run([sys.executable, "-c", WARNS], capture_output=True, check=False)
    assert (told.returncode, told.stderr) == (0, b"warning: a value is odd\n")


def commands() -> list[Any]:
    """The context of every command that has none below it."""
    page = module("docs/commands.py")
    return [each for each in page.commands() if not getattr(each.command, "commands", {})]


#: What a command is given where it demands something, by the name of the parameter.
GIVEN = {
    "scenario": "ukraine-2025", "figure": "war-risk",
    "subject": "ukraine-2025", "vary": "term=5,10",
    "name": "us-korea-1953", "names": "us-korea-1953",
    "a": "us-korea-1953", "b": "us-korea-1953", "game": "signorino-1999",
    "payoffs": "deter.json", "start": "0", "end": "1", "out": "new.parquet", "years": "2011-2012",
    "who": "USA", "role": "reader", "key": "key.json", "issues": "issues.csv",
    "positions": "positions.csv", "data": "data.csv", "file": "reports.csv", "source": "ucdp",
    "state": "state.json", "texts": "article.txt", "what": "ukraine-2026", "seal": "ukraine-2026",
    "section": "sources", "quote": "x", "body": "x", "number": "00aa", "reviewer": "Jane",
    "show": "", "head": "head.txt", "reply": "head.tsr", "root": "authority.pem",
}  # fmt: skip
#: What it needs for what is tested here, though it does not demand it.
ALSO = {
    ("foedus chart", "scenario"), ("foedus chart", "figure"), ("foedus analogues", "scenario")
}  # fmt: skip
#: Arguments that are words, not files: read as an option, an id or a number.
WORDS = {
    ("foedus explain", "path"), ("foedus chart", "figure"), ("foedus watch key", "name"),
    ("foedus watch witness init", "name"),
}  # fmt: skip
BAD = {"long": "n" * 300, "long with an end": "n" * 300 + ".yaml", "NUL": "a\0b", "folder": "."}


def cases() -> list[Any]:
    """Every command with every place that it takes, spoiled in every way."""
    found = []
    for context in commands():
        line = context.command_path
        taken = inspect.signature(context.command.callback, eval_str=True).parameters
        for one in context.command.params:
            name = one.param_type_name == "argument"
            if not (name or "Path" in str(taken.get(one.name))) or (line, one.name) in WORDS:
                continue
            rest = [
                word
                for other in context.command.params
                if other is not one and (other.required or (line, other.name) in ALSO)
                for word in _words(other, GIVEN[other.name])
            ]
            for kind, bad in BAD.items():
                if (line, one.name, kind) in FINE:
                    continue
                words = [*line.split()[1:], *_words(one, bad), *rest]
                found.append(pytest.param(words, id=f"{line} {one.name} {kind}"))
    return found


def _words(one: Any, value: str) -> list[str]:
    return [value] if one.param_type_name == "argument" else [one.opts[0], value]


#: A folder is what is asked for.
FINE = {
    ("foedus fit origins", "out", "folder"),
    ("foedus fit trees", "out", "folder"),
    ("foedus serve", "place", "folder"),
    ("foedus review held", "folder", "folder"),
    ("foedus sweep", "out", "folder"),
    ("foedus atlas", "out", "folder"),
}


@pytest.mark.parametrize("arguments", cases())
def test_a_place_that_cannot_be_is_one_message(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["foedus", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert ended.value.code == 2
    assert said.out == ""
    assert "rror" in said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["n" * 300, "a/" + "n" * 300, os.devnull + "/cache"])
def test_a_cache_that_cannot_be_is_one_message(name: str) -> None:
    settings = {"FOEDUS_CACHE": name, "FOEDUS_MIRROR": ""}
    told = foedus("data", "pull", "cow-nmc", **settings)
    assert told.returncode == 2
    assert told.stderr.startswith(b"error: ")
    assert b"\n  try: " in told.stderr
    assert b"Traceback" not in told.stderr
