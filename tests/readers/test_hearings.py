"""Transcripts of hearings."""

from __future__ import annotations

import pytest

from briefing import pipeline, rules
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
TURNS = [(n, rule) for n, rule in enumerate(rules.load("hearings")["rule"])]


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
