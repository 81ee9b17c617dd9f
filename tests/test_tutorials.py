"""The tutorials run as they are written."""

import re
import shlex
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from foedus.cli.app import app
from foedus.sweep.pool import SerialPool

DOCS = Path(__file__).parent.parent / "docs" / "tutorials"
DRAWN = {"assess", "accept", "brief", "design", "explain", "negotiate", "sweep"}


def commands(page: str) -> list[list[str]]:
    blocks = re.findall(r"```sh\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)
    return [shlex.split(line)[1:] for line in "".join(blocks).splitlines()]


def walk(
    page: str, folder: Path, monkeypatch: pytest.MonkeyPatch, before: str = "", anchor: str = ""
) -> None:
    """Run a page's commands in a folder, without data; its YAML goes under ``anchor`` before the
    command that says ``before``. With fewer draws, since it is the way that is tested.
    """
    monkeypatch.chdir(folder)
    monkeypatch.setenv("FOEDUS_CACHE", str(folder / "cache"))
    monkeypatch.delenv("FOEDUS_MIRROR", raising=False)
    added = "".join(re.findall(r"```yaml\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL))
    for words in commands(page):
        if before in words:
            [file] = folder.glob("*.yaml")
            head, line, rest = file.read_text("utf-8").partition(f"\n{anchor}:")
            note, _, rest = rest.partition("\n")
            file.write_text(f"{head}{line}{note}\n{added}{rest}", "utf-8")
        few = ["--draws", "200"] if words[0] in DRAWN else []
        done = CliRunner().invoke(app, [*words, *few])
        assert done.exit_code == 0, (words, done.output, done.exception)


def test_an_afternoon_ends_in_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk("afternoon.md", tmp_path, monkeypatch, "--to", "designs")
    assert (tmp_path / "moldova.pdf").read_bytes().startswith(b"%PDF-1.")


def test_a_guarantee_is_negotiated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    walk("talks.md", tmp_path, monkeypatch, "western-troops", "claims")
    assert (tmp_path / "guarantee.svg").read_text("utf-8").startswith("<svg")
    assert "troops-as-targets" in (tmp_path / "talks.yaml").read_text("utf-8")


def test_a_sweep_is_asked_for_more_and_shared_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foedus.sweep.pool.Processes", lambda *_: SerialPool())
    walk("sweep.md", tmp_path, monkeypatch)
    assert (tmp_path / "terms.svg").read_text("utf-8").startswith("<svg")
    for name, cells in (("terms", 6), ("shared", 4)):
        frame = pl.read_parquet(tmp_path / name / "results.parquet")
        assert frame["cell"].n_unique() == cells
        assert len(list((tmp_path / name / "cells").iterdir())) == cells
