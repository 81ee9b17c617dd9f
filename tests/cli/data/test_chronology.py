"""`foedus data chronology`: lines for people, an array of records for programs."""

import json
from subprocess import CompletedProcess
from typing import Any

import pytest
from tests import commands

from foedus.evidence.chronology import chronology


def foedus(*arguments: str) -> CompletedProcess[str]:
    return commands.foedus("data", "chronology", *arguments)


def records(*arguments: str) -> list[dict[str, Any]]:
    told = foedus(*arguments, "--json")
    assert (told.returncode, told.stderr) == (0, "")
    found: list[dict[str, Any]] = json.loads(told.stdout)
    return found


def test_json_is_an_array_with_who_when_how_far_and_who_says_so() -> None:
    found = records()
    assert len(found) == len(chronology().disputes)
    for record in found:
        assert {"initiator", "target", "start", "end", "level", "deaths", "sources"} <= set(record)
        assert len(record["initiator"]) == len(record["target"]) == 3
        assert len(record["sources"]) >= 2
        assert record["deaths"]["low"] <= record["deaths"]["high"]
    assert [record["start"] for record in found] == sorted(record["start"] for record in found)


def test_state_and_year_narrow_what_is_listed() -> None:
    found = records("--state", "Iran", "--since", "2024")
    assert found
    for record in found:
        sides = {record["initiator"], record["target"]} | {j["state"] for j in record["joiners"]}
        assert "IRN" in sides
        assert record["start"] >= "2024"


def test_pacts_are_listed_by_kind() -> None:
    found = records("--kind", "pacts", "--state", "PRK")
    assert {record["change"] for record in found} >= {"made", "ended", "renewed"}
    assert all("PRK" in record["states"] + record["partners"] for record in found)


def test_lines_name_the_parties_and_the_end_says_how_complete() -> None:
    told = foedus("--state", "QAT", "--since", "2025")
    assert told.returncode == 0
    assert "ISR → QAT" in told.stdout
    assert "incomplete" in told.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("--state", "QTR"), "did you mean"), (("--kind", "wars"), "one of disputes, pacts")],
)
def test_a_wrong_option_is_one_message(arguments: tuple[str, str], said: str) -> None:
    told = foedus(*arguments)
    assert told.returncode == 2
    assert said in told.stderr
    assert "Traceback" not in told.stderr
