"""A dateline is found at the head of a paragraph, and a sentence that begins like one is left whole."""

from __future__ import annotations

import pytest

from briefing.model.datelines import dateline
from briefing.model.text import Span


def rest(text: str, *, opens: bool = True) -> str:
    found = dateline(text, Span(0, len(text)), opens=opens)
    return text if found is None else text[found.end :]


@pytest.mark.parametrize(
    "head",
    [
        "QUITO (AP) —",
        "QUITO, March 12 (Reuters) -",
        "QUITO/PORT ADLER, March 12 (Reuters) -",
        "QUITO, March 12, 2026 (Reuters) —",
        "QUITO, Ecuador (AP) --",
        "QUITO, Ecuador, 12 March (AFP) –",
        "QUITO —",
        "QUITO ―",
        "PORT-SUR-MER, Haut-Adler —",
        "HARBOR CITY, Ore., Jan. 9, 2025 /PRNewswire/ --",
        "QUITO, 12 March –",
        "Quito, March 12 (Bloomberg) --",
        "Quito (dpa) -",
        "March 12 (Reuters) -",
        "NEW DELHI:",
        "QUITO:",
        "QUITO, March 12 (PTI):",
        "ST. ELLAN (AP) _",
        "PORT ADLER, the United States, Sept. 26 (Xinhua) --",
        "QUITO, Ecuador/PORT ADLER (Reuters) -",
        "QUITO, Ecuador - (Reuters) -",
        "QUITO, Ecuador, Sept. 24, (Xinhua) --",
        "Port Adler, Ecuador (CNN)",
        "(CNN)",
        "(AP)",
        "(Reuters) -",
        "(Reuters Health) –",
        "(Thomson Reuters Foundation) -",
        "QUITO -",
        "PORT ADLER -",
        "HARBOR CITY, Ore. -",
        "ST. ELLAN -",
    ],
)
def test_a_dateline_is_found(head: str) -> None:
    assert rest(f"{head} The ministers met at dawn.") == "The ministers met at dawn."


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministers met - for the third time - on Monday.",
        "Quito – the capital – was quiet on Monday.",
        "On March 12 (a Thursday) the ministers met.",
        "UPDATE: The ministers met at dawn.",
        "WATCH LIVE: The ministers meet at dawn.",
        "A — the first of three parts — was read on Monday.",
        "Ada Brenn (Harbour Party) said that the vote was lost.",
        "Mayor Ada Brenn (HP) — who lost the vote — left.",
        "WANTED: a mayor who reads the plans.",
        "May 3 was the day of the vote.",
        "Holt: We have waited long enough.",
        "NATO's ministers met at dawn.",
        "BREAKING - Ministers meet at dawn.",
        "SPECIAL REPORT - Ministers meet at dawn.",
        "NHSB - Norhaven's health board - met at dawn.",
        "PORT ADLER - the capital - was quiet on Monday.",
        "A - B is what the ministers were asked.",
        "The ministry (MoT) - the smaller one - closed.",
        "Ada Brenn (CNN) has asked the ministers.",
        "The Harbour Party (HP) Council met on Monday.",
        "(HP) - the smaller of the two - met on Monday.",
    ],
)
def test_a_sentence_that_begins_like_one_stays_whole(sentence: str) -> None:
    assert rest(sentence) == sentence


def test_a_single_hyphen_parts_a_place_from_its_story_only_where_that_begins() -> None:
    line = "PORT ADLER - The ministers met at dawn."
    assert rest(line, opens=False) == line


def test_speakers_of_a_transcript_are_no_places() -> None:
    text = "HOLT: We have waited long enough.\n\nRUIZ: So have the mills."
    assert rest(text) == text


def test_a_speaker_in_capitals_is_no_place_once_the_story_has_begun() -> None:
    line = "HOLT: We have waited long enough."
    assert rest(line, opens=False) == line
