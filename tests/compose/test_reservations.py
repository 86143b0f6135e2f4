"""A sentence that the next one limits is printed with it."""

from __future__ import annotations

import datetime as dt

import pytest

import briefing
from briefing.compose import trim
from briefing.compose.reservations import LONGEST, with_reservation

DAY = dt.date(2026, 6, 11)


def line(text: str) -> str:
    """The line of an article's first sentence."""
    findings = briefing.annotate(briefing.from_text(text, id="quay", date=DAY))
    first = findings.sentences[0]
    return with_reservation(findings, 1, first, trim.sentence_line(findings, first, 1)).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The board reopened the quay. But no ferry may land there.",
            "The board reopened the quay. But no ferry may land there.",
        ),
        (
            "The army retook three ports. However, it left the bridges on Monday.",
            "The army retook three ports. However, it left the bridges on Monday [8 Jun 2026].",
        ),
        # No paragraph of the same matter.
        ("The board reopened the quay.\n\nBut no ferry may land there.", "The board reopened the quay."),
        # It goes on, and takes nothing back.
        ("The board reopened the quay. Butter was landed there.", "The board reopened the quay."),
        ("The board reopened the quay. Ferries may land there.", "The board reopened the quay."),
        # A question takes nothing back.
        ("The board reopened the quay. But will a ferry land there?", "The board reopened the quay."),
        # Somebody's words, of which more may follow.
        ("The board reopened the quay. But “no ferry may land,” Ann Hale said.", "The board reopened the quay."),
    ],
)
def test_a_sentence_stands_with_what_the_next_one_takes_back(text: str, expected: str) -> None:
    assert line(text) == expected


def test_a_pair_too_long_for_a_line_is_not_made() -> None:
    long = "But no ferry of the northern line may land there " + "or anywhere near " * (LONGEST // 16) + "the pier."
    assert line(f"The board reopened the quay. {long}") == "The board reopened the quay."


def test_the_pair_is_printed_once_and_leads_back_to_both_sentences() -> None:
    text = "The harbour board reopened the old quay on Monday. But no ferry may land there before the piers are mended."
    findings = briefing.annotate(briefing.from_text(text, id="quay", title="Old quay reopens", date=DAY))
    page = briefing.brief(findings, as_of=DAY)
    told = [row.line for row in (*page.bottom_line, *page.key_points) if "no ferry may land" in row.line.text]
    assert [line.evidence[0].span.of(text) for line in told][:1] == [text]
    assert str(briefing.render(page, "md")).count("no ferry may land") == 1
