"""Who would sign, said as blocks: every design and party, whole at any width."""

import pytest

from foedus.report.blocks import Table
from foedus.report.text import text
from foedus.scenario import Scenario
from foedus.signing.bargain import Bargain, bargain
from foedus.signing.sections import sections
from foedus.signing.verdict import OF_PACKAGE


@pytest.fixture(scope="module")
def found(ukraine: Scenario) -> Bargain:
    return bargain(ukraine, draws=200)


@pytest.mark.parametrize("columns", [100, 80, 60])
def test_it_fits_and_names_every_design(found: Bargain, columns: int) -> None:
    said = text(sections(found, numbers=True), columns)
    assert max(map(len, said.splitlines())) <= columns
    for name in found.signing:
        assert found.titles[name].upper() in said.splitlines()
        assert f"In commands: {name}." in said.splitlines()


def test_the_table_has_each_designs_verdict(found: Bargain) -> None:
    [table] = [b for part in sections(found) for b in part.blocks if isinstance(b, Table)]
    assert [(row[0].lower(), row[1]) for row in table.rows] == [
        (found.titles[name].lower(), OF_PACKAGE[one.verdict]) for name, one in found.signing.items()
    ]


def test_numbers_are_a_table_a_design_that_says_what_it_leaves_out(found: Bargain) -> None:
    numbers = {
        b.name: b
        for part in sections(found, numbers=True)
        for b in part.blocks
        if isinstance(b, Table) and b.name.startswith("numbers-")
    }
    assert set(numbers) == {f"numbers-{name}" for name in found.signing}
    nato = numbers["numbers-nato"]
    assert [row[0] for row in nato.rows][-1] == "all"
    left = len(found.signing["nato"].parties) - (len(nato.rows) - 1)
    assert nato.note == f"{left} more parties left out here."
