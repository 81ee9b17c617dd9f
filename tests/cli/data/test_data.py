"""`foedus data`: list, pull and verify, and their exit codes."""

import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests import commands

from foedus.evidence.card import card, cards


def foedus(*arguments: str, **environment: str) -> CompletedProcess[str]:
    return commands.foedus("data", *arguments, **environment)


def rows(text: str) -> list[list[str]]:
    """Words of each row of a table: without its heads, without the lines that go on with a cell."""
    _, *lines = text.splitlines()
    return [line.split() for line in lines if not line.startswith(" ")]


@pytest.fixture
def spoiled(tmp_path: Path) -> Path:
    """A mirror in which one set is altered and all others are missing."""
    file = tmp_path / "mirror" / card("cow-majors").path
    file.parent.mkdir(parents=True)
    file.write_bytes(b"not the data")
    return tmp_path / "mirror"


def test_list_names_every_set() -> None:
    told = foedus("list")
    assert told.returncode == 0
    assert [row[0] for row in rows(told.stdout)] == [c.id for c in cards()]


def test_list_as_json_holds_the_cards(spoiled: Path) -> None:
    told = json.loads(foedus("list", "--json", FOEDUS_MIRROR=str(spoiled)).stdout)
    assert {entry["id"]: entry["sha256"] for entry in told} == {c.id: c.sha256 for c in cards()}
    states = {entry["id"]: entry["state"] for entry in told}
    assert states.pop("cow-majors") == "altered"
    assert set(states.values()) == {"missing"}


def test_verify_finds_the_altered_and_the_missing(spoiled: Path) -> None:
    told = foedus("verify", "cow-majors", "cow-nmc", FOEDUS_MIRROR=str(spoiled))
    assert told.returncode == 1
    assert [row[1] for row in rows(told.stdout)] == ["altered", "missing"]
    assert "2 of 2 missing or altered" in told.stderr


def test_pull_of_a_spoiled_set_is_one_message(spoiled: Path) -> None:
    told = foedus("pull", "cow-majors", FOEDUS_MIRROR=str(spoiled))
    assert (told.returncode, told.stdout) == (3, "")
    assert "cow-majors is altered in the mirror" in told.stderr
    assert "Traceback" not in told.stderr


def test_an_unknown_set_names_the_nearest() -> None:
    told = foedus("pull", "cow-nmcs")
    assert told.returncode == 2
    assert "did you mean cow-nmc" in told.stderr


@pytest.mark.data
def test_pull_and_verify(tmp_path: Path) -> None:
    pulled = foedus("pull", "cow-majors", "--json", FOEDUS_CACHE=str(tmp_path))
    assert json.loads(pulled.stdout)[0] | {"file": ""} == {
        "id": "cow-majors",
        "file": "",
        "rows": 14,
        "columns": 8,
    }
    verified = foedus("verify", "cow-majors", "--json", FOEDUS_CACHE=str(tmp_path))
    assert verified.returncode == 0
    assert json.loads(verified.stdout)[0]["state"] == "ok"


def test_the_terms_of_every_set_are_told():
    told = " ".join(foedus("list", "--terms").stdout.split())
    assert "CC BY" in told
    assert told.count("No license text") > 3
    assert all(card.id in told for card in cards())
