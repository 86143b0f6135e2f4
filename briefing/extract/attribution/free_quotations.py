"""Quotations that no verb introduces: they go on over paragraphs, or stand alone between those of one speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from briefing.model.findings import Attribution
from briefing.model.quotations import LONGER, Quotations
from briefing.model.span_index import Places
from briefing.model.text import Document, Sentence, Span

#: The rule of what nobody is named to have said; who speaks is left to source resolution.
RULE = "free-quotation"
#: What such a finding is worth before its speaker is known.
SCORE = 0.7
_ENDED = re.compile(r"[.,?!…—–-]\s*[”\"'’»]?\s*\Z")


def find(
    attributions: Sequence[Attribution], document: Document, sentences: Sequence[Sentence], marks: Quotations
) -> Iterator[Attribution]:
    """The quotations that fill a paragraph, or its end behind a full stop, and that nobody is found to have said."""
    taken = Places((c, c) for attribution in attributions for c in (*attribution.content, *attribution.cue))
    texts = {_letters(c.of(document.text)) for attribution in attributions for c in attribution.content}
    starts = {s.span.start: s for s in sentences}
    for _, group in groupby(_standing_alone(document, marks, starts), key=lambda row: row[0]):
        spans = [span for _, span in group]
        here = [
            s
            for s in spans
            if not any(t.overlaps(s) for t in taken.near(s)) and _letters(s.of(document.text)) not in texts
        ]
        if len(here) == len(spans) and sum(s.end - s.start for s in here) > LONGER:
            sentence = starts[here[0].start]
            yield Attribution(
                "", (), (), tuple(here), None, None, "direct", "asserts", "unsure", SCORE, RULE, (), sentence.i
            )  # fmt: skip


def _standing_alone(document: Document, marks: Quotations, starts: dict[int, Sentence]) -> Iterator[tuple[int, Span]]:
    """The quotations that begin with a sentence and end their paragraph, alone or one behind the other."""
    for number, paragraph in enumerate(document.paragraphs):
        run: list[Span] = []
        at = paragraph.end
        for quotation in reversed(marks.within(paragraph)):
            between = document.text[quotation.end : at].strip(" \n.")
            if between or quotation.start not in starts or not _ENDED.search(quotation.of(document.text)):
                break
            run.append(quotation)
            at = quotation.start
        for quotation in reversed(run):
            yield number, quotation


def _letters(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())
