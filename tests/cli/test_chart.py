"""The command: figures listed, written, told in words; one clear message for bad input."""

import json
import struct
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from foedus.assessment.figures import FIGURES
from foedus.assessment.figures.registry import SEVERAL
from foedus.cli.chart import app
from foedus.errors import InputError, UnknownNameError


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


@pytest.mark.parametrize(
    "arguments", [(), ("--list",), ("ukraine-2025",), ("ukraine-2025", "--list")]
)
def test_lists_every_figure(arguments: tuple[str, ...]) -> None:
    head, *lines = run(*arguments).stdout.splitlines()
    assert head.split() == ["figure", "shows"]
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == [*FIGURES, *SEVERAL]
    assert json.loads(run(*arguments, "--json").stdout)["figures"] == FIGURES | SEVERAL


@pytest.mark.parametrize("ending", ["svg", "png", "json", "csv", "html"])
def test_writes_a_file_and_nothing_on_stdout(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"war.{ending}"
    done = run("ukraine-2025", "war-risk", "--draws", "100", "--out", str(path))
    assert done.stdout == ""
    assert done.stderr.startswith(f"{path}: Chance that Russia begins a war")
    assert path.stat().st_size > 500


def test_says_in_words_what_a_figure_shows() -> None:
    text = run("ukraine-2025", "ladder", "--draws", "100", "--years", "5").stdout
    assert "within 5 years" in text
    assert "90% interval" in text
    assert max(map(len, text.splitlines())) <= 100


def test_as_data_for_chosen_designs_and_an_issue() -> None:
    def ask(*more: str) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(
            run("ukraine-2025", *more, "--draws", "100", "--json").stdout
        )
        return told

    chosen = ask("scorecard", "--design", "nato")
    assert {row["design"] for row in chosen["rows"]} == {
        "none", "nato, by its text", "nato, by its practice",
    }  # fmt: skip
    troops = ask("positions", "--issue", "western-troops")
    assert "Forces of NATO states in Ukraine" in troops["title"]


def test_bad_input_is_told_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="did you mean war-risk"):
        run("no-such-scenario", "war-rsik")
    with pytest.raises(InputError, match=r"\.svg or \.png"):
        run("no-such-scenario", "war-risk", "--out", str(tmp_path / "war.gif"))
    with pytest.raises(InputError, match="no folder"):
        run("no-such-scenario", "war-risk", "--out", str(tmp_path / "no" / "war.svg"))
    with pytest.raises(InputError, match="positions is"):
        run("no-such-scenario", "war-risk", "--issue", "guarantee")
    with pytest.raises(InputError, match="which figure"):
        run("ukraine-2025", "--out", str(tmp_path / "war.svg"))
    with pytest.raises(UnknownNameError, match="guarantee"):
        run("ukraine-2025", "positions", "--draws", "100", "--issue", "garantee")


def test_a_picture_has_the_size_asked_for(tmp_path: Path) -> None:
    """A slide is 1,920 by 1,080 pixels; a phone's picture 1,080 wide; print is 160 mm wide."""
    few, found = ("--draws", "100"), {}
    for size, name in (("slide", "a.png"), ("phone", "b.png"), ("print", "c.svg")):
        run("ukraine-2025", "map", *few, "--size", size, "--out", str(tmp_path / name))
        found[size] = (tmp_path / name).read_bytes()
    assert struct.unpack(">II", found["slide"][16:24]) == (1920, 1080)
    assert struct.unpack(">II", found["phone"][16:24])[0] == 1080
    assert b'width="160mm"' in found["print"]
    with pytest.raises(UnknownNameError, match="did you mean slide"):
        run("ukraine-2025", "map", "--size", "slides", "--out", str(tmp_path / "d.png"))
    with pytest.raises(InputError, match="only a picture has a size"):
        run("ukraine-2025", "map", "--size", "slide", "--out", str(tmp_path / "d.csv"))


def test_several_proteges_have_a_figure_together(tmp_path: Path) -> None:
    path = tmp_path / "together.csv"
    done = run("baltic-2025", "together", "--draws", "100", "--years", "2", "--out", str(path))
    assert done.exit_code == 0
    assert "against Estonia, Latvia and Lithuania, within 2 years" in done.stderr
    assert path.read_text("utf-8").startswith("design,practice,protege,value,low,high")
    with pytest.raises(InputError, match="of all protégés"):
        run("baltic-2025", "together", "--protege", "EST")
