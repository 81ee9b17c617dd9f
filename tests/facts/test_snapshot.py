"""Facts and where they come from: scenario, frozen file, data; and what is refused."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus import scenario
from foedus.assessment.designs import read
from foedus.errors import InputError, UnknownNameError
from foedus.facts import assembly, public, snapshot
from foedus.facts.assembly import gather
from foedus.facts.known import HISTORY, LAST, STANDING, Known, needed
from foedus.facts.statements import stated
from foedus.history.covariates import democracy
from foedus.scenario import Scenario

SHIPPED = Path(snapshot.__file__).parents[1] / "scenario" / "library" / "ukraine-2025.evidence.json"
HEAD = "foedus: 1\ntitle: t\nas_of: 2025-08-18\nchallenger: RUS\nprotege: UKR\n"
DESIGNS = "designs:\n  none: {}\n  it: {guarantors: [TUR], clauses: [{obligation: defense}]}\n"


def test_the_shipped_file_reads_back_as_it_was_written() -> None:
    text = SHIPPED.read_text("utf-8")
    assert snapshot.loads(text, "f").dumps() == text


@pytest.mark.data
def test_the_data_give_the_shipped_file_again() -> None:
    found = json.loads(public.from_data(scenario.load("ukraine-2025")).dumps())
    kept = json.loads(SHIPPED.read_text("utf-8"))
    assert {**found, "version": kept["version"]} == kept


def test_every_frozen_fact_names_its_year_and_data_set() -> None:
    from foedus.evidence.card import names

    file = snapshot.loads(SHIPPED.read_text("utf-8"), "f")
    for name, fact in file.facts.items():
        assert fact.year is not None, name
        assert fact.source in names(), name
        assert fact.source in file.hashes, name


def test_the_scenarios_word_goes_before_the_files(ukraine: Scenario) -> None:
    facts = assembly.facts(ukraine)
    assert facts["pair.rivalry"].origin == "scenario"
    assert facts["pair.capdist"].origin == "frozen"
    assert facts["USA.nuclear"].source == "npt"
    assert facts["POL.nuclear"].origin == "package"


def test_a_copy_with_another_guarantor_needs_no_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is a major power is known of every state, so guarantors may be changed freely."""
    monkeypatch.setattr(public, "absent", lambda _: ("everything",))
    facts = assembly.facts(scenario.loads(HEAD + DESIGNS))
    assert facts["TUR.major"].value == 0.0


def test_missing_facts_are_named_with_both_remedies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public, "absent", lambda _: ("cow-nmc",))
    asked = scenario.loads(HEAD.replace("UKR", "MDA") + DESIGNS)
    with pytest.raises(InputError) as error:
        assembly.facts(asked)
    told = str(error.value)
    assert "RUS.cinc" in told
    assert "foedus data pull" in told
    assert "situation" in told


def test_facts_wholly_stated_need_neither_file_nor_data(
    monkeypatch: pytest.MonkeyPatch, ukraine: Scenario
) -> None:
    """Each needed fact can be said in the scenario."""
    monkeypatch.setattr(public, "absent", lambda _: ("everything",))
    state = "cinc: 0.01, polyarchy: 0.5, major: false"
    history = ", ".join(
        f"{name.removeprefix('pair.')}: {{value: 1, year: 2020}}"
        for name in needed(ukraine)
        if name.removeprefix("pair.") in {*HISTORY, *LAST, *STANDING}
    )
    text = HEAD.replace("UKR", "MDA") + (
        f"situation:\n  states: {{RUS: {{{state}}}, MDA: {{{state}}}, "
        f"TUR: {{{state}, nuclear: false}}}}\n"
        "  dyads:\n    - {dyad: [RUS, MDA], contiguity: none, capital_distance_km: 1100, "
        "rivalry: false, defense_pact: false}\n"
        f"  history: {{dyad: {{{history}}}}}\n" + DESIGNS
    )
    facts = assembly.facts(scenario.loads(text))
    assert facts["pair.mid_past12_h8"].value == 1.0


def test_polity_said_stands_before_polyarchy_of_the_data(ukraine: Scenario) -> None:
    situation = "situation: {states: {UKR: {polity2: 10}}}\n"
    facts = assembly.facts(scenario.loads(HEAD + situation + DESIGNS))
    assert facts["UKR.democracy"].value == democracy(float("nan"), 10.0)


def test_an_unknown_number_of_the_history_is_refused_with_the_nearest() -> None:
    asked = scenario.loads(HEAD + "situation: {history: {dyad: {mid_past12_h9: 1}}}\n" + DESIGNS)
    with pytest.raises(UnknownNameError, match="did you mean mid_past12_h"):
        list(stated(asked))


def test_earlier_files_win() -> None:
    asked = scenario.load("ukraine-2025")
    [shipped] = snapshot.about(asked, None)
    mine = {**shipped, "pair.capdist": Known(1.0, 2020, "me", "frozen")}
    assert gather(asked, [mine, shipped], None)["pair.capdist"].value == 1.0


def test_a_file_about_another_question_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "it.evidence.json"
    path.write_text(SHIPPED.read_text("utf-8").replace('"as_of": 2025', '"as_of": 2024'), "utf-8")
    with pytest.raises(InputError, match="as of 2024"):
        snapshot.about(scenario.load("ukraine-2025"), path)


@given(st.text(max_size=40) | st.sampled_from(["[]", "{}", "null", '{"foedus_evidence": 1}']))
def test_mangled_files_are_refused_in_one_message(text: str) -> None:
    with pytest.raises(InputError, match="no file of frozen facts"):
        snapshot.loads(text, "x.json")


@pytest.mark.parametrize(
    "entry",
    [
        '{"value": NaN, "year": 2020, "source": "s"}',
        '{"value": "high", "year": 2020, "source": "s"}',
        '{"value": 1e999, "year": 2020, "source": "s"}',
        '{"value": 1}',
        "3",
    ],
)
def test_values_that_are_none_are_refused(entry: str) -> None:
    document = json.loads(SHIPPED.read_text("utf-8"))
    text = json.dumps({**document, "facts": {"RUS.cinc": 0}}).replace(
        '{"RUS.cinc": 0}', f'{{"RUS.cinc": {entry}}}'
    )
    with pytest.raises(InputError, match="no file of frozen facts"):
        snapshot.loads(text, "x.json")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        snapshot.read(tmp_path / "none.json")


def test_facts_frozen_before_pacts_had_names_are_still_read(ukraine: Scenario) -> None:
    document = json.loads(SHIPPED.read_text("utf-8"))
    kept = {name: each for name, each in document["facts"].items() if "pact" not in name}
    columns = {"minor": 1.0, "major": 1.0, "nuclear": 0.0, "depth_minor": 0.5, "depth_major": 0.7}
    ties = {"ties_minor": 1.0, "ties_major": 2.0, "atop_defense": 0.0, "atop_nonagg": 1.0}
    old = {
        f"pair.{name}": {"value": value, "year": 2016, "source": "atop-members"}
        for name, value in (columns | ties).items()
    }
    text = json.dumps({**document, "foedus_evidence": 2, "facts": kept | old})
    asked = ukraine.model_copy(update={"baseline": ()})
    found = gather(asked, [snapshot.loads(text, "f").facts], None)
    reading = read(asked, "none", found)
    assert reading.columns == columns
    assert reading.standing == "minor and major guarantor, depth 2 of 8"
    with pytest.raises(InputError, match="do not know what stands by the name of each pact"):
        gather(ukraine, [snapshot.loads(text, "f").facts], None)


def test_facts_of_the_future_do_not_answer_an_earlier_question(ukraine: Scenario) -> None:
    file = snapshot.loads(SHIPPED.read_text("utf-8"), "f")
    assert file.answers(ukraine)
    late = {**file.facts, "pair.capdist": Known(1.0, 2025, "cow-capitals", "frozen")}
    assert not replace(file, facts=late).answers(ukraine)
    whole = ukraine.model_copy(update={"as_of": date(2025, 12, 31)})
    assert replace(file, facts=late).answers(whole)


@pytest.mark.parametrize("side", ["challenger", "protege"])
def test_frozen_facts_are_of_states(side: str) -> None:
    document = json.loads(SHIPPED.read_text("utf-8")) | {side: "U"}
    with pytest.raises(InputError, match=r"f\.json: this is no file .*: no state is called 'U'"):
        snapshot.loads(json.dumps(document), "f.json")
