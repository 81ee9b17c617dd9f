"""The tutorial runs: its files are written, its commands run, and they say what it shows."""

import os
import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorials" / "watch.md"
FOEDUS = f'foedus() {{ "{sys.executable}" -m foedus "$@"; }}\nset -e\n'


def blocks(page: Path) -> list[tuple[str, str]]:
    return re.findall(r"^```(\w+)\n(.*?)^```$", page.read_text("utf-8"), flags=re.M | re.S)


def ran(folder: Path, page: Path = PAGE) -> list[tuple[str, str]]:
    """What the page shows after each script, and what the script printed."""
    shown: list[tuple[str, str]] = []
    printed = ""
    for kind, text in blocks(page):
        if kind in {"yaml", "csv"}:
            name = re.match(r"# (\S+)\n", text)
            assert name, text
            (folder / name[1]).write_text(text, "utf-8")
        elif kind == "sh":
            done = subprocess.run(
                ["bash", "-c", FOEDUS + text], cwd=folder, capture_output=True, text=True,
                env={**os.environ, "PYTHONUTF8": "1"}, check=False,
            )  # fmt: skip
            assert (done.returncode, done.stderr) == (0, ""), text
            printed = done.stdout
        else:
            shown.append((text, printed))
    return shown


def test_what_the_tutorial_shows_is_what_its_commands_say(tmp_path: Path) -> None:
    found = ran(tmp_path)
    assert len(found) == 6
    for shown, printed in found:
        assert shown == printed
