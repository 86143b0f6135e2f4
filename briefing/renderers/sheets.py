"""Events and positions as CSV (RFC 4180) for spreadsheets: every candidate row, printed or not.

The files are UTF-8 with a byte-order mark, by which spreadsheets know it. A cell that a spreadsheet would take for a
formula is given an apostrophe before it (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata
from collections.abc import Iterable, Sequence

from briefing.model import identity
from briefing.model.brief import Brief, Conflict, EventRow, Line, PositionRow, Speaker
from briefing.model.page import Page
from briefing.model.sanitizers import one_line
from briefing.model.time import When

EVENTS = (
    *(
        "id",
        "first_day",
        "last_day",
        "date",
        "granularity",
        "bound",
        "edtf",
        "said",
        "event",
        "actors",
        "place",
        "status",
    ),
    *("according_to", "certainty", "independent_sources", "conflict", "printed", "places", "evidence"),
)
POSITIONS = (
    *("id", "speaker", "title", "affiliation", "kind_of_speaker", "stance", "kind", "position", "certainty"),
    *("printed", "places", "evidence"),
)
#: Also in full width, which spreadsheets take for the same where Japanese is typed.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def events(brief: Brief, page: Page | None) -> bytes:
    """What happened and what is coming, one event a row."""
    return _file(EVENTS, event_rows(brief, page))


def event_rows(brief: Brief, page: Page | None) -> list[list[str]]:
    """For each event its cells, in the order of :data:`EVENTS`."""
    names, shown = identity.names(brief), page.rows if page is not None else frozenset()
    return [
        [
            names[row.id],
            *_days(row.when),
            row.line.text,
            "; ".join(row.actors),
            row.place or "",
            row.status,
            _name(row.claimed_by),
            row.certainty,
            str(row.independent),
            _conflict(row.conflict),
            "yes" if row.id in shown else "no",
            *_places(row.line, brief),
        ]
        for row in _all_events(brief)
    ]


def positions(brief: Brief, page: Page | None) -> bytes:
    """Who has said what, one position a row."""
    return _file(POSITIONS, position_rows(brief, page))


def position_rows(brief: Brief, page: Page | None) -> list[list[str]]:
    """For each position its cells, in the order of :data:`POSITIONS`."""
    names, shown = identity.names(brief), page.rows if page is not None else frozenset()
    return [
        [
            names[row.id],
            row.speaker.name,
            row.speaker.title or "",
            row.speaker.affiliation or "",
            row.speaker.kind,
            row.stance,
            row.kind,
            row.line.text,
            row.certainty,
            "yes" if row.id in shown else "no",
            *_places(row.line, brief),
        ]
        for row in _all_positions(brief)
    ]


def _all_events(brief: Brief) -> Iterable[EventRow]:
    return (*brief.chronology, *brief.scheduled)


def _all_positions(brief: Brief) -> Iterable[PositionRow]:
    return brief.positions


def _days(when: When) -> list[str]:
    """First and last day, value, granularity, bound, EDTF, what the text says; empty where it leaves them open."""
    start, end = when.interval or (None, None)
    last = end - dt.timedelta(days=1) if end else None
    days = [day.isoformat() if day else "" for day in (start, last)]
    return [*days, when.value or "", when.granularity, when.bound or "", when.edtf or "", when.said or ""]


def _name(speaker: Speaker | None) -> str:
    return speaker.name if speaker else ""


def _conflict(conflict: Conflict | None) -> str:
    if conflict is None:
        return ""
    return "; ".join(f"{value} [{', '.join(str(e.source) for e in places)}]" for value, places in conflict.values)


def _places(line: Line, brief: Brief) -> list[str]:
    """Where a line comes from, and the sentence itself."""
    places = "; ".join(dict.fromkeys(f"{e.source} ¶{e.paragraph}" for e in line.cited))
    first = line.evidence[0]
    words = [p.text for p in brief.passages if p.document == first.document and p.span.overlaps(first.span)]
    return [places, " ".join(" ".join(words).split())]


def _file(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([[_safe(one_line(cell)) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def formula(cell: str) -> bool:
    """Whether a spreadsheet would take a cell that is typed in for a formula."""
    # What is not seen before the sign hides it from us, and not from every spreadsheet.
    seen = next((c for c in cell if not unicodedata.category(c).startswith(("C", "Z"))), "")
    return seen in _FORMULA


def _safe(cell: str) -> str:
    return f"'{cell}" if formula(cell) else cell
