"""Words of which only one can be right: seen where articles tell one event, and nowhere else."""

from __future__ import annotations

import pytest

from briefing import rules
from briefing.compose import rival_words
from tests.compose.test_disputes import conflicts_of


@pytest.mark.parametrize("case", rules.load("conflicts", "en")["rivals_examples"], ids=lambda c: c["other"][:40])
def test_rival_words_of_one_event_are_a_question(case: dict[str, str | bool]) -> None:
    found = conflicts_of(str(case["one"]), str(case["other"]))
    assert bool(found) is case["differ"], [q.subject for q in found]


def test_a_value_is_told_by_any_of_its_words_once() -> None:
    found = rival_words.values_in("vehicle", "A van met a lorry and two trucks; one burned.", "en")
    assert list(found) == ["truck", "van"]


def test_several_events_of_one_matter_give_one_question() -> None:
    one = "A car full of fertiliser was driven into the gate of the Norhaven customs house. "
    other = "A lorry full of fertiliser was driven into the gate of the Norhaven customs house. "
    again = "The car smashed a wall of the old customs tower, Warden Lida Marsh said."
    (question,) = conflicts_of(one + again, other + again.replace("car", "lorry"))
    assert question.subject == "car / truck"
    assert {(e.source, e.sentence) for e in question.line.evidence} == {(1, 0), (1, 1), (2, 0), (2, 1)}
