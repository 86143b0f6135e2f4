"""A toll that a later article raises is no position any more; every other one stays."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing import pipeline
from briefing.compose.brief import BriefOptions
from briefing.model.brief import Brief

MONDAY, TUESDAY = dt.date(2026, 6, 8), dt.date(2026, 6, 9)
TOLL = "A fire broke out in the old silos of Maren on Monday. The mayor of Maren, Ada Brenn, said that {} in Maren."


def brief_of(claim: str, later: str, *, day: dt.date = TUESDAY) -> Brief:
    texts = (TOLL.format(claim), MONDAY), (f"{later} The silos stood for ninety years and held grain for Kell.", day)
    documents = [pipeline.from_text(text, id=f"d{n}", date=when) for n, (text, when) in enumerate(texts)]
    return pipeline.compose(list(pipeline.annotate_many(documents)), BriefOptions(as_of=TUESDAY, title="T"))


def said(brief: Brief) -> bool:
    return any("Brenn" in row.speaker.name for row in brief.positions)


def test_a_toll_that_a_later_article_raises_is_held() -> None:
    brief = brief_of("eight dockers had died", "The toll of the fire in Maren has risen: 14 dockers died.")
    assert not said(brief)
    assert [row.speaker.name for row in brief.held_positions if "Eight" in row.line.text] == ["Ada Brenn"]
    assert any("source 2, of a later day, tells a higher toll" in left.reason for left in brief.left_out)


@pytest.mark.parametrize(
    ("claim", "later", "day"),
    [
        # The same number, a lower one, and one of another kind.
        ("eight dockers had died", "A fire in Maren killed eight dockers.", TUESDAY),
        ("eight dockers had died", "Three dockers died in Maren, the ministry said.", TUESDAY),
        ("eight dockers had died", "In Maren 14 dockers were injured.", TUESDAY),
        # Another place, and a toll that no fire's grows to overnight.
        ("eight dockers had died", "A storm off Kell killed 14 dockers.", TUESDAY),
        ("eight dockers had died", "Since the war 900 dockers died in Maren.", TUESDAY),
        # No later day.
        ("eight dockers had died", "A fire in Maren killed 14 dockers.", MONDAY),
        # No toll.
        ("the port would stay shut", "A fire in Maren killed 14 dockers.", TUESDAY),
    ],
)
def test_every_other_position_stays(claim: str, later: str, day: dt.date) -> None:
    assert said(brief_of(claim, later, day=day))
