"""Every fact that the form of scenarios accepts is read by a model, or refused by name."""

from typing import Any

import pytest

from foedus import scenario
from foedus.record import DocumentError
from foedus.scenario.situation import DyadFacts, History, RecentDispute, Situation, StateFacts
from foedus.scenario.unread import elsewhere

HEAD = """\
foedus: 1
title: t
as_of: 2025-08-18
challenger: RUS
protege: UKR
designs: {none: {}, it: {guarantors: [POL], clauses: [{obligation: defense}]}}
situation:
"""
#: Facts of a state -> a value, and the states of which a model reads it.
STATES: dict[str, tuple[str, set[str]]] = {
    "cinc": ("0.01", {"RUS", "UKR", "POL"}),
    "milex": ("1000", set()),
    "polity2": ("5", {"RUS", "UKR", "POL"}),
    "polyarchy": ("0.5", {"RUS", "UKR", "POL"}),
    "major": ("yes", {"RUS", "UKR", "POL"}),
    "nuclear": ("yes", {"POL"}),
}
#: Facts of two states -> a value, and the pairs of which a model reads it.
_PAIRS = {("RUS", "UKR"), ("UKR", "RUS"), ("RUS", "POL"), ("POL", "RUS")}
DYADS: dict[str, tuple[str, set[tuple[str, str]]]] = {
    "contiguity": ("land", _PAIRS),
    "capital_distance_km": ("100", _PAIRS),
    "rivalry": ("yes", _PAIRS),
    "defense_pact": ("yes", {("POL", "UKR"), ("POL", "RUS"), ("RUS", "UKR"), ("POL", "LTU")}),
    "offense_pact": ("yes", set()),
    "neutrality_pact": ("yes", set()),
    "nonaggression_pact": ("yes", {("RUS", "UKR")}),
    "at_war_since": ("2022-02-24", _PAIRS),
    "war_ended": ("2023-02-24, at_war_since: 2022-02-24", _PAIRS),
}
EVERY_PAIR = [*sorted(_PAIRS), ("POL", "UKR"), ("POL", "LTU"), ("UKR", "POL")]


def refused(text: str) -> str:
    try:
        scenario.loads(HEAD + text, "my.yaml")
    except DocumentError as error:
        return str(error)
    return ""


def given(model: type[Any]) -> set[str]:
    return set(model.model_fields)


def test_no_fact_is_missing_here() -> None:
    assert given(StateFacts) == STATES.keys()
    assert given(DyadFacts) == {*DYADS, "dyad", "source", "judgement"}
    assert given(Situation) == {"states", "dyads", "disputes", "chronology", "history"}
    assert given(History) == {"initiator", "target", "dyad"}
    assert given(RecentDispute) == {
        "initiator", "target", "start", "end", "hostility", "deadly", "source", "judgement", "note",
    }  # fmt: skip


@pytest.mark.parametrize("state", ["RUS", "UKR", "POL"])
@pytest.mark.parametrize("name", STATES)
def test_a_fact_of_a_state_is_read_or_refused(name: str, state: str) -> None:
    value, read = STATES[name]
    told = refused(f"  states: {{{state}: {{{name}: {value}}}}}\n")
    assert (told == "") is (state in read)
    assert not told or (f"my.yaml:8: situation.states.{state}.{name}" in told and "try:" in told)


@pytest.mark.parametrize("pair", EVERY_PAIR)
@pytest.mark.parametrize("name", DYADS)
def test_a_fact_of_two_states_is_read_or_refused(name: str, pair: tuple[str, str]) -> None:
    value, read = DYADS[name]
    told = refused(f"  dyads: [{{dyad: [{', '.join(pair)}], {name}: {value}}}]\n")
    assert (told == "") is (pair in read)
    assert not told or (f"situation.dyads[0].{name}" in told and "try:" in told)


@pytest.mark.parametrize(
    ("sides", "read"),
    [
        (("RUS", "UKR"), True),
        (("UKR", "RUS"), True),
        (("RUS", "GEO"), True),
        (("GEO", "RUS"), True),
        (("HUN", "UKR"), True),
        (("UKR", "HUN"), False),
        (("AZE", "ARM"), False),
    ],
)
def test_a_dispute_is_read_or_refused(sides: tuple[str, str], read: bool) -> None:
    one, two = sides
    told = refused(
        f"  disputes: [{{initiator: {one}, target: {two}, start: 2020, hostility: force}}]\n"
    )
    assert (told == "") is read
    assert not told or "which no model reads" in told


def test_a_range_is_refused_where_one_value_is_read() -> None:
    told = refused("  states: {POL: {polyarchy: [0.6, 0.8]}}\n")
    assert "no range" in told
    assert "(0.7)" in told
    assert "no range" in refused("  history: {dyad: {mid_past12_h8: [1, 2]}}\n")


def test_of_two_indices_of_democracy_one_is_refused() -> None:
    assert "polyarchy is given too" in refused("  states: {POL: {polyarchy: 0.6, polity2: 3}}\n")


def test_what_neighbors_alone_reads_is_named() -> None:
    read = scenario.loads(
        HEAD
        + "  dyads: [{dyad: [RUS, GEO], rivalry: yes}, {dyad: [RUS, POL], contiguity: land}]\n"
        + "  disputes: [{initiator: GEO, target: RUS, start: 2020, hostility: force}]\n"
    )
    assert elsewhere(read) == ("RUS → GEO rivalry", "dispute GEO → RUS of 2020")
