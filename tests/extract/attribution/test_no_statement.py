"""What looks like somebody's words and is none, and whose words those behind an aside are."""

from __future__ import annotations

import pytest

import briefing


def told(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of every attribution."""
    found = briefing.annotate(briefing.from_text(text, id="quay"))
    words = found.document.text
    return [
        tuple(" … ".join(span.of(words) for span in spans) for spans in (a.source, a.cue, a.content))  # type: ignore[misc]
        for a in found.attributions
    ]


@pytest.mark.parametrize(
    "text",
    [
        # What others say of all that somebody says.
        "Everything Hale says is a lie unless proven otherwise.",
        "Whatever Tom Arne says is a lie.",
        "Nothing the mayor said is true.",
        # What somebody does not know.
        "The fact is that the mayor has no idea what happened in Lindow.",
        "The mayor knows nothing about boats.",
        # What comes of a feeling.
        "The harbour board worries so much about stolen keys that visitors must leave their bags at the gate.",
    ],
)
def test_what_is_no_statement_has_no_speaker(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("All in all, Hale says the quay is safe.", "Hale", "the quay is safe"),
        ("The mayor said that nothing is safe.", "The mayor", "that nothing is safe"),
        ("Hale knows that the quay is closed.", "Hale", "that the quay is closed"),
        ("The board is so worried about keys, Hale said, that the gates are shut.", "Hale", ""),
    ],
)
def test_what_is_a_statement_has_its_speaker(text: str, source: str, content: str) -> None:
    assert any(who == source and said.startswith(content) for who, _, said in told(text))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Arne has been targeting Dale since Ann Hale, at Monday’s debate, cited harsh remarks on Dale.", "Ann Hale"),
        ("The mayor has been ill since the board, in a letter on Monday, called the quay unsafe.", "the board"),
        ("Hale left after Tom Arne, her rival, claimed that the quay was sold.", "Tom Arne"),
        # What a relative clause is said of is its object.
        ("And the Harbour Pact, which Hale had called a shame and promised to “rip up”? It held.", "Hale"),
        # The noun is no subject.
        ("Hale left after the vote, in tears, and said that the quay was sold.", "Hale"),
        ("Hale, after the storm, said that the quay was safe.", "Hale"),
    ],
)
def test_a_verb_behind_an_aside_has_the_subject_before_it(text: str, source: str) -> None:
    sources = [who for who, _, _ in told(text)]
    assert sources
    assert all(who.startswith(source) for who in sources), sources


def test_a_quotation_closed_with_a_mark_of_another_kind_ends_there() -> None:
    text = "“Let’s go. We can mend the quay.’ Hale was in the harbour on Tuesday. She spoke for the crews."
    quotation = briefing.annotate(briefing.from_text(text, id="quay")).quoted.at(0)
    assert quotation is not None
    assert quotation.of(text) == "“Let’s go. We can mend the quay.’"
    nested = "“It was ‘the best.’ We won."
    quotation = briefing.annotate(briefing.from_text(nested, id="quay")).quoted.at(0)
    assert quotation is not None
    assert quotation.of(nested) == nested
