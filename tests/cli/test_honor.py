"""`foedus fit honor` and `foedus score honor`."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from foedus.cli.fit import app as fit
from foedus.cli.honor import _fitted, _other, _scored, _tried
from foedus.cli.score import app as score
from foedus.errors import InputError
from foedus.history.honor import load, shipped
from foedus.history.honor.score import Score, Trial
from foedus.history.honor.sensitivity import Variant
from foedus.history.measures import Measures


def test_a_place_that_cannot_be_written_is_refused_before_any_work(tmp_path: Path) -> None:
    found = CliRunner().invoke(fit, ["honor", "--out", str(tmp_path / "none" / "x.json")])
    assert isinstance(found.exception, InputError)
    assert "no folder" in found.exception.what


def test_a_record_that_is_no_posterior_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}")
    found = CliRunner().invoke(score, ["honor", "--record", str(tmp_path / "x.json")])
    assert isinstance(found.exception, InputError)
    assert "no posterior" in found.exception.what


def test_the_fit_is_told_with_priors_record_and_caveat() -> None:
    model = shipped()
    lines = _fitted(model)
    assert max(map(len, lines)) <= 100
    text = " ".join(" ".join(lines).split())
    for each in model.coefficients:
        assert each.meaning in text
        assert f"{each.prior} {each.prior_sd:g}" in text
    for era, count in model.record.by_era.items():
        assert f"signed {era} {count.honored} of {count.called}" in text
    assert " ".join(model.caveat.split()) in text


def test_a_score_is_told_with_what_is_clear() -> None:
    measures = Measures(96, 39, 0.7, 0.6, 0.2, 0.6, 1.0, 0.4)
    one = Score(
        "one war", 35, {"base rate": measures, "honor": measures}, {"base rate": (4.0, 3.0)}
    )
    assert "+4.0 ± 3.0, no clear difference" in _scored("title", one)
    told = _tried([Trial("depth", 96, (-0.1, 0.2), (0.3, 0.4))])
    assert "-0.10 ± 0.20" in told
    assert told.endswith("dropped")
    other = _other((Variant("as shipped", 5, 34, 0.21, 0.03, 0.53, 0.09, 0.35),))
    assert "5 of 34     21%   3%–53%    9%–35%" in other


@pytest.mark.data
def test_fit_from_the_command_line(tmp_path: Path) -> None:
    out = tmp_path / "honor.json"
    done = CliRunner().invoke(fit, ["honor", "--out", str(out), "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    assert found["record"]["by_era"]["since 1945"]["honored"] == 5
    assert found["apart_from_shipped"] < 0.1
    assert load(out).kept == shipped().kept


@pytest.mark.data
@pytest.mark.slow
def test_score_from_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Decade by decade alone: leaving out each call, war and family takes minutes more."""
    from foedus.history.honor import posterior
    from foedus.history.honor import score as scored

    monkeypatch.setattr(scored, "SCHEMES", ("decade",))

    kept = tmp_path / "honor.json"
    posterior.save(shipped(), kept)
    done = CliRunner().invoke(score, ["honor", "--record", str(kept), "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    assert set(found["schemes"]) == {"decade"}
    again, before = load(kept).scores, shipped().scores
    for name in ("candidates", "sensitivity"):  # kept where they were not tried anew
        assert again[name] == before[name]
    here, there = (each["schemes"]["decade"]["models"]["honor"] for each in (again, before))
    assert here["log_loss"] == pytest.approx(there["log_loss"], rel=0.005)
