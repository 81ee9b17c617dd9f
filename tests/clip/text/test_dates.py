"""Dates: each with the precision it has, relative ones from a base, none made up."""

from datetime import date

import pytest

from foedus.clip.text.dates import dates

SUNDAY = date(2025, 8, 17)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("on August 15, 2025, in", "2025-08-15", "2025-08-15", "day"),
        ("on 15 August 2025", "2025-08-15", "2025-08-15", "day"),
        ("on 2025-08-15", "2025-08-15", "2025-08-15", "day"),
        ("in February 2022", "2022-02-01", "2022-02-28", "month"),
        ("signed in 1949 and", "1949-01-01", "1949-12-31", "year"),
        ("on August 15th in", "2025-08-15", "2025-08-15", "day"),
        ("today", "2025-08-17", "2025-08-17", "day"),
        ("yesterday", "2025-08-16", "2025-08-16", "day"),
        ("on Sunday", "2025-08-17", "2025-08-17", "day"),
        ("on Friday", "2025-08-15", "2025-08-15", "day"),
        ("next Monday", "2025-08-18", "2025-08-18", "day"),
        ("last week", "2025-08-04", "2025-08-10", "week"),
        ("two months ago", "2025-06-01", "2025-06-30", "month"),
        ("last year", "2024-01-01", "2024-12-31", "year"),
        ("May 3-5, 2024", "2024-05-03", "2024-05-05", "interval"),
        ("from 3 to 5 May 2024", "2024-05-03", "2024-05-05", "interval"),
        ("between December and March 2024", "2023-12-01", "2024-03-31", "interval"),
        ("on 13/11/2024", "2024-11-13", "2024-11-13", "day"),
        ("on 11/13/2024", "2024-11-13", "2024-11-13", "day"),
        ("on 10/11/2024", "2024-10-11", "2024-11-10", "interval"),
        ("am 10.11.2024", "2024-11-10", "2024-11-10", "day"),
        ("in mid-July,", "2025-07-01", "2025-07-31", "month"),
        ("since October", "2024-10-01", "2024-10-31", "month"),
    ],
)
def test_an_expression_is_read_with_its_precision(text, first, last, precision) -> None:
    [found] = dates(text, 0, len(text), SUNDAY)
    assert (str(found.first), str(found.last), found.precision) == (first, last, precision)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text",
    ["We may march on.", "over eight decades", "after the September 11 attacks", "31 June 2025",
     "in 2022 soldiers", "May 5-3, 2024", "99.99.2024", "marching in", "the second of three",
     "Article 5"],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert dates(text, 0, len(text), SUNDAY) == []


def test_without_a_base_what_is_relative_has_no_day() -> None:
    [found] = dates("today", 0, 5, None)
    assert (found.first, found.precision) == (None, "unknown")
