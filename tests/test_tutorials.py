"""The tutorials run as they are written."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from foedus.cli.app import app

DOCS = Path(__file__).parent.parent / "docs" / "tutorials"
DRAWN = {"assess", "accept", "brief", "explain", "analogues", "negotiate"}


def commands(page: str) -> list[list[str]]:
    blocks = re.findall(r"```sh\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)
    return [shlex.split(line)[1:] for line in "".join(blocks).splitlines()]


def test_an_afternoon_ends_in_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without data and without a network; with fewer draws, since it is the way that is tested."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("FOEDUS_MIRROR", raising=False)
    text = (DOCS / "afternoon.md").read_text("utf-8")
    [added] = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    for words in commands("afternoon.md"):
        if "--to" in words:
            file = tmp_path / "moldova.yaml"
            head, designs, rest = file.read_text("utf-8").partition("designs:\n")
            file.write_text(head + designs + added + rest, "utf-8")
        few = ["--draws", "200"] if words[0] in DRAWN - {"analogues"} else []
        done = CliRunner().invoke(app, [*words, *few])
        assert done.exit_code == 0, (words, done.output, done.exception)
    assert (tmp_path / "moldova.pdf").read_bytes().startswith(b"%PDF-1.")
