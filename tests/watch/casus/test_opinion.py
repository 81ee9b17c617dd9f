"""Clauses that turn on a party's own opinion: any party may ask, whoever was attacked."""

from datetime import date

from tests.watches import act, at, blame, hours, pledge, report

from foedus.terms import library
from foedus.watch.board import Board, board
from foedus.watch.casus.area import neighbors
from foedus.watch.casus.truth import Truth
from foedus.watch.undertakings import Undertakings

NATO = "north-atlantic-1949"
FACTS = report(), blame()


def nato(moment: float, *more: object) -> Board:
    watched = Undertakings("x", "RUS", "UKR", {NATO: library()[NATO]}, in_force=False)
    return board(watched, [*FACTS, *more], hours(moment))  # type: ignore[list-item]


def ask(by: str) -> object:
    return act("consult", 4, by, guarantee=NATO, clause=1)


def test_a_neighbor_may_ask_where_the_attacked_is_no_party() -> None:
    [file] = nato(3).files
    assert (file.clause, file.claimable, file.truths) == (1, True, {"own-opinion": Truth.MET})
    [ruled] = [each for each in nato(3).rulings if each.clause == 1]
    facts = {ground.aspect: ground.fact for ground in ruled.grounds}
    assert facts["party"] == "in force for 32 parties, HUN and POL and ROU and SVK bordering UKR"


def test_the_one_that_asks_is_owed_and_the_others_owe() -> None:
    found = nato(5, ask("POL"))
    [file] = found.files
    debtors = {each.debtor for each in file.triggers}
    assert "POL" not in debtors
    assert len(debtors) == 31
    assert {each.state for each in file.triggers} == {"consultation"}
    owed = [each for each in found.duties if each.state == "running"]
    assert {each.creditor for each in owed} == {"POL"}
    assert {each.act for each in owed} == {"consult"}
    assert found.irregular == ()


def test_several_may_ask_and_an_outsider_may_not() -> None:
    found = nato(5, ask("POL"), ask("ROU"), ask("CHN"))
    assert [each.why for each in found.irregular] == ["CHN is not entitled to consult"]


def test_neighbors_are_those_that_share_a_border_on_the_map() -> None:
    among = ("POL", "ROU", "DEU", "TUR", "UKR", "BLR", "XXX")
    assert neighbors("UKR", among) == ("POL", "ROU", "BLR")
    assert neighbors("XXX", among) == ()


def test_a_text_not_in_force_lets_nobody_ask() -> None:
    text = library()[NATO].model_copy(update={"in_force": date(2030, 1, 1)})
    watched = Undertakings("x", "RUS", "UKR", {NATO: text}, in_force=False)
    assert board(watched, FACTS, hours(3)).files == ()


def test_a_design_as_if_in_force_says_any_party() -> None:
    text = pledge({"obligation": "consultation", "casus": {"own": {"opinion": "party"}}})
    [file] = at(3, *FACTS, guarantee=text).files
    assert file.claimable
