"""docs/chronology.md says what the records say."""

import re
from collections import Counter
from pathlib import Path

import pytest

from foedus.evidence.chronology import chronology

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "chronology.md").read_text("utf-8")
SHIPPED = chronology()


def cells(first: str) -> list[str]:
    [row] = re.findall(rf"^\| {re.escape(first)} \|(.+)\|$", PAGE, flags=re.M)
    return [cell.strip() for cell in row.split("|")]


def test_version_days_and_counts() -> None:
    about = SHIPPED.about
    assert cells(about.version) == [
        str(about.through), str(about.searched), str(len(SHIPPED.disputes)),
        str(len(SHIPPED.pacts)),
    ]  # fmt: skip


@pytest.mark.parametrize("region", sorted(set(SHIPPED.regions.values())))
def test_disputes_of_a_region(region: str) -> None:
    assert cells(region)[0] == str(Counter(SHIPPED.regions.values())[region])


@pytest.mark.parametrize("kind", ["disputes", "pact changes"])
def test_how_many_sources_were_opened(kind: str) -> None:
    records = SHIPPED.disputes if kind == "disputes" else SHIPPED.pacts
    opened = [[source.checked for source in each.sources] for each in records]
    every, none = sum(map(all, opened)), sum(not any(each) for each in opened)
    some = len(records) - every - none
    assert cells(kind) == [str(len(records)), str(every), str(some), str(none)]


def test_levels_and_contested() -> None:
    levels = Counter(each.level for each in SHIPPED.disputes)
    said = f"{levels['force']} reach force, {levels['deadly']} are deadly and {levels['war']} are"
    assert said in re.sub(r"\s+", " ", PAGE)
    contested = sum(each.contested is not None for each in SHIPPED.disputes)
    assert f"In {contested} records `contested`" in PAGE
