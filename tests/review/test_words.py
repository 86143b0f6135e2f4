"""Edited words stand when they are the source's own with words left out; all others are refused."""

from __future__ import annotations

import pytest

from briefing.model.brief import Filled, Passage, Words
from briefing.model.text import Span
from briefing.review import words

SOURCE = "The council, which met on Monday, voted to close the pier; it did not say when the pier would open again."


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (SOURCE, [SOURCE]),
        ("The council voted to close the pier.", ["The council", "voted to close the pier", "."]),
        ("Voted to close the pier", ["voted to close the pier"]),
        ("It did not say when the pier would open", ["it did not say when the pier would open"]),
        ("The pier would open again.", ["the pier would open again."]),
        ("[The mayor’s] council met on Monday", [Filled("The mayor’s"), "council", "met on Monday"]),
        ("The council met on Monday [8 June]", ["The council", "met on Monday", Filled("8 June")]),
        ("The council [of Port Lindow] voted", ["The council", Filled("of Port Lindow"), "voted"]),
    ],
)
def test_words_that_are_the_sources_own_are_found(text: str, pieces: list[str | Filled]) -> None:
    found = words.align(text, SOURCE, 100)
    assert found is not None
    assert [p.text if isinstance(p, Words) else p for p in found] == pieces
    for piece in found:
        if isinstance(piece, Words):
            assert SOURCE[piece.span.start - 100 : piece.span.end - 100] == piece.text


@pytest.mark.parametrize(
    "text",
    [
        "The council refused to close the pier.",
        "The pier voted to close the council",
        "The Council voted to close the pier.",
        "The councils voted to close the pier.",
        "The council never voted",
        "voted on Monday",
        "[The council voted to close the pier.",
        "",
    ],
)
def test_words_that_are_not_or_stand_in_another_order_are_refused(text: str) -> None:
    found = words.align(text, SOURCE, 0)
    assert found is None or text.startswith("[")
    if found is not None:
        assert " ".join(p.text for p in found) != text


def test_as_few_pieces_as_there_can_be() -> None:
    source = "the pier by the sea, the pier by the lake"
    (piece,) = words.align("the pier by the lake", source, 0) or ()
    assert piece.text == "the pier by the lake"


def sentences(*texts: str) -> list[Passage]:
    out, at = [], 0
    for i, text in enumerate(texts):
        out.append(Passage("d1", 1, i + 1, i, Span(at, at + len(text)), text))
        at += len(text) + 1
    return out


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("The pier is closed.", [0]),
        ("The pier\n  is closed.", [0]),
        ("is closed. Crews", [0, 1]),
        ("Crews move north.", [1]),
        ("Crews move south.", []),
        ("", []),
    ],
)
def test_evidence_is_found_letter_by_letter(wanted: str, found: list[int]) -> None:
    passages = sentences("The pier is closed.", "Crews move north.", "Nobody spoke.")
    assert [p.sentence for p in words.find(wanted, passages, "d1")] == found
