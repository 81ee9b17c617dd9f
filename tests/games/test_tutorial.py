"""The tutorial runs as it stands, block after block."""

import re
from pathlib import Path

import pytest

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorials" / "games.md"


def test_every_block_of_the_tutorial_runs(capsys):
    blocks = re.findall(r"```python\n(.*?)```", TUTORIAL.read_text("utf-8"), flags=re.DOTALL)
    assert len(blocks) >= 7
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, str(TUTORIAL), "exec"), names)  # noqa: S102 -- our own file
    printed = capsys.readouterr().out
    assert "converged" in printed
    assert "threaten 0." in printed
    assert r"\bottomrule" in printed
    truth, fit = names["truth"], names["fit"]
    for name, coef, se in zip(fit.names, fit.coef, fit.se, strict=True):
        assert coef == pytest.approx(truth[name], abs=4 * se)
