"""The chronology of several articles holds turning points: no state, no year alone, no plan that is overtaken."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing import pipeline
from briefing.compose import salience, turning_points
from briefing.compose.brief import BriefOptions
from briefing.model.brief import Brief, Choice, EventRow, Line
from briefing.model.time import Interval, When

LINE = Line((), ())
FIRST, SECOND = dt.date(2026, 6, 9), dt.date(2026, 6, 12)
OTHER = "The council of Maren meets in the old customs house. Ada Brenn is the mayor. Ferries sail to the Sund islands."
BESIDE = "Maren has two moles and a fish hall. The board of the port employs ninety people. Sund lies an hour away."


def brief_of(*texts: str, days: tuple[dt.date, ...] = (FIRST, SECOND)) -> Brief:
    documents = [
        pipeline.from_text(text, id=f"d{n}", date=day) for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    return pipeline.compose(list(pipeline.annotate_many(documents)), BriefOptions(as_of=SECOND, title="T"))


def rows(brief: Brief) -> list[str]:
    return [row.line.text for row in (*brief.chronology, *brief.scheduled)]


def why(brief: Brief, words: str) -> list[str]:
    """Why the rows that tell some words were held."""
    held = {row.id for row in brief.held_events if words in row.line.text}
    return [left.reason for left in brief.left_out if left.id in held]


def test_a_plan_is_held_where_a_later_article_tells_what_came_of_it() -> None:
    brief = brief_of(
        f"{OTHER} The pilot Jon Tarn is due to be sentenced on 12 June and could get four years in prison.",
        f"The pilot Jon Tarn has been sentenced to four years in prison by the harbour court. {BESIDE}",
    )
    assert not any("due to be sentenced" in line for line in rows(brief))
    assert any("tells what came of it" in reason for reason in why(brief, "due to be sentenced"))


@pytest.mark.parametrize(
    ("plan", "later"),
    [
        # The day is still to come.
        (
            "The pilot Jon Tarn is due to be sentenced on 19 June and could get four years in prison.",
            "The pilot Jon Tarn could get four years in prison when he is sentenced, his lawyer said.",
        ),
        # Another matter.
        (
            "The pilot Jon Tarn is due to be sentenced on 12 June and could get four years in prison.",
            "Dockers ended their strike after the Hask union accepted a rise.",
        ),
        # The later article plans, too.
        (
            "The pilot Jon Tarn is due to be sentenced on 12 June and could get four years in prison.",
            "The pilot Jon Tarn will be sentenced on 12 June and could get four years in prison.",
        ),
    ],
)
def test_a_plan_stays_that_nothing_has_overtaken(plan: str, later: str) -> None:
    assert any("sentenced" in line for line in rows(brief_of(f"{OTHER} {plan}", f"{later} {BESIDE}")))


BUILT = f"The mole of Maren broke on Monday. A firm from Hask built the mole in {{}}. {OTHER}"
STRIKE = f"Dockers at Kell ended their strike on Thursday. {BESIDE}"


def lessened(brief: Brief, words: str) -> bool:
    """Whether the row that tells some words is worth less because it dates no finer than by a year."""
    return any("a year alone" in why for row in brief.chronology if words in row.line.text for why in row.choice.why)


def test_a_year_alone_that_one_of_several_articles_tells_is_worth_less() -> None:
    assert lessened(brief_of(BUILT.format("2004"), STRIKE), "built")


def test_a_month_and_the_year_of_one_article_are_worth_what_they_were() -> None:
    month, single = brief_of(BUILT.format("May 2004"), STRIKE), brief_of(BUILT.format("2004"), days=(FIRST,))
    for brief in (month, single):
        assert any("built" in row.line.text for row in brief.chronology)
        assert not lessened(brief, "built")


def test_what_goes_on_at_the_time_of_writing_is_no_turning_point_whoever_tells_it() -> None:
    brief = brief_of(
        f"The mole of Maren broke on Monday. For eight years villagers have marched against the port. {OTHER}",
        f"Maren mourned on Thursday. For eight years, villagers of Maren have marched against the port. {BESIDE}",
    )
    assert not any("marched" in line for line in rows(brief))
    assert turning_points.GOES_ON in why(brief, "marched")


def test_the_days_of_a_long_story_are_spread() -> None:
    rows_of = [
        EventRow(f"e{n}", when, LINE, (), None, "happened", None, "main", 1, Choice(score))
        for n, (when, score) in enumerate(((when_of(8), 3.0), (when_of(8), 2.9), (when_of(8), 2.8), (when_of(9), 2.5)))
    ]
    scores = [row.choice.score for row in salience.spread(rows_of)]
    assert scores[0] == 3.0
    assert scores[3] == 2.5
    assert scores[3] >= scores[1] > scores[2]


def when_of(day: int) -> When:
    first = dt.date(2026, 6, day)
    value = first.isoformat()
    return When(value, "day", Interval(first, first + dt.timedelta(days=1)), value, None, "stated", "as written")
