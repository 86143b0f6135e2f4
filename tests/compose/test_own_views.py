"""What the authors of an opinion piece hold is kept for the review, and nothing of any other article."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import briefing
from briefing.compose import own_views
from briefing.model.brief import Brief

OPINION = (
    "The harbour fares have doubled in ten years. As planners, we believe that a cap is possible.\n\n"
    "The board should freeze the fares until the new pier is paid for. Mayor Ada Brenn said that it must wait. "
    "“We need time,” she said. The ferries left at noon on Monday."
)
REPORT = OPINION.replace("As planners, we believe that a cap is possible.", "“I think a cap is possible,” she said.")


def brief(text: str, authors: tuple[str, ...]) -> Brief:
    document = briefing.from_text(text, id="own", date=dt.date(2026, 6, 9))
    found = briefing.annotate(replace(document, authors=authors))
    return briefing.brief(found, as_of=dt.date(2026, 6, 10))


def views(text: str, authors: tuple[str, ...]) -> list[tuple[str, str]]:
    held = brief(text, authors).held_positions
    return [(r.speaker.name, r.line.text) for r in held if own_views.REASON in r.choice.why]


def test_the_authors_of_an_opinion_hold_what_they_say_ought_to_be() -> None:
    assert views(OPINION, ("Ines Orme", "Tomas Vane", "Lea Quill")) == [
        ("Ines Orme, Tomas Vane and Lea Quill", "As planners, we believe that a cap is possible."),
        ("Ines Orme, Tomas Vane and Lea Quill", "The board should freeze the fares until the new pier is paid for."),
    ]


def test_they_are_never_printed_by_themselves() -> None:
    assert [r.speaker.name for r in brief(OPINION, ("Ines Orme",)).positions] == ["Ada Brenn", "Ada Brenn"]


def test_an_article_without_authors_or_without_their_voice_has_none() -> None:
    assert views(OPINION, ()) == []
    assert views(REPORT, ("Ines Orme",)) == []


def test_several_authors_are_what_they_say_they_are() -> None:
    told = {
        r.speaker.title for r in brief(OPINION, ("Ines Orme", "Tomas Vane")).held_positions if "Orme" in r.speaker.name
    }
    assert told == {"planners"}


def test_one_author_is_what_the_text_tells_beside_the_name() -> None:
    text = OPINION + "\n\nInes Orme is a professor of transport at Hove University."
    held = brief(text, ("Ines Orme",)).held_positions
    assert {(r.speaker.title, r.speaker.affiliation) for r in held if own_views.REASON in r.choice.why} == {
        ("professor of transport", "Hove University")
    }


def test_the_points_of_a_list_belong_to_the_sentence_that_leads_it() -> None:
    text = (
        OPINION
        + "\n\nA cap rests on three things:\n\nA fair fare for all crews;\n\nOpen books.\n\nIt rained on Monday."
    )
    lines = [line for _, line in views(text, ("Ines Orme",))]
    assert lines[-2:] == ["A fair fare for all crews;", "Open books."]
