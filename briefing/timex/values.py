"""TIMEX3 values as arithmetic: made out of numbers, and moved by whole units."""

from __future__ import annotations

import calendar
import datetime as dt

from briefing.model.date_values import edtf, granularity, interval

__all__ = ["day", "edtf", "granularity", "interval", "month", "quarter", "same_day_of", "shift", "week"]


def day(value: dt.date) -> str:
    """The value of a day."""
    return value.isoformat()


def week(value: dt.date) -> str:
    """The value of the ISO week that holds a day."""
    year, number, _ = value.isocalendar()
    return f"{year:04}-W{number:02}"


def month(year: int, number: int) -> str:
    """The value of a month; ``number`` may lie outside 1 to 12 and carries over.

    Raises:
        ValueError: the year is none of the calendar's.
    """
    carry, zero_based = divmod(number - 1, 12)
    return f"{_year(year + carry)}-{zero_based + 1:02}"


def _year(number: int) -> str:
    """A year in four digits.

    Raises:
        ValueError: it has more, or lies before the first.
    """
    if not 1 <= number <= dt.MAXYEAR:
        raise ValueError(f"year {number}")
    return f"{number:04}"


def quarter(year: int, number: int) -> str:
    """The value of a quarter; ``number`` may lie outside 1 to 4 and carries over.

    Raises:
        ValueError: the year is none of the calendar's.
    """
    carry, zero_based = divmod(number - 1, 4)
    return f"{_year(year + carry)}-Q{zero_based + 1}"


def shift(value: str, unit: str, by: int) -> str | None:
    """A value moved by whole units, cut to the coarser of its own granularity and the unit.

    A year's shift keeps quarters, months and days ("a year earlier" of 1989-Q3 is 1988-Q3).
    """
    days = interval(value)
    if days is None or days.start is None:
        return None
    start = days.start
    try:
        if unit == "day":
            return day(start + dt.timedelta(by))
        if unit == "week":
            return week(start + dt.timedelta(7 * by))
        if unit == "month":
            return month(start.year, start.month + by)
        if unit == "quarter":
            return quarter(start.year, (start.month + 2) // 3 + by)
        years = {"year": 1, "decade": 10, "century": 100}[unit] * by
        if granularity(value) in ("day", "time"):
            return _same_day(month(start.year + years, start.month), start)
        if granularity(value) in ("decade", "century"):
            return _year(start.year + years)[: len(value)]
        return f"{_year(start.year + years)}{value[4:]}" if "W" not in value else _year(start.year + years)
    except (ValueError, OverflowError):
        return None


def same_day_of(value: str, months: int) -> str | None:
    """The day so many months from a day; in a shorter month its last; ``None`` beyond the calendar.

    >>> same_day_of("2024-03-31", -1)
    '2024-02-29'
    """
    start = dt.date.fromisoformat(value)
    try:
        return _same_day(month(start.year, start.month + months), start)
    except ValueError:
        return None


def _same_day(value: str, of: dt.date) -> str:
    year, number = int(value[:4]), int(value[5:7])
    return f"{value}-{min(of.day, calendar.monthrange(year, number)[1]):02}"
