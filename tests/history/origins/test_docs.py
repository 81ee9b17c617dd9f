"""The pages say what the shipped origins know."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    spec = spec_from_file_location("origins_pages", DOCS / "origins.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["depth.md", "honor.md", "lapse.md", "strategic.md"])
def test_each_table_is_what_ships(writer: ModuleType, name: str) -> None:
    text = (DOCS / name).read_text("utf-8")
    assert writer.page(text, writer.TABLES[name]()) == text
    assert writer.page(text, "another") != text
