"""The rooms of the workbench, which are opened when somebody comes to them."""

import subprocess
import sys
from collections.abc import Callable

from tests.web.conftest import Asking

BOARD_ALONE = """
import sys, tempfile
from pathlib import Path
from foedus.web.application import application
from foedus.web.settings import settled
app = application(settled(Path(tempfile.mkdtemp()), environment={}, draws=100))
app.state.rooms.open("/board/korea-2025")
app.state.desk.board("korea-2025", ()).answer
print(*sys.modules)
"""
#: What the board needs nothing of: drafting claims, watches, talks, charts drawn here.
ELSEWHERE = {"foedus.clip.draft", "foedus.watch.watch", "foedus.negotiation.forecast", "scipy",
             "vl_convert", "foedus.briefing.compose"}  # fmt: skip


def test_the_board_opens_without_the_other_pages(asking: Callable[..., Asking]) -> None:
    who = asking()
    rooms = who.app.state.rooms
    who.get("/")
    assert not rooms.board
    assert who.get("/board/korea-2025").status_code == 200
    assert rooms.board
    assert not rooms.there
    assert who.get("/work").status_code == 200
    assert rooms.there
    assert who.get("/board/korea-2025").status_code == 200


def test_what_only_other_pages_need_is_not_loaded_for_the_board() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BOARD_ALONE], capture_output=True, text=True, check=True, timeout=90
    )
    assert "foedus.web.pages.board" in done.stdout.split()
    assert set(done.stdout.split()) & ELSEWHERE == set()
