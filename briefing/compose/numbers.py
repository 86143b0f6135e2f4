"""The rows of the figures: each number once, with who gives it, when, and who gives another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.compose import salience, trim
from briefing.compose.chronology import card
from briefing.compose.likeness import alike, bag
from briefing.compose.stances import reported
from briefing.compose.story import Story
from briefing.model.brief import Choice, EventRow, FigureRow, PositionRow, Statement
from briefing.model.findings import Figure, Findings
from briefing.model.time import When

#: Share of words in common from which one number is told twice.
SAME = 0.5


def rows(
    story: Story, events: Sequence[EventRow], positions: Sequence[PositionRow], above: Sequence[Statement]
) -> list[FigureRow]:
    """The figures of the articles in order; what several articles tell alike stands once, with every place.

    Args:
        story: all articles.
        events: merged; where sources differ on a number, its figure says so.
        positions: that may be printed; a figure in their words is told there.
        above: the bottom line, and the sentence that is the title.
    """
    said = {(e.source, e.sentence) for row in positions for e in row.line.evidence}
    lines = [*(row.line for row in events), *(row.line for row in above)]
    told = {(e.source, e.sentence) for line in lines for e in line.evidence}
    made: list[FigureRow] = []
    for number, findings in story.sources():
        if story.copied_from(number) is not None:
            continue
        for n, one in enumerate(findings.figures, 1):
            place = (number, one.sentence)
            choice = salience.figure(story, number, one, told=place in told, said=place in said)
            row = _row(number, findings, one, f"f{number}.{n}", choice)
            if not _joined(made, row):
                made.append(row)
    return _each_sentence_once([_disputed(row, events) for row in made])


def _each_sentence_once(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """The same; of several figures in one sentence the best one has it printed, and whatever sources differ on."""
    best: dict[tuple[int, int], FigureRow] = {}
    for row in rows:
        place = (row.line.evidence[0].source, row.line.evidence[0].sentence)
        best[place] = max(best.get(place, row), row, key=lambda r: (r.conflict is not None, r.choice.score))
    kept = {row.id for row in best.values()}
    why = "its sentence is printed for another"
    return [r if r.id in kept else replace(r, choice=salience.more(r.choice, why, -1.0)) for r in rows]


def _row(number: int, findings: Findings, one: Figure, id_: str, choice: Choice) -> FigureRow:
    claim = findings.attribution(one.claimed_by)
    who = findings.actor(claim.actor) if claim else None
    return FigureRow(
        id=id_,
        line=trim.figure_line(findings, one, number),
        value=one.value,
        unit=one.unit,
        claimed_by=card(who) if who else None,
        choice=choice,
        figure=one.span.of(findings.document.text),
        counts=one.counts.of(findings.document.text) if one.counts else None,
        when=_when(findings, one),
    )


def _when(findings: Findings, one: Figure) -> When | None:
    """The date of the event whose clause holds the figure; else the day it was reported."""
    clauses = [
        e for e in findings.events if e.sentence == one.sentence and e.when.how == "stated" and e.span.holds(one.span)
    ]
    if clauses:
        return min(clauses, key=lambda e: e.span.end - e.span.start).when
    day = findings.document.date
    return reported(day, "the day of the article") if day else None


def _joined(made: list[FigureRow], row: FigureRow) -> bool:
    """Whether another article's row tells the same number of the same thing; its place is then put to that row."""
    own, evidence = bag(row.line.text), row.line.evidence[0]
    for i, other in enumerate(made):
        if (other.value, other.unit) != (row.value, row.unit) or row.value is None:
            continue
        elsewhere = all(e.source != evidence.source for e in other.line.evidence)
        if elsewhere and alike(own, bag(other.line.text)) >= SAME:
            made[i] = _with(other, row)
            return True
    return False


def _with(one: FigureRow, other: FigureRow) -> FigureRow:
    return replace(one, line=replace(one.line, evidence=(*one.line.evidence, *other.line.evidence)))


def _disputed(row: FigureRow, events: Sequence[EventRow]) -> FigureRow:
    """The row with the other values where the event it belongs to has them."""
    place = row.line.evidence[0]
    for event in events:
        conflict = event.conflict
        if conflict is None or conflict.about != "figure":
            continue
        for shown, found in conflict.values:
            here = any((e.source, e.sentence) == (place.source, place.sentence) for e in found)
            if here and shown.split()[0] in (row.figure or "").split():
                return replace(row, conflict=conflict)
    return row
