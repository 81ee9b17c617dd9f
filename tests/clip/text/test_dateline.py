"""Datelines: before the first sentence, and the day of the text."""

from datetime import date

import pytest

from foedus.clip.events import base_day
from foedus.clip.text import dateline
from foedus.clip.text.blocks import blocks


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("GENEVA, Aug 18, 2025 (Norrland Wire) - Vardania will sign.", "Vardania will sign."),
        ("LUNDE (Norrland Wire) - Negotiators met.", "Negotiators met."),
        ("MIRGRAD, March 3. /VTA/. Vardania sees no grounds.", "Vardania sees no grounds."),
        ("NEW LUNDE, Norrland — The talks ended.", "The talks ended."),
        ("KORVA, 12 June. The ministry answered.", "The ministry answered."),
        (
            "NATO said on March 3 that it would answer.",
            "NATO said on March 3 that it would answer.",
        ),
        ("NATO — founded in 1949 — has members.", "NATO — founded in 1949 — has members."),
        ("On March 3 the ministry answered.", "On March 3 the ministry answered."),
    ],
)
def test_the_first_sentence_begins_after_the_dateline(text: str, rest: str) -> None:
    [block] = blocks(text)
    assert text[dateline.body(text, block) :] == rest


@pytest.mark.parametrize(
    "head",
    ["GENEVA, Aug 18, 2025 (Wire) - Vardania will sign.", "By our writer, 18 August 2025\nIt did."],
)
def test_its_day_is_the_texts_whatever_days_follow(head: str) -> None:
    text = f"{head} The war began on February 24, 2022 and talks are set for September 1, 2025.\n"
    assert base_day(text, blocks(text)) == (date(2025, 8, 18), date(2025, 8, 18))
