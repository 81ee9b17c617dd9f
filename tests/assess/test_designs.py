"""How designs are read: who is bound, how deep, and who is left out."""

import pytest

from foedus import scenario
from foedus.assess.designs import nothing, read, standing
from foedus.assess.facts import Known
from foedus.scenario import Scenario

Facts = dict[str, Known]
NONE = {"minor": 0.0, "major": 0.0, "nuclear": 0.0, "depth_minor": 0.0, "depth_major": 0.0}
HEAD = "foedus: 1\ntitle: t\nas_of: 2025-08-18\nchallenger: RUS\nprotege: UKR\n"


def asked(designs: str, situation: str = "") -> Scenario:
    return scenario.loads(f"{HEAD}{situation}designs:\n  none: {{}}\n  it: {designs}\n")


def test_no_design_is_what_stands(ukraine: Scenario, facts: Facts) -> None:
    assert read(ukraine, "none", facts).columns == NONE
    assert nothing(ukraine, "empty", facts).columns == NONE


def test_assurances_are_no_promise_of_defense(ukraine: Scenario, facts: Facts) -> None:
    found = read(ukraine, "budapest-style", facts)
    assert found.columns == NONE
    assert set(found.left_out.values()) == {"no promise of defense"}


def test_major_and_nuclear_guarantors_are_told_from_minor_ones(
    ukraine: Scenario, facts: Facts
) -> None:
    found = read(ukraine, "article-5-like-stationed", facts)
    assert found.majors == ("USA", "GBR", "FRA", "DEU")
    assert found.nuclear == ("USA", "GBR", "FRA")
    assert found.depth == 6
    assert found.columns == {**dict.fromkeys(NONE, 1.0), "depth_minor": 6, "depth_major": 6}
    assert found.share == pytest.approx(
        sum(facts[f"{state}.cinc"].value for state in found.guarantors)  # type: ignore[misc]
    )


def test_practice_counts_only_when_asked(ukraine: Scenario, facts: Facts) -> None:
    assert read(ukraine, "nato", facts).columns["depth_major"] == 2
    assert read(ukraine, "nato", facts, practice=True).columns["depth_major"] == 7


def test_a_minor_guarantor_alone_has_its_own_depth(facts: Facts) -> None:
    pact = "{guarantors: [POL], clauses: [{obligation: defense}], military: {aid: yes}}"
    found = read(asked(pact), "it", facts)
    assert found.columns == {**NONE, "minor": 1.0, "depth_minor": 1.0}


def test_who_is_bound_to_the_challenger_is_no_guarantor(facts: Facts) -> None:
    pact = "{guarantors: [KAZ, POL], clauses: [{obligation: defense}]}"
    found = read(asked(pact), "it", facts | {f"KAZ.{w}": facts[f"POL.{w}"]
                                             for w in ("major", "nuclear", "cinc")})  # fmt: skip
    assert found.guarantors == ("POL",)
    assert found.left_out == {"KAZ": "bound to defend the challenger"}


def test_the_scenario_may_say_that_it_is_not_bound_any_more(facts: Facts) -> None:
    pact = "{guarantors: [KAZ, POL], clauses: [{obligation: defense}]}"
    free = "situation: {dyads: [{dyad: [KAZ, RUS], defense_pact: false, source: s s}]}\n"
    known = facts | {f"KAZ.{w}": facts[f"POL.{w}"] for w in ("major", "nuclear", "cinc")}
    assert "KAZ" in read(asked(pact, free), "it", known).guarantors


def test_a_promise_against_another_adversary_does_not_count(facts: Facts) -> None:
    pact = "{guarantors: [POL], clauses: [{obligation: defense, adversaries: [BLR]}]}"
    assert not read(asked(pact), "it", facts).binds
    named = "{guarantors: [POL], clauses: [{obligation: defense, adversaries: [BLR, RUS]}]}"
    assert read(asked(named), "it", facts).binds


def test_only_those_who_owe_defense_are_bound(facts: Facts) -> None:
    pact = (
        "{guarantors: [POL, FRA], clauses: [{obligation: defense, by: [POL]}, {obligation: aid}]}"
    )
    assert read(asked(pact), "it", facts).guarantors == ("POL",)


def test_guarantors_that_stand_already_are_in_every_design(facts: Facts) -> None:
    pact = "{guarantors: [POL], clauses: [{obligation: defense}]}"
    before = "situation: {dyads: [{dyad: [USA, UKR], defense_pact: true, source: s s}]}\n"
    question = asked(pact, before)
    assert standing(question, facts) == {**NONE, "major": 1.0, "nuclear": 1.0}
    assert read(question, "none", facts).columns["major"] == 1.0
    assert read(question, "it", facts).columns == {**NONE, "minor": 1, "major": 1, "nuclear": 1}
