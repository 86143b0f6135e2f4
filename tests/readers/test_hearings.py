"""Transcripts of hearings."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

from briefing import pipeline, rules
from briefing.model.text import Document
from briefing.readers import hearings, read

HEARING = """\
                       THE FERRIES OF SKARN

                      TUESDAY, MARCH 10, 2026

    The committee met, pursuant to notice, at 10:05 a.m., in the old hall,
Hon. Ann Hale presiding.
    The Chairwoman. The committee will come to order. We shall hear two
witnesses on the state of the piers.
    Mr. VIK. Thank you, Madam Chair. The northern pier has lost a third of
its strength since 2019.
    It will not last another winter.
    Ms. Salas. Who was told of this?
    Mr. VIK. The ministry was told in January.
    [Laughter.]
    The Chairwoman. The committee is adjourned.
"""
TURNS = [(n, rule) for n, rule in enumerate(rules.load("hearings", "en")["rule"])]


@pytest.mark.parametrize("line", [line for _, rule in TURNS for line in rule["examples"]])
def test_a_turn_is_found(line: str) -> None:
    assert hearings._turn().match(line)


@pytest.mark.parametrize("line", [line for _, rule in TURNS for line in rule["counterexamples"]])
def test_a_sentence_is_no_turn(line: str) -> None:
    assert not hearings._turn().match(line)


def test_each_turn_is_a_paragraph_with_its_speaker() -> None:
    document = read(HEARING.encode(), name="hearing.txt")
    assert document.kind == "hearing"
    paragraphs = document.text.split("\n\n")
    assert "Mr. Vik: The ministry was told in January." in paragraphs
    assert "The Chairwoman: The committee is adjourned." in paragraphs
    assert "It will not last another winter." in paragraphs


def test_the_day_and_the_speakers_are_found() -> None:
    document = pipeline.read(HEARING.encode(), name="hearing.txt")
    assert str(document.date) == "2026-03-10"
    found = pipeline.annotate(document)
    said = {(s.of(document.text), c.of(document.text)) for a in found.attributions for s in a.source for c in a.content}
    first = "Thank you, Madam Chair. The northern pier has lost a third of its strength since 2019."
    assert ("Mr. Vik", first) in said


TURNED = (
    ("The Chairwoman", "The committee will come to order. We shall hear two witnesses on the state of the piers."),
    ("Mr. VIK", "Thank you, Madam Chair. The northern pier has lost a third of its strength since 2019."),
    ("Ms. Salas", "Who was told of this at the ministry, and on which day was that, if I may ask?"),
    ("Mr. VIK", "The ministry was told in January. Mr. Holt. was not in the room, as far as I know."),
    ("The Chairwoman", "The committee is adjourned until the morning of the next day at the same hour."),
)


def as_page() -> bytes:
    words = "".join(f"<p>{speaker}. {said}</p>" for speaker, said in TURNED)
    return f"<html><head><title>Hearing on the piers</title></head><body><h1>Piers</h1>{words}</body></html>".encode()


def as_word() -> bytes:
    document = docx.Document()
    for speaker, said in TURNED:
        document.add_paragraph(f"{speaker}. {said}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_pdf() -> bytes:
    out = io.BytesIO()
    style = getSampleStyleSheet()["Normal"]
    flowables = [f for speaker, said in TURNED for f in (Paragraph(f"{speaker}. {said}", style), Spacer(1, 10))]
    SimpleDocTemplate(out).build(flowables)
    return out.getvalue()


@pytest.mark.parametrize(("name", "made"), [("a.html", as_page), ("a.docx", as_word), ("a.pdf", as_pdf)])
def test_a_hearing_is_read_turn_by_turn_whatever_it_is_written_in(name: str, made: Callable[[], bytes]) -> None:
    document = pipeline.read(made(), name=name)
    assert document.kind == "hearing"
    told = [span.of(document.text) for span in document.paragraphs]
    assert told == [f"{speaker.replace('VIK', 'Vik')}: {said}" for speaker, said in TURNED]


def test_a_printed_hearing_on_a_page_keeps_its_lines() -> None:
    page = f"<html><head><title>Hearing</title></head><body><pre>\n{HEARING}</pre></body></html>"
    document = pipeline.read(page.encode(), name="a.html")
    told = [span.of(document.text) for span in document.paragraphs]
    assert str(document.date) == "2026-03-10"
    assert "Mr. Vik: The ministry was told in January." in told
    assert "[Laughter.]" in told


def test_a_page_on_which_one_turn_is_quoted_is_no_hearing() -> None:
    said = "The council of Skarn met for hour {} and did not vote on the piers, said Odd Vik."
    story = "".join(f"<p>{said.format(n)}</p>" for n in range(9))
    data = f"<html><body><article><p>Mr. VIK. Thank you, Madam Chair.</p>{story}</article></body></html>"
    document = pipeline.read(data.encode(), name="a.html")
    assert document.kind == "html"
    assert "Mr. VIK. Thank you" in document.text


def test_a_file_of_another_kind_that_is_no_hearing_stays_as_it_is() -> None:
    words = "It closed. Mr. Vik. He said nothing of it.\n\nThe council met on Monday, and nobody spoke."
    document = Document("a", words, kind="pdf")
    assert hearings.relabelled(document) is document


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Vik spoke first.\n\nMs. Salas. She left.\n\nMr. Vik. He stayed.\n",
        "\n\n".join(f"Mr. Vik said so {n} times. Nobody knew." for n in range(9)),
        "\n\n".join(["Mr. Vik. One."] * 9),
    ],
)
def test_an_article_is_no_hearing(text: str) -> None:
    assert not hearings.is_hearing(text)
