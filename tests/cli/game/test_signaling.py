"""``foedus game signaling``: what is printed, and the exit codes."""

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from foedus.cli.game.game import app as games
from foedus.cli.game.signaling import app
from foedus.errors import FitError, InputError, UnknownNameError
from foedus.games.signaling import payoffs, simulate

DOCUMENT = """\
game: signaling
title: A small game
utilities: {SA: 0, VA: 1, CB: 0, barWA: x, barWB: constant, bara: constant, VB: 0.5}
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    folder = tmp_path_factory.mktemp("signaling")
    random = np.random.default_rng(1)
    x = random.normal(0, 1, 200)
    games = payoffs(VA=1, barWA=-0.8 + 0.4 * x, barWB=-0.5, bara=-1.0, VB=0.5)
    counts, _ = simulate(games, 60, random=random)
    names = ("sq", "cd", "sf", "bd")
    data = pl.DataFrame({"x": x, **dict(zip(names, counts.T, strict=True))})
    data.write_parquet(folder / "crises.parquet")
    (folder / "game.yaml").write_text(DOCUMENT, encoding="utf-8")
    return str(folder / "game.yaml"), str(folder / "crises.parquet")


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_list_show_check(files: tuple[str, str]) -> None:
    assert "sanctions-2021" in run("list")
    assert "sanctions-2021" in json.loads(run("list", "--json"))
    shown = run("show", files[0])
    assert "A small game" in shown
    assert "held at 0.5" in shown
    said = json.loads(run("check", files[0], "--data", files[1], "--json"))
    assert said["identified"] is True
    assert said["games"] == 200
    assert "4 parameters, 200 games" in run("check", files[0], "--data", files[1])


def test_fit_prints_a_table_json_and_latex(files: tuple[str, str]) -> None:
    said = json.loads(run("fit", files[0], "--data", files[1], "--json"))
    assert said["status"] == "converged"
    assert set(said) >= {
        "loglik", "coefficients", "standard_errors", "gradient_norm", "status", "n", "equilibria",
    }  # fmt: skip
    table = run("fit", files[0], "--data", files[1])
    assert f"log-likelihood {said['loglik']:.4f}" in table
    assert "none was missed" in table
    latex = run("fit", files[0], "--data", files[1], "--method", "npl", "--latex")
    assert latex.startswith("\\begin{tabular}{lr}")
    assert latex.count("\\\\") >= 9


def test_solve() -> None:
    known = ("VA=1", "barWA=-1.9", "bara=-1.2", "VB=1")
    said = json.loads(run("solve", *known, "barWB=-2.9:-2.2:15", "--json"))
    assert len(said["equilibria"]) == 23  # as the R package lists them
    assert said["complete"] == [True] * 15
    assert "certified: none was missed" in run("solve", *known, "barWB=-2.9")
    quiet = run("solve", "SA=2", "barWA=-1", "barWB=-3", "bara=1", "CB=1", "VB=-1")
    assert "1 of 1 games have none" in quiet
    for wrong in ("VA=x", "VA", "VA=0:1", "VA=0:1:0", "VA=0:1:1e9"):
        with pytest.raises(InputError, match="cannot read the payoff"):
            run("solve", wrong)
    with pytest.raises(UnknownNameError, match="did you mean VA"):
        run("solve", "Va=1")


def test_predict_and_trace(files: tuple[str, str]) -> None:
    said = json.loads(run("predict", files[0], "--data", files[1], "--draws", "50", "--json"))
    assert len(said["equilibria"]) >= 200
    first = said["equilibria"][0]
    assert first["sq_low"] <= first["sq"] <= first["sq_high"]
    path = run("trace", files[0], "x", "-1", "1", "--data", files[1], "--points", "3")
    head, *rows, said = path.splitlines()[:5]
    assert head.split()[:3] == ["row", "x", "rank"]
    assert [row.split()[:2] for row in rows] == [["1", "-1.0000"], ["2", "0.0000"], ["3", "1.0000"]]
    assert said == "certified: none was missed"


def test_a_fit_that_does_not_converge_is_an_error(tmp_path: Path, files: tuple[str, str]) -> None:
    text = DOCUMENT + "method: npl\nrounds: 1\n"
    (tmp_path / "short.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FitError, match="did not converge") as caught:
        run("fit", str(tmp_path / "short.yaml"), "--data", files[1], "--json")
    assert caught.value.exit_code == 4


def test_the_general_fit_takes_the_document_too(files: tuple[str, str], tmp_path: Path) -> None:
    """`foedus game fit` prints what `foedus game signaling fit` does, from the same document."""
    game, data = files
    both = ["fit", game, "--data", data]
    said = CliRunner().invoke(games, [*both, "--json"], catch_exceptions=False)
    assert said.exit_code == 0
    assert json.loads(said.stdout) == json.loads(run(*both, "--json"))
    table = CliRunner().invoke(games, both, catch_exceptions=False)
    assert table.stdout == run(*both)
    place = tmp_path / "fit.tex"
    CliRunner().invoke(games, [*both, "--latex", "-o", str(place)], catch_exceptions=False)
    assert place.read_text("utf-8") == run(*both, "--latex")


def test_options_of_other_games_are_refused(files: tuple[str, str]) -> None:
    game, data = files
    options = ["--se", "robust", "--starts", "5"]
    found = CliRunner().invoke(games, ["fit", game, "--data", data, *options])
    assert isinstance(found.exception, InputError)
    assert found.exception.where == "--se, --starts"
