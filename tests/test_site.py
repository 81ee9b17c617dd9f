"""The documentation site: every page is in its menu once, and none is missing."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
CONFIG = (ROOT / "mkdocs.yml").read_text("utf-8")


def test_every_page_is_in_the_menu_once():
    listed = re.findall(r": ([\w/-]+\.md)$", CONFIG[CONFIG.index("\nnav:") :], re.MULTILINE)
    there = {str(page.relative_to(ROOT / "docs")) for page in (ROOT / "docs").rglob("*.md")}
    assert sorted(listed) == sorted(there)


def test_the_reader_fetches_nothing_from_outside():
    assert "font: false" in CONFIG
    assert not re.search(r"https?://", CONFIG)
