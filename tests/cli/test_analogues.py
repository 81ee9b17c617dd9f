"""The command: analogues in words and as data, one clear message for bad input."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from foedus.cli.analogues import app
from foedus.errors import InputError, UnknownNameError


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def test_in_words() -> None:
    text = run("taiwan-2025", "--design", "treaty-1954", "--library", "--most", "2").output
    for title in ("THE NEAREST COMMITMENTS", "WHAT BECAME OF THE NEAREST 15",
                  "HOW FAR FROM THE DATA", "WHAT THE COUNTS ARE NOT"):  # fmt: skip
        assert title in text
    assert "1. " in text
    assert "3. " not in text
    assert max(map(len, text.splitlines())) <= 100


def test_as_data_and_weights_move_it() -> None:
    def ask(*more: str) -> dict[str, Any]:
        out = run("taiwan-2025", "--design", "treaty-1954", "--library", "--json", *more).output
        found: dict[str, Any] = json.loads(out)
        return found

    plain, mine = ask("--near", "10"), ask("--weight", "threat=0", "--weight", "power=0")
    assert plain["searched"] == {"library": plain["searched"]["library"], "atop": 0}
    assert plain["rates_over_nearest"] == 10
    assert plain["hashes"]
    first = mine["analogues"][0]
    assert first["name"] == "us-taiwan-1954"
    groups = first["distance"]["groups"]
    assert first["distance"]["total"] == pytest.approx(
        (groups["clauses"] + groups["geography"]) / 2
    )
    for rate in plain["rates"]:
        assert rate["nearest"]["low"] <= (rate["nearest"]["share"] or 0.5)
        assert rate["nearest"]["n"] <= rate["every"]["n"]


def test_bad_input() -> None:
    with pytest.raises(InputError, match="no scenario was named"):
        run()
    with pytest.raises(InputError, match="no design was named") as caught:
        run("ukraine-2025")
    assert "article-5-like" in str(caught.value)
    with pytest.raises(InputError, match="expected a group and a number"):
        run("ukraine-2025", "--design", "nato", "--weight", "threat")
    with pytest.raises(UnknownNameError, match="clause"):
        run("ukraine-2025", "--design", "nato", "--weight", "clause=2")


@pytest.mark.data
def test_freezing_writes_the_shipped_file(tmp_path: Path) -> None:
    from importlib.resources import files

    out = tmp_path / "facts.json"
    assert run("--freeze", str(out)).output.startswith("wrote")
    shipped = files("foedus.analogy").joinpath("facts.json").read_text("utf-8")
    mine, theirs = json.loads(out.read_text("utf-8")), json.loads(shipped)
    assert mine["instruments"] == theirs["instruments"]
    assert mine["hashes"] == theirs["hashes"]
    for name, score in theirs["scores"].items():
        assert mine["scores"][name] == pytest.approx(score, rel=1e-3)
