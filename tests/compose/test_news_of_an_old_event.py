"""What has become of an event that the last brief told is news; what tells it again in more words is none."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from briefing import pipeline
from briefing.compose.brief import BriefOptions
from briefing.compose.news_since import tells_another
from briefing.model.brief import Brief
from briefing.model.findings import Findings

TUESDAY, FRIDAY = dt.date(2026, 6, 9), dt.date(2026, 6, 12)
OLD = (
    "Four dockers were killed in the fire at the customs shed in Kell on Monday, the police said.\n\n"
    "The fire broke out at around 10:30 p.m. and burned until morning.\n\n"
    "The council of Kell approved a levy on grain barges on Monday."
)
HELD = "Police in Kell arrested two men on Friday over the fire at the customs shed that killed four dockers on Monday."
DIED = "A fifth docker died on Friday of burns from the fire at the customs shed in Kell, doctors said."
AGAIN = (
    "In Kell, four dockers were killed on Monday in the fire at the customs shed by the lower lock, the police said."
)
REST = "Barges wait below the lock. Their crews sleep on deck."


@cache
def findings(text: str, day: dt.date) -> Findings:
    document = pipeline.from_text(text, id=day.isoformat(), date=day, title=text[:40])
    return next(pipeline.annotate_many([document]))


def since(text: str) -> Brief:
    first, options = findings(OLD, TUESDAY), BriefOptions(as_of=FRIDAY)
    both = pipeline.compose([first, findings(f"{text}\n\n{REST}", FRIDAY)], options)
    return pipeline.compare(both, pipeline.compose([first], BriefOptions(as_of=TUESDAY)))


def test_what_became_of_a_known_event_leads() -> None:
    assert "arrested" in since(HELD).bottom_line[0].line.text


@pytest.mark.parametrize(("text", "news"), [(HELD, "arrested"), (DIED, "fifth docker")])
def test_what_has_happened_since_stands_as_new(text: str, news: str) -> None:
    assert any(news in change.line.text for change in since(text).changes)


def test_what_tells_it_again_is_not_new() -> None:
    brief = since(AGAIN)
    assert not any("killed" in s.line.text for s in brief.changes)
    assert not any("killed" in s.line.text and s.line.evidence[0].source == 2 for s in brief.bottom_line)


@pytest.mark.parametrize(
    ("text", "earlier", "expected"),
    [
        ("Police arrested two men over the blaze that killed four dockers.", "A blaze killed four dockers.", True),
        ("Two men are sought over the blaze that killed four dockers.", "A blaze killed four dockers.", False),
        ("A blaze killed four dockers, and police arrested two men.", "Four dockers died in a blaze.", False),
        ("The council backed the levy.", "A blaze killed four dockers.", False),  # no word of a class
    ],
)
def test_the_first_happening_of_a_sentence_says_whether_it_tells_another(
    text: str, earlier: str, expected: bool
) -> None:
    assert tells_another(text, earlier, "en") is expected
