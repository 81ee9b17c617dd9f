"""Deadlines: hours, working days by a stated calendar, and none where the text has none."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.watches import act, at, blame, hours, pledge, report

from foedus.document import parse
from foedus.errors import FoedusError
from foedus.record import Record, validate
from foedus.terms.clock import WorkCalendar
from foedus.terms.compliance import Compliance
from foedus.watch.board import Board
from foedus.watch.duty.duty import Duty

FACTS = (report(), blame(), act("notify", 3), act("claim", 4), act("recognize", 5, "USA"))
WEEKEND: dict[str, Any] = {"weekend": ["saturday", "sunday"], "holidays": ["2026-11-03"]}


def duty(board: Board, name: str, debtor: str = "USA") -> Duty:
    return next(each for each in board.duties if (each.name, each.debtor) == (name, debtor))


def step(**values: Any) -> dict[str, Any]:
    return {"response": [{"name": "aid", "act": "send aid", **values}]}


def test_working_days_pass_over_weekends_and_holidays() -> None:
    """Recognized on Sunday 1 November; Monday counts, Tuesday is a holiday, Wednesday is two."""
    text = pledge(compliance=step(workdays=2, calendar=WEEKEND))
    due = duty(at(6, *FACTS, guarantee=text), "aid").due
    assert due.latest == due.earliest == datetime(2026, 11, 4, 23, 59, 59, tzinfo=UTC)
    assert due.says == "within 2 working days of the recognition"


def test_the_calendar_of_the_text_holds_for_its_steps() -> None:
    friday = {"weekend": ["friday"], "offset": 3}
    text = pledge(compliance=step(workdays=1) | {"calendar": friday})
    due = duty(at(6, *FACTS, guarantee=text), "aid").due
    assert due.latest == datetime(2026, 11, 2, 20, 59, 59, tzinfo=UTC)  # midnight at UTC+3


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
       st.integers(1, 40))  # fmt: skip
def test_so_many_working_days_lie_before_the_end(start: datetime, count: int) -> None:
    calendar = WorkCalendar.model_validate(WEEKEND)
    end = calendar.last(start, count)
    days = [start.date() + timedelta(n) for n in range(1, (end.date() - start.date()).days + 1)]
    assert sum(calendar.works(day) for day in days) == count
    assert calendar.works(end.date())


class Held(Record):
    compliance: Compliance


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("response: [{name: a, act: b, workdays: 2}]", "'a' counts working days by no calendar"),
        ("commission: {title: c, workdays: 2}", "'commission' counts working days"),
        ("response: [{name: a, act: b, workdays: 2, within: 5}]", "both `within` and `workdays`"),
        ("{calendar: {weekend: [sunday]}, response: [{name: a, act: b, workdays: 2, urgency: "
         "forthwith}]}", "both `workdays` and `urgency`"),
        ("calendar: {weekend: [someday]}", "someday"),
        ("calendar: {weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]}",
         "weekend"),
    ],
)  # fmt: skip
def test_a_clock_that_cannot_run_is_refused(text: str, said: str) -> None:
    inner = text if text.startswith("{") else f"{{{text}}}"
    with pytest.raises(FoedusError, match=said):
        validate(Held, parse(f"compliance: {inner}"))


def test_a_step_without_a_date_opens_the_next_once_it_is_said_not_to_be_done() -> None:
    chain: dict[str, Any] = {
        "response": [
            {"name": "warn", "act": "warn", "urgency": "forthwith", "then": "aid"},
            {"name": "aid", "act": "send aid", "after": "finding", "within": 24},
        ]
    }
    text = pledge(compliance=chain)
    default = act("declare-default", 50, duty="warn", debtor="USA")
    assert duty(at(500, *FACTS, guarantee=text), "aid").state == "waiting"
    after = duty(at(51, *FACTS, default, guarantee=text), "aid")
    assert after.opened is not None
    assert after.opened.at == hours(50)
    # it was not done forthwith: some time after 5, at the latest when that was said
    assert (after.due.earliest, after.due.latest) == (hours(5 + 24), hours(50 + 24))
    assert after.state == "perhaps-overdue"
    warned = duty(at(51, *FACTS, default, guarantee=text), "warn")
    assert (warned.due.earliest, warned.due.latest) == (None, None)
    assert duty(at(75, *FACTS, default, guarantee=text), "aid").state == "defaulted"


def test_the_next_step_is_owed_under_the_reading_that_it_asks_for_alone() -> None:
    casus = {"wide": {"hostility": 4}, "narrow": {"weapons": ["nuclear"]}}
    facts = (report(weapon="conventional"), *FACTS[1:])
    default = act("declare-default", 50, duty="warn", debtor="USA")
    states = {}
    for reading in casus:
        chain: dict[str, Any] = {
            "response": [
                {"name": "warn", "act": "warn", "urgency": "forthwith", "then": "aid"},
                {"name": "aid", "act": "send aid", "after": "finding", "casus": reading},
            ]
        }
        text = pledge({"casus": casus}, compliance=chain)
        states[reading] = duty(at(51, *facts, default, guarantee=text), "aid").state
    assert states == {"wide": "running", "narrow": "not-owed"}


def test_only_the_creditor_waives_or_declares_a_default() -> None:
    for kind in ("waive", "declare-default"):
        wrong = act(kind, 9, "CHN", duty="report", debtor="USA")
        board = at(10, *FACTS, wrong)
        assert duty(board, "report").state == "running"
        assert [each.why for each in board.irregular] == ["CHN is not the creditor"]
