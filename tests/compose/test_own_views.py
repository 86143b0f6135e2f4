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
