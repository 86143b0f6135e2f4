"""What a TIMEX3 value says: the days it covers, how fine it is, and how the Extended Date/Time Format writes it.

The one reader of such values, whoever wrote them: a rule of time expressions, or a person in a review file.
"""

from __future__ import annotations

import datetime as dt
import re

from briefing.model.time import Granularity, Interval

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_HALF = re.compile(r"(\d{4})-H([12])")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
#: EDTF codes of the seasons and quarters (ISO 8601-2, level 2).
_SEASON_EDTF = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
#: First month of each season, northern hemisphere, meteorological.
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def granularity(value: str | None) -> Granularity:
    """How fine a value is."""
    if value is None or not value[:2].isdigit() or "X" in value:
        return "unknown"
    if "T" in value:
        return "time"
    for pattern, name in (
        (_DAY, "day"), (_WEEK, "week"), (_QUARTER, "quarter"), (_HALF, "half"), (_SEASON, "season"), (_MONTH, "month"),
    ):  # fmt: skip
        if pattern.fullmatch(value):
            return name  # type: ignore[return-value]
    return {4: "year", 3: "decade", 2: "century"}.get(len(value), "unknown")  # type: ignore[return-value]


def interval(value: str | None) -> Interval | None:
    """The days a value covers, half-open; ``None`` for durations, sets, and references."""
    if value is None or not value[:2].isdigit() or "X" in value:
        return None
    try:
        return _interval(value.partition("T")[0])
    except (ValueError, OverflowError):
        return None


def _interval(value: str) -> Interval | None:
    if m := _DAY.fullmatch(value):
        start = dt.date(int(m[1]), int(m[2]), int(m[3]))
        return Interval(start, start + dt.timedelta(1))
    if m := _WEEK.fullmatch(value):
        start = dt.date.fromisocalendar(int(m[1]), int(m[2]), 6 if m[3] else 1)
        return Interval(start, start + dt.timedelta(2 if m[3] else 7))
    if m := _QUARTER.fullmatch(value):
        return _months(int(m[1]), 3 * int(m[2]) - 2, 3)
    if m := _HALF.fullmatch(value):
        return _months(int(m[1]), 6 * int(m[2]) - 5, 6)
    if m := _SEASON.fullmatch(value):
        return _months(int(m[1]), _SEASON_MONTH[m[2]], 3)
    if m := _MONTH.fullmatch(value):
        return _months(int(m[1]), int(m[2]), 1)
    if len(value) in (2, 3, 4) and value.isdigit():
        span = 10 ** (4 - len(value))
        first = int(value) * span
        return _months(first, 1, 12 * span)
    return None


def _months(year: int, first: int, count: int) -> Interval:
    start = dt.date(year, first, 1)
    carry, zero_based = divmod(first - 1 + count, 12)
    return Interval(start, dt.date(year + carry, zero_based + 1, 1))


def edtf(value: str | None, mod: str | None) -> str | None:
    """The value in the Extended Date/Time Format, level 2; ``None`` where there is no calendar value."""
    if value is None or not value[:2].isdigit():
        return None
    out = value
    if m := _QUARTER.fullmatch(value):
        out = f"{m[1]}-{32 + int(m[2])}"
    elif m := _HALF.fullmatch(value):
        out = f"{m[1]}-{39 + int(m[2])}"
    elif m := _SEASON.fullmatch(value):
        out = f"{m[1]}-{_SEASON_EDTF[m[2]]}"
    elif _WEEK.fullmatch(value) and (days := interval(value)) and days.start and days.end:
        out = f"{days.start.isoformat()}/{(days.end - dt.timedelta(1)).isoformat()}"
    elif len(value) in (2, 3) and value.isdigit():
        out = value.ljust(4, "X")
    elif "T" in value and not re.search(r"T\d", value):
        out = value.partition("T")[0]
    return f"{out}~" if mod == "APPROX" else out
