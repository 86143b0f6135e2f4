"""Quotation marks that belong to a line: what opens is closed, with the source's own mark."""

from __future__ import annotations

import re
from bisect import bisect_left

from briefing.model.brief import Line, Piece, Words
from briefing.model.findings import Findings
from briefing.model.text import Span
from briefing.quotations import MARKS, PAIRS

_STOPS = re.compile(r"[.,?!…;:]*")
_CURLY = {"“": "”", "‘": "’"}
#: A single mark inside or before a word is an apostrophe.
_CLOSING_SINGLE = re.compile(r"(?<=\w[.,?!…])’(?!\w)|(?<=[\w.,?!…])’(?=[\s,.;:?!)”]|\Z)")
#: What a quotation may begin with.
OPENING = ("“", '"', "«", "‘", "''", "``")
#: Characters of the longest line that is closed so: a longer one is not printed to its end.
_WHOLE = 400
#: The most paragraphs that a quotation goes on for.
_GOES_ON = 8
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
        if words.startswith('"') and words.count('"') == 1:
            return span  # opened by a mark of another shape
        if text[span.start - 1 : span.start] == opening:
            return Span(span.start - 1, span.end)
        if closing == "”" or re.search(r"[.,?!…]’\Z", words):
            return Span(span.start, span.end - 1)
    if words.count('"') == 1 and words.endswith('"') and not _opened(words, "“"):
        led = text[span.start - 1 : span.start] == '"'
        return Span(span.start - 1, span.end) if led else Span(span.start, span.end - 1)
    return span


def broken(words: str) -> bool:
    """Whether words hold half of a quotation: one that begins before them, or goes on behind them."""
    return words.count("“") != words.count("”") or words.count('"') % 2 == 1


def whole(findings: Findings, paragraph: Span, span: Span) -> tuple[Span, ...]:
    """A sentence, and the marks of the quotations that begin before it or go on behind it, so that both are whole.

    Nothing is added where a mark is missing: then nobody knows where the quotation ends.

    Args:
        findings: of the document.
        paragraph: the sentence's.
        span: the sentence, or what is printed of it.
    """
    text, quoted = findings.document.text, findings.quoted
    before, behind = quoted.around(span.start), quoted.around(span.end)
    last = quoted.last_before(paragraph.end)
    if not all(q is None or _is_sure(text, q, last or q) for q in (before, behind)):
        return (span,)
    opening = (Span(before.start, before.start + 1),) if before else ()
    mark = Span(behind.end - 1, behind.end) if behind else _closing(findings, quoted.at(span.end - 1), span)
    return (*opening, span, *((mark,) if mark else ()))


def ended(findings: Findings, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces of a line whose quotation goes on in the next paragraph, with one opening mark and its closing one."""
    out: list[Piece] = []
    for piece in pieces:
        before = out[-1] if out else None
        if isinstance(before, Words) and isinstance(piece, Words) and _reopens(findings, before.span, piece.span):
            out.append(Words(Span(piece.span.start + 1, piece.span.end), piece.text[1:]))
        else:
            out.append(piece)
    last, text = out[-1], "".join(piece.text for piece in out if isinstance(piece, Words))
    if isinstance(last, Words) and len(text) <= _WHOLE and broken(text):
        mark = _closing(findings, findings.quoted.at(last.span.end - 1), last.span)
        out += [Words(mark, mark.of(findings.document.text))] if mark is not None else []
    return tuple(out)


def _reopens(findings: Findings, before: Span, span: Span) -> bool:
    """Whether a span goes on with the quotation that the paragraph before it leaves open, and opens it again."""
    text, quotation = findings.document.text, findings.quoted.at(before.end - 1)
    if quotation is None or quotation.end != before.end or text[before.end : span.start].strip():
        return False
    opening = text[quotation.start]
    return opening in PAIRS and text[span.start] == opening and text[quotation.end - 1] != PAIRS[opening]


def _closing(findings: Findings, quotation: Span | None, span: Span) -> Span | None:
    """The mark that closes a quotation which its paragraph leaves open at the end of a span.

    ``None`` where it has a mark, or where no quotation begins the paragraph behind it.
    """
    text, paragraphs = findings.document.text, findings.document.paragraphs
    if quotation is None or quotation.end != span.end or text[quotation.start] not in PAIRS:
        return None
    opening, closing = text[quotation.start], PAIRS[text[quotation.start]]
    behind = bisect_left(paragraphs, Span(span.end, span.end))
    for paragraph in paragraphs[behind : behind + _GOES_ON]:
        if text[quotation.end - 1] == closing:
            return None
        following = findings.quoted.at(paragraph.start)
        if following is None or text[following.start] != opening:
            return None
        if text[following.end - 1] == closing:
            return Span(following.end - 1, following.end)
        quotation = following
    return None


def _is_sure(text: str, quotation: Span, last: Span) -> bool:
    """Whether a quotation has both its marks, and no other begins within it.

    A mark of one shape opens and closes; where the last one of the paragraph closes nothing, any other may be missing.
    """
    opening, closing = text[quotation.start], text[quotation.end - 1]
    if PAIRS.get(opening) != closing:
        return False
    if opening == closing:
        return text[last.end - 1] == closing
    return text.find(opening, quotation.start + 1, quotation.end) < 0


def completed(line: Line) -> bool:
    """Whether a line has a mark of a quotation that begins before its words, or goes on behind them (:func:`whole`)."""
    return any(isinstance(piece, Words) and piece.text in MARKS for piece in line.pieces)


def _opened(words: str, opening: str) -> bool:
    if opening == "“":
        return words.count("“") > words.count("”")
    return len(_OPENING_SINGLE.findall(words)) > len(_CLOSING_SINGLE.findall(words))


def _is_left_open(words: str, mark: str) -> bool:
    """Whether the odd mark closes a quotation opened before the span: it follows a word and no space."""
    at = words.rfind(mark)
    return at > 0 and not words[at - 1].isspace() and words[at - 1] not in "([—–-"
