"""Texts amended while they are watched: each incident by the wording of its day."""

from typing import Any

import pytest
from tests.watches import act, at, blame, hours, made, pledge, report, watched

from foedus.document import parse
from foedus.errors import FoedusError
from foedus.report.plain import plain
from foedus.watch.board import Board, board
from foedus.watch.changes import changes
from foedus.watch.entries.forms import AnyEntry, decoded, encoded
from foedus.watch.entries.hand import entries
from foedus.watch.undertakings import amended

OLD = report(), blame(), act("notify", 3), act("claim", 4), act("recognize", 5, "USA")
LATER = (
    report("r2", 60, start="2026-11-03", end="2026-11-03"),
    blame("a2", 61, incident="hand/r2"),
    act("claim", 62, incident="hand/r2"),
    act("recognize", 63, "USA", incident="hand/r2"),
)
FASTER = {"compliance": {"response": [{"name": "intervene", "act": "send forces", "within": 24}]}}


def change(known: float = 70, effective: str = "2026-11-02", **values: Any) -> AnyEntry:
    given = {"guarantee": "pledge", "effective": effective, "text": FASTER} | values
    return made("amendment", "faster", known, **given)


STORY = (*OLD, *LATER, change())


def dues(found: Board, incident: str) -> dict[str, Any]:
    return {
        each.guarantee: each.due.latest for each in found.duties
        if (each.name, each.debtor, each.incident) == ("intervene", "USA", incident)
    }  # fmt: skip


def test_each_incident_is_ruled_by_the_wording_of_its_day() -> None:
    before, after = at(69, *STORY), at(71, *STORY)
    assert dues(before, "hand/r2") == {"pledge": hours(63 + 72)}
    assert dues(after, "hand/r2") == {"pledge": hours(63 + 24)}
    assert dues(after, "hand/r1") == {"pledge-until-2026-11-02": hours(5 + 72)}
    assert after.irregular == ()


def test_answers_before_it_was_known_are_what_they_were() -> None:
    for moment in (2, 10, 64, 69):
        assert plain(at(moment, *STORY)) == plain(at(moment, *STORY[:-1]))


def test_a_change_that_is_known_before_it_takes_effect_waits_for_its_day() -> None:
    ahead = change(known=10, effective="2026-11-02")
    assert set(amended(watched(), [ahead], hours(20)).guarantees) == {"pledge"}
    assert set(amended(watched(), [ahead], hours(30)).guarantees) == {
        "pledge", "pledge-until-2026-11-02",
    }  # fmt: skip


def test_an_amendment_is_the_cause_of_what_it_changes() -> None:
    found = changes(watched(), STORY, hours(69), hours(88)).changes
    moved = {(each.incident, each.now, each.causes) for each in found if each.what == "duty"}
    assert ("hand/r2", "defaulted", ("hand/faster rev. 0",)) in moved
    assert all(each.guarantee == "pledge" for each in found)


def test_two_amendments_follow_each_other_and_one_withdrawn_is_gone() -> None:
    second = made("amendment", "slow", 80, guarantee="pledge", effective="2026-11-03",
                  text={"clauses": []})  # fmt: skip
    texts = amended(watched(), [change(), second], hours(100)).guarantees
    assert list(texts) == ["pledge", "pledge-until-2026-11-02", "pledge-until-2026-11-03"]
    assert texts["pledge"].clauses == ()
    assert texts["pledge-until-2026-11-03"].clauses == pledge().clauses
    gone = change(revision=1, withdrawn=True, known=90)
    assert len(amended(watched(), [change(), second, gone], hours(100)).guarantees) == 2


def test_what_an_amendment_takes_out_survives_its_encoding() -> None:
    out = made("amendment", "none", 5, guarantee="pledge", effective="2026-11-02",
               text={"clauses": []})  # fmt: skip
    assert encoded(out)["text"] == {"clauses": []}
    assert decoded(encoded(out)) == out


def test_a_case_of_many_belongs_to_the_wording_of_the_day_of_the_act() -> None:
    clause = {"casus": {"two-days": {"intensity": {"active": 2, "days": 3}}}}
    text = pledge(clause)
    third = report("r3", 80, start="2026-11-04", end="2026-11-04")
    day = third, blame("a3", 81, incident="hand/r3")
    claim = act("claim", 82, incident="accumulated")
    story = *OLD[:2], *LATER[:2], *day, claim, change()
    found = board(watched(text), story, hours(83))
    states = {
        file.guarantee: file.triggers[0].state for file in found.files
        if file.incident == "accumulated"
    }  # fmt: skip
    assert states == {"pledge": "claimed"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("text: {}", "it changes nothing"),
        ("text: {protege: POL}", "does not change 'protege'"),
        ("text: {clauses: [{obligation: dance}]}", "dance"),
        ("{}", "text"),
    ],
)
def test_an_amendment_that_is_none_is_refused(text: str, said: str) -> None:
    head = "{kind: amendment, id: x, guarantee: pledge, effective: 2026-11-02"
    with pytest.raises(FoedusError, match=said):
        entries(parse(f"{head}{'' if text == '{}' else ', ' + text}}}"), hours(1), "me", free=True)
