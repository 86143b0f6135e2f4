"""A text that repeats one thing a thousand times takes time in proportion: no station compares each with each."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing import pipeline
from briefing.compose.brief import BriefOptions
from briefing.extract.attribution import candidates, lexicon
from briefing.layout import template
from tests.timing import grows_within

DAY = dt.date(2026, 6, 10)
#: Characters of the shorter text; the longer one has four times as many, and may take six times as long.
SHORT, TIMES, MOST = 4000, 4, 6.0


def page(text: str) -> None:
    document = pipeline.from_text(text, id="a", date=DAY)
    brief = pipeline.compose([pipeline.annotate(document)], BriefOptions(as_of=DAY))
    pipeline.lay_out(brief, template.load("policy-brief"))


@pytest.mark.parametrize(
    "repeated",
    [
        "he said that ",
        "(he said) ",
        "who said, ",
        "according to him, ",
        "$1.2 billion ",
        "on Monday ",
        "Ann Hale said that he asked. ",
    ],
)
def test_four_times_the_repetitions_take_about_four_times_as_long(repeated: str) -> None:
    few, many = (repeated * (length // len(repeated)) for length in (SHORT, TIMES * SHORT))
    assert grows_within(MOST, page, few, many)


def test_a_sentence_of_cues_without_an_end_is_read_up_to_a_bound() -> None:
    document = pipeline.from_text("Ann Hale said that " * 150 + "the pier would close.", id="a", date=DAY)
    found = pipeline.annotate(document)
    made = candidates.by_sentence(document, found.sentences, found.parse, found.quoted, lexicon.load("en"))
    assert {len({one.cue.i for one in same}) for _, same in made} == {candidates.MOST_CUES}


def test_he_may_go_on_for_a_thousand_sentences() -> None:
    text = f"Mayor Tom Orm came to the quay. {'He ran to the pier. ' * 1000}He said that the boats were late."
    said = pipeline.annotate(pipeline.from_text(text, id="a", date=DAY)).attributions
    assert [attribution.speaker for attribution in said] == ["Tom Orm"]
