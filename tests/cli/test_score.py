"""``foedus score``: every model that has scores, by its name.

The game, which takes long, is scored in tests/history/strategic/test_score.py.
"""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from foedus.cli.score import app
from foedus.errors import FoedusError
from foedus.history.honor import posterior as honor
from foedus.history.model import MODELS, find

run = CliRunner().invoke
KEPT = ("ladder", "depth", "honor", "lapse", "strategic")  # scores beside a posterior


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ladder", "--origin", "1990", "--rolling"], "one of the two"),
        (["strategic", "--origin", "1990", "--rolling"], "one of the two"),
        (["ladder", "--plot", "x.gif"], ".svg"),
        (["ladder", "--record", "/no/such/file.json"], "there is no folder"),
        (["depth", "--record", "taken", "--posterior", "taken"], "one of the two"),
        *(
            ([name, "--record", "taken"], "this is no")
            for name in ("depth", "honor", "lapse", "strategic")
        ),
    ],
    ids=" ".join,
)
def test_wrong_words_are_refused_before_any_work(words, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").write_text("{}", "utf-8")
    found = run(app, words)
    assert isinstance(found.exception, FoedusError)
    assert said in str(found.exception)
    assert [each.name for each in tmp_path.iterdir()] == ["taken"]


def test_help_names_every_model_with_scores_and_what_else_is_scored():
    listed = run(app, ["--help"]).stdout
    scored = {name: line for name, (_, line) in MODELS.items() if line}
    for name in (*scored, "negotiate", "accept"):
        assert f"  {name} " in listed
        assert f"foedus score {name}" in run(app, [name, "--help"]).stdout


@pytest.mark.parametrize("name", ["pairs", "horizon"])
def test_a_shipped_record_is_printed_without_the_data(name, monkeypatch):
    monkeypatch.setenv("FOEDUS_MIRROR", "/no/such/folder")
    said, told = run(app, [name]).stdout, json.loads(run(app, [name, "--json"]).stdout)
    if name == "pairs":
        assert {"windows", "rows", "later", "coders"} <= set(told)
        assert "2011–2014" in said
        assert f"{told['rows'][0]['measures']['mean']['log_loss']:.6f}" in said
    else:
        for row in told:
            assert f"{row['ratio'][0]:.2f}" in said
            assert f"{row['log_loss']['pool']:.1f}" in said


@pytest.mark.data
@pytest.mark.slow
def test_score_beats_the_base_rate_and_draws_it(tmp_path):
    plot = tmp_path / "calibration.svg"
    found = run(app, ["ladder", "--origin", "1995", "--plot", str(plot), "--json"])
    assert found.exit_code == 0, found.exception
    scores = json.loads(found.stdout)
    onset = scores["onset"]["models"]
    assert onset["ladder"]["log_loss"] < onset["plain logit"]["log_loss"]
    assert onset["ladder"]["log_loss"] < onset["base rate"]["log_loss"]
    gain = scores["onset"]["log_loss_over_ladder"]["plain logit"]
    assert gain["sum"] > 2 * gain["se"]
    picture = plot.read_text("utf-8")
    assert picture.startswith("<svg")
    assert "dispute begins" in picture


@pytest.mark.data
def test_lapse_is_scored_in_words_and_keeps_its_scores(tmp_path):
    out = tmp_path / "lapse.json"
    store = find("lapse").store
    store.save(store.shipped(), out)
    scored = run(app, ["lapse", "--origin", "1990", "--record", str(out)])
    assert scored.exit_code == 0, scored.exception
    assert "BROKEN WITHIN TEN YEARS?" in scored.stdout
    assert max(map(len, scored.stdout.splitlines())) <= 100
    assert store.load(out).scores["origins"] == [1990]


@pytest.mark.data
def test_an_origin_without_years_before_it_is_refused():
    found = run(app, ["lapse", "--origin", "1820"])
    assert isinstance(found.exception, FoedusError)
    assert "1820" in str(found.exception)


@pytest.mark.data
@pytest.mark.slow
def test_honor_keeps_what_was_not_tried_anew(tmp_path, monkeypatch):
    """Decade by decade alone: leaving out each call, war and family takes minutes more.

    Of the second data set, which is not looked at here, three wars.
    """
    from foedus.history.honor import leeds_anac
    from foedus.history.honor import score as scored

    X, y, war = leeds_anac.rows()
    few = war <= np.unique(war)[2]
    monkeypatch.setattr(leeds_anac, "rows", lambda: (X[few], y[few], war[few]))
    monkeypatch.setattr(scored, "SCHEMES", ("decade",))
    kept = tmp_path / "honor.json"
    honor.save(honor.shipped(), kept)
    done = run(app, ["honor", "--record", str(kept), "--json"])
    assert done.exit_code == 0, done.exception
    found = json.loads(done.stdout)
    assert set(found["schemes"]) == {"decade"}
    again, before = honor.load(kept).scores, honor.shipped().scores
    for name in ("candidates", "sensitivity"):
        assert again[name] == before[name]
    here, there = (each["schemes"]["decade"]["models"]["honor"] for each in (again, before))
    assert here["log_loss"] == pytest.approx(there["log_loss"], rel=0.005)
