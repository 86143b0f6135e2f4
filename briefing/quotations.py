"""Where quotations begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.model.text import Document, Span

#: Double marks that open a quotation, each with the one that closes it.
PAIRS = {"“": "”", "«": "»", '"': '"'}
MARKS = frozenset((*PAIRS, *PAIRS.values()))
#: Inside a quotation in single marks, and where it ends; ``{o}`` and ``{c}`` are its marks.
_WITHIN = r"[^{o}{c}\n] | (?<=\w){c}(?=\w) | (?<=s){c}(?=\s\w)"
_END = r"(?<=[.,?!…]){c}(?!\w) | (?<=[^\Ws]){c}(?=[\s.,;:?!)—–-]|\Z) | {c}(?=[.,;:?!)]|\Z)"
_SINGLE = re.compile(
    rf"""
    (?:\A|(?<=[\s(\[—–-]))
    (?: ‘(?=\w) (?:{_WITHIN.format(o="‘", c="’")} | ‘[^‘’\n]*’)*? (?:{_END.format(c="’")})
      | '(?=\w) (?:{_WITHIN.format(o="'", c="'")})*? (?:{_END.format(c="'")})
      | «[^«»\n]+»
    )
    """,
    re.VERBOSE,
)
#: Two single marks are how some wires write one double mark.
_MARK = re.compile(r"(?P<open>“|``)|(?P<close>”)|(?P<either>\"|'')")
#: A single mark that closes a sentence, and with it a quotation that began with a double one.
_SLIP = re.compile(r"(?<=[\w)][.?!…])’(?=\s+[A-Z])")


def find(document: Document) -> tuple[Span, ...]:
    """The quotations of the story in order, marks included; one never overlaps another.

    A quotation that a paragraph leaves open ends with the paragraph, so that an odd mark costs no more than that; or at
    a single mark that closes a sentence where no single one was opened.
    Nested single quotation marks belong to the quotation around them. Where a text has no double marks, single ones
    and guillemets are its quotation marks; so they are, too, in the answers of an interview. Linear in the text's
    length.
    """
    doubled = any(_MARK.search(document.text, *paragraph) for paragraph in document.paragraphs)
    inside = _double if doubled else _single
    return tuple(
        quotation
        for paragraph in document.paragraphs
        for quotation in (_either if document.answer_at(paragraph) else inside)(document.text, paragraph)
    )


def outside(words: str) -> str:
    """Some words of a paragraph without their quotations; one may begin before them, or go on behind them.

    >>> outside("We lost nine boats,” she said. “We want")
    '  she said.  '
    """
    whole, first = Span(0, len(words)), _MARK.search(words)
    at, out = 0, ""
    if first is not None and first["close"] is not None and not _opens(words, first, 0):
        at, out = first.end(), " "
    for quotation in (_double if first is not None else _single)(words, whole):
        if quotation.start >= at:
            out, at = f"{out}{words[at : quotation.start]} ", quotation.end
    return out + words[at:]


def _double(text: str, paragraph: Span) -> Iterator[Span]:
    """The quotations of a paragraph in double marks."""
    start: int | None = None
    for mark in _MARK.finditer(text, *paragraph):
        if start is None:
            if _opens(text, mark, paragraph.start):
                start = mark.start()
        elif mark["open"] is None or _turned(text, mark, paragraph.end):
            yield Span(start, mark.end())
            start = None
    if start is not None and paragraph.end - start > 2:
        slip = _SLIP.search(text, start, paragraph.end) if "‘" not in text[start : paragraph.end] else None
        yield Span(start, slip.end() if slip is not None else paragraph.end)


def _single(text: str, paragraph: Span) -> Iterator[Span]:
    """The quotations of a paragraph in single marks or guillemets: "‘It held,’ said Vane", "« Non », said Vane".

    A mark inside a word is an apostrophe. Behind an s it closes only after a stop or before one: "the crews’ boats".
    """
    for match in _SINGLE.finditer(text, *paragraph):
        if match.end() - match.start() > 3:
            yield Span(*match.span())


def _either(text: str, paragraph: Span) -> Iterator[Span]:
    """The quotations of a paragraph in double marks, and between them those in single ones."""
    start = paragraph.start
    for quotation in (*_double(text, paragraph), Span(paragraph.end, paragraph.end)):
        if start < quotation.start:
            yield from _single(text, Span(start, quotation.start))
        if quotation.start < quotation.end:
            yield quotation
        start = quotation.end


def _opens(text: str, mark: re.Match[str], begin: int) -> bool:
    """Whether a mark outside a quotation opens one; a closing mark does where a word begins behind it."""
    if mark["close"] is not None:
        apart = mark.start() == begin or text[mark.start() - 1].isspace()
        return apart and text[mark.end() : mark.end() + 1].isalnum()
    return not _inches(text, mark)


def _turned(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether an opening mark within a quotation closes it: behind a stop, and nothing or a space after it."""
    at_end = mark.end() >= end or text[mark.end()].isspace()
    return at_end and text[mark.start() - 1] in ".,!?…"


def _inches(text: str, mark: re.Match[str]) -> bool:
    """Whether a straight mark stands for inches or seconds: after a digit and before no letter."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return mark["either"] == '"' and before.isdigit() and not after.isalnum()
