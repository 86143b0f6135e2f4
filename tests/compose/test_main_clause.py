"""A row has the date of what it tells by its main verb."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing import pipeline, rules
from briefing.compose import clauses

DAY = dt.date(2026, 6, 10)  # a Wednesday
CASES = rules.load("clauses", "en")["cases"]


def is_main(text: str, trigger: str) -> bool:
    """Whether the whole of a sentence tells the event of a word by its main verb."""
    found = pipeline.annotate(pipeline.from_text(text, id="t", date=DAY))
    event = next(e for e in found.events if e.trigger.of(text) == trigger and e.when.how == "stated")
    sentence = found.sentences[event.sentence]
    return clauses.is_main(found, event, sentence, (sentence.span,))


@pytest.mark.parametrize(("text", "trigger"), [case for rule in CASES for case in rule["examples"]])
def test_the_date_is_that_of_what_is_told(text: str, trigger: str) -> None:
    assert is_main(text, trigger)


@pytest.mark.parametrize(("text", "trigger"), [case for rule in CASES for case in rule["counterexamples"]])
def test_the_date_is_that_of_a_clause_beside_it(text: str, trigger: str) -> None:
    assert not is_main(text, trigger)
