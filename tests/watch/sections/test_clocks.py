"""Clocks: one deadline, two between which it lies, or none that the text gives."""

from tests.watches import act, at, blame, pledge, report

from foedus.watch.sections.clocks import clocks


def test_debtors_that_stand_alike_share_a_clock_that_counts_to_one_moment() -> None:
    story = [report(), blame(), act("claim", 7), act("recognize", 8, "USA"),
             act("recognize", 8, "POL")]  # fmt: skip
    found = {each.step: each for each in clocks(at(9, *story))}
    exact = found["intervene"]
    assert set(exact.debtors) == {"USA", "POL"}
    [(what, moment)] = exact.moments
    assert (what, moment.isoformat(), exact.doubt) == ("Due", "2026-11-04T08:00:00+00:00", "")
    none = found["report"]
    assert none.moments == ()
    assert "forthwith. No date follows from the text" in none.doubt


def test_a_deadline_of_an_incident_without_an_hour_lies_between_two_and_says_so() -> None:
    ladder = [{"name": "warn", "act": "warn", "party": "protege", "after": "notification",
               "within": 24, "counted_from": "incident"}]  # fmt: skip
    text = pledge(compliance={"response": ladder})
    [clock] = clocks(at(9, report(), act("notify", 4), guarantee=text))
    assert [what for what, _ in clock.moments] == ["At the earliest", "At the latest"]
    assert clock.doubt.startswith("Indeterminate: between 2026-11-02 00:00Z and 2026-11-02 23:59Z")
    late = clocks(at(100, report(), act("notify", 4), guarantee=text))[0]
    assert late.state == "defaulted"


def test_nothing_owed_has_no_clock() -> None:
    assert clocks(at(9, report())) == ()
