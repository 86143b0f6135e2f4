"""Which way a date looks follows from the verb it hangs on, not from an infinitive beside it."""

from __future__ import annotations

import pytest

from briefing.timex.tense import direction


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        ("The blaze that appeared to begin in one flat on ", "Thursday engulfed the block.", "past"),
        ("Growers gathered in the old hall to discuss the levy on ", "Thursday.", "past"),
        ("The two flew to Vessa in secret to meet the king on ", "Thursday.", "past"),
        ("The crew failed to leave port on ", "Thursday.", "past"),
        ("The envoys agreed to meet on ", "Thursday.", "future"),
        ("The two sides are to meet on ", "Thursday.", "future"),
        ("The council, which gathered to vote last month, will decide on ", "Thursday.", "future"),
        ("The judge ordered the mine to open on ", "Thursday.", "future"),
    ],
)
def test_the_governing_verb_tells(before: str, after: str, way: str) -> None:
    assert direction(before, after, "en") == way
