"""The reference class beside a scenario's chance: pairs like this one, by stated rules."""

import re
from dataclasses import replace
from typing import Any

from foedus.facts.chronology import disputes
from foedus.history.reference.posterior import after_war, shipped
from foedus.history.reference.record import LATELY, Class, ReferencePair
from foedus.history.setting import Setting
from foedus.scenario import Scenario
from foedus.states import find

WAR = 5  # hostility


def reference_class(scenario: Scenario, setting: Setting, years: int) -> Class | None:
    """Of pairs like the scenario's, how many fought again within ``years``.

    Only cases whose years were over by the end of the last year wholly past on the question's day.
    None where the cases are not followed for so long.
    """
    fixed = setting.fixed
    lately = setting.ongoing or bool(setting.memory["since_war"] <= LATELY)
    cases = after_war() if lately else shipped()
    then = replace(cases, through=min(cases.through, scenario.through))
    return then.of(
        lately=lately,
        began=began(scenario),
        rival=bool(fixed["rivalry"]),
        land=fixed["conttype"] == 1,
        relevant=bool(fixed["relevant"]),
        major=bool(fixed["cowmaj1"] and not fixed["cowmaj2"]),
        years=years,
    )


def began(scenario: Scenario) -> bool:
    """Whether the challenger began the last war between the two: the scenario's or the chronology's
    word, else RSH's.

    True where there was none.
    """
    both = {scenario.challenger, scenario.protege}
    told = [
        each
        for each in disputes.begun(scenario)
        if {each.initiator, each.target} == both and each.hostility >= WAR
    ]
    if told:
        return max(told, key=lambda each: each.start).initiator == scenario.challenger
    from foedus.evidence.wars import wars

    one, two = (find(who, year=scenario.as_of.year).ccode
                for who in (scenario.challenger, scenario.protege))  # fmt: skip
    past = [
        war
        for war in wars()
        if war.role == "began" and {war.initiator, war.target} == {one, two}
        and war.start <= str(scenario.as_of)
    ]  # fmt: skip
    return not past or past[-1].initiator == one


def name(case: ReferencePair) -> str:
    """``India–Pakistan`` of a case, as the two were called then."""
    one, two = (find(who, year=case.begins).called(case.begins) for who in (case.one, case.two))
    return f"{one}–{two}"


def war_of(case: ReferencePair) -> str:
    """The war that had ended, its data set's name in words: ``Six Day 1967``; empty where none."""
    parts = re.findall(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)*|\d[\d-]*(?![A-Z])|[a-z]+", case.war)
    return " ".join(parts).replace("Warof", "War of")


def fought(found: Class) -> list[str]:
    """The cases that fought again, in order of time: ``India–Pakistan 1965``."""
    again: list[Any] = sorted(found.fought, key=lambda each: each[1])
    seen: dict[tuple[frozenset[str], int], str] = {}
    for case, year, _ in again:  # a pair may be among the cases both ways round
        seen.setdefault((frozenset((case.one, case.two)), year), f"{name(case)} {year}")
    return list(seen.values())
