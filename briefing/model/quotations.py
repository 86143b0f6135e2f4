"""The quotations of a document, ready to be asked where they lie."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from briefing.model.text import Span

#: A quotation of no more characters than this is a word in quotation marks.
LONGER = 25


def _is_speech(quote: Span) -> bool:
    return quote.end - quote.start > LONGER


class Quotations:
    """The quotations of a document, ready to be asked where they lie."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = tuple(spans)
        self._starts = [s.start for s in spans]
        self._letters = array("i")

    def at(self, offset: int) -> Span | None:
        """The quotation that holds a character, if any."""
        i = bisect_right(self._starts, offset) - 1
        return self.spans[i] if i >= 0 and offset < self.spans[i].end else None

    def around(self, offset: int) -> Span | None:
        """The quotation that opens before a character and closes behind it, if any."""
        quote = self.at(offset)
        return quote if quote is not None and quote.start < offset else None

    def cut_by(self, span: Span) -> bool:
        """Whether a stretch holds half of a quotation: that is, not the same one is open at its two ends."""
        return self.around(span.start) != self.around(span.end)

    def speech_at(self, offset: int) -> Span | None:
        """The quotation of more than a word that holds a character, if any."""
        quote = self.at(offset)
        return quote if quote is not None and _is_speech(quote) else None

    def next(self, offset: int) -> Span | None:
        """The first quotation that begins at a character or behind it, if any."""
        i = bisect_left(self._starts, offset)
        return self.spans[i] if i < len(self.spans) else None

    def last_before(self, offset: int) -> Span | None:
        """The last quotation that begins before a character, if any."""
        i = bisect_left(self._starts, offset) - 1
        return self.spans[i] if i >= 0 else None

    def within(self, span: Span) -> tuple[Span, ...]:
        """The quotations that begin within a stretch."""
        return self.spans[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def spans_near(self, span: Span) -> tuple[Span, ...]:
        """The quotations that share a character with a stretch."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        near = self.spans[first : bisect_left(self._starts, span.end)]
        # They stand in order and apart, so that only the first can end before.
        return near[1:] if near and near[0].end <= span.start else near

    def speech_near(self, span: Span) -> tuple[Span, ...]:
        """The quotations of more than a word that share a character with a stretch."""
        return tuple(filter(_is_speech, self.spans_near(span)))

    def share(self, spans: Sequence[Span], text: str) -> float:
        """The share of the letters of some spans that stand in quotation marks, 0 to 1."""
        shared = [(max(q.start, s.start), min(q.end, s.end)) for s in spans for q in self.spans_near(s)]
        if not shared:
            return 0.0
        if len(self._letters) != len(text) + 1:
            # Counted once a document: contents overlap, and every candidate asks.
            self._letters = array("i", accumulate(map(str.isalnum, text), initial=0))
        before = self._letters
        letters = sum([before[s.end] - before[s.start] for s in spans])
        return sum([before[end] - before[start] for start, end in shared]) / letters if letters else 0.0
