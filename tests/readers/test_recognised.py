"""Lines of scanned pages: their sizes are guessed, and their rows may come in pieces."""

from __future__ import annotations

from briefing.pdfium import Line
from briefing.readers.recognised import evened


def line(text: str, down: float, *, left: float = 72.0, size: float = 8.6, page: int = 0) -> Line:
    """A line of so many points below the head of a page; its letters are half as wide as they are high."""
    bottom = 792.0 - down
    return Line(text, page, left, left + len(text) * size / 2, bottom, bottom + size, size, 792.0)


BODY = [line("The harbour office counts every crate that leaves the pier.", 200.0 + 15 * n) for n in range(8)]


def test_the_body_has_one_size() -> None:
    short = line("to save money.", 320.0, size=7.4)
    assert {each.size for each in evened([*BODY, short])} == {8.6}


def test_a_headline_of_several_lines_has_one_size() -> None:
    headline = [line("The pier closes at", 100.0, size=17.3), line("noon on Friday", 120.0, size=16.1)]
    assert [each.size for each in evened([*headline, *BODY])][:2] == [17.3, 17.3]


def test_a_running_head_keeps_the_size_by_which_it_is_told() -> None:
    head = line("The Pier Gazette, page 3", 40.0, size=7.4)
    assert evened([head, *BODY])[0].size == 7.4


def test_the_end_of_a_row_that_comes_later_is_put_behind_its_beginning() -> None:
    rows = [line("The office said that the letter", 340.0), line("was answered in two weeks.", 355.0)]
    end = line("was short and", 340.4, left=rows[0].right + 5)
    assert [each.text for each in evened([*BODY, *rows, end])][-2:] == [
        "The office said that the letter was short and",
        "was answered in two weeks.",
    ]


def test_a_row_of_the_next_column_stays_apart() -> None:
    column = line("A crane stood still.", 200.0, left=BODY[0].right + 18)
    assert evened([*BODY, column]) == [*BODY, column]


def test_rows_of_columns_that_stand_near_each_other_stay_apart() -> None:
    right = [line("A crane stood still.", 200.0 + 15 * n, left=BODY[0].right + 7 + n % 3) for n in range(8)]
    assert evened([*BODY, *right]) == [*BODY, *right]
    # Fewer may be rows that were cut at white space.
    assert len(evened([*BODY, *right[:4]])) == len(BODY)


def test_the_same_height_on_another_page_is_another_row() -> None:
    other = line("was short.", 200.0, left=BODY[0].right + 4, page=1)
    assert evened([*BODY, other]) == [*BODY, other]


def test_nothing_stays_nothing() -> None:
    assert evened([]) == []
