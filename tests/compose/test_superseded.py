"""A toll that a later article raises is no position any more, and leads no page; every other one stays."""

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


FIRST = "A fire in the silos of Maren killed five dockers on Monday, the mayor said. Crews from Kell came to help."
SECOND = (
    "The fire in the silos of Maren spread to the old quay on Tuesday, and drove hundreds of people from their homes. "
    "{} Crews from Kell fought the flames all day."
)


def lead_of(toll: str, *, day: dt.date = TUESDAY) -> str:
    texts = (FIRST, MONDAY, "Fire kills five in Maren"), (SECOND.format(toll), day, "Fire spreads in Maren")
    documents = [pipeline.from_text(t, id=f"d{n}", date=when, title=title) for n, (t, when, title) in enumerate(texts)]
    made = pipeline.compose(list(pipeline.annotate_many(documents)), BriefOptions(as_of=TUESDAY))
    return " ".join(s.line.text for s in made.bottom_line)


def test_the_latest_toll_stands_in_the_place_of_an_earlier_one() -> None:
    lead = lead_of("The toll rose to 14 dead.")
    assert "killed five" not in lead
    assert lead.index("spread to the old quay") < lead.index("14 dead")


@pytest.mark.parametrize(
    ("toll", "day"),
    [
        ("The toll stood at five dead.", TUESDAY),
        ("In the fire 14 dockers were injured.", TUESDAY),
        ("The toll rose to 14 dead.", MONDAY),
        # Days are no names that two tolls share.
        ("Off Kell a storm killed 14 dockers on Monday.", TUESDAY),
    ],
)
def test_every_other_toll_leads(toll: str, day: dt.date) -> None:
    assert "killed five" in lead_of(toll, day=day)


def test_the_title_is_that_of_the_article_that_leads() -> None:
    texts = (FIRST, MONDAY, "Fire kills five in Maren"), (SECOND.format(""), TUESDAY, "Fire spreads in Maren")
    documents = [pipeline.from_text(t, id=f"d{n}", date=when, title=title) for n, (t, when, title) in enumerate(texts)]
    found = list(pipeline.annotate_many(documents))
    assert pipeline.compose(found, BriefOptions(as_of=TUESDAY)).title == "Fire spreads in Maren"
    assert pipeline.compose(found, BriefOptions(as_of=TUESDAY, title="The Maren file")).title == "The Maren file"
    assert pipeline.compose(found[:1], BriefOptions(as_of=TUESDAY)).title == "Fire kills five in Maren"


PLAN = "{} The mayor of Maren has led the town for nine years."
CAME = "Skipper Ada Brenn told the port of Maren that its moles were unsafe. Crews from Kell heard the speech. {}"


@pytest.mark.parametrize(
    ("plan", "leads"),
    [
        ("Dockers will strike in Maren on Tuesday over the wages of the Kell yard.", False),
        ("Dockers will strike in Maren on Friday over the wages of the Kell yard.", True),
        ("Dockers struck in Maren on Monday over the wages of the Kell yard.", True),
    ],
)
def test_a_plan_whose_day_has_come_does_not_lead(plan: str, leads: bool) -> None:
    texts = (PLAN.format(plan), MONDAY), (CAME.format("It was long."), TUESDAY)
    documents = [pipeline.from_text(text, id=f"d{n}", date=when) for n, (text, when) in enumerate(texts)]
    made = pipeline.compose(list(pipeline.annotate_many(documents)), BriefOptions(as_of=TUESDAY, title="T"))
    assert any("wages of the Kell yard" in s.line.text for s in made.bottom_line) is leads
