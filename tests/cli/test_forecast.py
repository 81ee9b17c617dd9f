"""``foedus forecast``."""

import polars as pl
import pytest
from typer.testing import CliRunner

from foedus.cli.forecast import forecast
from foedus.errors import FoedusError

run = CliRunner().invoke


@pytest.mark.parametrize(
    ("app", "words", "said"),
    [
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
