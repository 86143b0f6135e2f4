"""What one speaker says in one breath is one line; what is no saying is none: sentences of our own."""

from __future__ import annotations

import datetime as dt

import pytest

import briefing
from briefing.model.brief import Brief


def brief(text: str) -> Brief:
    found = briefing.annotate(briefing.from_text(text, id="own", date=dt.date(2026, 6, 9)))
    return briefing.brief(found, as_of=dt.date(2026, 6, 10))


ONE = [
    # a stance and the participle that says why
    (
        "Mayor Ada Brenn publicly supported the levy, saying that it “would have paid for” the pier.",
        "Publicly supported the levy, saying that it “would have paid for” the pier",
    ),
    # the same of a country
    (
        "Norway has consistently opposed the idea of a shared harbour, fearing it would bring more boats.",
        "Has consistently opposed the idea of a shared harbour, fearing it would bring more boats",
    ),
    # a short denial and what goes on with "and said"
    (
        "Mayor Ada Brenn has repeatedly denied selling the pier and said she couldn’t recall the buyer.",
        "Has repeatedly denied selling the pier and said she couldn’t recall the buyer",
    ),
    # a question and a name for it
    (
        "Tomas Vane questioned the use of the pier, calling it a “wooden whale”.",
        "Questioned the use of the pier, calling it a “wooden whale”",
    ),
]
TWO = [
    # two whole sayings
    (
        "Mayor Ada Brenn said that the ferries would sail. She added that the fares would rise.",
        ["The ferries would sail", "The fares would rise"],
    ),
    # two speakers
    (
        "Mayor Ada Brenn opposed the levy, and Senator Tomas Vane said that it came too late.",
        ["Opposed the levy", "It came too late"],
    ),
]


@pytest.mark.parametrize(("text", "line"), ONE)
def test_one_breath_is_one_line(text: str, line: str) -> None:
    assert [row.line.text.rstrip(".") for row in brief(text).positions] == [line]


@pytest.mark.parametrize(("text", "lines"), TWO)
def test_two_sayings_are_two_lines(text: str, lines: list[str]) -> None:
    assert sorted(row.line.text.rstrip(".") for row in brief(text).positions) == sorted(lines)


VERBS = [
    ("Mayor Ada Brenn expects the bank to wait until May.", "Expects the bank to wait until May"),
    ("Mayor Tomas Vane is considering firing the harbour master.", "Is considering firing the harbour master"),
    ("Mayor Ada Brenn explained how the fares would rise.", "Explained how the fares would rise"),
    ("Mayor Ada Brenn asked whether the pier would hold.", "Asked whether the pier would hold"),
]


@pytest.mark.parametrize(("text", "line"), VERBS)
def test_a_verb_stays_before_a_question_and_a_verb_without_tense(text: str, line: str) -> None:
    assert line in [row.line.text.rstrip(".") for row in brief(text).positions]


NONE = [
    ("Mayor Ada Brenn faced questions on whether the pier would hold.", "is asked, does not ask"),
    ("The Harbour Board reported a fall in fares.", "is no statement"),
]


@pytest.mark.parametrize(("text", "reason"), NONE)
def test_what_is_no_saying_is_kept_for_the_review(text: str, reason: str) -> None:
    found = brief(text)
    assert [row.line.text for row in found.positions] == []
    assert reason in [why for row in found.held_positions for why in row.choice.why]


def test_a_report_of_what_happened_is_a_saying() -> None:
    rows = brief("Mayor Ada Brenn reported that the fares had fallen.").positions
    assert [row.line.text.rstrip(".") for row in rows] == ["The fares had fallen"]


def test_a_refusal_to_comment_is_held_and_asked() -> None:
    found = brief("Mayor Ada Brenn did not respond to a request for comment on the pier.")
    assert [row.speaker.name for row in found.positions] == []
    assert [(row.speaker.name, row.stance) for row in found.held_positions] == [("Ada Brenn", "no_comment")]
    assert [row.kind for row in found.questions] == ["no_comment"]


def test_no_line_begins_with_a_participle_that_hangs_on_something_else() -> None:
    text = "Mayor Ada Brenn posted a video of herself warning of the levy, saying that “it will cost us all dearly”."
    for row in brief(text).positions:
        assert not row.line.text.startswith("Warning"), row.line.text
