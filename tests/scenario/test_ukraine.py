"""The shipped scenario says what it must, and every fact in it stands on something."""

from datetime import date

import pytest

from foedus import scenario, terms
from foedus.scenario import Scenario
from foedus.scenario.ground import facts


@pytest.fixture(scope="module")
def ukraine() -> Scenario:
    return scenario.load("ukraine-2025")


def test_it_is_listed() -> None:
    assert "ukraine-2025" in scenario.names()


def test_the_question(ukraine: Scenario) -> None:
    assert (ukraine.challenger, ukraine.protege) == ("RUS", "UKR")
    assert (ukraine.as_of, ukraine.horizon) == (date(2025, 8, 18), 20)


def test_its_five_designs(ukraine: Scenario) -> None:
    designs = ukraine.designs
    assert list(designs) == [
        "none",
        "budapest-style",
        "article-5-like",
        "article-5-like-stationed",
        "nato",
    ]
    assert not designs["none"].guarantors
    assert not designs["budapest-style"].promises_defense
    assert designs["budapest-style"].clauses == terms.get("budapest-memorandum-1994").clauses
    pledge, stationed = designs["article-5-like"], designs["article-5-like-stationed"]
    assert pledge.guarantors == stationed.guarantors
    assert pledge.clauses == stationed.clauses
    assert (pledge.adopted_by, stationed.adopted_by) == ("executive", "legislature")
    assert not pledge.military.stationed
    assert {forces.state for forces in stationed.military.stationed} == {"GBR", "FRA"}
    assert terms.depth_count(pledge) < terms.depth_count(stationed)
    assert len(designs["nato"].guarantors) == 32
    assert "UKR" not in designs["nato"].guarantors


def test_every_fact_names_a_source_or_owns_to_a_judgement(ukraine: Scenario) -> None:
    known = list(facts(ukraine))
    assert known
    assert [what for what, _, grounded in known if not grounded] == []


def test_every_source_listed_is_used(ukraine: Scenario) -> None:
    text = scenario.dumps(ukraine)
    assert [name for name in ukraine.sources if f"source: {name}" not in text] == []


def test_war_and_disputes_since_the_data_ends(ukraine: Scenario) -> None:
    war = ukraine.situation.dyad("RUS", "UKR")["at_war_since"]
    assert (war.value, war.source) == (date(2022, 2, 24), "unga-es-11-1")
    disputes = ukraine.situation.disputes
    # Crimea, 2014, is in the dispute data now.
    assert [(each.start.year, each.hostility) for each in disputes] == [(2022, 5)]
    assert {each.initiator for each in disputes} == {"RUS"}


def test_claims_are_graded_and_one_origin_is_marked_as_one(ukraine: Scenario) -> None:
    claims = {claim.id: claim for claim in ukraine.claims}
    accepts = claims["envoy-russia-accepts"]
    assert (accepts.grade, accepts.speaks_of) == ("C3", "RUS")
    assert [(move.issue, move.actor, move.toward) for move in accepts.moves] == [
        ("guarantee", "RUS", 70)
    ]
    assert claims["headline-russia-agrees"].origin == accepts.origin
    assert claims["envoy-law-ukraine"].manner == "considering"  # not "agreed"


def test_the_texts_errors_are_corrected_and_noted(ukraine: Scenario) -> None:
    read_as = {each.said: each.read_as for each in ukraine.corrections}
    assert read_as["weikov, Weikov"] == "Steve Witkoff"
    assert read_as["Alcazar, USA"] == "Anchorage, Alaska"
    said = [claim.by + claim.says for claim in ukraine.claims]
    said += [event.what + (event.place or "") for event in ukraine.events]
    assert not [words for words in said if "eikov" in words or "Alcazar" in words]
    assert any("Anchorage" in (event.place or "") for event in ukraine.events)
    invoked = [str(event.on) for event in ukraine.events if "invo" in event.what]
    assert invoked == ["2001-09-12", "2001-10-02"]


def test_it_is_written_and_read_again_as_the_same(ukraine: Scenario) -> None:
    assert scenario.loads(scenario.dumps(ukraine), "ukraine-2025.yaml") == ukraine


def test_who_wants_what_is_said_with_ranges_and_reasons(ukraine: Scenario) -> None:
    assert [issue.name for issue in ukraine.issues] == [
        "guarantee",
        "western-troops",
        "russian-law",
    ]
    for issue in ukraine.issues:
        actors = {stake.actor for stake in issue.positions}
        assert actors >= {"RUS", "UKR", "USA", "GBR", "FRA", "DEU", "ITA", "POL", "HUN", "EU"}
        for stake in issue.positions:
            assert stake.judgement, (issue.name, stake.actor)
            for fact in (stake.position, stake.salience, stake.capability):
                assert fact
                assert fact.low is not None
                assert fact.high is not None
                assert fact.low < fact.high
    settled = [issue for issue in ukraine.issues if issue.designs]
    assert [list(issue.designs) for issue in settled] == [list(ukraine.designs)] * 2
