"""Moments: what is read, in which zone, and what is refused."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from foedus.errors import InputError
from foedus.ledger.moment import Moment, first, last, moment, spelled
from foedus.record import Record


class Dated(Record):
    at: Moment


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026-11-27T14:30Z", "2026-11-27T14:30:00Z"),
        ("2026-11-27 14:30:05", "2026-11-27T14:30:05Z"),
        # Kyiv's clocks went back from 4 to 3 on 25 October 2026: half past three came twice
        ("2026-10-25T03:30+03:00", "2026-10-25T00:30:00Z"),
        ("2026-10-25T03:30+02:00", "2026-10-25T01:30:00Z"),
        ("2026-12-31T23:30-05:00", "2027-01-01T04:30:00Z"),
    ],
)
def test_a_moment_is_read_in_its_zone(text: str, read: str) -> None:
    assert spelled(moment(text)) == read
    assert Dated.model_validate({"at": text}).at == moment(text)


def test_a_day_is_its_last_second_when_asked_and_its_first_when_filed() -> None:
    day = date(2026, 2, 28)
    assert moment("2026-02-28") == last(day)
    assert (
        moment("2026-02-28", end=False)
        == first(day)
        == Dated.model_validate({"at": "2026-02-28"}).at
    )
    assert (last(day) - first(day)).total_seconds() == 86_399


@given(st.datetimes(datetime(1800, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC)))
def test_what_is_spelled_is_read_again(at: datetime) -> None:
    assert moment(spelled(at)) == at.replace(microsecond=0)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2026-02-30", "0025-04-12", "2026-11-27T25:00Z", "2026-11-27T10:00+99:00"],
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="expected a moment"):
        moment(text)
    with pytest.raises(ValidationError, match=r"expected a moment|out of range"):
        Dated.model_validate({"at": text})
