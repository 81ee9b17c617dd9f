"""Commissions: votes that make a finding, a deadline for it, and what silence means."""

from typing import Any

import pytest
from tests.watches import COMMISSION, act, at, blame, hours, pledge, report

from foedus.watch.board import Board
from foedus.watch.entries.forms import AnyEntry

FACTS = (report(), blame(), act("notify", 3), act("claim", 4))
SEATS = ["Ukraine", "coalition", "United States"]


def text(**commission: Any) -> Any:
    body = {"title": COMMISSION, "seats": SEATS, **commission}
    steps = [{"name": "aid", "act": "send aid", "within": 24}]
    return pledge(compliance={"commission": body, "recognized_by": "commission", "response": steps})


def vote(by: str, moment: float, kind: str = "vote-breach") -> AnyEntry:
    return act(kind, moment, by, id_=f"{kind}-{by}-{moment}".replace(" ", "-"))


def state(board: Board) -> str:
    return board.files[0].triggers[0].state


def find(board: Board) -> Any:
    return next(each for each in board.duties if each.name == "find")


def test_votes_that_reach_the_majority_are_the_finding() -> None:
    two = text(majority=2 / 3)
    votes = vote("Ukraine", 5), vote("coalition", 6)
    assert state(at(5.5, *FACTS, *votes, guarantee=two)) == "claimed"
    board = at(6.5, *FACTS, *votes, guarantee=two)
    assert state(board) == "running"
    opened = board.files[0].triggers[0].openings["recognition"]
    assert (opened.at, opened.by) == (hours(6), "hand/vote-breach-coalition-6")


def test_a_majority_of_half_is_more_than_a_tie() -> None:
    half = text(seats=["a", "b"], majority=0.5)
    tie = vote("a", 5, "vote-no-breach"), vote("b", 6)
    assert state(at(7, *FACTS, *tie, guarantee=half)) == "rejected"  # found when one had voted
    assert state(at(7, *FACTS, vote("a", 5), guarantee=half)) == "running"
    three = text(seats=["a", "b", "c", "d"], majority=0.5)
    split = vote("a", 5), vote("c", 6, "vote-no-breach"), vote("b", 7, "vote-no-breach")
    assert state(at(8, *FACTS, *split, guarantee=three)) == "rejected"
    even = vote("a", 5), vote("c", 6, "vote-no-breach"), vote("b", 7)
    assert state(at(8, *FACTS, *even[:2], guarantee=three)) == "claimed"


def test_a_seat_may_change_its_vote() -> None:
    all_ = text(majority=1)
    first = vote("Ukraine", 5), vote("coalition", 6), vote("United States", 7, "vote-no-breach")
    assert state(at(8, *FACTS, *first, guarantee=all_)) == "claimed"
    assert state(at(10, *FACTS, *first, vote("United States", 9), guarantee=all_)) == "running"


def test_votes_decide_nothing_where_no_majority_is_named() -> None:
    every = [vote(seat, 5 + n) for n, seat in enumerate(SEATS)]
    assert state(at(9, *FACTS, *every, guarantee=text())) == "claimed"


def test_who_has_no_seat_has_no_vote() -> None:
    board = at(6, *FACTS, vote("CHN", 5), guarantee=text(majority=0.3))
    assert [each.why for each in board.irregular] == [
        "CHN has no seat: Ukraine, coalition, United States"
    ]
    assert state(board) == "claimed"


@pytest.mark.parametrize(
    ("meaning", "expected"),
    [("breach", "running"), ("no-breach", "rejected"), ("unsettled", "claimed")],
)
def test_silence_means_what_the_text_says_once_the_time_is_up(meaning: str, expected: str) -> None:
    quiet = text(within=48, silence=meaning)
    before, after = (at(moment, *FACTS, guarantee=quiet) for moment in (50, 52))
    assert (state(before), find(before).state) == ("claimed", "running")
    assert (state(after), find(after).state) == (expected, "defaulted")
    assert find(after).due.latest == hours(3 + 48)
    if expected == "running":
        opened = after.files[0].triggers[0].openings["recognition"]
        assert (opened.at, opened.by) == (hours(51), f"silence/{COMMISSION}")
    assert after.irregular == ()


def test_a_finding_made_in_time_breaks_the_silence_whenever_it_is_known() -> None:
    quiet = text(within=48, silence="breach")
    late = act("find-no-breach", 60, COMMISSION).model_copy(update={"at": hours(40)})
    board = at(61, *FACTS, late, guarantee=quiet)
    assert (state(board), find(board).state) == ("rejected", "discharged")


def test_a_finding_after_the_silence_still_counts() -> None:
    quiet = text(within=48, silence="breach")
    late = act("find-no-breach", 60, COMMISSION)
    assert state(at(55, *FACTS, late, guarantee=quiet)) == "running"
    board = at(61, *FACTS, late, guarantee=quiet)
    assert (state(board), find(board).state) == ("rejected", "discharged-late")


def test_a_commission_owes_nothing_before_it_is_told_or_without_a_limit() -> None:
    untold = at(500, report(), blame(), act("claim", 4), guarantee=text(within=48))
    assert (find(untold).state, state(untold)) == ("waiting", "claimed")
    free = at(500, *FACTS, guarantee=text())
    assert "find" not in {each.name for each in free.duties}
    gone = at(500, *FACTS, report("r1", 20, revision=1, withdrawn=True),
              guarantee=text(within=48))  # fmt: skip
    assert find(gone).state == "lapsed"
