"""Whether a promise's case would have arisen: the terms held against attacks."""

from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus import scenario
from foedus.briefing.calls import Attack, applied, attacks
from foedus.scenario import Scenario
from foedus.terms import Guarantee

WAR, FORCE, DISPLAY, THREAT = 5, 4, 3, 2


@cache
def loaded() -> Scenario:
    return scenario.load("ukraine-2025")


@pytest.fixture
def ukraine() -> Scenario:
    return loaded()


def promise(**clause: Any) -> Guarantee:
    given = {"obligation": "defense", "trigger": "armed-attack", **clause}
    return Guarantee.model_validate(
        {"name": "made-up", "guarantors": ["USA", "POL"], "protege": "UKR", "clauses": [given]}
    )


def attack(hostility: int, by: str = "RUS") -> Attack:
    return Attack(date(2022, 2, 24), by, hostility, "")


def answer(design: Guarantee, hostility: int, asked: Scenario, by: str = "RUS") -> str:
    return applied(design, attack(hostility, by), asked).answer


def test_attacks_are_those_on_the_protege_latest_first(ukraine: Scenario) -> None:
    found = attacks(ukraine)
    assert [(each.on.year, each.by, each.hostility) for each in found] == [
        (2022, "RUS", WAR), (2014, "RUS", FORCE),
    ]  # fmt: skip
    assert "invasion" in found[0].what


def test_a_war_without_a_dispute_counts_from_its_start(ukraine: Scenario) -> None:
    situation = ukraine.situation.model_copy(update={"disputes": (), "chronology": False})
    found = attacks(ukraine.model_copy(update={"situation": situation}))
    assert [(each.on, each.hostility) for each in found] == [(date(2022, 2, 24), WAR)]


@pytest.mark.parametrize(
    ("hostility", "expected"),
    [(WAR, "yes"), (FORCE, "arguable"), (DISPLAY, "no"), (THREAT, "no"), (1, "no")],
)
def test_an_armed_attack_takes_force(ukraine: Scenario, hostility: int, expected: str) -> None:
    assert answer(promise(), hostility, ukraine) == expected


@pytest.mark.parametrize(
    ("trigger", "hostility", "expected"),
    [
        ("threat", THREAT, "yes"), ("threat", 1, "no"), ("any", 1, "yes"),
        ("seizure", WAR, "arguable"), ("seizure", DISPLAY, "no"), ("internal", WAR, "no"),
    ],
)  # fmt: skip
def test_other_triggers(ukraine: Scenario, trigger: str, hostility: int, expected: str) -> None:
    assert answer(promise(trigger=trigger), hostility, ukraine) == expected


def test_the_named_adversary_alone(ukraine: Scenario) -> None:
    named = promise(adversaries=["BLR"])
    assert answer(named, WAR, ukraine) == "no"
    assert answer(named, WAR, ukraine, by="BLR") == "yes"


def test_an_area_that_names_the_protege_covers_it(ukraine: Scenario) -> None:
    assert answer(promise(area=["UKR"]), WAR, ukraine) == "yes"
    assert answer(promise(area=["ukraine"]), WAR, ukraine) == "yes"
    elsewhere = applied(promise(area=["Europe"]), attack(WAR), ukraine)
    assert elsewhere.answer == "arguable"
    assert "Europe" in elsewhere.why


def test_a_guarantor_that_attacks_is_no_guarantor(ukraine: Scenario) -> None:
    assert answer(promise(by=["RUS"]), WAR, ukraine) == "no"
    assert answer(promise(by=["RUS", "USA"]), WAR, ukraine) == "yes"


def test_an_open_condition_makes_it_arguable(ukraine: Scenario) -> None:
    assert answer(promise(conditions=["nonprovocation"]), WAR, ukraine) == "arguable"
    assert answer(promise(conditions=["request"]), WAR, ukraine) == "yes"


def test_no_promise_of_defense_says_what_is_promised(ukraine: Scenario) -> None:
    found = applied(promise(obligation="consultation"), attack(WAR), ukraine)
    assert found.answer == "no"
    assert "consultation" in found.why


def test_the_best_clause_counts(ukraine: Scenario) -> None:
    both = Guarantee.model_validate({
        "name": "two", "guarantors": ["USA"], "protege": "UKR",
        "clauses": [{"obligation": "defense", "trigger": "internal"},
                    {"obligation": "defense", "trigger": "armed-attack"}],
    })  # fmt: skip
    assert answer(both, WAR, ukraine) == "yes"


@given(
    trigger=st.sampled_from(["armed-attack", "threat", "seizure", "internal", "any"]),
    levels=st.tuples(st.integers(1, 5), st.integers(1, 5)),
)
def test_more_hostility_never_makes_a_case_less(trigger: str, levels: tuple[int, int]) -> None:
    order = ("no", "arguable", "yes")
    less, more = (order.index(answer(promise(trigger=trigger), each, loaded()))
                  for each in sorted(levels))  # fmt: skip
    assert less <= more
