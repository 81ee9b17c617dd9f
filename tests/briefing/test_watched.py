"""A brief with a watch beside it says what is being kept, as of a moment."""

import pytest
from tests.watches import act, blame, hours, made, pledge, report, watched

from foedus import scenario
from foedus.briefing import watched as kept
from foedus.errors import InputError
from foedus.report.blocks import Paragraph, Section, Table
from foedus.watch.board import board
from foedus.watch.watch import KeptWatch

FORCE = {
    "contributions": [
        {"name": "force", "by": "GBR", "item": "troops", "amount": 7500, "unit": "persons",
         "pledged": "2026-10-01"}
    ],
    "response": [{"name": "aid", "act": "send aid", "within": 24, "then": "aid"}],
}  # fmt: skip
ENTRIES = (
    report(), blame(), report("r2", 2), blame("b2", 3, incident="hand/r2"), act("claim", 3),
    act("recognize", 4, "USA"),
    made("provision", "p", 5, guarantee="pledge", contribution="force", by="GBR",
         stage="delivered", amount=500),
)  # fmt: skip


def at(moment: float) -> KeptWatch:
    asked = watched(pledge(compliance=FORCE))
    return KeptWatch(asked, board(asked, ENTRIES, hours(moment)))


def table(found: Section, caption: str) -> Table:
    return next(
        each for each in found.blocks if isinstance(each, Table) and each.caption == caption
    )


def test_it_says_who_owes_what_what_came_and_what_may_be_claimed() -> None:
    found = kept.section(at(10), scenario.load("ukraine-2026"))
    [owed] = table(found, "Who owes what").rows
    assert owed == ("2026-11-02 04:00Z, in 18 h", "United States", "aid", "pledge", "running")
    [brought] = table(found, "What was pledged, allocated and delivered").rows
    assert brought[2:5] == ("7,500", "0", "500")
    [case] = table(found, "What may be claimed").rows
    assert case == ("pledge", "1, defense", "any-force, gravest-forms", "none", "Ukraine", "1")
    assert isinstance(found.blocks[0], Paragraph)
    assert "2026-11-01 10:00Z" in found.blocks[0].text


def test_it_is_as_of_its_moment() -> None:
    found = kept.section(at(0.5), scenario.load("ukraine-2026"))
    said = [each.text for each in found.blocks if isinstance(each, Paragraph)]
    assert said[1:] == [
        "Who owes what: nobody owes anything yet.", "What may be claimed: nothing may.",
    ]  # fmt: skip
    assert kept.values(at(0.5))["known"] == 0
    assert kept.values(at(10))["duties"][0]["debtor"] == "USA"


def test_texts_that_a_scenario_names_say_what_would_be_watched() -> None:
    asked = scenario.load("ukraine-2026")
    found = kept.texts(asked)
    assert found
    assert found.title == "What would be watched"
    assert kept.texts(scenario.load("korea-2025")) is None
    assert kept.texts(asked.model_copy(update={"protege": "POL"})) is None
    assert kept.texts(asked.model_copy(update={"watch": "line.db"})) is None


def test_a_watch_on_another_question_is_refused() -> None:
    with pytest.raises(InputError, match="about RUS and UKR, the scenario about CHN and TWN"):
        kept.section(at(1), scenario.load("taiwan-2025"))
