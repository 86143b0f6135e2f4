"""What several articles tell stands once: values they differ on, numbers in letters, a speaker's next sentence."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing.layout.redundancy import Content, PrintedLines
from briefing.model.brief import Evidence, Line, Speaker, Words
from briefing.model.text import Span
from briefing.model.time import Interval

PLACES = ((1, 0), (2, 3))
OTHER = ((3, 1), (4, 2))


def line(text: str, *places: tuple[int, int]) -> Line:
    """A line out of the first of some sentences, each by source and index."""
    spans = [Span(900 * sentence, 900 * sentence + len(text)) for _, sentence in places]
    evidence = (Evidence(f"d{n}", n, 1, i, span) for (n, i), span in zip(places, spans, strict=True))
    return Line((Words(spans[0], text),), tuple(evidence))


def content(text: str, *places: tuple[int, int], values: str = "", days: Interval | None = None) -> Content:
    return Content.of(line(text, *places), "en", values=values, days=days)


DEAD = "30 dead / 32 dead"


@pytest.mark.parametrize(
    ("values", "places", "expected"),
    [
        (DEAD, PLACES[::-1], True),  # the row of the event that the bottom line tells
        ("30 dead / 38 dead", PLACES[::-1], False),  # they differ on something else
        (DEAD, OTHER, False),  # as many died elsewhere
        ("", PLACES[::-1], False),
    ],
)
def test_the_values_that_articles_differ_on_stand_behind_one_line(
    values: str, places: tuple[tuple[int, int], ...], expected: bool
) -> None:
    printed = PrintedLines()
    printed.put(("bottom_line", 0), content("The storm of June killed dockers in Maren.", *PLACES, values=DEAD))
    row = content("Pilots call the night at the quay a disgrace of the town", *places, values=values)
    assert (printed.by(row) == ("bottom_line", 0)) is expected


def test_what_the_row_with_the_same_values_says_is_told_with_them() -> None:
    printed = PrintedLines()
    printed.put(("bottom_line", 0), content("The storm of June killed dockers in Maren.", *PLACES, values=DEAD))
    called = content("The pilots called that night a disgrace of the town", (5, 2))
    assert printed.by(called) is None
    row = content("Pilots call the night at the quay a disgrace of the town", *PLACES[::-1], values=DEAD)
    printed.rewordings.append((("bottom_line", 0), row))
    assert printed.by(called) == ("bottom_line", 0)
    assert printed.by(content("The pilots asked the crews for a longer lock", (5, 2))) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Twenty-one pilots are home.”", True),
        ("“Twenty-two pilots are home.”", False),
        ("“Thirty barges are home.”", False),
    ],
)
def test_a_number_in_letters_is_the_number(text: str, expected: bool) -> None:
    printed = PrintedLines()
    printed.put(("bottom_line", 0), content("The navy of Ostmark freed 21 dockers on the coast.", (1, 0)))
    assert (printed.by(content(text, (2, 3))) == ("bottom_line", 0)) is expected


def test_a_small_number_in_letters_is_in_many_lines() -> None:
    printed = PrintedLines()
    printed.put(("bottom_line", 0), content("The navy of Ostmark freed four dockers on the coast.", (1, 0)))
    assert printed.by(content("“Four pilots are home.”", (2, 3))) is None


@pytest.mark.parametrize(
    ("speaker", "place", "expected"),
    [
        ("Runa Vale", (2, 4), True),  # she goes on
        ("Runa Vale", (2, 7), False),  # she comes back to it
        ("Runa Vale", (3, 4), False),  # another article has more of what she said
        ("Olin Marsh", (2, 4), False),
    ],
)
def test_a_speaker_who_goes_on_about_it_says_nothing_new(speaker: str, place: tuple[int, int], expected: bool) -> None:
    printed = PrintedLines()
    printed.put(("bottom_line", 0), content("The navy of Ostmark freed 21 dockers on the coast.", (1, 0)))
    first = Content.of(line("A fine of this sort is most unlikely", (2, 3)), "en", Speaker("Runa Vale", "person"))
    printed.put(("positions", 0), first)
    again = Content.of(
        line("The fine for small boats of the sort is usually lower", place), "en", Speaker(speaker, "person")
    )
    assert (printed.by(again) == ("positions", 0)) is expected


def test_of_one_article_a_speaker_may_go_on() -> None:
    printed = PrintedLines()
    speaker = Speaker("Runa Vale", "person")
    printed.put(("positions", 0), Content.of(line("A fine of this sort is most unlikely", (2, 3)), "en", speaker))
    again = Content.of(line("The fine for small boats of the sort is usually lower", (2, 4)), "en", speaker)
    assert printed.by(again) is None


MAY = Interval(dt.date(2026, 5, 1), dt.date(2026, 6, 1))


@pytest.mark.parametrize(
    ("source", "days", "expected"),
    [
        (2, Interval(dt.date(2026, 5, 25), dt.date(2026, 6, 1)), True),  # the last week of May
        (2, Interval(dt.date(2026, 5, 31), dt.date(2026, 6, 7)), False),  # a week that only begins in May
        (2, Interval(dt.date(2026, 6, 9), dt.date(2026, 6, 10)), False),
        (2, None, True),
        (1, Interval(dt.date(2026, 6, 9), dt.date(2026, 6, 10)), True),
    ],
)
def test_dated_lines_of_two_articles_tell_one_event_where_one_date_holds_the_other(
    source: int, days: Interval | None, expected: bool
) -> None:
    printed = PrintedLines()
    text = "Crews of the ferries shut the northern quay at Maren and threatened the town."
    printed.put(("chronology", 0), content(text, (source, 0), days=days))
    row = content("Crews threatened to shut the quay, say angry bakers of Kell", (1, 5), days=MAY)
    assert (printed.by(row) == ("chronology", 0)) is expected
