"""`foedus fit lapse` and `foedus score lapse`."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from foedus.cli.fit import app as fit
from foedus.cli.lapse import _fitted
from foedus.cli.score import app as score
from foedus.errors import InputError
from foedus.history.lapse import load, shipped


def test_a_place_that_cannot_be_written_is_refused_before_any_work(tmp_path: Path) -> None:
    found = CliRunner().invoke(fit, ["lapse", "--out", str(tmp_path / "none" / "x.json")])
    assert isinstance(found.exception, InputError)
    assert "no folder" in found.exception.what


def test_the_fit_is_told_prior_beside_posterior() -> None:
    lines = _fitted(shipped())
    assert max(map(len, lines)) <= 100
    text = "\n".join(lines)
    for term in shipped().terms:
        assert f"    {term['name']} " in text
    assert text.count("not kept") == sum(not term["kept"] for term in shipped().terms)


@pytest.mark.data
def test_fit_and_score_from_the_command_line(tmp_path: Path) -> None:
    out = tmp_path / "lapse.json"
    done = CliRunner().invoke(fit, ["lapse", "--out", str(out), "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["apart_from_shipped"] < 1e-5
    assert load(out).scores == {}
    scored = CliRunner().invoke(score, ["lapse", "--origin", "1990", "--record", str(out)])
    assert scored.exit_code == 0, scored.output
    assert "broken within ten years?" in scored.output
    assert max(map(len, scored.output.splitlines())) <= 100
    assert load(out).scores["origins"] == [1990]


@pytest.mark.data
def test_an_origin_without_years_before_it_is_refused() -> None:
    found = CliRunner().invoke(score, ["lapse", "--origin", "1820"])
    assert isinstance(found.exception, InputError)
    assert "1820" in found.exception.what
