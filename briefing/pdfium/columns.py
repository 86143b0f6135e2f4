"""Lines of a page that run through several columns, cut at the gutter and put in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: Lines at least that a gutter runs through, and its width in points.
FEWEST_LINES, NARROWEST = 5, 5.0
#: A space between words is narrower than so many times the height of the letters.
WIDE = 0.8


@dataclass(frozen=True, slots=True)
class Gap:
    """Wide white space in a line."""

    left: float
    right: float
    at: int
    """The number of the character it stands before."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it is drawn across the page; lengths in points."""

    left: float
    right: float
    gaps: tuple[Gap, ...]


def parted(rows: Sequence[Row]) -> Iterator[tuple[int, int, int | None]]:
    """The pieces of the rows in the order of reading: the row's number, the first character, and the end of the piece.

    Rows in a run through which the same gutters go are read column by column; the others stay as they are.
    """
    start = 0
    while start < len(rows):
        end, gutters = _run(rows, start)
        if not gutters:
            yield start, 0, None
            start += 1
            continue
        for column in range(len(gutters) + 1):
            for number in range(start, end):
                piece = _piece(rows[number], gutters, column)
                if piece is not None:
                    yield number, *piece
        start = end


def _run(rows: Sequence[Row], start: int) -> tuple[int, list[tuple[float, float]]]:
    """Where a run of rows ends, and the gutters that go through it; none where there is no run."""
    gutters = [(gap.left, gap.right) for gap in rows[start].gaps]
    shown, end = 1, start + 1
    while gutters and end < len(rows):
        left = [g for gutter in gutters if (g := _narrowed(gutter, rows[end])) is not None]
        if not left:
            break
        gutters, shown = left, shown + bool(rows[end].gaps)
        end += 1
    return (end, sorted(gutters)) if shown >= FEWEST_LINES else (start + 1, [])


def _narrowed(gutter: tuple[float, float], row: Row) -> tuple[float, float] | None:
    """The part of a gutter that is white in one more row; a row may also end before it, or begin behind it."""
    left, right = gutter
    if row.right <= left + 1 or row.left >= right - 1:
        return gutter
    meets = ((max(left, gap.left), min(right, gap.right)) for gap in row.gaps)
    return next(((a, b) for a, b in meets if b - a >= NARROWEST), None)


def _piece(row: Row, gutters: Sequence[tuple[float, float]], column: int) -> tuple[int, int | None] | None:
    """The characters of a row in one column; ``None`` where there are none."""
    cuts: list[int | None] = []
    for left, right in gutters:
        if row.right <= left + 1:
            cuts.append(None)
        elif row.left >= right - 1:
            cuts.append(0)
        else:
            cuts.append(next((gap.at for gap in row.gaps if gap.left < right and left < gap.right), None))
    start = cuts[column - 1] if column else 0
    if start is None:
        return None
    end = cuts[column] if column < len(gutters) else None
    return None if end == 0 or (end is not None and end <= start) else (start, end)
