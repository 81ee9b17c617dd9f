"""`foedus game`: what it prints, and what it says when something is wrong."""

import json

import numpy as np
import polars as pl
import pytest
from tests.games.two_moves import SMALL as DOC
from tests.games.two_moves import SMALL_TRUTH as TRUTH
from typer.testing import CliRunner

from foedus import games
from foedus.cli.game.game import app
from foedus.errors import InputError


@pytest.fixture
def files(tmp_path):
    rng = np.random.default_rng(1)
    frame = pl.DataFrame({"x": rng.normal(size=400), "z": rng.normal(size=400)})
    labels = games.simulate(games.loads(DOC), frame, TRUTH, seed=1)
    frame = frame.with_columns(outcome=pl.Series(labels), dyad=pl.int_range(400) // 4)
    frame.write_csv(tmp_path / "rows.csv")
    frame.write_parquet(tmp_path / "rows.parquet")
    (tmp_path / "game.yaml").write_text(DOC)
    return tmp_path


def run(*arguments, code=0):
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result.output


def fit_json(files, *more, data="rows.csv"):
    return json.loads(run("fit", files / "game.yaml", "--data", files / data, "--json", *more))


def test_list_and_show():
    assert set(json.loads(run("list", "--json"))) == set(games.catalog())
    shown = run("show", "extended-deterrence")
    assert "intervene : challenger" in shown
    assert "Signorino" in shown
    text = run("show", "extended-deterrence", "--document")
    assert games.loads(text) == games.load("extended-deterrence")


def test_fit_json_has_what_scripts_need(files):
    found = fit_json(files)
    assert {"loglik", "coefficients", "standard_errors", "gradient_norm", "status", "n"} <= set(
        found
    )
    assert found["status"] == "converged"
    assert found["n"] == 400
    assert set(found["coefficients"]) == set(TRUTH) == set(found["standard_errors"])
    fit = games.fit(games.loads(DOC), games.read_table(files / "rows.csv"))
    assert found["loglik"] == fit.loglik
    assert fit_json(files, data="rows.parquet")["loglik"] == pytest.approx(fit.loglik, rel=1e-12)


def test_what_was_taken_in_reading_goes_to_stderr(files):
    text = (files / "rows.csv").read_text().replace(",", ";").replace(".", ",")
    (files / "europe.csv").write_text(text)
    arguments = ["fit", str(files / "game.yaml"), "--json", "--data"]
    plain, other = (
        CliRunner().invoke(app, [*arguments, str(files / name)])
        for name in ("rows.csv", "europe.csv")
    )
    assert plain.stdout == other.stdout
    assert plain.stderr == ""
    assert other.stderr.endswith("read with ; between cells and , as decimal mark\n")


def test_endings_in_capitals_are_forms_too(files):
    places = [files / "game.yaml", "--data", files / "rows.csv", "--out"]
    for name in ("A.CSV", "A.PARQUET"):
        run("predict", *places, files / name)
    assert (files / "A.CSV").read_text().startswith("Pr(quiet),")
    assert games.read_table(files / "A.PARQUET").height == 400


def test_fit_kinds_of_standard_errors(files):
    plain = fit_json(files)["standard_errors"]
    for options in (["--se", "robust"], ["--cluster", "dyad"],
                    ["--se", "bootstrap", "--replications", "200"]):  # fmt: skip
        found = fit_json(files, *options)
        assert found["standard_error_kind"] != "observed"
        for name, se in found["standard_errors"].items():
            assert se != plain[name]
            assert 0.6 < se / plain[name] < 1.6


def test_fit_table_latex_and_profile(files):
    out = run("fit", files / "game.yaml", "--data", files / "rows.csv", "--profile", "two(war):z")
    assert "two(war):z" in out
    assert "95% interval" in out
    tex = run("fit", files / "game.yaml", "--data", files / "rows.csv", "--latex")
    assert tex.count(r"\\") == 1 + 2 * 5 + 3
    assert r"\bottomrule" in tex


def test_solve_predict_and_plot(files):
    (files / "fit.json").write_text(json.dumps(fit_json(files)))
    rows = json.loads(
        run("solve", files / "game.yaml", "--coef", files / "fit.json", "--set", "x=1",
            "--set", "z=0", "--json")
    )  # fmt: skip
    assert sum(rows[0][f"Pr({o})"] for o in ("quiet", "gain", "war")) == pytest.approx(1)
    assert rows[0]["best(one)"] in {"stay", "go"}
    data = ["--data", files / "rows.csv"]
    effect = json.loads(run("predict", files / "game.yaml", *data, "--what-if", "z=+1", "--json"))
    assert effect["outcomes"]["war"]["change"] > 0
    out = files / "along.csv"
    run("predict", files / "game.yaml", *data, "--along", "z", "--points", "4", "-o", out)
    assert pl.read_csv(out).height == 4
    first, second, *_ = run("predict", files / "game.yaml", *data).splitlines()
    assert first.split()[:3] == ["Pr"] * 3
    assert second.split()[:3] == ["(quiet)", "(gain)", "(war)"]
    for name in ("tree.svg", "tree.efg", "tree.txt"):
        run("plot", files / "game.yaml", *data, "-o", files / name)
        assert (files / name).read_text().strip()
    assert "go : two" in run("plot", files / "game.yaml")


def test_a_game_all_in_numbers_is_exported_without_data(files):
    """Payoffs 1, 0 and -1, as they stand in the document, and 0 where no choice bears on one."""
    numbers = (
        DOC.replace("quiet: x", "quiet: 1").replace("constant", "-1").replace("war: z", "war: 2")
    )
    (files / "numbers.yaml").write_text(numbers)
    run("plot", files / "numbers.yaml", "-o", files / "numbers.efg")
    leaves = [line for line in (files / "numbers.efg").read_text().splitlines() if line[0] == "t"]
    assert [line[line.index("{") :] for line in leaves] == [
        "{ 1.0, 0 }", "{ 0.0, 0.0 }", "{ -1.0, 2.0 }"
    ]  # fmt: skip


def test_check_says_why_a_game_is_not_identified(files):
    assert "ok" in run("check", files / "game.yaml", "--data", files / "rows.csv")
    bad = files / "bad.yaml"
    bad.write_text(DOC.replace("gain: 0, war: constant", "gain: x, war: x"))
    said = json.loads(run("check", bad, "--data", files / "rows.csv", "--json", code=1))
    assert not said["identified"]
    assert {f["kind"] for f in said["findings"]} == {"everywhere"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["fit", "nope", "--data", "rows.csv"], "unknown game"),
        (["fit", "game.yaml", "--data", "none.csv"], "none.csv"),
        (["fit", "game.yaml", "--data", "rows.csv", "--se", "robst"], "robust"),
        (["fit", "game.yaml", "--data", "rows.csv", "--cluster", "dyads"], "dyad"),
        (["solve", "game.yaml"], "--set COLUMN=VALUE"),
        (["solve", "game.yaml", "--set", "x"], "COLUMN=VALUE"),
        (["plot", "game.yaml", "-o", "a.png"], ".svg"),
        (["plot", "game.yaml", "-o", "a.efg"], "--data or --coef"),
        (["predict", "game.yaml", "--data", "rows.csv", "--along", "y"], "unknown column"),
    ],
)
def test_mistakes_are_told(files, monkeypatch, arguments, words):
    monkeypatch.chdir(files)
    with pytest.raises(InputError) as error:
        run(*arguments)
    assert words in str(error.value)
    assert error.value.exit_code == 2


def test_every_command_has_help():
    for command in ("list", "show", "check", "fit", "solve", "predict", "plot"):
        assert "Usage" in run(command, "--help")
