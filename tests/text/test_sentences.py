"""Sentences end where a reader would say so."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator

import pytest

from briefing import rules
from briefing.model.text import Document, Span
from briefing.text.sentences import split


def parts(text: str) -> list[str]:
    return [s.span.of(text) for s in split(Document("d", text, (Span(0, len(text)),)))]


def cases() -> Iterator[tuple[str, str]]:
    for rule in rules.load("sentences", "en")["rule"]:
        for line in [*rule["examples"], *rule["counterexamples"]]:
            yield rule["name"], line


@pytest.mark.parametrize(("name", "line"), list(cases()))
def test_a_text_is_parted_at_its_bars(name: str, line: str) -> None:
    text = line.replace(" | ", " ").replace(".| ", ".").replace(".”| ", ".”")
    expected = [part.strip() for part in line.split("|")]
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("line"),
    [
        # a quotation that ends with its sentence, and one that goes on behind its tag
        "“The port is shut,” Ruiz said on X. | “Nobody asked us.”",
        "“The port is shut.” | She left.",
        "“The port is shut. | We lost it,” she said. | “It is over.”",
        '"The port is shut," he said. | "It is over."',
        '"The port is shut." | "It is over."',
        "``It is over,'' he said. | ``We lost.'' | The hall was silent.",
        # a quotation inside a quotation
        "“He told me, ‘Go home.’” | She went.",
        # numbers
        "It rose 3.5 percent to $1.2 billion. | 157 people work there.",
        "He paid $5. | The rest is due.",
        # ellipses
        "It rained… and rained. | Then it stopped.",
        "“I never … I mean it,” he said.",
        "They waited... | The train never came.",
        # brackets
        "(The firm denied it.) | The court did not.",
        "It closed (at 5 p.m.). | Nobody saw it.",
        "It closed [in May]. | Nobody saw it.",
        # abbreviations at the end
        "He works for the U.N. | She does not.",
        "The U.S. and the U.K. agreed.",
        "It happened at 3 a.m. on Monday.",
        "They met in Washington, D.C., on Monday.",
        "She holds a Ph.D. from Lima.",
        # lists
        "1. The council met.",
        # a name with an exclamation mark
        "He joined Yahoo! in May.",
        # a question inside
        "Will it rain? | Nobody knows.",
        "Why? | Because it rained! | So they left.",
        # a footnote mark
        "The port is shut.[12] | The city agreed.",
        # a wrapped line
        "The port\nis shut. | The city\nagreed.",
    ],
)
def test_hard_cases(line: str) -> None:
    text = line.replace(" | ", " ")
    assert parts(text) == [part.strip() for part in line.split(" | ")]


def test_no_sentence_crosses_a_paragraph() -> None:
    text = "The port is shut\n\nand so it stays."
    document = Document("d", text, (Span(0, 16), Span(18, len(text))))
    assert [(s.paragraph, s.span.of(text)) for s in split(document)] == [
        (0, "The port is shut"),
        (1, "and so it stays."),
    ]


def test_every_character_of_the_story_but_white_space_lies_in_one_sentence() -> None:
    text = 'One. "Two." Three? (Four.) Mr. Five… Six! “Seven,” he said on X. “Eight.”'
    spans = [s.span for s in split(Document("d", text, (Span(0, len(text)),)))]
    outside = [c for i, c in enumerate(text) if not any(s.start <= i < s.end for s in spans)]
    assert "".join(outside).strip() == ""
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@pytest.mark.parametrize("unit", ["“a. ", '"', ". ", "A. ", "he said. ", "…", "''", "x", " .", "[1]"])
def test_a_hostile_text_is_split_in_linear_time(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    before = time.process_time()
    split(Document("d", text, (Span(0, len(text)),)))
    assert time.process_time() - before < 4
