"""A text written anew long after the date it bears is not read against that date."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from briefing import pipeline, timex
from briefing.model.text import Document
from briefing.text.sentences import split

ANEW = (
    "The Lowland Pact has nine members. Vessa joined in May 2023. Orland was admitted in 2024. "
    "Ministers met late last month to discuss the straits, and will meet again in 2031."
)
FORECAST = (
    "Sales rose last month. The firm said it would have paid its debt in 2014 and that growth would return in 2015. "
    "Notes due in 2019 were sold on Monday. “We planned for 2016,” the Class of 2015 said."
)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (ANEW, 2024),
        (FORECAST, None),
        ("Vessa joined in May 2023.", None),  # one alone may be a slip of the pen
        ("Vessa joined in 2009 and Orland in 2010. Ministers met last month.", None),
    ],
)
def test_what_tells_of_later_years_as_past_has_outlived_its_date(text: str, year: int | None) -> None:
    document = pipeline.from_text(text, id="pact", date=dt.date(2012, 5, 10))
    assert timex.outlived(document, split(document)) == year


def test_nothing_is_counted_from_a_date_that_was_outlived_and_the_reader_is_told() -> None:
    found = pipeline.annotate(pipeline.from_text(ANEW, id="pact", date=dt.date(2012, 5, 10)), engine="rules")
    values = {t.text: t.value for t in found.timexes}
    assert values["May 2023"] == "2023-05"
    assert "2012" not in str(values["late last month"])
    assert [note.code for note in found.notes] == ["outlived", "reduced"]


def _page(text: str, modified: dt.date | None) -> Document:
    return replace(
        pipeline.from_text(text, id="pact", date=dt.date(2012, 5, 10)), modified=modified, date_from="metadata"
    )


def test_what_was_written_anew_counts_from_the_last_change_of_its_page() -> None:
    found = pipeline.annotate(_page(ANEW, dt.date(2026, 4, 24)), engine="rules")
    assert {t.text: t.value for t in found.timexes}["late last month"] == "2026-03"
    assert "counted from 2026-04-24" in found.notes[0].text


def test_what_has_outlived_its_date_is_not_still_to_come() -> None:
    for modified in (None, dt.date(2026, 4, 24)):
        found = pipeline.annotate(_page(ANEW, modified), engine="rules")
        told = {e.when.value: e.status for e in found.events}
        assert told["2023-05"] == "happened"
        assert told["2024"] == "happened"


def test_a_change_before_the_years_told_dates_nothing() -> None:
    found = pipeline.annotate(_page(ANEW, dt.date(2013, 1, 7)), engine="rules")
    assert found.document.date is None


def test_one_later_year_is_enough_where_the_page_was_changed_since() -> None:
    once = "The pact has nine members. Vessa joined in May 2023. Ministers met last month."
    assert pipeline.annotate(_page(once, dt.date(2026, 4, 24)), engine="rules").document.date == dt.date(2026, 4, 24)
    assert pipeline.annotate(_page(once, None), engine="rules").document.date == dt.date(2012, 5, 10)


def test_a_late_change_of_the_page_is_told_and_changes_nothing() -> None:
    text = "Ministers met last month to discuss the straits."
    found = pipeline.annotate(_page(text, dt.date(2014, 1, 7)), engine="rules")
    assert (found.notes[0].code, found.document.date) == ("changed-later", dt.date(2012, 5, 10))
    assert pipeline.annotate(_page(text, dt.date(2012, 5, 12)), engine="rules").notes[0].code == "reduced"
