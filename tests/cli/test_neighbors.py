"""The command: a region in words and as data, its facts frozen, one clear message for bad input."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from foedus import scenario
from foedus.cli.neighbors import app
from foedus.errors import DataError, InputError, UnknownNameError
from foedus.facts.region.region import read

LIBRARY = Path(scenario.__file__).parent / "library"


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def test_in_words() -> None:
    text = run("ukraine-2025", "--draws", "200", "--years", "5", "--design", "nato").output
    assert "WHAT THE CHALLENGER MAY BEGIN" in text
    assert "deadly force" in text
    assert "within 5 years, to August 2030" in text
    assert "A  NATO membership" in text
    assert "Estonia" in text
    assert "article-5-like" not in text
    assert max(map(len, text.splitlines())) <= 100


def test_as_data_and_the_same_again() -> None:
    ask = ("taiwan-2025", "--draws", "200", "--years", "5", "--json")
    first, again = run(*ask).output, run(*ask).output
    assert first == again
    found = json.loads(first)
    assert found["bound"]["treaty-regional"] == ["JPN"]
    japan = next(row for row in found["neighbors"] if row["state"] == "JPN")
    assert japan["after"]["treaty-regional"]["drawn_in"]["value"] > 0
    shown = [row for row in found["neighbors"] if not row["withheld"]]
    other = next(row for row in shown if not row["after"]["treaty-1954"]["allies"])
    assert other["after"]["treaty-1954"]["ratio"]["value"] == 1.0
    assert 0 < other["before"]["war"]["low"] < other["before"]["war"]["high"] < 1


def test_a_frozen_region_beside_the_file_is_read(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    shutil.copy(LIBRARY / "ukraine-2025.yaml", mine)
    beside = tmp_path / "mine.neighbors.json"
    shutil.copy(LIBRARY / "taiwan-2025.neighbors.json", beside)
    with pytest.raises(InputError, match="CHN and TWN") as raised:
        run(str(mine), "--draws", "100", "--years", "2")
    assert str(beside) in str(raised.value)
    shutil.copy(LIBRARY / "ukraine-2025.neighbors.json", beside)
    assert "Moldova" in run(str(mine), "--draws", "100", "--years", "2").output


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (("ukraine-2052",), InputError),
        (("ukraine-2025", "--design", "natto"), UnknownNameError),
        (("ukraine-2025", "--draws", "1"), InputError),
        (("ukraine-2025", "--years", "0"), InputError),
    ],
)
def test_bad_input_is_told(arguments: tuple[str, ...], kind: type[InputError]) -> None:
    with pytest.raises(kind):
        run(*arguments)


def test_freezing_an_old_question_needs_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOEDUS_MIRROR", str(tmp_path))
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path))
    early = tmp_path / "poland.yaml"
    early.write_text(
        "foedus: 1\ntitle: t\nas_of: 1938-01-01\nchallenger: DEU\nprotege: POL\n"
        "designs: {none: {}}\n",
        "utf-8",
    )
    with pytest.raises(DataError, match="cow-nmc"):
        run(str(early), "--freeze", str(tmp_path / "it.json"))
    assert not (tmp_path / "it.json").exists()
    run("ukraine-2025", "--freeze", str(tmp_path / "it.json"))  # what ships is enough
    assert "BLR" in read(tmp_path / "it.json").states


@pytest.mark.data
def test_frozen_by_the_command(tmp_path: Path) -> None:
    out = tmp_path / "it.neighbors.json"
    assert run("taiwan-2025", "--freeze", str(out)).output == f"wrote {out}\n"
    assert "JPN" in read(out).states
    assert read(out).states == read(LIBRARY / "taiwan-2025.neighbors.json").states
