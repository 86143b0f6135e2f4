"""Rows of events, figures and positions that make no sense by themselves: they stay candidates, of no worth.

Key points stand one behind the other, so that one may lean on the one before it. A row of a table has no such place:
what needs the sentence before it, half of a quotation, a question for a figure, and a position on "her" are printed
only where a person wants them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from briefing.compose import anaphora, answers, quotation_marks, salience, statements
from briefing.compose.story import Story
from briefing.model.brief import Choice, EventRow, FigureRow, PositionRow

Row = TypeVar("Row", EventRow, FigureRow, PositionRow)


def parted(story: Story, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows that stand alone; and those that do not, with no worth and the reason.

    Args:
        story: all articles.
        rows: of one section.
    """
    reasons = [_why_not(story, row) for row in rows]
    alone = [row for row, reason in zip(rows, reasons, strict=True) if reason is None]
    others = [_worthless(row, reason) for row, reason in zip(rows, reasons, strict=True) if reason is not None]
    return alone, others


def _worthless(row: Row, reason: str) -> Row:
    return replace(row, choice=Choice(0.0, (*row.choice.why, reason)))


def _why_not(story: Story, row: EventRow | FigureRow | PositionRow) -> str | None:
    """Why a row makes no sense by itself; ``None`` where it does."""
    speaker = None if isinstance(row, PositionRow) else row.claimed_by
    if why := answers.why_not(story, row, speaker):
        return why
    if isinstance(row, PositionRow):
        source = row.line.evidence[0].source - 1
        person = row.speaker.kind in ("person", "group")
        behind = anaphora.left_behind(story.findings[source], story.introduced[source], row.line, person=person)
        return "only the sentences before it say whom it is about" if behind else None
    if salience.leans(story, row.line):
        return "only makes sense behind the sentence before it"
    evidence = row.line.evidence[0]
    findings = story.findings[evidence.source - 1]
    if why := statements.no_story(findings, findings.sentences[evidence.sentence]):
        return why
    unsaid = row.claimed_by is None and findings.quoted.around(evidence.span.start) is not None
    if unsaid or quotation_marks.broken(row.line.text):
        return "is part of a quotation"
    if isinstance(row, FigureRow) and row.line.text.rstrip().endswith("?"):
        return "asks, and does not tell"
    return None
