"""Scenarios with several protégés on the command line: answered, checked, or refused in words."""

import json
import shlex
from pathlib import Path

import pytest

from foedus.cli import main

BALTIC = str(Path(__file__).parents[1] / "scenarios" / "baltic.yaml")


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["foedus", *arguments])
    with pytest.raises(SystemExit) as caught:
        main()
    code = caught.value.code
    return code if isinstance(code, int) else 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["chart", BALTIC, "war-risk"],
        ["neighbors", BALTIC, "--freeze", "region.json"],
        ["design", BALTIC, "--plot", "front.svg"],
    ],
)
def test_commands_about_one_pair_say_how_to_ask(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, *arguments) == 2
    told = capsys.readouterr()
    assert "EST, LVA, LTU" in told.err
    assert "--protege EST" in told.err
    assert told.out == ""


FEW = ("--draws", "100", "--years", "2")


@pytest.mark.parametrize(
    "arguments",
    [
        ["neighbors", "baltic-2025", "--design", "nato", *FEW],
        ["analogues", "baltic-2025", "--design", "nato", "--library", "--most", "1"],
        ["negotiate", "baltic-2025", "--draws", "20"],
        ["design", "baltic-2025", "--guarantor", "USA", "--no-acceptance", *FEW],
        ["assess", "baltic-2025", "--design", "nato", "--lens", "strategic", *FEW],
    ],
    ids=lambda arguments: arguments[0],
)
def test_commands_about_one_pair_answer_for_each(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, *arguments, "--json") == 0
    found = json.loads(capsys.readouterr().out)["proteges"]
    assert list(found) == ["EST", "LVA", "LTU"]
    if arguments[0] == "assess":
        assert all(each["strategic"] for each in found.values())
        assert run(monkeypatch, *arguments) == 0
        told = capsys.readouterr().out
        assert [f"For {name} alone:" in told for name in ("Estonia", "Latvia", "Lithuania")]
    if arguments[0] == "negotiate":
        assert found["EST"] == found["LVA"] == found["LTU"]


def test_another_state_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "assess", "ukraine-2025", "--protege", "POL") == 2
    assert "unknown protégé 'POL'" in capsys.readouterr().err


def test_check_prints_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "check", BALTIC) == 0
    told = capsys.readouterr().out
    assert "protégés EST (Estonia), LVA (Latvia), LTU (Lithuania)" in told
    assert run(monkeypatch, "check", BALTIC, "--json") == 0
    assert list(json.loads(capsys.readouterr().out)["proteges"]) == ["EST", "LVA", "LTU"]


@pytest.mark.data
def test_frozen_facts_of_all_make_it_answerable_without_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "baltic.yaml", tmp_path / "baltic.evidence.json"
    path.write_text(Path(BALTIC).read_text("utf-8"), "utf-8")
    assert run(monkeypatch, "facts", str(path), "--out", str(out)) == 0
    assert [part for part in ("EST", "LVA", "LTU") if f"protégé {part}" in capsys.readouterr().out]
    (tmp_path / "none").mkdir()
    monkeypatch.setenv("FOEDUS_MIRROR", str(tmp_path / "none"))
    few = ("--draws", "100", "--years", "2")
    assert run(monkeypatch, "assess", str(path), "--json", *few) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found["proteges"]) == ["EST", "LVA", "LTU"]
    assert run(monkeypatch, "assess", str(path), "--protege", "LTU", "--json", *few) == 0
    assert json.loads(capsys.readouterr().out) == found["proteges"]["LTU"]


@pytest.mark.parametrize("one", [[], ["--protege", "LVA"]], ids=["each", "one"])
def test_what_to_run_next_can_be_run(
    one: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(monkeypatch, "assess", "baltic-2025", *one, "--draws", "100") == 0
    said = capsys.readouterr().out
    offered = [shlex.split(line)[1:] for line in said.splitlines() if line.startswith("foedus ")]
    assert len(offered) >= 2
    for words in offered:
        assert run(monkeypatch, *words, "--draws", "100") == 0, (words, capsys.readouterr().err)
        assert bool(one) <= ("LVA" in words)
