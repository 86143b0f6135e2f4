"""An event as one article tells it: what a merge looks at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from briefing.model.brief import EventRow
from briefing.model.time import Interval, When

#: Days that the first month or year of an open stretch has.
_FIRST = {"month": 28, "quarter": 90, "year": 365}


@dataclass(frozen=True, slots=True)
class Mention:
    """An event as one article tells it, or a sentence of an article that may tell one."""

    row: EventRow
    source: int
    """Number of its source."""
    origin: int
    """Number of the source it is a copy of, else its own."""
    words: str
    """The words of its clause or sentence, without those that it only says: these are another event's."""
    clause: str | None = None
    """The same without the clauses of other events inside it; ``words`` where they are the same."""
    content: str | None = None
    """The words of a sentence without those that say whose word it is; ``telling`` where they are the same."""
    days: tuple[Interval, ...] | None = None
    """The days that its words state; those of the row where they are not given apart."""
    held: str | None = None
    """Why its row may not be printed by itself; ``None`` where it may."""
    bare: bool = False
    """Whether it is a sentence in which no event was found."""
    opens: bool = False
    """Whether it stands in the first sentences of its article."""
    act: str = ""
    """The stem of the word that tells what is done; empty for a sentence."""
    published: dt.date | None = None
    """The day of its article."""
    voices: frozenset[str] = frozenset()
    """Who its article as a whole is of: its publisher, and the agency above it."""

    @property
    def telling(self) -> str:
        """The words by which it is compared with what other articles tell."""
        return self.words if self.clause is None else self.clause

    @property
    def plans(self) -> bool:
        """Whether it tells what was still to come when its article was written."""
        days = self.row.when.interval
        if self.row.status == "scheduled":
            return True
        if self.bare or self.row.status not in ("claimed", "hypothetical") or self.published is None:
            return False
        return days is not None and days.start is not None and days.start >= self.published

    @property
    def place(self) -> tuple[int, int]:
        """Its source, and the sentence there."""
        return self.source, self.row.line.evidence[0].sentence

    @property
    def stated(self) -> tuple[Interval, ...]:
        """The days that its words state; none where its day is only that of its article."""
        return self.days if self.days is not None else stated_by(self.row.when)

    @property
    def until(self) -> dt.date | None:
        """The day by which it has happened, for what has: that of its article, where its words state none."""
        days = self.row.when.interval
        if self.row.when.how != "document" or days is None or self.row.status == "scheduled":
            return None
        return days.end

    @property
    def written(self) -> dt.date | None:
        """The day of its article, where the mention is a sentence; those of events state days of their own."""
        days = self.row.when.interval
        return days.start if self.bare and days is not None else None


def stated_by(when: When) -> tuple[Interval, ...]:
    """The days that a date states; none where it is only that of the article.

    A vague date may mean as many days before it or behind it: "two years ago" is said of 2015 as of 2016.
    """
    days = days_of(when)
    if when.how != "stated" or days is None or not bounded(days) or days.start is None or days.end is None:
        return ()
    around = days.end - days.start if is_vague(when) else dt.timedelta()
    return (Interval(days.start - around, days.end + around),)


def is_vague(when: When) -> bool:
    """Whether a date is only about right ("two years ago")."""
    return (when.edtf or "").endswith("~")


def days_of(when: When) -> Interval | None:
    """The days of a date; of what goes on without an end those of the date from which it does."""
    days = when.interval
    if days is None or when.value is None or days.start is None or days.end is not None:
        return days
    first = _FIRST.get(when.granularity, 1)
    return Interval(days.start, days.start + dt.timedelta(days=first))


def bounded(days: Interval) -> bool:
    """Whether both ends are known and no more than a year apart: open references agree with everything."""
    return days.start is not None and days.end is not None and (days.end - days.start).days <= 366
