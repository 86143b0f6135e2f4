"""What an article says is not known stands among the open questions; who is named and not quoted does not."""

from __future__ import annotations

import datetime as dt
import re

import pytest

import briefing
from briefing import rules
from briefing.compose import open_questions

DAY = dt.date(2026, 6, 11)
_TABLE = rules.load("open_questions", "en")


def _questions(text: str) -> list[tuple[str, str]]:
    brief = briefing.brief(briefing.annotate(briefing.from_text(text, id="quay", date=DAY)), as_of=DAY)
    return [(q.kind, q.line.text) for q in brief.questions]


@pytest.mark.parametrize("sentence", _TABLE["examples"])
def test_a_sentence_that_says_what_is_not_known_leaves_it_open(sentence: str) -> None:
    assert open_questions.load("en").leave_open(sentence)


@pytest.mark.parametrize("sentence", _TABLE["counterexamples"])
def test_a_sentence_that_tells_what_is_known_leaves_nothing_open(sentence: str) -> None:
    assert not open_questions.load("en").leave_open(sentence)


def test_what_is_told_too_late_in_a_sentence_for_its_line_is_no_open_question() -> None:
    head = (
        "Mayor Ada Brenn, who has led the harbour town of Norhaven in the north of Ostmark for nine years, walked past "
    )
    assert open_questions.load("en").leave_open("It remains unclear who will pay.")
    assert not open_questions.load("en").leave_open(
        f"{head}the crews of the idle ferries on the old quay at noon, and it remains unclear why."
    )


def test_every_pattern_has_an_example() -> None:
    examples = list(_TABLE["examples"])
    for pattern in _TABLE["patterns"]:
        one = open_questions.Rules(re.compile(pattern, re.IGNORECASE), open_questions.load("en").closed)
        assert any(one.leave_open(sentence) for sentence in examples), pattern


def test_what_is_not_known_is_an_open_question_once() -> None:
    text = "The bridge at Norhaven closed on Monday. The state has not said who will pay for the bridge of Norhaven."
    assert _questions(text) == [("unresolved", "The state has not said who will pay for the bridge of Norhaven.")]


def test_what_needs_the_sentence_before_it_is_no_question_by_itself() -> None:
    assert not _questions("A board for the harbour met on Monday. They have not said who will pay.")


def test_whoever_is_named_and_not_quoted_is_no_open_question() -> None:
    text = "Mayor Ada Brenn opened the bridge on Monday. Ada Brenn then crossed it. The council of Norhaven was there."
    assert not _questions(text)
