"""The table of incidents: the newest first, with what each source says and no more."""

import pytest
from tests.watches import at, blame, report

from foedus.report.blocks import Paragraph, Table
from foedus.watch.casus.truth import Truth
from foedus.watch.entries.report import DeathToll
from foedus.watch.sections.incidents import incidents, toll


@pytest.mark.parametrize(("deaths", "text"), [
    (None, "not said"), (DeathToll(best=12, low=9, high=15), "12 (9–15)"),
    (DeathToll(best=0, low=0, high=0), "0"), (DeathToll(low=1, high=25), "1–25"),
    (DeathToll(low=1000), "1,000 or more"),
])  # fmt: skip
def test_a_toll_has_its_bounds(deaths: DeathToll | None, text: str) -> None:
    assert toll(deaths) == text


def test_rows_say_who_says_who_did_it() -> None:
    spot = {"latitude": 47.85, "longitude": 35.1, "precision": 2, "country": "UKR"}
    found = at(
        99, report("r1", spot=spot), report("r2", 70, start="2026-11-02", end="2026-11-03"),
        blame("a1", value="asserted", by="UKR"), blame("a2", 3, value="denied", by="RUS"),
    ).incidents  # fmt: skip
    [table] = incidents(found, 3).blocks
    assert isinstance(table, Table)
    newest, oldest = table.rows
    assert newest[:5] == ("hand/r2", "between 2026-11-02 and 2026-11-03", "attack", "Ukraine",
                          "nobody says")  # fmt: skip
    assert oldest[3:5] == ("Ukraine, 47.85, 35.10 within 25 km",
                           "Russia: asserted by Ukraine and denied by Russia")  # fmt: skip
    assert table.note.startswith("2 of 3 incidents.")


def test_the_truth_by_a_reading_has_a_column() -> None:
    found = at(99, report("r1")).incidents
    [table] = incidents(found, 1, {"hand/r1": Truth.UNDETERMINED}).blocks
    assert isinstance(table, Table)
    assert (table.columns[-1], table.rows[0][-1]) == ("By the reading", "undetermined")
    assert len(table.align) == len(table.columns)


def test_none_is_said() -> None:
    assert incidents((), 0).blocks == (Paragraph("No incident is known."),)
    assert incidents((), 2).blocks == (Paragraph("None of 2 incidents."),)
