"""What is coming as iCalendar: one all-day entry for each scheduled event whose days are known.

Source: RFC 5545.
"""

from __future__ import annotations

import datetime as dt

from icalendar import Calendar, Event, vText

from briefing.model import identity
from briefing.model.brief import Brief, EventRow, Source
from briefing.model.page import Page
from briefing.model.sanitizers import one_line


def render(brief: Brief, page: Page | None) -> bytes:
    """An iCalendar file. An event known to the month stands over the whole month; one with an open end has no entry."""
    del page  # an event ahead goes into the calendar whether the page had room for it or not
    names = identity.names(brief)
    sources = {s.number: s for s in brief.sources}
    calendar = Calendar()
    calendar.add("prodid", "-//briefing//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(one_line(brief.title)))
    for row in brief.scheduled:
        if row.when.interval is not None and row.when.interval.start and row.when.interval.end and row.when.value:
            calendar.add_component(_entry(row, names[row.id], brief.as_of, sources))
    return bytes(calendar.to_ical())


def _entry(row: EventRow, name: str, as_of: dt.date, sources: dict[int, Source]) -> Event:
    start, end = row.when.interval or (None, None)
    entry = Event()
    entry.add("uid", f"{name}@briefing")
    # The day the brief is printed for: the same brief gives the same bytes.
    stamp = dt.datetime(as_of.year, as_of.month, as_of.day, tzinfo=dt.timezone.utc)
    entry.add("dtstamp", stamp)
    entry.add("dtstart", start)
    entry.add("dtend", end)
    entry.add("summary", one_line(row.line.text))
    edge = f"{row.when.bound.removesuffix('_end')} " if row.when.bound else ""
    lines = [f"{edge}“{row.when.said}” ({row.when.granularity})"] if row.when.said else []
    for number in dict.fromkeys(e.source for e in row.line.cited):
        source = sources[number]
        day = source.date.isoformat() if source.date else ""
        lines.append(", ".join(part for part in (source.title, source.publisher, day, source.url) if part))
    entry.add("description", "\n".join(map(one_line, lines)))
    if row.place:
        entry.add("location", one_line(row.place))
    entry.add("transp", "TRANSPARENT")
    return entry
