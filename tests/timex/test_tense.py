"""Which way a date looks follows from the verb it hangs on, not from an infinitive beside it."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing import timex
from briefing.model.text import Document
from briefing.text.paragraphs import paragraphs
from briefing.text.sentences import split
from briefing.timex.tense import direction


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        ("The blaze that appeared to begin in one flat on ", "Thursday engulfed the block.", "past"),
        ("Growers gathered in the old hall to discuss the levy on ", "Thursday.", "past"),
        ("The two flew to Vessa in secret to meet the king on ", "Thursday.", "past"),
        ("The crew failed to leave port on ", "Thursday.", "past"),
        ("In ", "January the mayor proposed a levy.", "past"),
        ("The fleet would join under the proposed merger in ", "January.", "future"),
        ("The envoys agreed to meet on ", "Thursday.", "future"),
        ("The two sides are to meet on ", "Thursday.", "future"),
        ("The council, which gathered to vote last month, will decide on ", "Thursday.", "future"),
        ("The judge ordered the mine to open on ", "Thursday.", "future"),
    ],
)
def test_the_governing_verb_tells(before: str, after: str, way: str) -> None:
    assert direction(before, after, "en") == way


@pytest.mark.parametrize(
    ("text", "day", "value"),
    [
        ("They built the slide this winter.", "2023-04-25", "2022-WI"),
        ("They picked the apples this fall.", "2023-01-25", "2022-FA"),
        ("They will build the slide this winter.", "2023-04-25", "2023-WI"),
        ("They opened the pool this summer.", "2023-08-10", "2023-SU"),
        ("They moved the regatta to this summer.", "2023-04-25", "2023-SU"),
    ],
)
def test_a_season_that_is_over_is_the_one_told_of(text: str, day: str, value: str) -> None:
    document = Document("d", text, paragraphs(text), date=dt.date.fromisoformat(day))
    assert [t.value for t in timex.find(document, split(document))] == [value]
