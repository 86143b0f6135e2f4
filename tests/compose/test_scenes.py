"""A scene at the head of a feature is told from the news, and is no bottom line."""

from __future__ import annotations

import datetime as dt

import pytest

import briefing
from briefing import rules
from briefing.compose import scenes, trim

DAY = dt.date(2026, 6, 11)
EXAMPLES = [(row["title"], row["text"], row["scene"]) for row in rules.load("scenes", "en")["example"]]


@pytest.mark.parametrize(("title", "text", "scene"), EXAMPLES)
def test_every_example_is_judged_as_it_says(title: str, text: str, scene: bool) -> None:
    findings = briefing.annotate(briefing.from_text(text, id="quay", title=title, date=DAY))
    assert scenes.opens_with_somebody(findings, trim.sentence_line(findings, findings.sentences[0], 1)) is scene


def test_a_scene_is_no_bottom_line_where_the_news_is_told() -> None:
    text = (
        "Tove Arne, a 52-year-old baker on the quay of Lindow, is waiting for the first ferry of the year.\n\n"
        "The ferries of Lindow have been delayed by a strike of the pilots, the harbour board said on Monday.\n\n"
        "The board will meet the pilots on Friday."
    )
    document = briefing.from_text(text, id="quay", title="Lindow waits for its ferries", date=DAY)
    bottom = briefing.brief(briefing.annotate(document), as_of=DAY).bottom_line
    assert bottom
    assert not any("Tove Arne" in row.line.text for row in bottom)
