"""Finding who acts takes work that grows with the text, not with its square, however many names it holds."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

import pytest

from briefing import pipeline, quotations
from briefing.compose import quotation_marks
from briefing.extract import actors
from briefing.model.findings import Findings
from briefing.model.text import Document, Parse, Span
from tests.timing import exponent, grows_within

DAY = dt.date(2026, 6, 10)
#: Sentences of the two texts that are compared.
FEW, MANY = 60, 240
#: The exponent of growth: 1 is linear, 2 the square.
MOST = 1.2


def word(n: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in str(n))


SENTENCES: dict[str, Callable[[int], str]] = {
    "bodies": lambda n: f"The Bren{word(n)} Council met.",
    "acronyms": lambda n: f"The Bren{word(n)} Council (BC{word(n).upper()}) met.",
    "people": lambda n: f"Ann Bren{word(n)} left. She was a clerk.",
    "people of one surname": lambda n: f"Ann{word(n)} Brenner left.",
    "people of one surname, called by it": lambda n: f"Ann{word(n)} Brenner left. Then Brenner came.",
    "two of one surname, called by it": lambda _: "Ann Brenner met Bo Brenner. Then Brenner left.",
    "initials": lambda n: f"{chr(65 + n % 26)}.{chr(65 + n // 26)}. Brenner left.",
}  # fmt: skip


def read(kind: str, sentences: int) -> Findings:
    text = " ".join(SENTENCES[kind](n) for n in range(sentences))
    document = dataclasses.replace(pipeline.from_text(text, id="a", date=DAY), language="en")
    return pipeline.annotate(document, engine="rules")


@pytest.mark.parametrize("kind", SENTENCES)
def test_four_times_the_names_are_four_times_the_work(kind: str) -> None:
    few, many = read(kind, FEW), read(kind, MANY)

    def found(of: Findings) -> object:
        return actors.find(of.document, of.sentences, of.parse)

    assert exponent(found, few, many, times=MANY / FEW) < MOST


def test_marks_of_a_paragraph_are_not_counted_for_each_of_its_sentences() -> None:
    """Whoever asks before each sentence whether a quotation is open goes through the paragraph once."""

    def asked(sentences: int) -> None:
        text = f"{sentences} boats. " + "“It is lost,” she said. " * sentences
        whole = Span(0, len(text))
        document = Document("a", text, (whole,))
        quoted = quotations.find(document)
        findings = Findings(document, (), Parse((), (), "rules"), (), quoted, (), (), (), (), ())
        for at in range(10, len(text), 10):
            quotation_marks.whole(findings, whole, Span(at, min(at + 10, len(text))))

    assert grows_within(6.0, asked, 2_000, 8_000)
