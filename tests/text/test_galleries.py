"""Captions of galleries are set aside by their counters; shares, days and marks stay."""

from __future__ import annotations

import pytest

from briefing import rules
from briefing.model.text import Document
from briefing.text.boilerplate import drop
from briefing.text.galleries import captions

RULES = rules.load("galleries", "en")
STORY = (
    "The owners of the ferry line met the crews on Monday for the third time since the strike began, and left again.",
    "Neither side would say how long the talks in the capital had gone on before they broke down for good.",
)


def left(lines: list[str]) -> list[str]:
    document = drop(Document("d", "\n\n".join(lines)))
    return [span.of(document.text) for span in document.paragraphs]


@pytest.mark.parametrize("example", RULES["example"], ids=lambda e: e["captions"][0][:30])
def test_captions_go_and_the_story_around_them_stays(example: dict[str, list[str]]) -> None:
    story = [*STORY, *example["story"]]
    assert left([*story, *example["captions"]]) == story
    assert left([*example["captions"], *story]) == story
    assert left([story[0], *example["captions"], *story[1:]]) == story


@pytest.mark.parametrize("example", RULES["counterexample"], ids=lambda e: e["story"][0][:30])
def test_what_only_looks_like_a_gallery_stays(example: dict[str, list[str]]) -> None:
    taken = [example["story"][number] for number in sorted(captions(example["story"], "en"))]
    assert taken == example.get("marks", [])


def test_a_caption_that_is_set_aside_says_why() -> None:
    text = "\n\n".join([*STORY, "Crews mend their nets on the quay. Hide Caption 3 of 25"])
    assert [(d.category, d.rule) for d in drop(Document("d", text)).dropped] == [("caption", "gallery-counter")]


def test_a_counter_whose_number_is_beyond_its_total_is_none() -> None:
    assert captions([*STORY, "Photo 13 of 12: Crews mend their nets on the quay."], "en") == frozenset()
