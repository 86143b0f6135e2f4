"""Positions that tell a toll of which an article of a later day tells a higher one: they are held.

A toll of a day is right when it is told, and wrong on the page of the next day. Only casualties are compared, of one
kind and in sentences that share a name ("killed 8 in Maren", "14 dead in Maren"), within the growth that a toll has.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from briefing.compose import quantities
from briefing.compose.conflicts import RATIO, TOLL
from briefing.compose.quantities import Quantity
from briefing.compose.same_event import party_names
from briefing.compose.story import Story
from briefing.model.brief import LeftOut, PositionRow
from briefing.rules import nearest

#: From so many a toll grows less.
MANY = 1000

Toll = tuple[dt.date, float, int]
"""The day of an article, the number it tells, and the number of its source."""


def current(
    story: Story, positions: Sequence[PositionRow], left: list[LeftOut], held: list[PositionRow]
) -> list[PositionRow]:
    """The positions without those whose toll a later article raises.

    Args:
        story: all articles.
        positions: that may be printed.
        left: takes up those that are held, each with the source that tells the later toll.
        held: takes up their rows.
    """
    days = {f.document.date for f in story.findings if f.document.date is not None}
    if len(days) < 2:
        return list(positions)
    by_name = _tolls(story)
    kept = []
    for row in positions:
        source = _raised_by(story, row, by_name)
        if source is None:
            kept.append(row)
        else:
            left.append(LeftOut("positions", row.id, f"source {source}, of a later day, tells a higher toll"))
            held.append(row)
    return kept


def _tolls(story: Story) -> dict[tuple[str, str, str], list[Toll]]:
    """The tolls of all articles by their kind, whom they count, and each name in their sentence."""
    by_name: dict[tuple[str, str, str], list[Toll]] = defaultdict(list)
    for number, findings in story.sources():
        day = findings.document.date
        for sentence in findings.sentences if day is not None else ():
            text = sentence.span.of(findings.document.text)
            counted = list(_casualties(text, story.language))
            for name in sorted(party_names(text)) if counted else ():
                for quantity in counted:
                    by_name[quantity.kind, quantity.which, name].append((day or dt.date.min, quantity.value, number))
    return by_name


def _casualties(text: str, language: str) -> Iterator[Quantity]:
    kinds = nearest("conflicts", language)["casualties"]
    return (q for q in quantities.of(text, language) if q.kind in kinds and q.value)


def _raised_by(story: Story, row: PositionRow, by_name: dict[tuple[str, str, str], list[Toll]]) -> int | None:
    """The source of a later day that tells a higher toll of what a position counts; ``None`` where none does."""
    evidence = row.line.evidence[0]
    findings = story.findings[evidence.source - 1]
    day = findings.document.date
    if day is None:
        return None
    names = party_names(findings.sentences[evidence.sentence].span.of(findings.document.text))
    raised = [
        (later, value, source)
        for quantity in _casualties(row.line.text, story.language)
        for name in names
        for later, value, source in by_name.get((quantity.kind, quantity.which, name), ())
        if later > day and quantity.value < value <= (TOLL if quantity.value < MANY else RATIO) * quantity.value
    ]
    return max(raised)[2] if raised else None
