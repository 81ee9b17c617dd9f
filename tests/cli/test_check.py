"""`foedus check`: what is printed, and exit code 2 without a traceback."""

import json
from pathlib import Path

import pytest
from tests.commands import foedus

from foedus.report.text import text
from foedus.scenario import load
from foedus.scenario.sections import sections, summary


def test_it_prints_parties_designs_facts_and_claims() -> None:
    printed = " ".join(text(sections(load("ukraine-2025"))).split())
    for words in (
        "challenger RUS (Russia), protégé UKR (Ukraine)",
        "DESIGNS (5)",
        "defense on armed-attack, as-deemed-necessary",
        "depth 6 of 8; adopted by legislature; 20 years",
        "32 in all",
        "RUS → UKR at_war_since 2022-02-24",
        "C3 2025-08-17 US special envoy Steve Witkoff",
        "'Alcazar, USA' is read as: Anchorage, Alaska",
    ):
        assert words in printed
    assert "NEITHER SOURCE NOR JUDGEMENT" not in printed


def test_json_has_everything_and_depth() -> None:
    data = json.loads(json.dumps(summary(load("ukraine-2025"))))
    assert data["designs"]["article-5-like"]["depth"] == 2
    assert data["claims"][0]["grade"] == "B2"
    assert data["ungrounded"] == []


def test_facts_without_ground_are_named(tmp_path: Path) -> None:
    path = tmp_path / "bare.yaml"
    path.write_text(
        "{foedus: 1, title: t, as_of: 2025-01-01, challenger: RUS, protege: UKR,"
        " situation: {states: {RUS: {major: yes}}}, designs: {none: {}}}"
    )
    read = load(path)
    assert summary(read)["ungrounded"] == ["states.RUS.major"]
    assert text(sections(read)).endswith("JUDGEMENT (1)\n- states.RUS.major")


@pytest.mark.parametrize("content", [b"horizon: -3\n", b"\x00\x01", b"a: [", b"k: v\n" * 2_000_000])
def test_a_wrong_file_gets_exit_code_2_and_no_traceback(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "wrong.yaml").write_bytes(content)
    done = foedus("check", "wrong.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("error: wrong.yaml")
    assert "Traceback" not in done.stderr


def test_the_command_runs_for_a_shipped_name() -> None:
    done = foedus("check", "ukraine-2025", "--json")
    assert done.returncode == 0
    told = json.loads(done.stdout)
    assert told["protege"] == "UKR"
    assert ["none", "budapest-style"] in told["not_seen"]["read_the_same"]
    assert "article-5-like-stationed" in told["not_seen"]["read_by_no_model"][
        "military.stationed.number"
    ]  # fmt: skip


def test_it_says_what_is_not_seen() -> None:
    done = foedus("check", "ukraine-2025")
    assert done.returncode == 0
    last = done.stdout.split("WHAT AN ASSESSMENT DOES NOT SEE")[1]
    assert "numbers of troops" in last
    assert "none and budapest-style" in last
