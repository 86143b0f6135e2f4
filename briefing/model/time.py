"""Time expressions and what they were taken to mean."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, NamedTuple

from briefing.model.text import Span

Granularity = Literal[
    "time", "day", "week", "month", "quarter", "half", "season", "year", "decade", "century", "unknown"
]

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


def moved(day: dt.date, days: int) -> dt.date | None:
    """A day so many days on; ``None`` beyond the calendar."""
    try:
        return day + dt.timedelta(days)
    except OverflowError:
        return None


class Interval(NamedTuple):
    """Days ``start`` to ``end``, half-open; ``None`` is an open side."""

    start: dt.date | None
    end: dt.date | None

    def holds(self, other: Interval) -> bool:
        """Whether ``other`` lies wholly inside; an open side holds everything on that side."""
        after = self.start is None or (other.start is not None and self.start <= other.start)
        before = self.end is None or (other.end is not None and other.end <= self.end)
        return after and before

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share a day."""
        left = self.start is None or other.end is None or self.start < other.end
        right = other.start is None or self.end is None or other.start < self.end
        return left and right


@dataclass(frozen=True, slots=True)
class Timex:
    """One TIMEX3: where it stands, what it says, what it was taken to mean, and why.

    Source: ISO-TimeML (ISO 24617-1:2012); values as TempEval-3 writes them.
    """

    span: Span
    text: str
    """The words, as they stand."""
    type: TimexType
    value: str | None
    """The TIMEX3 value (``2026-03``, ``P2W``, ``PAST_REF``), or ``None`` where the text leaves it open."""
    mod: str | None
    """TIMEX3 mod (``START``, ``MID``, ``END``, ``APPROX``, ``BEFORE`` …)."""
    granularity: Granularity
    interval: Interval | None
    """The days it covers or is bounded by; ``None`` for durations, sets and open references."""
    edtf: str | None
    """Extended Date/Time Format, level 2 (ISO 8601-2:2019)."""
    rule: str
    reason: str
    """Why this value: the anchor and the step, in a few words."""
    anchor: int | None = None
    """Index of the timex it was counted from; ``None`` for the document's date or none."""
    sentence: int = -1
    """Index of its sentence."""


#: How an event came by its date; ``given`` is the reviewer's own word.
WhenFrom = Literal["stated", "inherited", "document", "given", "none"]

#: The date is an edge: what is told lies before it, up to it, or from it on.
Bound = Literal["by", "before", "until", "since", "after", "by_end", "before_end", "until_end"]
#: Edges that what is told lies before.
UP_TO: frozenset[Bound] = frozenset({"by", "before", "until", "by_end", "before_end", "until_end"})


@dataclass(frozen=True, slots=True)
class When:
    """The date of a finding, never finer than its evidence."""

    value: str | None
    """ISO date cut to the granularity (``2026-03-12``, ``2026-03``, ``2026-W11``, ``2010``) or ``None``."""
    granularity: Granularity
    interval: Interval | None
    """Days it lies within; bounds alone where ``value`` is ``None``."""
    edtf: str | None
    said: str | None
    """The expression, as it stands in the source."""
    how: WhenFrom
    reason: str
    """Why, for the person who checks the page."""
    timex: int | None = None
    """Index into ``Findings.timexes``."""
    bound: Bound | None = None
    """The word before the date, where it makes the date an edge ("by June 19"): it is printed with the date."""


UNDATED = When(None, "unknown", None, None, None, "none", "no date in the text")
