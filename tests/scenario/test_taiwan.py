"""The second shipped scenario: another pair, another guarantor, another past."""

import json
import re
from datetime import date
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from foedus import scenario, terms
from foedus.assessment import assess
from foedus.facts import assembly, public, snapshot
from foedus.negotiation.stances import stances
from foedus.scenario import Scenario
from foedus.scenario.ground import facts

SHIPPED = Path(scenario.__file__).parent / "library" / "taiwan-2025.evidence.json"


@pytest.fixture(scope="module")
def taiwan() -> Scenario:
    return scenario.load("taiwan-2025")


def test_the_question(taiwan: Scenario) -> None:
    assert "taiwan-2025" in scenario.names()
    assert (taiwan.challenger, taiwan.protege) == ("CHN", "TWN")
    assert (taiwan.as_of, taiwan.horizon) == (date(2025, 12, 31), 20)


def test_its_designs_run_from_nothing_to_depth_and_to_breadth(taiwan: Scenario) -> None:
    designs = taiwan.designs
    assert list(designs) == [
        "none",
        "relations-act",
        "treaty-1954",
        "treaty-stationed",
        "treaty-regional",
    ]
    assert not designs["none"].guarantors
    act, treaty = designs["relations-act"], designs["treaty-1954"]
    assert not act.promises_defense
    assert act.owed("aid")
    assert act.adopted_by == "legislature"
    assert treaty.clauses == terms.get("us-taiwan-1954").clauses
    assert treaty.guarantors == ("USA",)
    stationed, regional = designs["treaty-stationed"], designs["treaty-regional"]
    assert {forces.state for forces in stationed.military.stationed} == {"USA"}
    assert set(regional.guarantors) == {"USA", "JPN", "AUS"}
    assert not regional.military.stationed
    depths = [terms.depth_count(each) for each in (act, treaty, regional, stationed)]
    assert depths == sorted(depths)
    assert depths[0] < depths[2] < depths[3]


def test_a_treaty_that_ended_comes_back_without_its_own_dates(taiwan: Scenario) -> None:
    assert terms.get("us-taiwan-1954").ended == date(1980, 1, 1)
    assert taiwan.designs["treaty-1954"].ended is None
    assert taiwan.designs["treaty-1954"].signed is None


def test_every_fact_names_a_source_or_owns_to_a_judgement(taiwan: Scenario) -> None:
    known = list(facts(taiwan))
    assert known
    assert [what for what, _, grounded in known if not grounded] == []


def test_every_source_listed_is_used_and_every_one_used_is_listed(taiwan: Scenario) -> None:
    text = scenario.dumps(taiwan)
    assert [name for name in taiwan.sources if f"source: {name}" not in text] == []
    said = [each.source for each in (*taiwan.claims, *taiwan.events, *taiwan.corrections)]
    assert set(said) <= set(taiwan.sources)


def test_disputes_since_the_data_end_are_apart_by_more_than_six_months(taiwan: Scenario) -> None:
    disputes = [each for each in taiwan.situation.disputes if each.initiator == "CHN"]
    assert [each.start.year for each in disputes] == [2022, 2023, 2024, 2025]
    assert {each.hostility for each in disputes} == {3}  # shows of force, no attack
    for before, after in pairwise(disputes):
        assert before.end is not None
        assert (after.start - before.end).days > 182
    assert disputes[-1].end is None  # open on the scenario's day


def test_nothing_dated_is_after_the_day_but_what_is_planned(taiwan: Scenario) -> None:
    late = [event for event in taiwan.events if event.on > taiwan.as_of]
    assert all(event.planned for event in late)
    assert [claim.id for claim in taiwan.claims if claim.on > taiwan.as_of] == []
    on = [source.on for source in taiwan.sources.values() if source.on]
    assert max(on) <= taiwan.as_of


def test_hearsay_is_graded_below_the_speakers_own_word_and_counts_once(taiwan: Scenario) -> None:
    claims = {claim.id: claim for claim in taiwan.claims}
    hearsay, own = claims["trump-xi-assurance"], claims["tao-no-renunciation"]
    assert hearsay.speaks_of == own.speaks_of == "CHN"
    assert own.grade < hearsay.grade
    assert own.id in hearsay.contradicts
    assert claims["trump-xi-assurance-august"].origin == hearsay.origin
    assert not claims["biden-would-defend"].moves  # of a president since replaced


def test_every_actor_stands_somewhere_on_every_issue_with_a_reason(taiwan: Scenario) -> None:
    actors = {"CHN", "TWN", "USA", "JPN", "AUS", "PHL", "KOR"}
    for issue in taiwan.issues:
        assert {stake.actor for stake in issue.positions} == actors
        for stake in issue.positions:
            assert stake.judgement, (issue.name, stake.actor)
            for fact in (stake.position, stake.salience, stake.capability):
                assert fact
                assert fact.low is not None
                assert fact.high is not None
                assert fact.low < fact.high
        if issue.designs:
            assert list(issue.designs) == list(taiwan.designs)


def test_it_is_written_and_read_again_as_the_same(taiwan: Scenario) -> None:
    assert scenario.loads(scenario.dumps(taiwan), "taiwan-2025.yaml") == taiwan


def test_its_frozen_facts_suffice_where_there_are_no_data(
    taiwan: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public, "absent", lambda _: ("everything",))
    monkeypatch.setattr(public, "from_data", lambda _: pytest.fail("the data were read"))
    known = assembly.facts(taiwan)
    assert known["pair.capdist"].origin == "frozen"
    assert known["pair.conttype"].value == 2.0  # water of 12 miles or less
    assert snapshot.loads(SHIPPED.read_text("utf-8"), "f").answers(taiwan)


@pytest.mark.data
def test_the_data_give_the_shipped_facts_again(taiwan: Scenario) -> None:
    found = json.loads(public.from_data(taiwan).dumps())
    kept = json.loads(SHIPPED.read_text("utf-8"))
    assert {**found, "version": kept["version"]} == kept


def test_an_act_without_a_promise_of_defense_is_assessed_as_none(taiwan: Scenario) -> None:
    found = assess(taiwan, draws=200, seed=3)
    war = {name: each.risk.within("war", 20).value for name, each in found.designs.items()}
    assert war["relations-act"] == war["none"]
    assert war["treaty-stationed"] < war["treaty-1954"] < war["none"]


def test_every_claim_that_moves_someone_finds_its_actor(taiwan: Scenario) -> None:
    moved = {(move.issue, move.actor) for claim in taiwan.claims for move in claim.moves}
    for issue in taiwan.issues:
        found = stances(taiwan, issue.name)
        assert not found.unplaced
        assert set(found.updates) == {actor for name, actor in moved if name == issue.name}


@pytest.mark.parametrize(
    ("command", "more"),
    [
        ("check", ()),
        ("assess", ("--draws", "200")),
        ("accept", ("--draws", "200")),
        ("negotiate", ("--draws", "200")),
        ("design", ("--draws", "200")),
    ],
)
def test_every_command_on_scenarios_takes_it(command: str, more: tuple[str, ...]) -> None:
    app = import_module(f"foedus.cli.{command}").app
    asked = ["taiwan-2025", "--json", *more]
    done = CliRunner().invoke(app, asked, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)
    assert "TWN" in done.stdout
    assert "UKR" not in re.findall("[A-Z]{3}", done.stdout)  # of the other scenario
