"""What would be watched: every promise of the texts, with what would count and its clock."""

from foedus.report.blocks import Table
from foedus.report.text import text
from foedus.watch import library
from foedus.watch.sections.texts import texts
from foedus.watch.undertakings import undertakings

NAME = "ukraine-2026"


def test_every_promise_has_its_case_and_its_clock() -> None:
    watched = undertakings(library.scenario(NAME))
    section = texts(watched, NAME, 2026)
    [table] = [each for each in section.blocks if isinstance(each, Table)]
    promises = sum(len(each.clauses) for each in watched.guarantees.values())
    assert len(table.rows) == promises
    assert all(cell for row in table.rows for cell in row[1:])
    said = {row[1]: row for row in table.rows}
    [defense] = [row for row in table.rows if "within 24 hours of the incident" in row[3]]
    assert "Russia" in defense[1]
    assert said["Nonaggression"][2:] == ("no case: it holds at any time", "to refrain")
    assert "three days of seven; or deaths 25 in 7 days" in table.rows[0][2]


def test_it_says_that_no_watch_is_begun_and_how_one_is() -> None:
    shown = text([texts(undertakings(library.scenario(NAME)), NAME, 2026)], 80)
    assert max(map(len, shown.splitlines())) <= 80
    assert "No watch is begun" in shown
    assert f"foedus watch init {NAME} --who NAME" in " ".join(shown.split())
