"""A source of many words is named by whole ones."""

from __future__ import annotations

import pytest

import briefing

LONG = (
    "The quarrel over fares and how it came to divide the crews of the northern ferries and the harbour "
    "pilots of Vessanholm shows that the old breakwater would not hold."
)


@pytest.mark.parametrize("engine", ["auto", "rules"])
def test_the_name_of_a_long_source_ends_with_a_whole_word(engine: str) -> None:
    found = briefing.annotate(briefing.from_text(LONG, id="t"), engine=engine)
    speakers = [a.speaker for a in found.attributions if a.speaker]
    assert speakers
    words = LONG.split()
    assert [w for name in speakers for w in name.split() if w not in words] == []
