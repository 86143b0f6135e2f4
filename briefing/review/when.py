"""Dates as a person writes them in the file, and what they mean."""

from __future__ import annotations

import datetime as dt
import re

from briefing import rules
from briefing.model import date_values
from briefing.model.time import Granularity, Interval, When
from briefing.rules import written_days

#: What may be written, for the message about what may not.
ALLOWED = (
    "2026-03-12 or 12 March 2026, 2026-03, 2026-W11, 2026-Q1, 2026-H1, 2026, "
    "a range such as 2026-03-12/2026-03-15, or open"
)
OPEN = "open"
#: How fine a date may be that a person writes.
_FINE: frozenset[Granularity] = frozenset({"day", "week", "month", "quarter", "half", "year"})
_NAMED_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d,]|\.\d)")
_NAMED_DAY = re.compile(r"(?<![\d:.,])[0-3]?\d(?=(?:st|nd|rd|th)?\b)(?![:.]\d)")
_WORD = re.compile(r"[^\W\d_]+")


def shown(when: When) -> str:
    """A date as it stands in the file."""
    if when.edtf and "/" in when.edtf and ".." not in when.edtf:
        return re.sub("[~?%]", "", when.edtf)
    return when.value or OPEN


def given(words: str, before: When | None) -> When | None:
    """The date a person wrote; ``None`` where it is none.

    Args:
        words: as written.
        before: the date found, whose words are kept.
    """
    said = before.said if before else None
    reason = "set by hand in the review file"
    if words == OPEN:
        bounds = before.interval if before and before.value is None else None
        return When(None, "unknown", bounds, None, said, "given", reason)
    first, slash, last = words.partition("/")
    begin, other = _period(first), _period(last) if slash else None
    if begin is None or (slash and (other is None or other[1].start is None or begin[1].start is None)):
        return None
    if other is None:
        return When(words, begin[0], begin[1], words, said, "given", reason)
    days = Interval(begin[1].start, other[1].end)
    if days.start is None or days.end is None or days.start >= days.end:
        return None
    return When(first, begin[0], days, words, said, "given", reason)


def iso(words: str, today: dt.date | None) -> str:
    """A date as it stands in the file, of a date as a person may type it; what is no date stays as it is."""
    first, slash, last = words.partition("/")
    if not slash:
        return OPEN if words.lower() == OPEN else written_days.iso(words, rules.INTERFACE, today)
    return "/".join(written_days.iso(end.strip(), rules.INTERFACE, today) for end in (first, last))


def contradicts(said: str, when: When, language: str) -> bool:
    """Whether words of the source name another year, month, weekday or day than a date that a person set.

    Words that name none of these ("last week", "then") contradict nothing.

    Args:
        said: the time expression as it stands in the source.
        when: as it was set.
        language: of the source.
    """
    days = when.interval
    if when.value is None or days is None or days.start is None or days.end is None:
        return False
    last = days.end - dt.timedelta(days=1)
    names = rules.load("timex", language)["words"] if language in rules.languages("timex") else {}
    words = [word.lower() for word in _WORD.findall(said)]
    years = {int(year) for year in _NAMED_YEAR.findall(said)}
    if years and not any(days.start.year <= year <= last.year for year in years):
        return True
    months = {names["months"][word] for word in words if word in names.get("months", ())}
    if months and not months & _months_of(days.start, last):
        return True
    if when.granularity != "day" or days.start != last:
        return False
    weekdays = {names["weekdays"][word] for word in words if word in names.get("weekdays", ())}
    if len(words) == 1 and weekdays and days.start.weekday() not in weekdays:
        return True
    numbers = [int(number) for number in _NAMED_DAY.findall(said)] if months else []
    return bool(numbers) and not min(numbers) <= days.start.day <= max(numbers)


def _months_of(first: dt.date, last: dt.date) -> set[int]:
    count = min(12, (last.year - first.year) * 12 + last.month - first.month + 1)
    return {(first.month - 1 + n) % 12 + 1 for n in range(count)}


def _period(words: str) -> tuple[Granularity, Interval] | None:
    """How fine a date in the file is, and its days; ``None`` of what may not be written."""
    fine, days = date_values.granularity(words), date_values.interval(words)
    return (fine, days) if days is not None and fine in _FINE and not words.endswith("-WE") else None
