"""A sentence is printed with the one that limits it, and behind the one it is understood by."""

from __future__ import annotations

import datetime as dt

import pytest

import briefing
from briefing import pipeline
from briefing.compose import trim
from briefing.compose.sentence_pairs import LONGEST, WORTH, behind_its_ground, with_reservation
from briefing.layout import template
from briefing.model import record
from briefing.model.brief import Choice, Statement
from briefing.renderers import attached

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
        # A page of one sentence a paragraph.
        (
            "The board reopened the quay.\n\nBut no ferry may land there.",
            "The board reopened the quay. But no ferry may land there.",
        ),
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


@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_a_page_with_pairs_is_borne_out_by_its_article(gap: str) -> None:
    first = "The harbour board reopened the old quay on Monday."
    text = f"{first}{gap}But no ferry may land there before the piers are mended."
    findings = briefing.annotate(briefing.from_text(text, id="quay", title="Old quay reopens", date=DAY))
    brief = briefing.brief(findings, as_of=DAY)
    assert any("But no ferry may land there" in row.line.text for row in brief.bottom_line)
    data = pipeline.render(brief, pipeline.lay_out(brief, template.load()), "docx")
    again, printed = record.load(attached.take(data, name="page"))
    report = pipeline.verify(again, printed, delivered=data, articles=[findings.document], page=True)
    assert not report.faults, report.faults


def statement(text: str, score: float, *, leans: bool, n: int = 0) -> Statement:
    findings = briefing.annotate(briefing.from_text(text, id="quay", date=DAY))
    line = trim.sentence_line(findings, findings.sentences[n], 1)
    return Statement("s", line, Choice(score), leans=leans)


@pytest.mark.parametrize(
    ("ground", "leaning", "paired"),
    [
        ((0.2, False), (WORTH, True), True),
        # It is not worth another line's room, or less than what it leans on.
        ((0.2, False), (WORTH - 0.1, True), False),
        ((WORTH + 0.2, False), (WORTH + 0.1, True), False),
        # It stands alone; what it leans on does not.
        ((0.2, False), (WORTH, False), False),
        ((0.2, True), (WORTH, True), False),
    ],
)
def test_a_sentence_that_leans_brings_its_ground_along(
    ground: tuple[float, bool], leaning: tuple[float, bool], paired: bool
) -> None:
    text = "The crews of Lindow met on Monday. Another vote is due in July."
    first = statement(text, ground[0], leans=ground[1])
    second = statement(text, leaning[0], leans=leaning[1], n=1)
    made = behind_its_ground(first, second)
    assert made.line.text.startswith("The crews of Lindow met") is paired
    assert made.leans is (leaning[1] and not paired)
    assert made.line.evidence[0].span.of(text) == (text if paired else "Another vote is due in July.")


def test_a_sentence_brings_nothing_along_from_another_paragraph() -> None:
    text = "The crews of Lindow met on Monday.\n\nAnother vote is due in July."
    second = statement(text, 2.0, leans=True, n=1)
    assert behind_its_ground(statement(text, 0.2, leans=False), second) == second
