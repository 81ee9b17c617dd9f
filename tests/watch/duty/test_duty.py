"""Duties: when they open, when they fall due, and what became of them."""

from typing import Any, get_args

import pytest
from tests.watches import act, at, blame, hours, made, pledge, report

from foedus.watch.board import Board
from foedus.watch.casus_file import WITHDRAWN
from foedus.watch.duty.duty import Duty, DutyState
from foedus.watch.entries.forms import AnyEntry

FACTS = (report(), blame())
CLAIMED = (*FACTS, act("notify", 3), act("claim", 4))
RECOGNIZED = (*CLAIMED, act("recognize", 5, "USA"))


def duty(board: Board, name: str, debtor: str = "USA") -> Duty:
    return next(each for each in board.duties if (each.name, each.debtor) == (name, debtor))


def incident_ladder(**step: Any) -> dict[str, Any]:
    return {"response": [{"name": "aid", "act": "send aid", **step}]}


#: State, step, debtor, entries, when one looks, and the text's response if not the common one.
COURSES: list[tuple[str, str, str, tuple[AnyEntry, ...], float, dict[str, Any] | None]] = [
    ("waiting", "intervene", "USA", CLAIMED, 6, None),
    ("running", "intervene", "USA", RECOGNIZED, 6, None),
    ("perhaps-overdue", "aid", "USA", RECOGNIZED, 20,
     incident_ladder(after="claim", within=12, counted_from="incident")),
    ("discharged", "intervene", "USA", (*RECOGNIZED, act("perform", 9, "USA", duty="intervene")),
     10, None),
    ("discharged-late", "intervene", "USA",
     (*RECOGNIZED, act("perform", 90, "USA", duty="intervene")), 91, None),
    ("defaulted", "intervene", "USA", RECOGNIZED, 5 + 73, None),
    ("waived", "intervene", "USA",
     (*RECOGNIZED, act("waive", 9, duty="intervene", debtor="USA")), 10, None),
    ("suspended", "intervene", "USA", (*RECOGNIZED, act("suspend", 9, "USA")), 10, None),
    ("lapsed", "intervene", "USA", (*RECOGNIZED, act("withdraw-claim", 9)), 10, None),
    ("not-owed", "aid", "USA", RECOGNIZED, 6,
     incident_ladder(casus="wider")),
]  # fmt: skip


@pytest.mark.parametrize(("state", "step", "debtor", "entries", "moment", "compliance"), COURSES)
def test_states(
    state: str, step: str, debtor: str, entries: tuple[AnyEntry, ...], moment: float,
    compliance: dict[str, Any] | None,
) -> None:  # fmt: skip
    board = at(moment, *entries, guarantee=pledge(compliance=compliance))
    assert duty(board, step, debtor).state == state


def test_every_state_is_among_them() -> None:
    assert {course[0] for course in COURSES} == set(get_args(DutyState))


def test_a_deadline_is_counted_from_what_the_text_says() -> None:
    board = at(6, *RECOGNIZED)
    assert duty(board, "intervene").due.latest == hours(5 + 72)
    assert duty(board, "warn", "UKR").due.latest == hours(3 + 24)


def test_forthwith_gets_no_date_and_never_falls_due_by_itself() -> None:
    board = at(5_000, *RECOGNIZED)
    found = duty(board, "report")
    assert (found.due.earliest, found.due.latest, found.due.says) == (None, None, "forthwith")
    assert found.state == "running"
    said = act("declare-default", 300, duty="report", debtor="USA")
    assert duty(at(301, *RECOGNIZED, said), "report").state == "defaulted"


def test_an_incident_of_unknown_hour_gives_two_deadlines() -> None:
    text = pledge(compliance=incident_ladder(after="claim", within=12, counted_from="incident"))
    due = duty(at(5, *RECOGNIZED, guarantee=text), "aid").due
    assert (due.earliest, due.latest) == (hours(12), hours(36) - (hours(1) - hours(0)) / 3600)
    assert duty(at(37, *RECOGNIZED, guarantee=text), "aid").state == "defaulted"


def test_a_missed_step_opens_the_next() -> None:
    board = at(3 + 25, *FACTS, act("notify", 3))
    assert duty(board, "warn", "UKR").state == "defaulted"
    opened = duty(board, "intervene").opened
    assert opened is not None
    assert (opened.at, opened.by) == (hours(3 + 24), "warn not done")


def test_a_step_may_follow_another() -> None:
    chain = {
        "response": [
            {"name": "warn", "act": "warn", "party": "protege", "after": "claim", "within": 24},
            {"name": "aid", "act": "send aid", "after": "warn", "within": 48},
        ]
    }
    text = pledge(compliance=chain)
    done = act("perform", 10, duty="warn")
    assert duty(at(11, *CLAIMED, done, guarantee=text), "aid").due.latest == hours(58)
    assert duty(at(11, *CLAIMED, guarantee=text), "aid").state == "waiting"
    assert duty(at(29, *CLAIMED, guarantee=text), "aid").due.latest == hours(4 + 24 + 48)


def test_a_duty_done_on_grounds_since_withdrawn_is_flagged_and_stands() -> None:
    done = act("perform", 9, "USA", duty="intervene")
    withdrawn = report("r1", 20, revision=1, withdrawn=True)
    before = duty(at(19, *RECOGNIZED, done, withdrawn), "intervene")
    after = duty(at(21, *RECOGNIZED, done, withdrawn), "intervene")
    assert (before.state, before.withdrawn_grounds) == ("discharged", False)
    assert (after.state, after.withdrawn_grounds) == ("discharged", True)


def test_a_clause_without_a_response_owes_its_own_act_at_no_set_time() -> None:
    found = duty(at(6, *RECOGNIZED, guarantee=pledge(compliance={})), "defense")
    assert (found.act, found.due.says, found.due.latest) == ("defend", "no time set", None)


def test_contributions_have_a_gap_with_an_age() -> None:
    given = {
        "contributions": [
            {"name": "force", "by": "GBR", "item": "troops", "amount": 7500, "unit": "persons",
             "pledged": "2026-10-01", "due": "2026-10-22"},
            {"name": "depots", "by": "FRA", "item": "depots", "pledged": "2026-10-01"},
        ]
    }  # fmt: skip
    sent = made("provision", "p1", 3, guarantee="pledge", contribution="force", by="GBR",
                stage="delivered", amount=500)  # fmt: skip
    more = made("provision", "p2", 4, guarantee="pledge", contribution="force", by="GBR",
                stage="allocated", amount=2000)  # fmt: skip
    [force, depots] = at(24, sent, more, guarantee=pledge(compliance=given)).contributions
    assert (force.pledged, force.allocated, force.delivered) == (7500, 2000, 500)
    assert (force.gap, force.age) == (7000, 11)
    assert (depots.gap, depots.age) == (None, None)  # no number was pledged


def test_what_was_not_done_lapses_with_the_report() -> None:
    withdrawn = report("r1", 20, revision=1, withdrawn=True)
    after = at(21, *RECOGNIZED, withdrawn)
    assert {each.state for each in after.duties} == {"lapsed"}
    [file] = after.files
    assert {(each.state, each.moved) for each in file.triggers} == {("lapsed", WITHDRAWN)}
