"""Beside its value an expression has its days, how fine it is, what shades it, and the rule that read it."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing import timex
from briefing.model.text import Document
from briefing.model.time import Timex
from briefing.text.paragraphs import paragraphs
from briefing.text.sentences import split

DAY = dt.date(2024, 5, 15)  # a Wednesday


def found(text: str, day: dt.date | None = DAY) -> tuple[Timex, ...]:
    document = Document("d", text, paragraphs(text), date=day)
    return timex.find(document, split(document))


@pytest.mark.parametrize(
    ("text", "value", "mod", "granularity", "first", "end", "edtf", "rule"),
    [
        (
            "It sank on 12 March 2026.",
            "2026-03-12",
            None,
            "day",
            "2026-03-12",
            "2026-03-13",
            "2026-03-12",
            "day-month-year",
        ),
        ("It sank in early March.", "2024-03", "START", "month", "2024-03-01", "2024-04-01", "2024-03", "month"),
        ("It sank in mid-2021.", "2021", "MID", "year", "2021-01-01", "2022-01-01", "2021", "year"),
        ("It sank late Tuesday.", "2024-05-14", "END", "day", "2024-05-14", "2024-05-15", "2024-05-14", "weekday"),
        ("It will sink by year-end.", "2024", "END", "year", "2024-01-01", "2025-01-01", "2024", "year-end"),
        (
            "It sank last week.",
            "2024-W19",
            None,
            "week",
            "2024-05-06",
            "2024-05-13",
            "2024-05-06/2024-05-12",
            "shifted-unit",
        ),
        (
            "It fell in the third quarter of 2023.",
            "2023-Q3",
            None,
            "quarter",
            "2023-07-01",
            "2023-10-01",
            "2023-35",
            "quarter",
        ),
        ("It fell in the first half of 2023.", "2023-H1", None, "half", "2023-01-01", "2023-07-01", "2023-40", "half"),
        ("It burned last summer.", "2023-SU", None, "season", "2023-06-01", "2023-09-01", "2023-22", "season"),
        ("It was built in the 1980s.", "198", None, "decade", "1980-01-01", "1990-01-01", "198X", "decade"),
        ("It was built in the 19th century.", "18", None, "century", "1800-01-01", "1900-01-01", "18XX", "century"),
        ("It sank about two years ago.", "2022", "APPROX", "year", "2022-01-01", "2023-01-01", "2022~", "ago"),
        (
            "It closes at 17:30 today.",
            "2024-05-15T17:30",
            None,
            "time",
            "2024-05-15",
            "2024-05-16",
            "2024-05-15T17:30",
            "clock",
        ),
        (
            "It sank on Monday evening.",
            "2024-05-13TEV",
            None,
            "time",
            "2024-05-13",
            "2024-05-14",
            "2024-05-13",
            "weekday",
        ),
    ],
)
def test_a_calendar_date_has_its_days(
    text: str, value: str, mod: str | None, granularity: str, first: str, end: str, edtf: str, rule: str
) -> None:
    (one,) = found(text)
    assert (one.value, one.mod, one.granularity, one.edtf, one.rule) == (value, mod, granularity, edtf, rule)
    assert one.interval == (dt.date.fromisoformat(first), dt.date.fromisoformat(end))
    assert one.reason


@pytest.mark.parametrize(
    ("text", "kind", "value", "mod"),
    [
        ("It took more than a decade.", "DURATION", "P10Y", "MORE_THAN"),
        ("It took half an hour.", "DURATION", "PT30M", None),
        ("It took a few days.", "DURATION", "PXD", None),
        ("It took a fortnight.", "DURATION", "P2W", None),
        ("They vote every other year.", "SET", "P2Y", None),
        ("They meet on Mondays.", "SET", "XXXX-WXX-1", None),
        ("They meet twice a week.", "SET", "P1W", None),
        ("Prices are now falling.", "DATE", "PRESENT_REF", None),
        ("She was a judge at the time.", "DATE", "PAST_REF", None),
    ],
)
def test_what_is_no_calendar_date_has_no_days(text: str, kind: str, value: str, mod: str | None) -> None:
    (one,) = found(text)
    assert (one.type, one.value, one.mod, one.granularity, one.interval) == (kind, value, mod, "unknown", None)


@pytest.mark.parametrize(
    "text",
    [
        "She may leave.",
        "They march on the capital.",
        "March on, he told them.",
        "Give them 50% of the money.",
        "The second man fell.",
        "The Sunday Times wrote so.",
        "He read the 1984 novel.",
        "April Brenn refused.",
        "August Holt refused.",
        "She drives an Audi Q3 in her fifties.",
        "The vote was 3 to 5.",
        "He lives at 1900 Harbour Street.",
    ],
)
def test_what_only_looks_like_a_date_is_left(text: str) -> None:
    assert [t.text for t in found(text)] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The bridge closed on March 3, 2023. It had been checked two days earlier.", "2023-03-01"),
        ("The bridge closed on March 3, 2023. The following day it fell.", "2023-03-04"),
        ("The bridge closed in March 2021. That year nobody crossed.", "2021"),
        ("The bridge closed in March 2021. Two months later it fell.", "2021-05"),
        ("The bridge closed in 2019. Since then nobody crossed.", "2019"),
    ],
)
def test_what_refers_to_a_time_told_is_counted_from_it(text: str, value: str) -> None:
    told, one = found(text)
    assert (one.value, one.anchor) == (value, 0)
    assert told.value is not None
    assert told.value in one.reason


@pytest.mark.parametrize("text", ["It fell two days later.", "The next morning it fell.", "It fell that week."])
def test_what_refers_to_nothing_told_stays_open_and_says_why(text: str) -> None:
    (one,) = found(text)
    assert one.value is None
    assert any(words in one.reason for words in ("nothing told", "not told", "no such time told"))


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The deal was signed at 6:30 p.m. EST on Monday.", "2024-05-13T18:30-05:00"),
        ("It was signed on Monday. The guns fell silent at 1800 GMT.", "2024-05-13T18:00Z"),
        ("The deal was signed at 6:30 p.m. ET on Monday.", "2024-05-13T18:30"),  # one of two
        ("The deal was signed at 6:30 p.m. local time on Monday.", "2024-05-13T18:30"),
    ],
)
def test_the_zone_of_an_hour_is_kept(text: str, edtf: str) -> None:
    document = Document("d", text, paragraphs(text), date=dt.date(2024, 5, 15))
    assert edtf in [t.edtf for t in timex.find(document, split(document))]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It began a decade ago.", "2014~"),
        ("It ended two years ago.", "2022~"),
        ("It ended a year and a half ago.", "2022-11"),
        ("It ended two years ago this month.", "2022-05"),
        ("It ended two years ago today.", "2022-05-15"),
        ("It ended last year.", "2023"),
    ],
)
def test_what_is_counted_back_by_years_is_only_about_a_year(text: str, edtf: str) -> None:
    document = Document("d", text, paragraphs(text), date=dt.date(2024, 5, 15))
    assert [t.edtf for t in timex.find(document, split(document))] == [edtf]


def test_a_year_later_is_no_day() -> None:
    document = Document("d", text := "It opened on May 3, 2021. A year later it fell.", paragraphs(text))
    assert [t.value for t in timex.find(document, split(document))] == ["2021-05-03", "2022"]


@pytest.mark.parametrize(
    ("text", "day_first", "value"),
    [
        ("It sank on 5/6/2007.", False, "2007"),
        ("It sank on 5/6/2007.", True, "2007-06-05"),
        # What the text tells goes before the setting: another date in numbers, or one with its month's name.
        ("It sank on 5/6/2007. It was raised on 6/25/2007.", True, "2007-05-06"),
        ("It sank on 5/6/2007. It was raised on March 9.", True, "2007-05-06"),
        ("It sank on 5/25/2007.", True, "2007-05-25"),
    ],
)
def test_a_setting_tells_the_order_of_day_and_month_where_the_text_does_not(
    text: str, day_first: bool, value: str
) -> None:
    document = Document("d", text, paragraphs(text), date=DAY, day_first=day_first)
    assert timex.find(document, split(document))[0].value == value


TIMELINE = """Here is how the dispute went on.

{year}May 2{with_year} - Nurses walk out at nine clinics in Varde.

June 7 - The board offers a raise of nine percent.

Feb. 3: The mayor resigns after a vote in the council.

The council will meet on July 1 and speak of June 7 - the day of the offer.
"""


@pytest.mark.parametrize(("year", "with_year"), [("", ", 2023"), ("2023\n\n", "")])
def test_a_line_of_a_timeline_has_the_year_of_the_line_before_it(year: str, with_year: str) -> None:
    text = TIMELINE.format(year=year, with_year=with_year)
    document = Document("d", text, paragraphs(text), date=dt.date(2026, 6, 10))
    found = [t.value for t in timex.find(document, split(document)) if t.value != "2023"]
    assert found == ["2023-05-02", "2023-06-07", "2024-02-03", "2026-07-01", "2026-06-07"]


def test_a_timeline_without_a_year_is_of_the_year_of_the_article() -> None:
    text = TIMELINE.format(year="", with_year="")
    document = Document("d", text, paragraphs(text), date=dt.date(2026, 6, 10))
    found = [t.value for t in timex.find(document, split(document))]
    assert found == ["2026-05-02", "2026-06-07", "2026-02-03", "2026-07-01", "2026-06-07"]


def test_a_timeline_that_is_told_latest_first_goes_back() -> None:
    text = (
        "How it came to this\n\n2 June 2025: The crews walk out.\n\n28 May: The mayor resigns.\n\n"
        "30 December: A storm breaks the pier.\n\n3 November: The mayor is elected."
    )
    document = Document("d", text, paragraphs(text), date=dt.date(2026, 6, 10))
    values = [t.value for t in timex.find(document, split(document))]
    assert values == ["2025-06-02", "2025-05-28", "2024-12-30", "2024-11-03"]


def test_the_last_day_of_somebody_is_not_yesterday() -> None:
    for text in ("She was pardoned on his last day in office.", "He quit in his last year at school."):
        document = Document("d", text, paragraphs(text), date=dt.date(2026, 6, 10))
        assert timex.find(document, split(document)) == ()


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Fares are frozen for the remainder of this year.", "2024-05-15/2024-12-31"),
        ("Fares will be frozen for the rest of the month.", "2024-05-15/2024-05-31"),
        # What is left is that of something else, or lay behind the day of writing.
        ("He was banned for the rest of this year's session.", "2024"),
        ("Fares fell for the rest of the month.", "2024-05"),
        ("Fares rose this year.", "2024"),
    ],
)
def test_what_is_left_of_a_unit_begins_on_the_day_of_writing(text: str, edtf: str) -> None:
    assert edtf in [t.edtf for t in found(text)]


def test_a_month_that_has_just_ended_is_this_years_whatever_year_was_told_before() -> None:
    text = "Sales fell to their lowest since March 2019. The index stood at 53.8 in April, down from 55.3 in March."
    assert [t.value for t in found(text)] == ["2019-03", "2024-04", "2024-03"]
    earlier = "In March 2019 the strait froze. The ferries came back in March, the board said."
    assert [t.value for t in found(earlier, dt.date(2024, 9, 15))] == ["2019-03", "2019-03"]
