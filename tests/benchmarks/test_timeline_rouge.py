"""The figures of timelines: full marks for the same timeline, less for each day it is off, none for other words."""

from __future__ import annotations

import datetime as dt

import pytest

from benchmarks import timeline_rouge
from benchmarks.porter import stem

FIRST, SECOND, LATER = dt.date(2026, 6, 1), dt.date(2026, 6, 2), dt.date(2026, 6, 9)
HUMAN = {FIRST: ["The ferry Astra sank off Kell ."], LATER: ["Divers raised the ferry .", "The mayor resigned ."]}


@pytest.mark.parametrize("size", [1, 2])
def test_the_same_timeline_has_full_marks(size: int) -> None:
    assert timeline_rouge.score(HUMAN, HUMAN, size) == 1.0


def test_a_day_off_counts_half() -> None:
    assert timeline_rouge.score({SECOND: HUMAN[FIRST]}, {FIRST: HUMAN[FIRST]}, 1) == 0.5


def test_other_words_count_nothing() -> None:
    assert timeline_rouge.score({FIRST: ["Rain fell on Orme ."]}, {FIRST: HUMAN[FIRST]}, 1) == 0.0


def test_several_days_may_be_aligned_to_one() -> None:
    days = {FIRST: ["The ferry Astra sank ."], SECOND: ["The ferry Astra sank ."]}
    assert timeline_rouge.alignment(days, {FIRST: HUMAN[FIRST]}) == {FIRST: FIRST, SECOND: FIRST}


def test_a_day_is_aligned_by_its_words_where_no_day_is_the_same() -> None:
    days = {dt.date(2026, 6, 5): ["Divers raised the ferry ."]}
    assert timeline_rouge.alignment(days, HUMAN) == {dt.date(2026, 6, 5): LATER}


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("ties", "ti"),
        ("feed", "feed"),
        ("plastered", "plaster"),
        ("sized", "size"),
        ("falling", "fall"),
        ("happy", "happi"),
        ("sky", "sky"),
        ("vietnamization", "vietnam"),
        ("hopefulness", "hope"),
        ("electricity", "electr"),
        ("adoption", "adopt"),
        ("probate", "probat"),
        ("rate", "rate"),
        ("roll", "roll"),
    ],
)
def test_words_have_porters_stems(word: str, root: str) -> None:
    assert stem(word) == root
