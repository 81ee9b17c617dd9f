"""The gallery: every scenario that ships loads, is grounded, answers offline and fits a sheet."""

from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from pypdf import PdfReader
from tests.modules import module
from typer.testing import CliRunner

from foedus import scenario
from foedus.assessment.result import Assessment
from foedus.assessment.several import Several
from foedus.briefing.compose import compose
from foedus.cli.app import app
from foedus.errors import InputError
from foedus.negotiation.stances import stances
from foedus.report.pdf import pdf
from foedus.scenario.ground import facts

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "gallery.md"
EIGHT = (
    "baltic-2025",
    "georgia-2008",
    "korea-2025",
    "kuwait-1990",
    "qatar-2025",
    "taiwan-2025",
    "ukraine-2025",
    "ukraine-2026",
)
PAST = {"georgia-2008": 2007, "kuwait-1990": 1989}


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    """What writes the answers of docs/gallery.md."""
    return module("docs/gallery.py")


@pytest.fixture(scope="module", params=EIGHT)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def answer(
    name: str, writer: ModuleType, tmp_path_factory: pytest.TempPathFactory
) -> Assessment | Several:
    """Its answer where no public data are, as right after installation."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("FOEDUS_MIRROR", raising=False)
        patch.setenv("FOEDUS_CACHE", str(tmp_path_factory.mktemp("empty")))
        found: Assessment | Several = writer.answer(name)
    return found


def test_eight_ship() -> None:
    assert scenario.names() == EIGHT


def test_every_fact_names_a_source_or_owns_to_a_judgement(name: str) -> None:
    for asked in scenario.each(name).values():
        assert [what for what, _, grounded in facts(asked) if not grounded] == []


def test_every_source_is_used_and_every_one_used_is_listed(name: str) -> None:
    for asked in scenario.each(name).values():
        text = scenario.dumps(asked)
        assert [each for each in asked.sources if f"source: {each}" not in text] == []
        said = {each.source for each in (*asked.claims, *asked.events, *asked.corrections)}
        named = {each for each in said if each and " " not in each}
        assert named <= set(asked.sources)


def test_nothing_is_known_of_later_days(name: str) -> None:
    for asked in scenario.each(name).values():
        assert [claim.id for claim in asked.claims if claim.on > asked.as_of] == []
        assert all(event.planned for event in asked.events if event.on > asked.as_of)


def test_every_design_has_a_place_on_every_line_that_places_designs(name: str) -> None:
    for asked in scenario.each(name).values():
        for issue in asked.issues:
            assert issue.reference
            assert not issue.designs or list(issue.designs) == list(asked.designs)
            assert all(each.judgement or each.source for each in issue.positions)
            assert not stances(asked, issue.name).unplaced


def test_it_answers_without_the_data_and_a_past_one_from_nothing_later(
    name: str, answer: Assessment | Several
) -> None:
    each = answer.each.values() if isinstance(answer, Several) else [answer]
    for found in each:
        assert {"frozen", "shipped"} & {fact.origin for fact in found.facts.values()}
        assert not {"data"} & {fact.origin for fact in found.facts.values()}
        assert found.origin.ladder.last == PAST.get(name, 2014)


def test_its_brief_is_one_sheet(answer: Assessment | Several) -> None:
    found = answer.first if isinstance(answer, Several) else answer
    assert len(PdfReader(BytesIO(pdf(compose(found)))).pages) == 1


def test_the_page_has_its_question_answer_and_sources(
    name: str, answer: Assessment | Several, writer: ModuleType
) -> None:
    assert writer.written(name, answer) in PAGE.read_text("utf-8"), "run `python docs/gallery.py`"


def test_the_page_has_all_of_them_and_no_other() -> None:
    text = PAGE.read_text("utf-8")
    assert sorted(line[3:] for line in text.splitlines() if line.startswith("## ")) == list(EIGHT)


@pytest.mark.parametrize("command", ["assess", "check"])
def test_help_names_them(command: str) -> None:
    told = " ".join(CliRunner().invoke(app, [command, "--help"]).output.split())
    assert all(each in told for each in EIGHT)


def test_a_wrong_name_is_told_the_right_one() -> None:
    with pytest.raises(InputError) as error:
        scenario.load("korea-2052")
    assert "korea-2025" in str(error.value.hint)
