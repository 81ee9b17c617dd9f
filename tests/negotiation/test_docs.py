"""The manual's examples run, and name functions that exist."""

import re
from importlib import import_module
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "negotiate.md"


def test_examples_run() -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 2
    exec(compile("\n".join(blocks), str(PAGE), "exec"), {})  # noqa: S102


def test_functions_exist() -> None:
    text = PAGE.read_text(encoding="utf-8")
    name = r"`(?:foedus\.negotiation\.)?((?:methods\.)?[a-z]+)\.([a-z_]+)(?:\([^`]*\))?`"
    named = re.findall(name, text)
    assert ("methods.solutions", "nash") in named
    for module, function in named:
        if module != "headline":
            assert hasattr(import_module(f"foedus.negotiation.{module}"), function)
