"""What may be a key point, and what a page prints of those that need the sentence before them."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

import briefing
from briefing import pipeline
from briefing.compose.brief import BriefOptions
from briefing.layout import template
from briefing.model.brief import Brief, Choice, Statement

DAY = dt.date(2026, 6, 11)
HEAD = (
    "Harbour board rejects offer of ferry crews\n\n"
    "The harbour board of Lindow rejected an offer of the ferry crews on Monday.\n\n"
    "The offer of the ferry crews came a week after the harbour board had closed two quays in Lindow.\n\n"
    "Ferry crews will vote on Friday on a strike against the harbour board, their union said."
)


def brief(text: str) -> Brief:
    document = briefing.from_text(f"{HEAD}\n\n{text}", id="quay", date=DAY)
    return briefing.brief(briefing.annotate(document), as_of=DAY)


def points(text: str) -> list[str]:
    found = brief(text)
    return [point.line.text for point in (*found.bottom_line, *found.key_points)]


def reasons(text: str) -> set[str]:
    return {out.reason for out in brief(text).left_out if out.section == "key_points"}


def test_a_heading_between_the_paragraphs_is_no_point() -> None:
    text = "The port was shut for nine days.\n\nA Port Left To Itself: The Nine Days\n\nGrain prices rose by a tenth."
    assert not any("Left To Itself" in point for point in points(text))
    assert "is the headline of another story" in reasons(text)
    assert "is a heading or a label, and no sentence" in reasons(text.replace("To Itself", "to itself"))
    assert any("Grain prices" in point for point in points(text))


def test_an_event_in_a_heading_between_the_paragraphs_is_left_out_as_another_storys() -> None:
    text = "The port was quiet.\n\nMayor Hale Was Elected On May 4\n\nGrain prices rose by a tenth."
    events = {out.reason for out in brief(text).left_out if out.section in ("chronology", "coming_up")}
    assert "is the headline of another story" in events
    assert "is the headline, which stands above" not in events


def test_a_sentence_that_ends_with_a_quotation_mark_or_a_bracket_is_one() -> None:
    found = points("The port was shut for nine days.\n\nThe gate of the quay bears the words “a costly strike.”")
    assert any("costly strike" in point for point in found)


def test_a_sentence_that_only_asks_to_click_is_no_point() -> None:
    text = (
        "The port was shut for nine days in May.\n\nTo read the report of the harbour board on the strike, click here."
    )
    assert not any("click here" in point for point in points(text))


def test_a_part_of_a_quotation_is_no_point_where_the_quotation_is_a_position() -> None:
    text = "“The strike cost the port a million. The board offered nothing,” Mayor Ada Brenn said on Tuesday."
    found = brief(text)
    assert any("cost the port a million" in row.line.text for row in found.positions)
    torn = [p.line.text for p in found.key_points if p.line.text.count("“") != p.line.text.count("”")]
    assert torn == []


def test_a_point_that_needs_the_sentence_before_it_is_printed_only_behind_it() -> None:
    text = "The port lies behind a breakwater of stone. It was raised by engineers of the navy after a storm."
    made = brief(text)
    points = {p.line.text[:8]: dataclasses.replace(p, choice=Choice(2.0)) for p in made.key_points}
    before, leaning = points["The port"], points["It was r"]
    assert (before.leans, leaning.leans) == (False, True)

    def printed(*key_points: Statement) -> list[str]:
        page = pipeline.lay_out(dataclasses.replace(made, key_points=key_points), template.load())
        return [line.id for line in page.lines if line.section == "key_points"]

    assert printed(before, leaning) == [before.id, leaning.id]
    assert printed(leaning) == []
    assert printed(dataclasses.replace(leaning, leans=False)) == [leaning.id]


def test_a_dated_row_that_needs_the_sentence_before_it_is_worth_nothing() -> None:
    rows = {row.line.text: row.choice.score for row in brief("It closed on 3 May after a storm.").chronology}
    assert [score for text, score in rows.items() if text.startswith("It closed")] == [0.0]
    rows = {row.line.text: row.choice.score for row in brief("The yard closed on 3 May after a storm.").chronology}
    assert [score > 0 for text, score in rows.items() if text.startswith("The yard closed")] == [True]


def speakers(text: str) -> dict[str, str | None]:
    found = brief(text)
    return {
        point.line.text: point.speaker.name if point.speaker else None
        for point in (*found.bottom_line, *found.key_points)
    }


def test_a_sentence_whose_main_verb_quotes_somebody_is_their_word() -> None:
    text = (
        "Ada Brenn, the mayor of Lindow, who took the borough council to court over the two quays last year and lost, "
        "described the closure as reckless."
    )
    assert next(who for line, who in speakers(text).items() if "reckless" in line) == "Ada Brenn"


def test_a_group_that_can_speak_is_named_and_a_thing_is_not() -> None:
    text = "Several grain analysts said the grain trade of Lindow had fallen by a tenth since the two quays closed."
    assert next(who for line, who in speakers(text).items() if "grain trade" in line) is not None
    text = "The closure of the quays followed a wet winter in which the grain trade fell by a tenth."
    assert next(who for line, who in speakers(text).items() if "wet winter" in line) is None


def test_a_sentence_that_asks_its_reader_to_think_is_no_point() -> None:
    told = "The board of Lindow sold nine old ferries on Monday. The council of the crews asked for new ones in May."
    asks, tells = "Consider a ferry of 1931 that sails without a licence.", "The crews put off a second strike."
    document = briefing.from_text(f"{told} {asks} {tells}", id="quay", date=DAY)
    points = [row.line.text for row in briefing.brief(briefing.annotate(document), as_of=DAY).key_points]
    assert asks not in points
    assert tells in points


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The accompanying chart shows the fares of the ferries in May.", False),
        ("Quiet Quays, by Ada Brenn, is out now (Harbour Press, £20).", False),
        ("The map of the quays is by Ada Brenn (Harbour Press, 2024).", True),
        ("Smoke is seen over the quay of Lindow on Monday, in this handout picture taken by the port.", False),
        ("The crews, who spoke on Monday, declined to be named in print.", False),
        ("A captain who declined to be named said the old ferries of Lindow leak.", True),
        ("The board charted the nine islands with maps of its own.", True),
    ],
)
def test_a_sentence_about_the_article_itself_is_no_point(sentence: str, told: bool) -> None:
    text = f"The board of Lindow sold nine old ferries on Monday. {sentence} The crews put off a second strike."
    document = briefing.from_text(text, id="quay", date=DAY)
    brief = briefing.brief(briefing.annotate(document), as_of=DAY)
    rows = (*brief.bottom_line, *brief.key_points)
    assert any(row.line.text == sentence for row in rows) is told


def test_what_only_says_that_it_goes_for_somebody_else_too_is_no_point() -> None:
    text = "The port was shut for nine days in May.\n\nSo did the harbour council of Ostmark under Mayor Ada Brenn."
    assert not any(line.startswith("So did") for line in speakers(text))


AGROUND = (
    "A ferry ran aground off Maren on Monday and four passengers were hurt, the coast guard said.\n\n"
    "The port of Maren was closed to all ships until further notice."
)
HOLE = (
    "Divers found a hole of nine feet in the hull of the ferry at Maren, the coast guard said.\n\n"
    "Its owner will pay for the tugs."
)


@pytest.mark.parametrize(
    ("days_later", "first"),
    [
        (0, "A ferry ran aground"),  # what matters most
        (1, "Divers found a hole"),  # the news of the newer article
        (-1, "A ferry ran aground"),
    ],
)
def test_the_bottom_line_begins_with_the_newest_article(days_later: int, first: str) -> None:
    documents = [
        briefing.from_text(AGROUND, id="a", date=DAY, title="A ferry"),
        briefing.from_text(HOLE, id="b", date=DAY + dt.timedelta(days=days_later), title="A hole"),
    ]
    made = briefing.brief(list(briefing.annotate_many(documents)), as_of=DAY)
    assert len(made.bottom_line) > 1
    assert made.bottom_line[0].line.text.startswith(first)


def test_of_several_articles_what_was_before_the_news_is_no_news() -> None:
    days = dt.date(2026, 6, 9), dt.date(2026, 6, 12)
    texts = (
        "The mole of Maren broke on Monday. Nine dockers drowned in 2014 when a storm flooded the port of Maren. "
        "Ada Brenn is the mayor. Ferries sail to the Sund islands.",
        "Maren mourned on Thursday. Nine dockers of Maren drowned in May 2014, when a storm flooded the port. "
        "The board of the port employs ninety people. Sund lies an hour away.",
    )
    documents = [pipeline.from_text(text, id=f"d{n}", date=days[n]) for n, text in enumerate(texts)]
    found = pipeline.compose(list(pipeline.annotate_many(documents)), BriefOptions(as_of=days[1], title="T"))
    assert "2014" not in found.bottom_line[0].line.text
