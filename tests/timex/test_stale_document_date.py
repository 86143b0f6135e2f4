"""A text written anew long after the date it bears is not read against that date."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing import pipeline, timex
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
