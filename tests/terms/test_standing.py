"""Whether a text is in force on a day, and ends that no day is stated of."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from foedus.terms import Guarantee, library
from foedus.terms.instruments import get


def text(**values: Any) -> Guarantee:
    given = {"name": "text", "guarantors": ["USA"], "protege": "ISR"}
    return Guarantee.model_validate(given | values)


def test_a_text_stands_from_its_first_day_to_the_day_before_its_end() -> None:
    found = text(signed="1990-01-01", in_force="1990-06-01", ended="2000-01-01")
    days = (date(1990, 5, 31), date(1990, 6, 1), date(1999, 12, 31), date(2000, 1, 1))
    assert [found.stands(day) for day in days] == [False, True, True, False]
    assert text(signed="1990-01-01").stands(date(1990, 1, 1)) is True
    assert text().stands(date(1900, 1, 1)) is True


def test_a_text_that_never_came_into_force_never_stood() -> None:
    assert get("france-guarantee-1919").stands(date(1920, 1, 1)) is False


def test_after_an_end_without_a_day_nobody_knows() -> None:
    greece = get("britain-greece-1939")
    assert greece.stands(date(1941, 4, 6)) is True  # the day of its last call
    assert greece.stands(date(1941, 4, 7)) is None
    assert greece.stands(date(1939, 4, 12)) is False


@pytest.mark.parametrize("end", ["expired", "replaced", "dissolved", "renounced"])
def test_an_end_needs_its_day_or_why_there_is_none(end: str) -> None:
    with pytest.raises(ValidationError, match="it ended on no day"):
        text(fate={"end": end})
    assert text(fate={"end": end}, ended="2000-01-01").stands(date(2000, 1, 1)) is False
    unknown = text(signed="1990-01-01", fate={"end": end, "undated": "no source has it"})
    assert unknown.stands(date(1990, 1, 2)) is None


def test_no_text_of_the_library_is_in_force_today_and_over() -> None:
    today = date(2026, 11, 18)
    for name, each in library().items():
        assert each.fate
        if each.fate.over:
            assert each.stands(today) is (None if each.fate.undated else False), name
