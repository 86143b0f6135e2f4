"""What was printed against the brief it was printed from: a row's words, and its date no finer than it is known."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from briefing.model.brief import Brief, EventRow, Line
from briefing.model.record import Printed
from briefing.verify import lines
from briefing.verify.report import Fault

_NUMBER = re.compile(r"\d+")
_DAY = dt.timedelta(days=1)


def faults(brief: Brief, printed: Printed) -> Iterator[Fault]:
    """Rows of the page that say something else than the brief."""
    known: dict[str, tuple[str, Line]] = {id_: (section, line) for section, id_, line in lines.every(brief)}
    dated: dict[str, EventRow] = {row.id: row for row in (*brief.chronology, *brief.scheduled)}
    for row in printed.rows:
        if row.id not in known:
            yield Fault("page", row.id, "stands on the page and not in the brief")
            continue
        section, line = known[row.id]
        where = f"{section} {row.id}"
        cells = [_plain(cell) for cell in row.cells]
        if not any(_begins(cell, line) for cell in cells):
            yield Fault("page", where, f"is printed as “{max(cells, key=len)[:60]}”, which is not what its source says")
        event = dated.get(row.id)
        if event is not None and (strange := _numbers(cells[0]) - _known_numbers(event)):
            yield Fault("date", where, f"is printed as “{cells[0]}”; nothing known of its date is {min(strange)}")


def _begins(cell: str, line: Line) -> bool:
    """Whether a cell begins with a line's words: all but a full stop at their end or, with an ellipsis, its first."""
    words = _plain(line.text)
    without_stop = words.removesuffix(".")
    if cell.startswith(without_stop) and not cell[len(without_stop) :][:1].isalnum():
        return True
    before, ellipsis, _ = cell.partition(" …")
    return bool(ellipsis) and words.startswith(before.rstrip("”’\"'"))


def _numbers(words: str) -> set[int]:
    return {int(n) for n in _NUMBER.findall(words)}


def _known_numbers(row: EventRow) -> set[int]:
    """Every number in what is known of a date: its value, its range, its words, and its days where days are known."""
    when = row.when
    numbers = _numbers(f"{when.value or ''} {when.edtf or ''} {when.said or ''}")
    if when.granularity == "decade":
        numbers |= {n * 10 for n in numbers}
    if when.granularity == "century":
        numbers |= {n + 1 for n in numbers}
    if when.value is None or when.granularity in ("time", "day", "week"):
        start, end = when.interval or (None, None)
        before = [day - _DAY for day in (start, end) if day is not None and day > dt.date.min]
        days = [start, end, *before]
        numbers |= {number for day in days if day is not None for number in (day.year, day.month, day.day)}
    return numbers


def _plain(words: str) -> str:
    """Words as they can be printed: composed accents, no controls and no marks of direction."""
    words = unicodedata.normalize("NFC", " ".join(words.split()))
    return "".join(c for c in words if unicodedata.category(c) not in ("Cc", "Cf", "Cn"))
