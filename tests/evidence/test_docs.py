"""docs/panel.md names every column, source and departure."""

from pathlib import Path

from foedus.evidence.departures import DEPARTURES
from foedus.evidence.panel import PARTS

TEXT = (Path(__file__).parents[2] / "docs" / "panel.md").read_text("utf-8")


def test_every_column_of_every_part_is_explained() -> None:
    for part in PARTS.values():
        section = TEXT.split(f"### {part.name}\n")[1].split("\n#")[0]
        for name, meaning in part.columns.items():
            assert f"| `{name}` | {meaning} |" in section
        for source in part.sources:
            assert f"`{source}`" in section
        assert f"{part.covers[0]}–{part.covers[1]}" in section


def test_every_departure_is_told() -> None:
    told = TEXT.split("## Departures from peacesciencer\n")[1]
    for departure in DEPARTURES:
        assert f"| `{departure.column}` | {departure.reason}" in told
