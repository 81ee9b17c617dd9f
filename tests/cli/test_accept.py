"""The command: who would sign, in words and as data, one clear message for bad input."""

import json
import re
from typing import Any

import pytest
from typer.testing import CliRunner

from foedus.cli.accept import app
from foedus.errors import InputError, UnknownNameError


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def test_in_words_without_a_chance() -> None:
    text = run("ukraine-2025", "--draws", "200", "--design", "article-5-like").output
    flat = " ".join(text.split())
    assert "alternative is continued war" in flat
    assert "Russia (challenger) blocks: better off in" in flat
    assert "of the weights tried" in flat
    assert "Hangs on" in flat
    assert "judgements, not estimates" in flat
    told = flat.partition("LEAST COST")[0]  # there the chance of war stands, which is scored
    assert "%" not in told
    assert max(map(len, text.splitlines())) <= 100


def test_every_design_and_party_is_told() -> None:
    text = run("ukraine-2025", "--draws", "200").output
    flat = " ".join(text.split())
    for name in ("NO GUARANTEE", "ARTICLE 5-LIKE LAW WITH FORCES", "NATO MEMBERSHIP"):
        assert name in text.splitlines()
    assert "the cheapest that nobody blocks" in flat or "is blocked by somebody" in flat
    assert "nobody says where they stand" in flat  # most members of NATO
    assert max(map(len, text.splitlines())) <= 100


def test_numbers_only_when_asked_for_and_then_unscored() -> None:
    asked = ("ukraine-2025", "--draws", "200", "--design", "nato")
    plain, more = run(*asked).output, run(*asked, "--numbers").output
    assert "Numbers that nothing scores" not in plain
    assert "Numbers that nothing scores" in more
    rows = [
        line for line in more.splitlines() if re.match(r"(Russia|Ukraine|Hungary|all) .*% ", line)
    ]
    assert len(rows) >= 3
    for row in rows:
        middle, low, high = (
            float(each) for each in re.findall(r"[+-]\d+\.\d\d", row.replace("−", "-"))[:3]
        )
        assert low <= middle <= high


def test_what_is_in_force_is_kept() -> None:
    text = run("taiwan-2025", "--draws", "200").output
    flat = " ".join(text.split())
    assert "Taiwan Relations Act as it stands, in force." in flat
    assert "In force since 1979-04-10" in flat
    assert "a rule (what stands needs no new consent), not a forecast" in flat


def test_as_data_with_a_weight_of_ones_own() -> None:
    def ask(*more: str) -> dict[str, Any]:
        out = run("ukraine-2025", "--draws", "200", "--design", "nato", "--json", *more).output
        found: dict[str, Any] = json.loads(out)
        return found

    plain, mine = ask(), ask("--weight", "peace_challenger=2..3")
    assert list(plain["designs"]) == ["nato"]
    assert plain["scored"] is False
    assert mine["weights"]["peace_challenger"]["low"] == 2
    numbers = [told["designs"]["nato"]["unscored_numbers"] for told in (plain, mine)]
    assert all(each["scored"] is False for each in numbers)
    shares = [{name: party["share"] for name, party in each["parties"].items()} for each in numbers]
    assert shares[1]["RUS"] > 0.9 > shares[0]["RUS"]
    assert shares[1]["UKR"] == shares[0]["UKR"]


def test_wrong_options() -> None:
    with pytest.raises(InputError, match="expected a name and a range"):
        run("ukraine-2025", "--weight", "honor")
    with pytest.raises(UnknownNameError, match="honor"):
        run("ukraine-2025", "--weight", "honour=0..1")
    with pytest.raises(UnknownNameError, match="nato"):
        run("ukraine-2025", "--design", "natto")
