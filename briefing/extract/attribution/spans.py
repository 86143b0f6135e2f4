"""Spans as they are given out: tidied contents, cues with their helpers, subjects found without a parse."""

from __future__ import annotations

from briefing.extract.attribution.lexicon import Lexicon
from briefing.model.text import Span


def tidy(content: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """The spans in order without white space, stops or lone commas at their edges."""
    out = []
    for span in sorted(content):
        start, end = span
        while end > start and text[end - 1] in " \n,;:":
            end -= 1
        while start < end and text[start] in " \n,;:":
            start += 1
        if start < end:
            out.append(_with_marks(start, end, text))
    return tuple(out)


def _with_marks(start: int, end: int, text: str) -> Span:
    """The span with the quotation marks that belong to it: what is quoted is never given without them."""
    opened = text.count("“", start, end) > text.count("”", start, end)
    before = start > 0 and text[start - 1] in '“"'
    stop = end
    while stop < len(text) and text[stop] in ",.?!":
        stop += 1
    closes = stop < len(text) and text[stop] in '”"'
    if closes and (opened or before):
        return Span(start - before, stop + 1)
    return Span(start, end)


def subject_before(text: str, start: int, end: int, words: Lexicon) -> Span | None:
    """What stands between the last clause's opening and a verb phrase: its subject, found without a parse."""
    begin = start
    for match in words.clause_begins.finditer(text, start, end):
        # ", Daniel Orme," is an apposition, not the beginning of a clause, where a comma closes it.
        if end - match.end() > 2 and "," not in text[match.end() : end].rstrip(" ,"):
            begin = match.end()
            if (
                text[begin - 2 : begin] == ", "
                and text[start:begin].count(",") % 2 == 1
                and text[end - 2 : end] == ", "
            ):
                begin = start
    subject = text[begin:end].strip(' ,“”"')
    if not subject or len(subject) > 150:
        return None
    at = text.index(subject, begin)
    return Span(at, at + len(subject))
