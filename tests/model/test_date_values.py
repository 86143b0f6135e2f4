"""A date's value is read in one place, whoever wrote it."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing.model import date_values
from briefing.review import when

DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("value", "fine", "first", "last"),
    [
        ("2026-03-12", "day", dt.date(2026, 3, 12), dt.date(2026, 3, 12)),
        ("2026-W11", "week", dt.date(2026, 3, 9), dt.date(2026, 3, 15)),
        ("2026-12", "month", dt.date(2026, 12, 1), dt.date(2026, 12, 31)),
        ("2026-Q4", "quarter", dt.date(2026, 10, 1), dt.date(2026, 12, 31)),
        ("2026-H2", "half", dt.date(2026, 7, 1), dt.date(2026, 12, 31)),
        ("2026", "year", dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
    ],
)
def test_a_person_and_a_rule_mean_the_same_days(value: str, fine: str, first: dt.date, last: dt.date) -> None:
    days = date_values.interval(value)
    assert days is not None
    assert (days.start, days.end) == (first, last + DAY)
    given = when.given(value, None)
    assert given is not None
    assert (given.granularity, given.interval) == (fine, days) == (date_values.granularity(value), days)


@pytest.mark.parametrize(
    "value", ["202", "20", "2026-SP", "2026-W11-WE", "2026-03-12T10", "2026-Q5", "2026-13", "0000", ""]
)
def test_what_only_a_rule_may_read_is_no_date_of_a_person(value: str) -> None:
    assert when.given(value, None) is None


@pytest.mark.parametrize("value", ["9999-12-31", "9999", "P2W", "PAST_REF", "XXXX-10-02", "2026-W54", None])
def test_what_covers_no_days_of_the_calendar_has_none(value: str | None) -> None:
    assert date_values.interval(value) is None
