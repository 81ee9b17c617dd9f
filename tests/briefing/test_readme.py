"""The readme's picture is of the brief as it is: its alternative text is the first sentence."""

import re
from pathlib import Path

from foedus.assessment import assess
from foedus.briefing.compose import compose

ROOT = Path(__file__).resolve().parents[2]


def test_the_picture_is_of_todays_brief() -> None:
    shown = re.search(
        r"!\[([^]]+)\]\((docs/img/brief\.png)\)", (ROOT / "README.md").read_text("utf-8")
    )
    assert shown
    assert (ROOT / shown[2]).is_file()
    said = compose(assess("ukraine-2025")).abstract[0]
    assert shown[1] == said, "run just screenshot, and put the sentence that it prints here"
