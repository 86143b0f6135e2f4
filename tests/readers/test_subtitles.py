"""Subtitles as tools really write them: short clocks, no blank line between cues, no numbers, bare times."""

from __future__ import annotations

import pytest

from briefing import pipeline
from briefing.errors import InputError

TOLLS = "The port will double its tolls."
SKIPPERS = "Nobody asked the skippers."

WRITTEN = {
    "short clocks": f"WEBVTT\n\n7-0\n0:0:0.0 --> 0:0:3.54\n{TOLLS}\n\n7-1\n0:0:9.1 --> 0:0:12.2\n{SKIPPERS}\n",
    "no blank line": f"WEBVTT\n\n00:01.000 --> 00:03.540\n{TOLLS}\n00:09.100 --> 00:12.200 align:start\n{SKIPPERS}\n",
    "no blank line, numbered": (
        f"1\n00:00:01,000 --> 00:00:03,540\n{TOLLS}\n2\n00:00:09,100 --> 00:00:12,200\n{SKIPPERS}\n"
    ),
    "no numbers": f"00:00:01,000 --> 00:00:03,540\n{TOLLS}\n\n00:00:09,100 --> 00:00:12,200\n{SKIPPERS}\n",
    "bare times": f"0:00:01.000,0:00:03.540\n{TOLLS}\n\n0:00:09.100,0:00:12.200\n{SKIPPERS}\n",
}


@pytest.mark.parametrize("form", sorted(WRITTEN))
def test_every_way_of_writing_the_times_is_read(form: str) -> None:
    (document,) = pipeline.read_all(WRITTEN[form].encode(), name="-")
    assert document.kind == "subtitles"
    assert document.text.split("\n\n") == [TOLLS, SKIPPERS]


def test_a_text_that_begins_with_a_clock_is_no_subtitles() -> None:
    story = f"9:30.5, 10:15 and 11:00 were the hours that the clerk wrote down.\n\n{TOLLS}\n\n{SKIPPERS}\n"
    (document,) = pipeline.read_all(story.encode(), name="-")
    assert document.kind == "plain"


def test_numbers_that_are_said_stay() -> None:
    said = f"WEBVTT\n\n00:01.000 --> 00:03.000\nThe year was\n1984\n\n00:03.100 --> 00:05.000\n{TOLLS}\n"
    (document,) = pipeline.read_all(said.encode(), name="-")
    assert document.text == f"The year was 1984 {TOLLS}"


def test_times_without_words_are_refused() -> None:
    with pytest.raises(InputError, match="hold no words"):
        pipeline.read_all(b"WEBVTT\n\n00:01.000 --> 00:03.000\n\n", name="-")
