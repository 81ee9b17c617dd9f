"""``foedus fit``, ``foedus score`` and ``foedus forecast``."""

import json

import polars as pl
import pytest
from typer.testing import CliRunner

from foedus.cli import fit, forecast, score
from foedus.errors import FoedusError

run = CliRunner().invoke


@pytest.mark.parametrize(
    ("app", "words", "said"),
    [
        (fit.app, ["ladder", "--through", "1800"], "1846 to 2014"),
        (fit.app, ["ladder", "--through", "2015"], "1846 to 2014"),
        (fit.app, ["ladder", "--out", "/no/such/folder/x.json"], "no folder"),
        (score.app, ["ladder", "--origin", "1990", "--rolling"], "one of the two"),
        (score.app, ["ladder", "--plot", "x.gif"], ".svg"),
        (score.app, ["ladder", "--record", "/no/such/file.json"], "No such file"),
        (forecast.app, ["dyads", "--years", "soon", "--out", "x.csv"], "two years"),
        (forecast.app, ["dyads", "--years", "2018-2015", "--out", "x.csv"], "2015-2034"),
        (forecast.app, ["dyads", "--years", "2015-2018", "--out", "x.txt"], ".parquet"),
        (forecast.app, ["dyads", "--years", "2015", "--model", "x", "--out", "x.csv"], "'x'"),
        (forecast.app, ["dyads", "--years", "2015", "--paths", "0", "--out", "x.csv"], "0 paths"),
    ],
)
def test_wrong_words_are_refused_before_any_work(app, words, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = run(app, words)
    assert isinstance(found.exception, FoedusError)
    assert said in str(found.exception)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.data
@pytest.mark.slow
def test_fit_writes_a_posterior_that_assess_can_read(tmp_path):
    out = tmp_path / "ladder.json"
    found = run(fit.app, ["ladder", "--through", "1900", "--out", str(out), "--json"])
    assert found.exit_code == 0, found.exception
    summary = json.loads(found.stdout)
    assert (summary["first"], summary["last"]) == (1816, 1900)
    assert summary["apart_from_shipped"] is None
    from foedus.history import posterior

    assert posterior.load(out).last == 1900


@pytest.mark.data
@pytest.mark.slow
def test_score_beats_the_base_rate_and_draws_it(tmp_path):
    plot = tmp_path / "calibration.svg"
    found = run(score.app, ["ladder", "--origin", "1995", "--plot", str(plot), "--json"])
    assert found.exit_code == 0, found.exception
    scores = json.loads(found.stdout)
    onset = scores["onset"]["models"]
    assert onset["ladder"]["log_loss"] < onset["plain logit"]["log_loss"]
    assert onset["ladder"]["log_loss"] < onset["base rate"]["log_loss"]
    gain = scores["onset"]["log_loss_over_ladder"]["plain logit"]
    assert gain["sum"] > 2 * gain["se"]
    picture = plot.read_text("utf-8")
    assert picture.startswith("<svg")
    assert "Onset" in picture


@pytest.mark.data
def test_forecast_writes_the_columns_asked_for(tmp_path):
    out = tmp_path / "forecast.csv"
    found = run(
        forecast.app,
        ["dyads", "--years", "2015-2016", "--paths", "4", "--model", "ladder", "--out", str(out)],
    )
    assert found.exit_code == 0, found.exception
    assert "2016" in found.stdout
    frame = pl.read_csv(out)
    assert frame.columns == [
        "ccode1", "ccode2", "year", "p_onset", "p_force", "p_deadly", "p_war",
    ]  # fmt: skip
    assert frame["year"].unique().sort().to_list() == [2015, 2016]


def test_score_pairs_prints_the_shipped_record():
    found = run(score.app, ["pairs"])
    assert found.exit_code == 0, found.exception
    assert "2011–2014" in found.stdout
    told = json.loads(run(score.app, ["pairs", "--json"]).stdout)
    one = told["rows"][0]["measures"]["mean"]
    assert f"{one['log_loss']:.6f}" in found.stdout
    assert {"windows", "rows", "later", "coders"} <= set(told)


def test_fit_pairs_refuses_a_place_before_any_work():
    found = run(fit.app, ["pairs", "--out", "/no/such/folder/x.json"])
    assert isinstance(found.exception, FoedusError)
    assert "no folder" in str(found.exception)
