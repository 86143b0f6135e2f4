"""The head of the page warns of a day that its text or its page contradicts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

import briefing

_NEW = "The pact has nine members. Vessa joined in May 2023. Oster followed in June 2024. Ministers met last month."
_OLD = "Ministers met last month to discuss the straits."


def _head(text: str, modified: dt.date | None) -> str:
    document = replace(
        briefing.from_text(text, id="pact", date=dt.date(2012, 5, 10)), modified=modified, date_from="metadata"
    )
    made = briefing.brief(briefing.annotate(document, engine="rules"), as_of=dt.date(2026, 5, 1))
    return briefing.render(made, "md").decode()


@pytest.mark.parametrize(
    ("text", "modified", "warning"),
    [
        (_NEW, dt.date(2026, 4, 24), "text is later than the date it bears"),
        (_NEW, None, "text is later than the date it bears"),
        (_OLD, dt.date(2014, 1, 7), "changed after its date: check the day"),
    ],
)
def test_a_day_that_is_contradicted_is_doubted_at_the_head(text: str, modified: dt.date | None, warning: str) -> None:
    assert warning in _head(text, modified)


def test_a_day_that_stands_is_not_doubted() -> None:
    page = _head(_OLD, dt.date(2012, 5, 12))
    assert "check the day" not in page
    assert "date it bears" not in page


def test_the_printing_day_is_not_the_day_of_the_news_where_no_article_tells_it() -> None:
    document = briefing.from_text(_OLD, id="pact")
    made = briefing.brief(briefing.annotate(document, engine="rules"), as_of=dt.date(2026, 5, 1))
    page = briefing.render(made, "md").decode()
    assert "Day of the news not given" in page
    assert "Printed 1 May 2026" in page.replace("\u00a0", " ")
    assert "News of" not in page
