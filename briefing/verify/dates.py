"""Every date against the expression it was read from: looked at again, with the calendar alone.

This does not repeat the reading; it asks what any reading must satisfy. A year, a month or a weekday that the words
name must be that of the value; "today" and "yesterday" count from the article's day; and no value is finer than what it
claims to be.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from briefing import rules
from briefing.model import sections
from briefing.model.brief import Brief, EventRow, Evidence, PositionRow, Statement
from briefing.model.time import When
from briefing.verify import finest
from briefing.verify.report import Fault

#: The longest value a granularity may have, in characters.
FINEST = {
    "time": 29, "day": 10, "week": 11, "month": 7, "quarter": 7, "half": 7, "season": 7, "year": 4, "decade": 4,
    "century": 4, "unknown": 0,
}  # fmt: skip
DATED = tuple(section for section in sections.SECTIONS if section.dates_verified)
_YEAR = re.compile(r"(?<![\d,.$€£])(1[5-9]\d\d|20\d\d)(?![\d,]|\.\d)")
_WORD = re.compile(r"[^\W\d_]+")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def every(brief: Brief) -> Iterator[tuple[str, When, Evidence]]:
    """Every date that a row has, with where its row comes from."""
    for section, row in sections.every_row(brief, DATED):
        if isinstance(row, EventRow | PositionRow | Statement) and row.when is not None and row.line.evidence:
            yield f"{section.name} {row.id}", row.when, row.line.evidence[0]


def faults(brief: Brief) -> Iterator[Fault]:
    """Dates that their words do not bear out."""
    days = {s.document: s.date for s in brief.sources}
    for where, when, evidence in every(brief):
        for what in _of(when, brief, evidence, days.get(evidence.document)):
            yield Fault("date", where, what)


def _of(when: When, brief: Brief, evidence: Evidence, written: dt.date | None) -> Iterator[str]:
    value = when.value or ""
    if len(value) > FINEST[when.granularity]:
        yield f"{value} is finer than a {when.granularity}"
    if when.how == "stated":
        if not when.said:
            yield f"{value} names no words it was read from"
            return
        here = [p for p in brief.passages if p.document == evidence.document and p.span.overlaps(evidence.span)]
        if here and not any(_plain(when.said) in _plain(p.text) for p in here):
            yield f"“{when.said}” does not stand in the sentence"
        if (
            when.timex is not None
            and "/" not in (when.edtf or "")
            and finest.finer(when.granularity, when.said, brief.language)
        ):
            yield f"{value} is finer than “{when.said}”"
        if value:
            post = next((p.written for p in here if p.written is not None), None)
            yield from _against(value, when, post or written, brief.language)


def _against(value: str, when: When, written: dt.date | None, language: str) -> Iterator[str]:
    """What the words name, and the value has not."""
    said = when.said or ""
    # "1800 GMT" names the hour of its day.
    hour = value[11:16].replace(":", "") if when.granularity == "time" else ""
    years = set(_YEAR.findall(said)) - {hour}
    covered = _years(when)
    if years and covered and not covered & years:
        yield f"“{said}” names {', '.join(sorted(years))}, its value is {value}"
    day = dt.date.fromisoformat(value[:10]) if _ISO_DAY.match(value) else None
    months, weekdays, counted = _names(language)
    words = [w.lower() for w in _WORD.findall(said)]
    named = {months[w] for w in words if w in months}
    if named and re.match(r"\d{4}-\d{2}(?!\d)", value) and not _months(when) & named:
        yield f"“{said}” names another month than {value}"
    if day is None:
        return
    if len(words) == 1 and words[0] in weekdays and day.weekday() != weekdays[words[0]]:
        yield f"“{said}” is not the weekday of {value}"
    key = " ".join(words)
    if key in counted and written is not None and (day - written).days != counted[key]:
        yield f"“{said}” in an article of {written} is not {value}"


def _years(when: When) -> set[str]:
    """Every year that the value may mean: its own, those of its range and of its days."""
    years = set(re.findall(r"(?<!\d)\d{4}(?!\d)", f"{when.value} {when.edtf or ''}"))
    days = when.interval
    if days is not None and days.start is not None and days.end is not None:
        years |= {f"{y:04}" for y in range(days.start.year, days.end.year + 1)}
    return years


def _months(when: When) -> set[int]:
    months = {int(m) for m in re.findall(r"\d{4}-(\d{2})(?!\d)", f"{when.value} {when.edtf or ''}")}
    days = when.interval
    if days is not None and days.start is not None and days.end is not None and (days.end - days.start).days < 366:
        # Months are counted, not days: at the calendar's ends there is no day before or after.
        first, last = (day.year * 12 + day.month - 1 for day in (days.start, days.end))
        if days.end.day == 1 and last > first:
            last -= 1
        months |= {month % 12 + 1 for month in range(first, last + 1)}
    return months


def _names(language: str) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Months, weekdays and days counted from today, as a language names them; none where it has no rules."""
    if language not in rules.languages("timex"):
        return {}, {}, {}
    words = rules.load("timex", language)["words"]
    counted = rules.load("verify", language)["counted"] if language in rules.languages("verify") else {}
    return dict(words["months"]), dict(words["weekdays"]), dict(counted)


def _plain(words: str) -> str:
    return " ".join(words.split())
