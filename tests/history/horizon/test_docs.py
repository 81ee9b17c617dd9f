"""The page on chances over years says what the shipped record says."""

from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from tests.modules import module

from foedus.history import origins
from foedus.history.horizon import shipped

DOCS = Path(__file__).resolve().parents[3] / "docs"
PAGE = (DOCS / "horizon.md").read_text("utf-8")
WORDS = " ".join(PAGE.split())


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    return module("docs/horizon.py")


def test_the_table_is_the_shipped_record(writer: ModuleType) -> None:
    assert writer.page(PAGE, "record", writer.record()) == PAGE
    assert writer.page(PAGE, "record", "another") != PAGE


@pytest.mark.parametrize(("event", "pairs"), [
    ("war", "all"), ("war", "rivals"), ("war", "rivals at war lately"),
    ("war", "under a guarantee"), ("deadly", "major against minor"),
])  # fmt: skip
def test_what_is_said_to_be_wrong_is(event: str, pairs: str) -> None:
    (row,) = [each for each in shipped().rows
              if (each.event, each.years, each.pairs) == (event, 20, pairs)]  # fmt: skip
    middle, low, high = row.ratio
    told = f"{middle:.2f} ({low:.2f}–{high:.2f})", f"{middle:.2f}; {low:.2f}–{high:.2f}"
    apart = f"{middle:.2f} of what was expected ({low:.2f}–{high:.2f})"
    assert any(each in WORDS for each in (*told, apart))
    assert (low < 1 < high) == (pairs in {"rivals", "rivals at war lately"})


def test_what_it_was_worth_is_the_records() -> None:
    (row,) = [each for each in shipped().rows
              if (each.event, each.years, each.pairs) == ("war", 20, "all")]  # fmt: skip
    gain, error = row.gain["paths"]
    assert f"{row.log_loss['pool']:.1f} with the pool" in WORDS
    assert f"{row.log_loss['paths']:.1f} of the ladder's paths" in WORDS
    assert f"({gain:.0f} ± {error:.0f} less)" in WORDS


def test_every_origin_is_named() -> None:
    *most, last = map(str, origins.YEARS)
    assert f"through {', '.join(most)} and {last}" in WORDS


def test_other_tables_are_of_hindcasts(writer: ModuleType) -> None:
    """Each window of the page is a scored origin; came and expected add up to the record."""
    text = PAGE.partition("<!-- windows")[2].partition("<!-- end of windows")[0]
    rows = [[float(cell) for cell in line.strip("|").split("|")]
            for line in text.splitlines() if line[2:3].isdigit()]  # fmt: skip
    assert [row[0] for row in rows] == list(range(1950, 1996, 5))
    for place, event in ((1, "deadly"), (4, "war")):
        (row,) = [each for each in shipped().rows
                  if (each.event, each.years, each.pairs) == (event, 20, "all")]  # fmt: skip
        assert sum(each[place] for each in rows) == row.came
        assert np.isclose(sum(each[place + 1] for each in rows), row.expected["pool"], atol=5)
    assert all(f"| {words} |" in PAGE for words in (*writer.CHOICES, *writer.LEARNED))
