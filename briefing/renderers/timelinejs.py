"""The chronology as JSON for TimelineJS 3.

Source: Knight Lab, TimelineJS, "JSON: data format" (https://timeline.knightlab.com/docs/json-format.html).
"""

from __future__ import annotations

import datetime as dt
import html
from typing import Any

from briefing.model import identity, sections
from briefing.model.blocks import Table, Text
from briefing.model.brief import Brief, EventRow, Source
from briefing.model.page import Page
from briefing.model.sanitizers import json_text, one_line
from briefing.model.time import When


def render(brief: Brief, page: Page | None) -> bytes:
    """UTF-8 JSON with every event whose first day is known; a date is given no finer than it is."""
    names = identity.names(brief)
    shown = _dates(page) if page is not None else {}
    sources = {s.number: s for s in brief.sources}
    events = [
        _event(row, names[row.id], shown.get(row.id), sources)
        for row in (*brief.chronology, *brief.scheduled)
        if row.when.value is not None and row.when.interval is not None and row.when.interval.start is not None
    ]
    data = {"title": {"unique_id": "title", "text": {"headline": _escaped(brief.title)}}, "events": events}
    return (json_text(data, indent=1) + "\n").encode()


def _event(row: EventRow, name: str, shown: str | None, sources: dict[int, Source]) -> dict[str, Any]:
    start, end = row.when.interval or (None, None)
    event: dict[str, Any] = {
        "unique_id": name,
        "start_date": _date(start, row.when, shown),
        "group": row.status,
        "text": {"headline": _escaped(_headline(row.line.text)), "text": _text(row, sources)},
    }
    last = end - dt.timedelta(days=1) if end else None
    if last is not None and last != start:
        event["end_date"] = _date(last, row.when, None)
    return event


def _date(day: dt.date | None, when: When, shown: str | None) -> dict[str, int | str]:
    """Year, month and day as far as they are known; how the page says it goes along."""
    if day is None:
        return {}
    parts: dict[str, int | str] = {"year": day.year}
    if when.granularity in ("time", "day", "week", "month", "quarter", "half", "season"):
        parts["month"] = day.month
    if when.granularity in ("time", "day", "week"):
        parts["day"] = day.day
    if shown:
        parts["display_date"] = _escaped(shown)
    return parts


def _escaped(words: str) -> str:
    return html.escape(one_line(words))


def _headline(text: str, most: int = 80) -> str:
    """The first words of a line."""
    if len(text) <= most:
        return text
    return text[:most].rpartition(" ")[0].rstrip(",;: ") + " …"


def _text(row: EventRow, sources: dict[int, Source]) -> str:
    places = []
    for e in row.line.cited:
        source = sources.get(e.source)
        words = f"[{e.source} ¶{e.paragraph}]"
        link = source.url if source and source.url and source.url.startswith(("http://", "https://")) else None
        places.append(f'<a href="{html.escape(link)}">{words}</a>' if link else words)
    return f"<p>{_escaped(row.line.text)}</p><p>{' '.join(dict.fromkeys(places))}</p>"


def _dates(page: Page) -> dict[str, str]:
    """How the page prints the date of each row of its chronology."""
    blocks = page.blocks
    listed = {
        block.row: block.runs[0].text.removesuffix(": ")
        for block in blocks
        if isinstance(block, Text) and block.row and block.runs[0].bold
    }
    return listed | {
        row.id: " ".join(" ".join(t.plain for t in row.cells[0]).split())
        for block in blocks
        if isinstance(block, Table) and sections.BY_NAME[block.kind].row is EventRow and block.columns[0].kind == "when"
        for row in block.rows
    }
