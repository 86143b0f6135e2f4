"""Captions in the present tense with a whole date at their end are no story; news of the same words stays."""

from __future__ import annotations

import pytest

import briefing
from briefing import rules

RULES = rules.load("captions", "en")
STORY = (
    "The owners of the ferry line met the crews on Monday for the third time since the strike began.",
    "Neither side would say how long the talks in the capital had gone on before they broke down.",
)


def left(*paragraphs: str) -> list[str]:
    findings = briefing.annotate(briefing.from_text("\n\n".join(paragraphs), id="d"))
    return [s.span.of(findings.document.text) for s in findings.sentences]


@pytest.mark.parametrize("caption", RULES["captions"])
def test_a_caption_is_set_aside_and_the_story_around_it_stays(caption: str) -> None:
    assert left(STORY[0], caption, STORY[1]) == list(STORY)


@pytest.mark.parametrize("sentence", RULES["story"])
def test_what_is_told_or_still_to_come_stays(sentence: str) -> None:
    assert left(STORY[0], sentence, STORY[1]) == [STORY[0], sentence, STORY[1]]


def test_what_is_set_aside_is_named_and_no_paragraph_counts_it() -> None:
    caption = RULES["captions"][0]
    findings = briefing.annotate(briefing.from_text("\n\n".join((caption, *STORY)), id="d"))
    assert [(d.category, d.rule, d.span.of(findings.document.text)) for d in findings.document.dropped] == [
        ("caption", "present-and-dated", caption)
    ]
    assert [s.paragraph for s in findings.sentences] == [0, 1]


def test_the_sentences_that_are_left_keep_their_own_words() -> None:
    findings = briefing.annotate(briefing.from_text("\n\n".join((STORY[0], RULES["captions"][0], STORY[1])), id="d"))
    told = [[t.text for t in findings.parse.of(s)] for s in findings.sentences]
    assert [(words[0], words[-2]) for words in told] == [("The", "began"), ("Neither", "down")]
    assert [findings.document.paragraphs[s.paragraph].of(findings.document.text) for s in findings.sentences] == [
        *STORY
    ]


def test_a_text_of_captions_alone_is_left_whole() -> None:
    assert left(*RULES["captions"][:2]) == RULES["captions"][:2]


def test_without_a_model_nothing_is_set_aside() -> None:
    document = briefing.from_text("\n\n".join((RULES["captions"][0], *STORY)), id="d")
    assert len(briefing.annotate(document, engine="rules").sentences) == 3
