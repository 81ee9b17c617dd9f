"""The tutorial runs as it is written, and its commands say what it shows."""

import re
from pathlib import Path

from tests.watch.test_tutorial import ran

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorials" / "forecasts.md"
#: What another key or program changes: hashes and signatures.
KEYED = re.compile(r"\b[0-9a-f]{12}\b|(?<![\w/.])[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{90,}=*")


def masked(text: str) -> str:
    return KEYED.sub("xxxxxxxxxxxx", text)


def test_what_the_tutorial_shows_is_what_its_commands_say(tmp_path: Path) -> None:
    found = ran(tmp_path, PAGE)
    assert len(found) == 5
    for shown, printed in found:
        assert shown == masked(printed)
    assert "Shapley values over common draws" in (tmp_path / "why.txt").read_text("utf-8")
