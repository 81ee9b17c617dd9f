"""What a shell is told when it asks how a command goes on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from foedus.cli.options import scenario_names

CODE = "import sys; sys.argv = ['foedus']; from foedus.cli import main; main()"


def completed(*words: str, folder: Path | None = None) -> list[str]:
    environment = os.environ | {
        "_FOEDUS_COMPLETE": "complete_bash", "COMP_WORDS": " ".join(("foedus", *words)),
        "COMP_CWORD": str(len(words)),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=folder,
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("a",), ["assess", "accept", "analogues", "atlas"]),
        (("doc",), ["doctor"]),
        (("assess", "--dr"), ["--draws"]),
        (("data", "p"), ["pull"]),
        (("game", "so"), ["solve"]),
        (("assess", "u"), ["ukraine-2025", "ukraine-2026"]),
        (("nothing", "x"), []),
    ],
)
def test_commands_options_and_scenarios_are_completed(
    words: tuple[str, ...], told: list[str]
) -> None:
    assert completed(*words) == told


def test_files_are_offered_beside_the_shipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ukraine-mine.yaml").touch()
    (tmp_path / "notes.txt").touch()
    assert scenario_names("u") == ["ukraine-2025", "ukraine-2026", "ukraine-mine.yaml"]
    assert scenario_names("nowhere/u") == []
    assert "notes.txt" not in scenario_names("")
