"""A question about states that are gone is answered: they are named, and there is no map."""

import re
from pathlib import Path

import pytest

from foedus.cli import main

pytestmark = pytest.mark.data
TEXT = """
foedus: 1
title: Cairo and Sanaa
as_of: 1962-06-01
horizon: 3
challenger: Egypt
protege: North Yemen
designs:
  none: {}
  mutual:
    guarantors: [Jordan, Saudi Arabia]
    clauses:
      - {obligation: defense, trigger: armed-attack, by: [JOR, North Yemen]}
    adopted_by: treaty
"""
#: North Yemen's number in COW, which has no ISO code to stand in a list.
NUMBER = re.compile(r"(?<![0-9.,–])678(?![0-9.,%])")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["facts"],
        ["assess", "--full", "--draws", "100"],
        ["explain", "war", "--all", "--design", "mutual", "--draws", "100"],
        ["accept", "--draws", "100", "--numbers"],
        ["neighbors", "--draws", "100"],
        ["brief", "--length", "full", "--draws", "100", "--out", "gone.md"],
    ],
    ids=lambda arguments: str(arguments[0]),
)
def test_a_state_without_a_code_is_named(
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("gone.yaml").write_text(TEXT, "utf-8")
    monkeypatch.setattr("sys.argv", ["foedus", arguments[0], "gone.yaml", *arguments[1:]])
    with pytest.raises(SystemExit) as end:
        main()
    assert not end.value.code, capsys.readouterr().err
    page = Path("gone.md")
    said = page.read_text("utf-8") if page.exists() else capsys.readouterr().out
    assert "North Yemen" in said or arguments[0] == "explain"
    assert not NUMBER.search(said)
    if page.exists():
        assert "There is no map: North Yemen is not on one of today's boundaries." in said
