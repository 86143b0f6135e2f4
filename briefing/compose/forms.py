"""One fact, several forms: a sentence may stand as a dated row, as somebody's position, as a figure or as a key point.

Whichever form is chosen, it is worth the same. The form that says more beside its words (a date, a speaker, a number)
goes before the bare sentence, which stays a candidate of less worth: where the better form finds no room or is not
printed by the template, the sentence may be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from briefing.model.brief import Choice, EventRow, FigureRow, Line, PositionRow, Statement, Words
from briefing.model.text import Span

#: Share of a sentence's characters that a row prints from which it is a form of that sentence.
COVERS = 0.5
#: What the sentence is worth beside a better form of it.
BARE = 0.7

Row = TypeVar("Row", EventRow, PositionRow, FigureRow)
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Forms:
    """Everything that may be printed, each form with its worth."""

    points: list[Statement]
    events: list[EventRow]
    positions: list[PositionRow]
    figures: list[FigureRow]


def forms(
    points: Sequence[Statement],
    events: Sequence[EventRow],
    positions: Sequence[PositionRow],
    figures: Sequence[FigureRow],
) -> Forms:
    """The same rows; the forms of one sentence are worth the same, the bare sentence and second figures less.

    Args:
        points: sentences.
        events: of the chronology.
        positions: that may be printed.
        figures: that may be printed.
    """
    worth: dict[Place, float] = {}
    for point in points:
        worth[point.line.place] = point.choice.score
    dated = [_raised(e, worth) if e.when.how != "document" else e for e in events]
    said = [_raised(p, worth) for p in positions]
    stated = [e for e in dated if e.when.how != "document"]
    better = {line.place for line in (*(p.line for p in said), *(e.line for e in stated)) if covers(line)}
    numbers = _first_figures(figures, better, worth)
    better |= {f.line.place for f in numbers if f.telling}
    bare = [_lowered(p) if p.line.place in better else p for p in points]
    return Forms(bare, dated, said, numbers)


def _first_figures(figures: Iterable[FigureRow], better: set[Place], worth: dict[Place, float]) -> list[FigureRow]:
    """The figures; of one sentence the best is printed for all, and none that a date or a speaker goes before."""
    of: dict[Place, list[FigureRow]] = defaultdict(list)
    for figure in figures:
        of[figure.line.place].append(figure)
    best = {place: max(rows, key=lambda f: (f.conflict is not None, f.choice.score)) for place, rows in of.items()}
    first = {figure.id for place, figure in best.items() if place not in better}
    return [_raised(f, worth) if f.id in first else _below(f) for rows in of.values() for f in rows]


def _raised(row: Row, worth: dict[Place, float]) -> Row:
    score = worth.get(row.line.place, row.choice.score) if covers(row.line) else row.choice.score
    if score <= row.choice.score:
        return row
    return replace(row, choice=Choice(score, (*row.choice.why, f"as its sentence {score - row.choice.score:+.2f}")))


def _lowered(point: Statement) -> Statement:
    """A bare sentence beside its better form."""
    score = round(min(point.choice.score, BARE * point.choice.score), 4)
    return replace(point, choice=Choice(score, (*point.choice.why, "stands in a better form")))


def _below(figure: FigureRow) -> FigureRow:
    """A figure whose sentence is printed for another, or in a better form: of no worth by itself."""
    if figure.conflict is not None:
        return figure
    why = (*figure.choice.why, "its sentence is printed otherwise")
    return replace(figure, choice=Choice(min(0.0, figure.choice.score), why))


def covers(line: Line) -> bool:
    """Whether a line prints most of its sentence."""
    sentence = line.evidence[0].span
    printed = sum(_shared(p.span, sentence) for p in line.pieces if isinstance(p, Words))
    return printed >= COVERS * max(1, sentence.end - sentence.start)


def _shared(span: Span, other: Span) -> int:
    return max(0, min(span.end, other.end) - max(span.start, other.start))
