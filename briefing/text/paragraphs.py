"""Where paragraphs begin and end in plain text."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from briefing.model.text import Span

_BLANK = re.compile(r"\n[^\S\n]*\n")
_BLOCK = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*(?:\n|\Z)))*")
_LINE = re.compile(r"[^\s][^\n]*")
_ROW = re.compile(r"[^\n]+")
_ENDS = '.!?”"’:'
#: Lines from which a text may be one that was broken into lines of a fixed width; and of a stretch between blank lines.
FEWEST, LONG_BLOCK = 6, 12
#: Letters that its longest line has at least.
NARROW = 40
#: The shares of its lines that end no sentence, and that go on with a small letter besides, from which it is one.
OPEN, GOES_ON = 0.35, 0.2
#: The share of lines within sentences that have room for the next word, up to which lines were filled.
UNFILLED = 0.05
#: The share of the width below which a line that ends no sentence is a headline.
HEADLINE = 0.6


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text, without the white space around them.

    Where blank lines part the text, a paragraph is what stands between them, however its lines were wrapped; where
    there are none, each line is one. Where lines were broken at a fixed width and no blank line parts them, a paragraph
    begins at a line that is set in, or behind one that ends a sentence and has room for the next word.
    """
    pattern = _BLOCK if _BLANK.search(text.strip()) else _LINE
    if pattern is _LINE:
        lines = _rows(text, 0, len(text))
        stretches = _folded(text, lines) if len(lines) >= FEWEST and _is_folded(text, lines) else lines
    else:
        stretches = [part for match in pattern.finditer(text) for part in _parts(text, Span(*match.span()))]
    return tuple(span for part in stretches if (span := _bare(text, part)).end > span.start)


def _rows(text: str, start: int, end: int) -> list[Span]:
    """The lines of a stretch that have a word in them."""
    return [Span(*match.span()) for match in _ROW.finditer(text, start, end) if match.group().strip()]


def _bare(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip()))


def _parts(text: str, block: Span) -> Sequence[Span]:
    """A stretch between blank lines; its paragraphs where it is long, was folded, and has several lines set in."""
    if block.of(text).count("\n") + 1 < LONG_BLOCK:
        return [block]
    start = text.rfind("\n", 0, block.start) + 1
    lines = _rows(text, start, block.end)
    several = sum(_is_set_in(text, lines)) > 1
    return _folded(text, lines, by_room=False) if several and _is_folded(text, lines) else [block]


def _is_folded(text: str, lines: Sequence[Span]) -> bool:
    """Whether a text was broken into lines of a fixed width: many end no sentence and go on with a small letter."""
    pairs = [(a.of(text).rstrip(), b.of(text).lstrip()) for a, b in itertools.pairwise(lines)]
    if max(line.end - line.start for line in lines) < NARROW:
        return False
    still_open = sum(above[-1] not in _ENDS for above, _ in pairs)
    goes_on = sum(above[-1] not in _ENDS and below[0].islower() for above, below in pairs)
    return still_open >= OPEN * len(pairs) and goes_on >= GOES_ON * len(pairs)


def _is_set_in(text: str, lines: Sequence[Span]) -> list[bool]:
    """For each line whether it begins farther in than most do."""
    margins = [len(words) - len(words.lstrip()) for words in (line.of(text) for line in lines)]
    usual = Counter(margins).most_common(1)[0][0] if margins else 0
    return [margin > usual + 1 for margin in margins]


def _folded(text: str, lines: Sequence[Span], *, by_room: bool = True) -> list[Span]:
    """The paragraphs of lines that were broken at a fixed width."""
    rows = [line.of(text).rstrip() for line in lines]
    width = max(map(len, rows))
    firsts = [row.split(maxsplit=1)[0] for row in rows]
    room = [width - len(above) > len(first) for above, first in zip(rows, firsts[1:], strict=False)]
    inside = [has for has, first in zip(room, firsts[1:], strict=False) if first[0].islower()]
    filled = by_room and sum(inside) <= UNFILLED * len(inside)
    begins = _is_set_in(text, lines)
    for n, has in enumerate(room):
        ended = rows[n][-1] in _ENDS
        headline = not ended and len(rows[n]) < HEADLINE * width and not firsts[n + 1][0].islower()
        begins[n + 1] = begins[n + 1] or headline or (filled and ended and has)
    starts = [n for n, first in enumerate(begins) if first or n == 0]
    return [Span(lines[a].start, lines[b - 1].end) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
