"""The command: who would sign, in words and as data, one clear message for bad input."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from foedus.cli.accept import app
from foedus.errors import InputError, UnknownNameError


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def test_in_words() -> None:
    text = run("ukraine-2025", "--draws", "200", "--design", "article-5-like").output
    assert "alternative is continued war" in text
    assert "Least willing is RUS" in text
    assert "judgements, not estimates" in text
    assert "what the chance that all sign hangs on" in text
    assert max(map(len, text.splitlines())) <= 100


def test_all_designs_and_the_likeliest_shown() -> None:
    text = run("ukraine-2025", "--draws", "200", "--chance", "0.01").output
    assert all(name in text for name in ("none", "article-5-like-stationed", "nato"))
    assert "the cheapest that all sign with 1.0% or more" in text


def test_as_data_with_a_weight_of_ones_own() -> None:
    def ask(*more: str) -> dict[str, Any]:
        out = run("ukraine-2025", "--draws", "200", "--design", "nato", "--json", *more).output
        found: dict[str, Any] = json.loads(out)
        return found

    plain, mine = ask(), ask("--weight", "peace_challenger=2..3")
    assert list(plain["designs"]) == ["nato"]
    assert mine["weights"]["peace_challenger"]["low"] == 2
    parties = [
        {party["name"]: party["chance"]["value"] for party in told["designs"]["nato"]["parties"]}
        for told in (plain, mine)
    ]
    assert parties[1]["RUS"] > 0.9 > parties[0]["RUS"]
    assert parties[1]["UKR"] == parties[0]["UKR"]


def test_wrong_options() -> None:
    with pytest.raises(InputError, match="expected a name and a range"):
        run("ukraine-2025", "--weight", "honor")
    with pytest.raises(UnknownNameError, match="honor"):
        run("ukraine-2025", "--weight", "honour=0..1")
    with pytest.raises(UnknownNameError, match="nato"):
        run("ukraine-2025", "--design", "natto")
