"""When a source speaks is no part of its words."""

from __future__ import annotations

import pytest

from briefing import rules
from briefing.extract.source_resolution.lexicon import lexicon

CASES = rules.load("speakers", "en")["timed"]


@pytest.mark.parametrize(("words", "left"), CASES["examples"])
def test_the_time_goes(words: str, left: str) -> None:
    assert lexicon("en").timed.sub("", words) == left


@pytest.mark.parametrize("words", CASES["counterexamples"])
def test_what_only_looks_like_a_time_stays(words: str) -> None:
    assert lexicon("en").timed.sub("", words) == words
