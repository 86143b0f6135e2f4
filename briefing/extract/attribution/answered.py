"""What somebody says who is interviewed: each sentence of an answer, whose speaker the document knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.model.findings import Attribution
from briefing.model.text import Document, Sentence

#: The rule of what is answered; its speaker stands with the answer.
RULE = "interview"
#: What such a finding is worth: the form of the text says whose turn it is.
SCORE = 0.9


def find(document: Document, sentences: Sequence[Sentence]) -> Iterator[Attribution]:
    """The sentences of answers in order, each said by whoever answers."""
    for sentence in sentences if document.answers else ():
        if document.answer_at(sentence.span) is not None:
            yield Attribution(
                "", (), (), (sentence.span,), None, None, "direct", "asserts", "unsure", SCORE, RULE, (), sentence.i
            )  # fmt: skip
