"""A plan that a later article moves stands once; what has come about, or happened again, is no dispute."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from briefing import pipeline
from briefing.compose.brief import BriefOptions
from briefing.model.brief import Brief
from briefing.model.findings import Findings

MONDAY, WEDNESDAY, FRIDAY = dt.date(2026, 6, 8), dt.date(2026, 6, 10), dt.date(2026, 6, 12)
REST = {
    MONDAY: "Barges wait below the lock at Kell. Their crews sleep on deck.",
    WEDNESDAY: "Rain fell on the northern quay. Grain rots in its silos.",
    FRIDAY: "Pilots of the coast meet in the old inn. Its beer is dark.",
}


@cache
def findings(text: str, day: dt.date) -> Findings:
    document = pipeline.from_text(f"{text}\n\n{REST[day]}", id=day.isoformat(), date=day, title="The harbour of Kell")
    return next(pipeline.annotate_many([document]))


def brief(**texts: str) -> Brief:
    days = {"monday": MONDAY, "wednesday": WEDNESDAY, "friday": FRIDAY}
    articles = [findings(text, days[name]) for name, text in texts.items()]
    return pipeline.compose(articles, BriefOptions(as_of=max(days[name] for name in texts)))


def days_to_come(made: Brief) -> list[str]:
    return [(row.when.value or "")[:10] for row in made.scheduled]


def differing(made: Brief) -> list[tuple[str, ...]]:
    rows = (*made.chronology, *made.scheduled, *made.held_events)
    return [tuple(v for v, _ in r.conflict.values) for r in rows if r.conflict and r.conflict.about == "date"]


UNION = "The harbour union, which had not been asked, will hold its own vote on 17 June."


@pytest.mark.parametrize(
    ("plan", "news", "moved"),
    [
        (UNION, "The harbour union's vote has been moved to 15 June.", ["2026-06-15"]),
        ("The council will report on the fire by 19 June.", "Its report was put off to 22 June.", None),  # on what?
        (
            "The council will report on the fire by 19 June.",
            "The council's report on the fire has been put off to 22 June.",
            ["2026-06-22"],
        ),
        (UNION, "The guild's vote on the levy has been moved to 15 June.", None),  # of others
        (UNION, "The harbour union will hold a second vote on 19 June.", None),  # nothing is moved
    ],
)
def test_the_plan_stands_with_the_day_to_which_it_was_moved(plan: str, news: str, moved: list[str] | None) -> None:
    made = brief(monday=plan, wednesday=news)
    assert (days_to_come(made) == moved) is (moved is not None)
    assert bool(differing(made)) is (moved is not None)


def test_an_article_that_has_the_new_day_too_goes_with_it() -> None:
    made = brief(
        monday="The council will report on the fire by 19 June.",
        wednesday="The council's report on the fire has been put off to 22 June.",
        friday="The report of the council on the fire is due on 22 June.",
    )
    assert days_to_come(made) == ["2026-06-22"]
    assert differing(made) == [("2026-06-19", "2026-06-22")]


@pytest.mark.parametrize(
    ("monday", "wednesday", "expected"),
    [
        # What came about earlier than planned is told otherwise by nobody.
        (
            "The lower lock at Kell would open again to barges on Thursday, the harbour master said.",
            "The lower lock at Kell opened again to barges on Wednesday, the harbour master said.",
            [],
        ),
        # A fifth one died on another day than the first four.
        (
            "Four dockers died of burns in the hospital of Kell on Sunday, doctors said.",
            "A fifth docker died of burns in the hospital of Kell on Tuesday, doctors said.",
            [],
        ),
        (
            "Four dockers died of burns in the hospital of Kell on Sunday, doctors said.",
            "Four dockers died of burns in the hospital of Kell on Saturday, doctors said.",
            [("2026-06-06", "2026-06-07")],
        ),
    ],
)
def test_only_what_cannot_both_be_is_shown_as_differing(
    monday: str, wednesday: str, expected: list[tuple[str, ...]]
) -> None:
    assert differing(brief(monday=monday, wednesday=wednesday)) == expected
