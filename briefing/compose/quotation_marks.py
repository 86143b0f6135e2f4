"""Quotation marks that belong to a line: what opens is closed, with the source's own mark."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model.brief import Evidence, Line, Words
from briefing.model.text import Document, Span

_STOPS = re.compile(r"[.,?!…;:]*")
_CURLY = {"“": "”", "‘": "’"}
#: A single mark inside or before a word is an apostrophe.
_CLOSING_SINGLE = re.compile(r"(?<=\w[.,?!…])’(?!\w)|(?<=[\w.,?!…])’(?=[\s,.;:?!)”]|\Z)")
#: What a quotation may begin with.
OPENING = ("“", '"', "«", "‘", "''", "``")
_MARKS = frozenset('“”«»"')
_MARK = re.compile('[“”«»"]')
_QUOTED = re.compile(r"“[^”]*”?|«[^»]*»?|\"[^\"]*\"?|^[^“”]*”")
_OPENING_SINGLE = re.compile(r"(?<!\w)‘(?=\w)")


def closed(text: str, span: Span) -> Span:
    """The span with the closing mark of what it opens, where that follows at once; else as it was.

    Stops between the last word and its mark come along; a quotation that goes on behind the span is left as it is.
    """
    words = span.of(text)
    for opening, closing in _CURLY.items():
        if _opened(words, opening):
            end = _STOPS.match(text, span.end).end()  # type: ignore[union-attr]  # matches the empty string
            if text[end : end + 1] == closing:
                return Span(span.start, end + 1)
    for mark in ('"', "''"):
        if words.count(mark) % 2 == 1 and not _is_left_open(words, mark):
            end = _STOPS.match(text, span.end).end()  # type: ignore[union-attr]
            if text.startswith(mark, end):
                return Span(span.start, end + len(mark))
    return span


def opened(text: str, span: Span) -> Span:
    """The span with the opening mark of what it closes, where that stands right before it; else without the closing.

    A closing mark inside the span is left: words of two quotations stand around it. One that begins it is a slip of the
    pen for an opening one, and goes.
    """
    words = span.of(text)
    if words[:1] == "”" and words.count("”") == 1 and len(words) > 1:
        return Span(span.start + 1, span.end)
    for opening, closing in _CURLY.items():
        if opening in words or words.count(closing) != 1 or not words.endswith(closing):
            continue
        if text[span.start - 1 : span.start] == opening:
            return Span(span.start - 1, span.end)
        if closing == "”" or re.search(r"[.,?!…]’\Z", words):
            return Span(span.start, span.end - 1)
    return span


def broken(words: str) -> bool:
    """Whether words hold half of a quotation: one that begins before them, or goes on behind them."""
    return words.count("“") != words.count("”") or words.count('"') % 2 == 1


def left_open(words: str) -> bool:
    """Whether what follows some words stands in a quotation that opens in them."""
    return sum(map(words.count, "“«")) > sum(map(words.count, "”»")) or words.count('"') % 2 == 1


def open_at(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` leaves a quotation open (:func:`left_open`), without going through it each time.

    Every sentence of a paragraph asks this of all that stands before it there.
    """
    marks, end = _marks(text), max(start, end)
    opening, closing, straight = (
        bisect_left(places, end) - bisect_left(places, start)
        for places in (marks.opening, marks.closing, marks.straight)
    )
    return opening > closing or straight % 2 == 1


@dataclass(frozen=True, slots=True)
class _Marks:
    """Where the double quotation marks of a text stand, in order."""

    every: Sequence[int]
    opening: Sequence[int]
    closing: Sequence[int]
    straight: Sequence[int]


@functools.lru_cache(maxsize=4)
def _marks(text: str) -> _Marks:
    every = [match.start() for match in _MARK.finditer(text)]
    kinds = ([at for at in every if text[at] in kind] for kind in ("“«", "”»", '"'))
    return _Marks(every, *kinds)


def whole(text: str, paragraph: Span, span: Span) -> tuple[Span, ...]:
    """A sentence, and the marks of the quotations that begin before it or go on behind it, so that both are whole.

    Nothing is added where a mark is missing in the paragraph: then nobody knows where the quotation ends.

    Args:
        text: of the document.
        paragraph: the sentence's.
        span: the sentence, or what is printed of it.
    """
    if open_at(text, *paragraph):
        return (span,)
    before, behind = open_at(text, paragraph.start, span.start), open_at(text, paragraph.start, span.end)
    opening = _opening(text, paragraph.start, span.start) if before else None
    closing = _closing(text, span.end, paragraph.end) if behind else None
    if (before and opening is None) or (behind and closing is None):
        return (span,)
    return tuple(part for part in (opening, span, closing) if part is not None)


def completed(line: Line) -> bool:
    """Whether a line has a mark of a quotation that begins before its words, or goes on behind them (:func:`whole`)."""
    return any(isinstance(piece, Words) and piece.text in _MARKS for piece in line.pieces)


def _opening(text: str, start: int, end: int) -> Span | None:
    """The mark that opens the last quotation of a stretch; ``None`` where the last mark does not open one."""
    every = _marks(text).every
    last = bisect_left(every, end) - 1
    if last < 0 or (at := every[last]) < start:
        return None
    opens = text[at] in "“«" or (text[at] == '"' and (at == start or text[at - 1] in " (["))
    return Span(at, at + 1) if opens else None


def _closing(text: str, start: int, end: int) -> Span | None:
    """The mark that closes a quotation which goes on in a stretch; ``None`` where another one opens first."""
    every = _marks(text).every
    first = bisect_left(every, start)
    if first == len(every) or (at := every[first]) >= end:
        return None
    closes = text[at] in "”»" or (text[at] == '"' and not text[at - 1].isspace())
    return Span(at, at + 1) if closes else None


def outside(words: str) -> str:
    """The words without what stands in quotation marks, also where a quotation goes on behind them."""
    return _QUOTED.sub(" ", words)


def inside(document: Document, evidence: Evidence) -> bool:
    """Whether a sentence begins inside a quotation that its paragraph has opened before it."""
    paragraph = document.paragraphs[evidence.paragraph - 1]
    return open_at(document.text, paragraph.start, evidence.span.start)


def _opened(words: str, opening: str) -> bool:
    if opening == "“":
        return words.count("“") > words.count("”")
    return len(_OPENING_SINGLE.findall(words)) > len(_CLOSING_SINGLE.findall(words))


def _is_left_open(words: str, mark: str) -> bool:
    """Whether the odd mark closes a quotation opened before the span: it follows a word and no space."""
    at = words.rfind(mark)
    return at > 0 and not words[at - 1].isspace() and words[at - 1] not in "([—–-"
