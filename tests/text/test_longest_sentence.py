"""No sentence is longer than any of a newspaper: what compares words of one with another stays cheap."""

from __future__ import annotations

import pytest

from briefing import pipeline
from briefing.text import sentences


@pytest.mark.parametrize(
    "text",
    ["he said that " * 900, "a" * 9000, "码头关闭" * 2000, "on Monday, " * 900, ("x" * 1700 + " ") * 5, "a b " * 750],
)
def test_a_sentence_without_an_end_is_parted(text: str) -> None:
    document = pipeline.from_text(text, id="a")
    found = sentences.split(document)
    assert max(len(s.span.of(document.text)) for s in found) <= sentences.LONGEST
    assert [s.i for s in found] == list(range(len(found)))
    assert all(s.span.of(document.text) == s.span.of(document.text).strip() != "" for s in found)
    assert "".join(s.span.of(document.text) for s in found).replace(" ", "") == text.replace(" ", "")


def test_a_sentence_of_a_newspaper_stays_whole() -> None:
    text = "The mayor said that the pier, " + "which the council had closed, " * 90 + "will open in May."
    document = pipeline.from_text(text, id="a")
    assert [s.span.of(text) for s in sentences.split(document)] == [text]
