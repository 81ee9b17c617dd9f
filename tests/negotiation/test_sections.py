"""A negotiation said as blocks: whole at any width, and each thing once."""

import pytest

from foedus.negotiation import sections
from foedus.negotiation.talks import Talk, talks
from foedus.report import words
from foedus.report.blocks import Question, Section, Table
from foedus.report.text import text
from foedus.scenario import Scenario


@pytest.fixture(scope="module")
def found(ukraine: Scenario) -> tuple[Talk, ...]:
    return talks(ukraine, draws=200)


def tables(said: tuple[Section, ...]) -> dict[str, Table]:
    """Every table by its name."""
    return {b.name: b for part in said for b in part.blocks if isinstance(b, Table)}


@pytest.mark.parametrize("columns", [100, 80])
def test_it_fits(ukraine: Scenario, found: tuple[Talk, ...], columns: int) -> None:
    said = text(sections.talks(ukraine, found, single=False), columns)
    assert max(map(len, said.splitlines())) <= columns
    for talk in found:
        assert talk.title.upper() in " ".join(said.split())
        assert f"In commands: {talk.name}." in said


def test_tables_hold_every_actor_and_claim(ukraine: Scenario, found: tuple[Talk, ...]) -> None:
    said = tables(sections.talks(ukraine, found, single=False))
    assert len(said) == len({id(table) for table in said.values()})
    for talk in found:
        actors = [row[0] for row in said[f"stands-{talk.name}"].rows]
        called = {words.party(each, ukraine.as_of.year) for each in talk.stances.after.names}
        assert set(actors) == called
        if talk.hearings:
            claims = [row[0].split("\n")[0] for row in said[f"claims-{talk.name}"].rows]
            assert claims == [each.claim for each in talk.hearings]


def test_claims_of_one_origin_are_said_to_count_once(
    ukraine: Scenario, found: tuple[Talk, ...]
) -> None:
    table = tables(sections.talks(ukraine, found, single=False))["claims-russian-law"]
    assert "envoy-law-europe has one origin with envoy-law-ukraine: counted once." in table.note


def test_only_one_issue_has_its_story(ukraine: Scenario, found: tuple[Talk, ...]) -> None:
    def story(single: bool) -> bool:
        said = text(sections.talks(ukraine, found[:1], single=single))
        return "A story of concessions, not the forecast" in said

    assert story(single=True)
    assert not story(single=False)


def test_who_would_have_to_be_wrong_is_a_question(
    ukraine: Scenario, found: tuple[Talk, ...]
) -> None:
    part = next(
        each
        for each in sections.talks(ukraine, found, single=False)
        if each.id == "issue-guarantee"
    )
    [asked] = [block for block in part.blocks if isinstance(block, Question)]
    assert "Ukraine: would have to stand at" in text([Section("a", "", "", asked.answer)])
