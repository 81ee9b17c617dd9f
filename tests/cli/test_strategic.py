"""`foedus fit strategic` and `foedus score strategic`."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from foedus.cli.fit import app as fit
from foedus.cli.score import app as score
from foedus.cli.strategic import _fitted
from foedus.errors import InputError
from foedus.history.strategic import posterior


@pytest.mark.parametrize("year", ["1840", "2030"])
def test_years_that_cannot_be_learned_from_are_refused(year: str) -> None:
    found = CliRunner().invoke(fit, ["strategic", "--through", year])
    assert isinstance(found.exception, InputError)
    assert found.exception.where == "--through"


def test_a_place_that_cannot_be_written_is_refused_before_any_work(tmp_path: Path) -> None:
    found = CliRunner().invoke(fit, ["strategic", "--out", str(tmp_path / "none" / "x.json")])
    assert isinstance(found.exception, InputError)
    assert "no folder" in found.exception.what


def test_one_origin_or_all_of_them() -> None:
    found = CliRunner().invoke(score, ["strategic", "--rolling", "--origin", "1990"])
    assert isinstance(found.exception, InputError)
    assert "both were given" in found.exception.what


def test_the_fit_is_told_with_its_cautions() -> None:
    model = posterior.shipped()
    lines = _fitted(model)
    assert max(map(len, lines[2:])) <= 100
    text = " ".join(" ".join(lines).split())
    for name in model.names:
        assert name in text
    for caution in model.cautions():
        assert caution in text


@pytest.mark.data
@pytest.mark.slow
def test_fit_and_score_from_the_command_line(tmp_path: Path) -> None:
    out = tmp_path / "game.json"
    done = CliRunner().invoke(fit, ["strategic", "--through", "1989", "--out", str(out), "--json"])
    assert done.exit_code == 0, done.output
    assert '"last": 1989' in done.output
    assert posterior.load(out).last == 1989
    scored = CliRunner().invoke(score, ["strategic", "--origin", "2000", "--record", str(out)])
    assert scored.exit_code == 0, scored.output
    assert "help, given resistance" in scored.output
    assert set(posterior.load(out).scores) == {"challenge", "resist", "help", "joined"}
