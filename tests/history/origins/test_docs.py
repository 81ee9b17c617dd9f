"""The pages say what the shipped origins know."""

from pathlib import Path
from types import ModuleType

import pytest
from tests.modules import module

DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    return module("docs/origins.py")


@pytest.mark.parametrize("name", ["depth.md", "honor.md", "lapse.md", "strategic.md"])
def test_each_table_is_what_ships(writer: ModuleType, name: str) -> None:
    text = (DOCS / name).read_text("utf-8")
    assert writer.page(text, writer.TABLES[name]()) == text
    assert writer.page(text, "another") != text
