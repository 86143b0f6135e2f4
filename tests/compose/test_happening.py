"""The chronology holds what happens; states, questions and advice go to the review file."""

from __future__ import annotations

import datetime as dt

import pytest

import briefing
from briefing.model.brief import Brief


def brief(text: str, as_of: dt.date = dt.date(2026, 6, 11)) -> Brief:
    found = briefing.annotate(briefing.from_text(text, id="t", date=dt.date(2026, 6, 10)))
    return briefing.brief(found, as_of=as_of)


@pytest.mark.parametrize(
    "text",
    [
        "New Year’s Eve in Varde can be a rowdy affair.",
        "Fights can break out on Easter Monday.",
        "The old port shows rowdy scenes that one sees in many towns on New Year’s Eve.",
        "A little care last year could have saved the port.",
        "Folding kettles are a favourite of campers this year.",
        "The council’s 2022 harbour plan offers a way out of the dispute.",
        "The old quay looks calmer today than it did.",
        "Can you leave a kettle on overnight?",
        "Leaving the scene of a wreck in 2024.",
        "412: Boats owned by the port in 1998",
        "Her victories in Lindow on Monday will only speed up the change.",
        "It was clear on Monday that the council would wait for the crews.",
        "Mayor Ann Hale proposed that they meet on June 15, but the crews rejected that.",
        "Ann Hale has cancelled a joint rally with the crews slated for June 17 in Varde.",
        "The rally that was planned for June 17 in Varde was called off.",
        "If you come home soaked in 2026, hang the coat near the stove.",
        "The next day, of course, was January 1, 2026.",
        "Ann Hale et al., Tides of the north, https://doi.org/10.5555/tides; 2025; see the table of depths.",
    ],
)
def test_a_state_a_question_and_advice_are_no_events(text: str) -> None:
    page = brief(text)
    assert (page.chronology, page.scheduled) == ((), ())
    assert [row for row in page.held_events if row.when.value] or not page.held_events


@pytest.mark.parametrize(
    "text",
    [
        "The council said it can pay until Friday.",
        "May 2024: Nurses walk out at nine clinics in Varde.",
        "2024: Nurses walked out at nine clinics in Varde.",
        "One of the clerks was hurt on Monday.",
        "The council adopted a harbour plan in 2022.",
        "The council has met twice this year.",
        "The council meets on Tuesday.",
        "By Monday Ann Hale had praised a joint rally with the crews slated for June 17 in Varde.",
        "Mayor Ann Hale cancelled a talk and will lead the rally on June 17 in Varde.",
        "Mayor Ann Hale cancelled a rally on June 3.",
        "Mayor Ann Hale proposed that they meet on June 15, and the crews rejected a new fare.",
        "The new bridge opens on June 20.",
        "The ferry did not sail on Monday.",
        "The harbour will open in 2027.",
        "The funeral was on June 3.",
    ],
)
def test_what_happens_stays(text: str) -> None:
    page = brief(text)
    assert len(page.chronology) + len(page.scheduled) == 1


def test_a_day_that_is_only_bounded_by_a_month_is_told_and_one_bounded_by_a_year_is_not() -> None:
    assert brief("They met earlier this month. The raid took place the day prior.").chronology[0].when.value is None
    page = brief("They met in 2024. The raid took place the day prior.")
    assert [row.when.value for row in page.chronology] == ["2024"]


def test_what_comes_next_is_counted_from_the_news_and_marked_where_the_page_is_printed_later() -> None:
    text = "The play opened in May 2026 and will run until June 30, 2026."
    soon, late = brief(text), brief(text, dt.date(2027, 1, 5))
    for made in (soon, late):
        assert [row.when.value for row in made.scheduled] == ["2026-06-30"]
    printed = [briefing.render(made, "md", template="chronology").decode() for made in (soon, late)]
    assert ["date passed" in page.replace("\u00a0", " ") for page in printed] == [False, True]


def test_what_happened_on_the_day_of_the_news_is_not_marked_as_passed() -> None:
    made = brief("The council closed the bridge on June 10. The repairs begin on June 12.", dt.date(2026, 7, 1))
    page = briefing.render(made, "md", template="chronology").decode().replace("\u00a0", " ")
    marked = [line for line in page.splitlines() if "date passed" in line]
    assert "closed the bridge" in page
    assert [("repairs" in line, "closed" in line) for line in marked] == [(True, False)]


def test_an_edge_that_lies_ahead_is_coming_up_though_its_year_has_begun() -> None:
    (row,) = brief("The mayor said on Tuesday that fares would stay frozen until the end of the year.").scheduled
    assert row.when.bound == "until_end"


def test_an_edge_stands_where_it_lies_and_not_where_its_year_begins() -> None:
    page = brief("Fares will stay frozen until the end of the year. The council meets on June 20.")
    assert [row.when.value for row in page.scheduled] == ["2026-06-20", "2026"]


def test_what_is_told_as_done_on_the_morrow_is_not_coming_up() -> None:
    page = brief("The old sea wall of the port fell early Thursday.")
    assert [row.when.value for row in page.chronology] == ["2026-06-11"]
    assert page.scheduled == ()


def test_the_days_covered_end_with_what_has_happened() -> None:
    covered = brief("The play opened in May 2026. The mayor said that it would run until the end of 2027.").covers
    assert covered is not None
    assert covered.end == dt.date(2026, 6, 1)


def test_a_century_is_no_day_of_a_row() -> None:
    page = brief("The mayor said it was the first great flood of the 21st century. The dam broke on June 8.")
    assert [row.when.value for row in page.chronology] == ["2026-06-08"]
