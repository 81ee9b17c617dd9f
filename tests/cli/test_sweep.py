"""``foedus sweep`` at the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from foedus.cli.app import app

FEW = ["--design", "nato", "--draws", "100", "--years", "5", "--workers", "1"]


def invoke(out: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["sweep", "ukraine-2025", "--out", str(out), *FEW, *words])


def test_json_has_the_effects_and_a_rerun_computes_nothing(tmp_path: Path) -> None:
    first = invoke(tmp_path / "a", "--vary", "term=2,20", "--json")
    assert first.exit_code == 0, first.output
    told = json.loads(first.stdout)
    assert (told["kept"], told["complete"]) == (2, True)
    [effect] = told["effects"]
    assert effect["variable"] == "term"
    again = json.loads(invoke(tmp_path / "a", "--vary", "term=2,20", "--json").stdout)
    assert again == {**told, "kept": 0}


def test_a_dry_run_says_how_many_and_how_long_and_writes_nothing(tmp_path: Path) -> None:
    found = invoke(tmp_path / "a", "--vary", "term=2,20", "--dry-run", "--json")
    assert found.exit_code == 0, found.output
    told = json.loads(found.stdout)
    assert (told["cells"], told["missing"], told["workers"]) == (2, 2, 1)
    assert told["seconds"] == pytest.approx(2 * told["seconds_a_cell"])
    assert list(tmp_path.iterdir()) == []


def test_a_figure_is_drawn_and_the_words_say_what_moves(tmp_path: Path) -> None:
    drawn = tmp_path / "terms.svg"
    found = invoke(tmp_path / "a", "--vary", "term=2,20", "--plot", str(drawn))
    assert found.exit_code == 0, found.output
    assert drawn.read_text("utf-8").startswith("<svg")
    assert "moves most with term" in " ".join(found.stdout.split())


def test_a_grid_is_drawn_and_the_folder_has_a_page(tmp_path: Path) -> None:
    drawn, out = tmp_path / "grid.svg", tmp_path / "a"
    words = ("--vary", "term=2,20", "--vary", "RUS.capability=as-is,x2")
    found = invoke(out, *words, "--plot", str(drawn), "--figure", "heat", "--size", "slide")
    assert found.exit_code == 0, found.output
    assert "by term and RUS.capability" in drawn.read_text("utf-8")
    page = (out / "index.html").read_bytes()
    assert b"What moves the risk" in page
    assert invoke(out, *words).exit_code == 0  # nothing computed, and the same page
    assert (out / "index.html").read_bytes() == page


def test_where_nothing_moves_it_says_that_nothing_is_drawn(tmp_path: Path) -> None:
    drawn = tmp_path / "idle.svg"
    found = invoke(tmp_path / "a", "--vary", "notice=0,12", "--plot", str(drawn), "--no-pages")
    assert found.exit_code == 0, found.output
    assert "not drawn, since nothing moved" in found.stderr
    assert not drawn.exists()
    assert not (tmp_path / "a" / "index.html").exists()


def test_values_that_do_not_go_together_are_cells_without_an_answer(tmp_path: Path) -> None:
    began, over = "RUS-UKR.at_war_since", "RUS-UKR.war_ended"
    varied = [f"{began}=2022-02-24,2024-06-01", f"{over}=2024-01-01,2025-01-01"]
    found = invoke(tmp_path / "a", "--vary", varied[0], "--vary", varied[1], "--json")
    assert found.exit_code == 4, found.output
    told = json.loads(found.stdout)
    [failure] = told["failures"]
    assert (failure[began], failure[over]) == ("2024-06-01", "2024-01-01")
    assert told["kept"] == 3


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--vary", "term=soon"], "--vary term=soon"),
        (["--vary", "term=5", "--shard", "5/3"], "--shard"),
        (["--vary", "term=5", "--scheduler", "tcp://x:1"], "--workers, --scheduler"),
        (["--vary", "term=5", "--plot", "a.doc"], "--plot a.doc"),
        (["--vary", "term=5", "--figure", "heap"], "unknown figure 'heap'"),
        (["--vary", "term=5,6", "--figure", "heat"], "--figure heat"),
        (["--vary", "term=5", "--size", "slide"], "--size"),
    ],
)
def test_what_is_wrong_is_told_before_any_work(words: list[str], told: str, tmp_path: Path) -> None:
    found = invoke(tmp_path / "a", *words)
    assert found.exit_code != 0
    assert told in str(found.exception)
    assert list(tmp_path.iterdir()) == []
