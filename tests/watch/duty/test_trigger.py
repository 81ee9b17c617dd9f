"""Triggers: every state is reached by filed acts, and by nothing else."""

from typing import Any, get_args

import pytest
from tests.watches import COMMISSION, act, at, blame, pledge, report

from foedus.watch.board import Board
from foedus.watch.duty.trigger import TriggerState
from foedus.watch.entries.forms import AnyEntry

FACTS = (report(), blame())
COMMISSIONED = {"commission": {"title": COMMISSION}, "recognized_by": "commission"}
ONE_STEP = {"response": [{"name": "aid", "act": "send aid", "within": 24}]}
RECOGNIZED = (act("claim", 3), act("recognize", 4, "USA"))


def state(board: Board, debtor: str = "USA") -> str:
    [file] = board.files
    return next(each.state for each in file.triggers if each.debtor == debtor)


#: The acts that lead to each state of the USA's trigger, and when one looks.
COURSES: list[tuple[str, dict[str, Any], tuple[AnyEntry, ...], float]] = [
    ("none", {}, (), 5),
    ("notified", {}, (act("notify", 3),), 5),
    ("consultation", {}, (act("notify", 3), act("consult", 4)), 5),
    ("claimed", {}, (act("claim", 3),), 5),
    ("claimed-conditionally", {}, (act("claim-conditionally", 3),), 5),
    ("recognized", COMMISSIONED, (act("claim", 3), act("find-breach", 4, COMMISSION)), 5),
    ("contested", {}, (act("claim", 3), act("contest", 4, "USA")), 5),
    ("rejected", {}, (act("claim", 3), act("reject", 4, "USA")), 5),
    ("running", {}, RECOGNIZED, 5),
    ("discharged", ONE_STEP, (*RECOGNIZED, act("perform", 5, "USA", duty="aid")), 6),
    ("defaulted", ONE_STEP, RECOGNIZED, 40),
    ("lapsed", {}, (act("claim", 3), act("withdraw-claim", 4)), 5),
    ("suspended", {}, (act("claim", 3), act("suspend", 4, "USA")), 5),
]


@pytest.mark.parametrize(("expected", "compliance", "acts", "moment"), COURSES)
def test_states(
    expected: str, compliance: dict[str, Any], acts: tuple[AnyEntry, ...], moment: float
) -> None:
    text = pledge(compliance=compliance or None)
    if expected == "recognized":  # a text whose steps are not this debtor's has no duties running
        steps = [{"name": "aid", "act": "send aid", "by": ["POL"]}]
        text = pledge(compliance=compliance | {"response": steps})
    assert state(at(moment, *FACTS, *acts, guarantee=text)) == expected


def test_every_state_is_among_them() -> None:
    assert {course[0] for course in COURSES} == set(get_args(TriggerState))


def test_facts_alone_make_it_claimable_and_move_nothing() -> None:
    board = at(5, *FACTS)
    [file] = board.files
    assert file.claimable
    assert state(board) == "none"
    assert not at(5, *FACTS, act("claim", 3)).files[0].claimable


def test_an_automatic_text_obliges_by_the_facts() -> None:
    automatic = pledge({"discretion": "automatic"})
    board = at(5, *FACTS, guarantee=automatic)
    assert state(board) == "running"
    [trigger, _] = board.files[0].triggers
    assert trigger.automatic
    assert trigger.openings["recognition"].by == "hand/a1"  # not before the actor was known
    assert at(1.5, *FACTS, guarantee=automatic).files == ()


def test_guarantors_may_disagree() -> None:
    board = at(6, *FACTS, act("claim", 3), act("recognize", 4, "USA"), act("reject", 5, "POL"))
    assert (state(board), state(board, "POL")) == ("running", "rejected")


def test_the_attacker_is_no_debtor() -> None:
    text = pledge(guarantors=["USA", "RUS"])
    [file] = at(5, *FACTS, guarantee=text).files
    assert [each.debtor for each in file.triggers] == ["USA"]


def test_a_conditional_claim_is_confirmed() -> None:
    acts = act("claim-conditionally", 3), act("confirm", 20)
    assert state(at(10, *FACTS, *acts)) == "claimed-conditionally"
    assert state(at(21, *FACTS, *acts)) == "claimed"


def test_a_suspended_trigger_resumes_where_it_was() -> None:
    acts = act("claim", 3), act("suspend", 4, "USA"), act("resume", 5, "USA")
    assert state(at(4.5, *FACTS, *acts)) == "suspended"
    assert state(at(6, *FACTS, *acts)) == "claimed"


@pytest.mark.parametrize(
    "wrong",
    [
        act("claim", 3, "DEU"),  # nobody's
        act("recognize", 3, "USA"),  # nothing is claimed
        act("recognize", 3, "UKR"),  # no debtor
        act("find-breach", 3, "someone"),  # no commission
        act("resume", 3, "USA"),
        act("confirm", 3),
        act("notify", 3, "CHN"),
        act("claim", 3, guarantee="other"),
        act("claim", 3, clause=7),
        act("claim", 3, incident="hand/never-reported"),
    ],
)
def test_an_act_out_of_place_moves_nothing_and_is_told(wrong: AnyEntry) -> None:
    board = at(5, *FACTS, wrong)
    assert [each.act for each in board.irregular] == [wrong.name]
    assert state(board) == "none"


def test_a_finding_moves_only_where_the_commission_decides() -> None:
    found = act("find-breach", 4, COMMISSION)
    advisory = {"commission": {"title": COMMISSION}, "recognized_by": "each-guarantor"}
    assert state(at(5, *FACTS, act("claim", 3), found, guarantee=pledge(compliance=advisory))) == (
        "claimed"
    )
    against = act("find-no-breach", 4, COMMISSION)
    text = pledge(compliance=COMMISSIONED)
    assert state(at(5, *FACTS, act("claim", 3), against, guarantee=text)) == "rejected"


def test_the_protected_states_own_attack_ends_the_guarantee() -> None:
    voiding = {
        "voided_by": [
            {"name": "attacks-russia", "casus": {"conducts": "invasion",
                                                "area": {"states": ["RUS"]}}}
        ]
    }  # fmt: skip
    text = pledge(compliance=voiding)
    own = [
        report("u", 1, conduct="invasion", spot={"country": "RUS"}, coded_target="RUS",
               start="2026-10-30", end="2026-10-30"),
        blame("ub", 1, incident="hand/u", actor="UKR", value="admitted", by="UKR"),
    ]  # fmt: skip
    assert state(at(5, *FACTS, *own, guarantee=text)) == "lapsed"
    assert state(at(5, *FACTS, own[0], guarantee=text)) == "none"  # nobody has said who did it
    [may] = at(5, *FACTS, own[0], guarantee=text).voided
    assert may.truth.word == "undetermined"
    later = [own[0].model_copy(update={"start": report().start.replace(day=2),
                                       "end": report().end.replace(day=2)}), own[1]]  # fmt: skip
    assert state(at(50, *FACTS, *later, guarantee=text)) == "none"  # after the attack on it
