"""The board: a function of what was known, whatever order it arrived in."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.watches import LADDER, act, at, blame, hours, made, pledge, report, watched

from foedus.report.plain import plain
from foedus.watch.board import board
from foedus.watch.changes import changes
from foedus.watch.entries.forms import AnyEntry, decoded, encoded

STORY: list[AnyEntry] = [
    report("r1", 1),
    report("r2", 2, deaths={"best": 30, "low": 10, "high": 60}, coded_actor="RUS"),
    made("merge", "m1", 3, members=["hand/r1", "hand/r2"], rule="same town, same day"),
    blame("a1", 3, value="asserted", by="UKR"),
    blame("a2", 4, value="denied", by="RUS"),
    act("notify", 4),
    blame("a3", 6),
    act("claim", 7),
    act("recognize", 8, "USA"),
    act("reject", 9, "POL"),
    act("perform", 30, "USA", duty="intervene"),
    made("merge", "m1", 40, revision=1, withdrawn=True, members=["hand/r1", "hand/r2"], rule="x"),
    report("r1", 50, revision=1, withdrawn=True),
    report("blind", 10, observed="could-not-observe", monitor="mission", conduct=None),
]


def answer(entries: list[AnyEntry], moment: float) -> object:
    return plain(board(watched(), entries, hours(moment)))


@given(st.randoms(use_true_random=False), st.integers(0, 60))
def test_the_order_of_arrival_does_not_matter(random: Random, moment: int) -> None:
    shuffled = list(STORY)
    random.shuffle(shuffled)
    assert answer(shuffled, moment) == answer(STORY, moment)


@given(st.integers(0, 60), st.integers(0, len(STORY)))
def test_what_is_learned_later_does_not_change_a_past_answer(moment: int, cut: int) -> None:
    known = [each for each in STORY if each.known <= hours(moment)]
    later = [each for each in STORY if each.known > hours(moment)][:cut]
    assert answer(known + later, moment) == answer(known, moment)


def test_an_entry_survives_its_encoding() -> None:
    assert [decoded(encoded(each)) for each in STORY] == STORY


def test_deaths_are_not_summed_over_the_reports_of_an_incident() -> None:
    one = report("x1", 1, deaths={"best": 20}), report("x2", 1, deaths={"best": 22})
    merged = made("merge", "m", 2, members=["hand/x1", "hand/x2"], rule="same")
    [incident] = at(3, *one, merged).incidents
    assert incident.deaths is not None
    assert incident.deaths.best == 20
    assert len(at(1.5, *one, merged).incidents) == 2  # before the decision


def test_the_declared_source_counts_first() -> None:
    hand = report("x1", 1, deaths={"best": 20})
    other = decoded(encoded(report("x2", 1, deaths={"best": 22})) | {"source": "ucdp-ged"})
    merged = made("merge", "m", 2, members=["hand/x1", "ucdp-ged/x2"], rule="same")
    [incident] = at(3, hand, other, merged).incidents
    assert incident.deaths is not None
    assert incident.deaths.best == 22


def test_what_could_not_be_observed_is_no_incident_and_no_zero() -> None:
    found = at(11, *STORY)
    assert [each.id for each in found.unobserved] == ["blind"]
    assert all(report.id != "blind" for each in found.incidents for report in each.reports)


def test_a_change_names_its_cause() -> None:
    found = changes(watched(), STORY, hours(5), hours(6.5)).changes
    cases = [each for each in found if each.what == "case"]
    assert {(each.was, each.now) for each in cases} == {("undetermined", "met")}
    assert {each.causes for each in cases} == {("hand/a3 rev. 0",)}


def test_a_deadline_that_passes_needs_no_cause() -> None:
    found = changes(watched(), STORY, hours(20), hours(29)).changes
    assert [(each.what, each.now, each.causes) for each in found] == [("duty", "defaulted", ())]


def test_an_act_moves_a_trigger_and_facts_beside_it_do_not() -> None:
    found = changes(watched(), STORY, hours(5), hours(8.5)).changes
    moved = {each.causes for each in found if each.what == "trigger"}
    assert moved == {("hand/claim-UKR-7 rev. 0", "hand/recognize-USA-8 rev. 0")}


def test_a_withdrawn_report_takes_its_case_along() -> None:
    found = changes(watched(), STORY, hours(45), hours(51)).changes
    gone = [each for each in found if each.what == "case" and each.incident == "hand/r1"]
    assert {(each.now, each.causes) for each in gone} == {("", ("hand/r1 rev. 1 withdrawn",))}


def test_a_finding_that_is_withdrawn_flags_what_was_done_on_it() -> None:
    """No report goes: but nobody is found to have done it any more."""
    done = act("perform", 9, "USA", duty="intervene")
    kept = [report(), blame(), act("claim", 3), act("recognize", 4, "USA"), done]
    gone = blame("a1", 30, revision=1, withdrawn=True)
    again = blame("a1", 40, revision=2)
    asked = watched(pledge(compliance={"response": LADDER}))
    for entries in ([*kept, gone, again], [again, gone, *reversed(kept)]):
        flags = [
            next(each.withdrawn_grounds for each in board(asked, entries, hours(at)).duties
                 if each.performed is not None) for at in (10, 31, 41)
        ]  # fmt: skip
        assert flags == [False, True, False]


MANY = {"name": "many", "casus": {"intensity": {"active": 3, "days": 5}, "attribution": "asserted"}}


@pytest.mark.parametrize("days", [1, 2, 3])
def test_a_voiding_act_that_takes_several_days_is_none_before(days: int) -> None:
    """One of three attacks by the protégé ends nothing; the third does, on its own day."""
    asked = watched(pledge(compliance={"voided_by": [MANY]}))
    entries = [report(), blame()]
    for day in range(20, 20 + days):
        entries += [
            report(f"x{day}", 3, start=f"2026-10-{day}", end=f"2026-10-{day}",
                   spot={"country": "RUS"}, coded_target="RUS"),
            blame(f"b{day}", 4, incident=f"hand/x{day}", actor="UKR", value="asserted", by="RUS"),
        ]  # fmt: skip
    found = board(asked, entries, hours(10))
    assert [each.incident for each in found.voided] == (["hand/x22"] if days == 3 else [])
    states = {each.state for file in found.files for each in file.triggers}
    assert states == ({"lapsed"} if days == 3 else {"none"})
