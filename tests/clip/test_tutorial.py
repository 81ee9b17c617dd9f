"""The tutorial runs as it stands, block after block, in an empty folder."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from foedus.cli.app import app
from foedus.scenario import load

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorials" / "clip.md"


def test_every_block_of_the_tutorial_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```(text|sh|python)\n(.*?)```", TUTORIAL.read_text("utf-8"), flags=re.S)
    assert [kind for kind, _ in blocks] == ["text", "sh", "sh", "sh", "sh", "python", "sh", "sh"]
    printed = ""
    for kind, block in blocks:
        if kind == "text":
            Path("article.txt").write_text(block, "utf-8")
        elif kind == "python":
            exec(compile(block, str(TUTORIAL), "exec"), {})  # noqa: S102 -- our own file
        else:
            _, *arguments = shlex.split(block)
            done = CliRunner().invoke(app, arguments)
            assert done.exit_code == 0, f"{block}{done.output}{done.exception}"
            printed += done.output
    assert "CONTRADICTIONS" in printed
    claims = load("estonia.yaml").claims
    assert {each.manner for each in claims} >= {"agreed", "considering", "refused"}
    assert {each.confirmed.by for each in claims if each.confirmed} == {"Ana Analyst"}
    assert all(each.moves == () for each in claims)
