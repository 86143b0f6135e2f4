"""The lines of a scanned page, made as even as those of a printed one.

What recognises letters guesses the size of each line from the picture, and may take a page whose lines happen to have
white space one above the other for two columns.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefing.pdfium import Line

#: How far the sizes of lines lie apart that are set in one size: as parts of it in the body, and from line to line.
UNEVEN, UNEQUAL = 0.25, 0.12
#: Times their size that the words of a line stand apart at most; most columns are farther apart.
SPACE = 1.2
#: Lines of a page, and the share of all of them, that begin one below the other where a column does; and how far from
#: one another, as a part of their size.
FEWEST, SHARE, EDGE = 8, 0.2, 0.5
#: The share of a page's height, at its top and at its foot, where running heads and page numbers stand.
MARGIN = 0.1


def is_at_margin(line: Line) -> bool:
    """Whether a line stands at the head or the foot of its page."""
    return line.top > line.height * (1 - MARGIN) or line.bottom < line.height * MARGIN


def evened(lines: Sequence[Line]) -> list[Line]:
    """The lines with whole rows and the sizes that they were set in."""
    return _of_one_size(_whole(lines))


def _whole(lines: Sequence[Line]) -> list[Line]:
    """The lines; a piece that goes on right behind another, on the same row, is put to it, where no column begins."""
    columns = _columns(lines)
    whole: list[Line] = []
    rows: dict[tuple[int, int], list[int]] = {}
    for line in lines:
        row = round(line.bottom / max(line.size, 1))
        near = [number for r in (row - 1, row, row + 1) for number in rows.get((line.page, r), ())]
        before = next((number for number in near if _goes_on(whole[number], line)), None)
        if (line.page, _place(line)) in columns:
            before = None
        if before is None:
            rows.setdefault((line.page, row), []).append(len(whole))
            whole.append(line)
            continue
        piece = whole[before]
        whole[before] = replace(
            piece,
            text=f"{piece.text} {line.text}",
            right=line.right,
            bottom=min(piece.bottom, line.bottom),
            top=max(piece.top, line.top),
        )
    return whole


def _columns(lines: Sequence[Line]) -> set[tuple[int, int]]:
    """The pages and places across them at which columns begin."""
    begin = Counter((line.page, _place(line)) for line in lines)
    pages = Counter(line.page for line in lines)
    near = {(page, at): sum(begin[page, at + n] for n in (-1, 0, 1)) for page, at in begin}
    return {(page, at) for (page, at), count in near.items() if count >= max(FEWEST, SHARE * pages[page])}


def _place(line: Line) -> int:
    return round(line.left / (EDGE * max(line.size, 1)))


def _goes_on(before: Line, line: Line) -> bool:
    level = abs(before.bottom - line.bottom) < 0.4 * line.size and abs(before.size - line.size) < UNEVEN * line.size
    return level and 0 <= line.left - before.right < SPACE * line.size


def _of_one_size(lines: Sequence[Line]) -> list[Line]:
    """The lines; those of the body have one size, and so has each run of others that are nearly alike.

    In the margins every line keeps its own, for it is by their size that running heads are told.
    """
    if not lines:
        return []
    # Weighed by their letters: a headline and labels have few.
    body = statistics.median_high(size for line in lines for size in [line.size] * len(line.text))
    even: list[Line] = []
    for line in lines:
        size = line.size
        if is_at_margin(line):
            pass
        elif abs(size - body) <= UNEVEN * body:
            size = body
        elif even and abs(size - even[-1].size) <= UNEQUAL * even[-1].size:
            size = even[-1].size
        even.append(replace(line, size=size))
    return even
