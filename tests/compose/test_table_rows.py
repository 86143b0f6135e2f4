"""A row of a table that makes no sense by itself is worth nothing, and says why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

import briefing
from briefing.model.brief import EventRow, FigureRow

DAY = dt.date(2026, 6, 11)
OPENING = "The harbour board met the crews’ council on the quay in Norhaven on Monday."


def _brief(*sentences: str) -> briefing.Brief:
    text = " ".join((OPENING, *sentences))
    return briefing.brief(briefing.annotate(briefing.from_text(text, id="quay", date=DAY)), as_of=DAY)


def _row(rows: Sequence[EventRow] | Sequence[FigureRow], words: str) -> EventRow | FigureRow:
    return next(row for row in rows if words in row.line.text)


@pytest.mark.parametrize(
    ("sentence", "words", "reason"),
    [
        ("It has 340 members in nine ports.", "340 members", "only makes sense behind the sentence before it"),
        ("Who will pay for 340 new boats?", "340 new boats", "asks, and does not tell"),
        (
            "All 340 ferrymen declined to be named, as the talks are private.",
            "340 ferrymen",
            "tells of the article and not of its story",
        ),
        # The mark that closes the quotation is missing.
        ("“We lost 340 boats in the storm. We want them back, said Mayor Ada Brenn.", "340 boats", "a quotation"),
    ],
)
def test_a_figure_that_does_not_stand_alone_is_worth_nothing(sentence: str, words: str, reason: str) -> None:
    row = _row(_brief(sentence).figures, words)
    assert row.choice.score == 0.0
    assert reason in row.choice.why[-1]


@pytest.mark.parametrize(
    "sentence",
    [
        "The council of the crews has 340 members in nine ports.",
        "Mayor Ada Brenn said that the crews’ council has 340 members in nine ports.",
        "The council of the crews speaks for 340 members in nine ports, who asked: “Who pays?”",
    ],
)
def test_a_figure_that_stands_alone_keeps_its_worth(sentence: str) -> None:
    row = _row(_brief(sentence).figures, "340 members")
    assert not row.choice.why[-1].startswith(("only makes", "asks", "is part"))


@pytest.mark.parametrize("sentence", ["The two owners of the line met on the quay.", "Her three sons crew the ferry."])
def test_a_small_number_that_says_which_ones_are_meant_is_no_row(sentence: str) -> None:
    assert not _brief(sentence).figures


@pytest.mark.parametrize(
    "sentence", ["Two owners of the line met on the quay.", "The 12 miners died.", "The two million islanders left."]
)
def test_a_number_that_counts_is_a_row(sentence: str) -> None:
    assert len(_brief(sentence).figures) == 1


def test_half_a_quotation_is_no_dated_row() -> None:
    brief = _brief("“We signed on March 3. We meant it,” said Mayor Ada Brenn.")
    assert _row(brief.chronology, "We signed").choice.score == 0.0


def test_a_whole_quotation_with_its_tag_is_a_dated_row() -> None:
    brief = _brief("“The crews signed on March 3,” said Mayor Ada Brenn.")
    assert _row(brief.chronology, "signed").choice.score > 0.0


@pytest.mark.parametrize(
    ("sentence", "words", "alone"),
    [
        ("This could delay the new pier by years, Mayor Ada Brenn said.", "delay the new pier", False),
        ("Mayor Ada Brenn said that this had cost the town its ferries.", "cost the town", False),
        ("“This could delay the new pier by years,” Mayor Ada Brenn said.", "delay the new pier", True),
        ("This delay could close the new pier, Mayor Ada Brenn said.", "close the new pier", True),
        ("Mayor Ada Brenn said the crews knew that this had cost the town its ferries.", "cost the town", True),
    ],
)
def test_a_position_about_this_alone_is_worth_nothing(sentence: str, words: str, alone: bool) -> None:
    brief = _brief("The crews walked off the quay.", sentence)
    row = next(row for row in (*brief.positions, *brief.held_positions) if words in row.line.text)
    assert (row.choice.score > 0.0) is alone, row.choice.why
