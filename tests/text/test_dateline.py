"""The document's day: read where it is written, never invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from briefing import rules
from briefing.model.text import Document, Dropped, Span
from briefing.text.boilerplate import drop
from briefing.text.dateline import _in_text, date, of_address
from briefing.text.paragraphs import paragraphs

DAY = dt.date(2026, 3, 12)


def cases(kind: str) -> Iterator[tuple[str, str]]:
    for rule in rules.load("dateline", "en")["rule"]:
        for line in rule[kind]:
            yield rule["name"], line


@pytest.mark.parametrize(("name", "line"), list(cases("examples")))
def test_a_rule_finds_its_examples(name: str, line: str) -> None:
    assert name in {f.kind for f in _in_text(Document("d", line))}


@pytest.mark.parametrize(("name", "line"), list(cases("counterexamples")))
def test_a_rule_leaves_its_counterexamples(name: str, line: str) -> None:
    assert name not in {f.kind for f in _in_text(Document("d", line))}


def test_a_date_glued_before_the_first_sentence_is_read_and_set_aside() -> None:
    text = " date 2026-03-12 The council met at dawn to pass the budget.\n\nNobody spoke against it."
    found = date(drop(Document("d", text)))
    assert (found.date, found.date_from, found.date_evidence) == (DAY, "text", "date 2026-03-12")
    assert found.paragraphs[0].of(text) == "The council met at dawn to pass the budget."
    assert found.dropped == (Dropped(Span(1, 16), "stamp", "date-glued"),)


@pytest.mark.parametrize(("between", "expected"), [("\n", DAY), ("\n\n", None)])
def test_a_date_right_below_a_headline_of_two_sentences_is_the_article_s(
    between: str, expected: dt.date | None
) -> None:
    headline = "The mayor said the port sold its crane for scrap last winter. The owners deny it."
    text = f"{headline}{between}2026-03-12\n\nThe port sold its last crane in the winter, the mayor said."
    assert date(Document("d", text)).date == expected


def test_the_day_given_by_the_user_wins_over_every_other() -> None:
    document = Document("d", "QUITO, May 1, 2020 (AP) — It rained.", date=dt.date(2021, 1, 1), date_from="metadata")
    assert date(document, DAY).date == DAY
    assert date(document, DAY).date_from == "given"


def test_metadata_wins_over_the_dateline_and_the_dateline_over_the_file() -> None:
    document = Document("d", "QUITO, May 1, 2020 (AP) — It rained.", date=DAY, date_from="metadata")
    assert date(document).date == DAY
    found = date(replace(document, date_from="file"))
    assert (found.date, found.date_from) == (dt.date(2020, 5, 1), "dateline")


@pytest.mark.parametrize(
    ("saved", "expected"),
    [
        (dt.date(2026, 4, 2), DAY),  # saved three weeks later
        (dt.date(2026, 3, 11), DAY),  # saved west of the date line
        (dt.date(2026, 1, 5), dt.date(2025, 3, 12)),  # saved the winter after
    ],
)
def test_a_dateline_without_a_year_takes_it_from_the_file(saved: dt.date, expected: dt.date) -> None:
    document = Document("d", "QUITO, March 12 (Reuters) — It rained.", date=saved, date_from="file")
    assert date(document).date == expected


def test_a_dateline_without_a_year_alone_is_no_date_and_a_note_says_so() -> None:
    found = date(Document("d", "QUITO, March 12 (Reuters) — It rained."))
    assert (found.date, found.date_from) == (None, "none")
    assert [n.code for n in found.notes] == ["no-date"]
    assert "March 12" in found.notes[0].text


def test_a_number_behind_the_dash_of_a_dateline_is_the_story_s() -> None:
    text = "TRAMEN, March 12, 2026 (Reuters) - 2026 was to be the year of the river, the mayor said on Monday."
    assert date(drop(Document("d", text))).date == DAY


def test_the_dateline_stays_story_text() -> None:
    text = "QUITO, March 12, 2026 (Reuters) — It rained for a week."
    found = date(drop(Document("d", text)))
    assert [p.of(text) for p in found.paragraphs] == [text]


def test_a_label_wins_over_the_day_of_the_last_change() -> None:
    text = "Updated March 14, 2026\nPublished March 12, 2026\n\nIt rained in the valley for a week and a day."
    assert date(drop(Document("d", text))).date == DAY


@pytest.mark.parametrize(
    "text",
    [
        "It rained on March 12, 2026 in the valley.",  # the story tells a date
        "03/04/2026\n\nIt rained in the valley for days.",  # could be two days
        "February 30, 2026\n\nIt rained in the valley for days.",  # no day of the calendar
        "October 14, 2019 – January 20, 2020\n\nIt rained in the valley for days.",  # two days
        "3 May 2026 - 5 June 2026 the fair is on in the hall of the lower town.",
    ],
)
def test_what_is_no_date_line_dates_nothing(text: str) -> None:
    assert date(drop(Document("d", text))).date is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/2026/03/12/talks", DAY),
        ("https://example.org/2026/POLITICS/03/12/talks/index.html", DAY),
        ("https://example.org/2026/world/asia/03/12/talks/index.html", DAY),
        ("https://example.org/2026/number/03/talks-of-12/index.html", None),
        ("https://example.org/world/20260312-talks", DAY),
        ("https://example.org/talks-2026-03-12.html", DAY),
        ("https://example.org/world/2026/mar/12/talks", DAY),
        ("https://example.org/2026/13/12/talks", None),
        ("https://example.org/story-120260312345", None),
        ("https://example.org/?d=2026-03-12", None),
    ],
)
def test_a_day_in_the_path_of_an_address_is_read(url: str, expected: dt.date | None) -> None:
    found = of_address(url)
    assert (found[0] if found else None) == expected


def test_the_address_is_used_last_before_the_file() -> None:
    document = Document(
        "d", "It rained.", url="https://example.org/2026/03/12/rain", date=dt.date(2026, 5, 1), date_from="file"
    )
    found = date(document)
    assert (found.date, found.date_from, found.date_evidence) == (DAY, "url", "2026/03/12")


@pytest.mark.parametrize(
    ("line", "day_first", "day"),
    [
        ("Published 03/04/2026", False, None),
        ("Published 03/04/2026", True, dt.date(2026, 4, 3)),
        ("Published 03/24/2026", True, dt.date(2026, 3, 24)),
        ("Published 24/03/2026", False, dt.date(2026, 3, 24)),
        ("Tue, 08/11/2026 - 10:12am", False, dt.date(2026, 8, 11)),
        ("Published Tue, 08/11/2026", False, dt.date(2026, 8, 11)),
        ("11/08/2026 Tuesday", False, dt.date(2026, 8, 11)),
        ("Wed, 08/11/2026", False, None),  # neither is a Wednesday
        ("The Sun, 08/11/2026", False, None),  # a newspaper
    ],
)
def test_a_day_in_numbers_that_could_be_two_is_one_where_the_user_says_so(
    line: str, day_first: bool, day: dt.date | None
) -> None:
    text = f"{line}\n\nThe ferry sank off Tolm, and nine people died."
    document = Document("d", text, paragraphs(text), day_first=day_first)
    assert date(document).date == day


PRINTED = (
    "The page prints “{0}”; its data give 2012-03-01, from which dates are counted. "
    "If the printed day is right, give --date {1}."
)


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("Published 12 March 2026", dt.date(2026, 3, 12)),
        ("12 March 2026", dt.date(2026, 3, 12)),
        ("By Ana Ruiz, 12 March 2026", dt.date(2026, 3, 12)),
        ("2 March 2012", None),  # the day after, by another clock
        ("1 March 2012", None),
        ("Updated 12 March 2026", None),  # a change
        ("14 March 2014", None),  # the day of the page's last change
        ("The storm of 12 March 2026 is not forgotten in Tolm.", None),
    ],
)
def test_a_page_that_prints_another_day_than_its_data_is_noted(line: str, printed: dt.date | None) -> None:
    text = f"{line}\n\nThe ferry sank off Tolm, and nine people died in the cold water."
    data, changed = dt.date(2012, 3, 1), dt.date(2014, 3, 14)
    document = Document("d", text, paragraphs(text), date=data, date_from="metadata", modified=changed, kind="html")
    found = date(document)
    notes = [note.text for note in found.notes if note.code == "date-printed"]
    assert (found.date, notes) == (data, [PRINTED.format(line, printed)] if printed else [])
