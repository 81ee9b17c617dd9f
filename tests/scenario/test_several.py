"""Several protégés: each asked about alone, from one file; what is refused, and in which words."""

from pathlib import Path

import pytest

from foedus import scenario
from foedus.errors import InputError, UnknownNameError
from foedus.record import DocumentError
from foedus.scenario import Scenario

HEAD = "foedus: 1\ntitle: t\nas_of: 2025-08-18\nchallenger: RUS\n"
BALTIC = Path(__file__).parents[1] / "scenarios" / "baltic.yaml"


def read(text: str, protege: str, listed: str = "[EST, LVA, LTU]") -> Scenario:
    return scenario.loads(f"{HEAD}protege: {listed}\n{text}", "my.yaml", protege)


def told(text: str, listed: str = "[EST, LVA, LTU]") -> str:
    with pytest.raises(DocumentError) as caught:
        read(text, "EST", listed)
    return str(caught.value)


def test_each_is_asked_about_alone_in_the_order_of_the_file() -> None:
    found = scenario.each(BALTIC)
    assert list(found) == ["EST", "LVA", "LTU"]
    assert [each.protege for each in found.values()] == list(found)
    assert found["LVA"] == scenario.load(BALTIC, "Latvia") == scenario.load(BALTIC, "367")


def test_one_of_several_has_to_be_picked() -> None:
    with pytest.raises(InputError, match="asks about 3 protégés: EST, LVA, LTU") as caught:
        scenario.load(BALTIC)
    assert "--protege EST" in str(caught.value)
    with pytest.raises(UnknownNameError, match="unknown protégé 'POL'"):
        scenario.load(BALTIC, "POL")


def test_a_single_protege_is_as_ever_with_and_without_a_list() -> None:
    alone = read("designs: {none: {}}", "EST", "EST")
    assert alone == read("designs: {none: {}}", "EST", "[EST]")
    assert alone == scenario.loads(f"{HEAD}protege: [EST]\ndesigns: {{none: {{}}}}", "my.yaml")
    refused = told(
        "designs: {a: {guarantors: [EST, POL], clauses: [{obligation: defense}]}}", "EST"
    )
    assert "EST would guarantee itself" in refused


def test_nobody_guarantees_itself_and_all_guarantee_the_others() -> None:
    text = """designs:
  pact:
    guarantors: [EST, LVA, LTU, POL]
    clauses: [{obligation: defense}]
    military: {stationed: [{state: EST, number: 100}, {state: POL, number: 200}]}
"""
    est, lva = read(text, "EST").designs["pact"], read(text, "LVA").designs["pact"]
    assert est.guarantors == ("LVA", "LTU", "POL")
    assert lva.guarantors == ("EST", "LTU", "POL")
    assert [each.state for each in est.military.stationed] == ["POL"]
    assert [each.state for each in lva.military.stationed] == ["EST", "POL"]


def test_a_pact_named_by_a_protege_is_changed_for_it_alone() -> None:
    text = "designs: {none: {}}\nbaseline: [{lapsed: [RUS, LVA]}, {ends: north-atlantic-1949}]\n"
    summaries = {
        state: [change.summary() for change in read(text, state).baseline]
        for state in ("EST", "LVA")
    }
    assert summaries["EST"] == ["north-atlantic-1949 ends"]
    assert summaries["LVA"] == ["the pact of RUS and LVA lapsed", "north-atlantic-1949 ends"]


@pytest.mark.parametrize(
    ("listed", "what"),
    [
        ("[]", "my.yaml:5: protege: an empty list, expected one state or more"),
        ("[EST, LVA, Estonia]", "protege: EST is named twice\n  try: each state once"),
        ("[EST, RUS]", "protege: RUS is also the challenger"),
        ("[EST, Lativa]", "protege[1]: no state is called 'Lativa'\n  try: did you mean Latvia"),
        ("[EST, [LVA]]", "protege[1]: found a list of 1, expected a state"),
        ("{a: EST}", "protege: found keys and values, expected a state"),
    ],
)
def test_a_wrong_list_is_told(listed: str, what: str) -> None:
    assert what in told("designs: {none: {}}", listed)


def test_what_is_wrong_for_all_is_told_once_and_for_some_with_their_names() -> None:
    strange = told("designs: {a: {guarantors: [USA], clauses: [{obligation: defense, by: [POL]}]}}")
    assert strange.count("POL owes it but is no guarantor") == 1
    assert "for " not in strange
    assert "for EST: a design without guarantors has clauses (1)" in told(
        "designs: {a: {guarantors: [EST], clauses: [{obligation: defense}]}}"
    )
    owned = told("designs: {a: {protege: EST, guarantors: [USA], clauses: [{obligation: aid}]}}")
    assert "for LVA: found 'EST', but the scenario's protégé is LVA" in owned


def test_a_fact_of_one_of_them_is_read_and_of_none_refused() -> None:
    text = (
        "designs: {{none: {{}}}}\n"
        "situation: {{disputes: [{{initiator: BLR, target: {}, start: 2024, hostility: force}}]}}"
    )
    assert len(read(text.format("LVA"), "EST").situation.disputes) == 1
    assert "a dispute of two other states" in told(text.format("POL"))


def test_columns_of_one_pair_are_refused() -> None:
    refused = told("designs: {none: {}}\nsituation: {history: {dyad: {minor: 1}}}")
    assert "situation.history.dyad: history is of one pair, and this asks about EST, LVA" in refused
