"""A line that is too long for any page is cut without trying each of its places."""

from __future__ import annotations

import pytest

from briefing.layout import truncation
from briefing.model.brief import Evidence, Line, Words
from briefing.model.text import Span


def line(text: str) -> Line:
    here = Evidence("a", 1, 1, 0, Span(0, len(text)))
    return Line((Words(Span(0, len(text)), text),), (here,))


def test_places_that_stand_on_no_page_are_not_tried() -> None:
    tries: list[int] = []

    def fits(one: Line) -> bool:
        tries.append(len(one.text))
        return len(one.text) < 90

    found = truncation.cut(line("On the first day of May, " * 8000), "en", fits)
    assert found is not None
    assert found.text == ", ".join(["On the first day of May"] * 3) + " …"
    assert max(tries) <= truncation.LONGEST + 2


def test_a_line_is_cut_at_the_last_clause_that_fits() -> None:
    text = "The pier will open again; the ferries stay away, the mayor said."
    found = truncation.cut(line(text), "en", lambda one: len(one.text) < 60)
    assert found is not None
    assert found.text == "The pier will open again …"


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("The ferry sank off the mole on Oct. 19, as divers found later.", "The ferry sank off the mole on"),
        ("The ferry is moored at berth No. 7, as divers found later.", "The ferry is moored at berth"),
        ("The ferry sank last Oct. Divers found it later that year.", "The ferry sank last Oct."),
        ("The harbour board said so. 7 ferries are moored there now.", "The harbour board said so."),
    ],
)
def test_a_line_ends_at_no_stop_of_an_abbreviation(text: str, begun: str) -> None:
    found = truncation.cut(line(text), "en", lambda one: len(one.text) < 34)
    assert found is not None
    assert found.text == f"{begun} …"


def test_few_of_many_places_are_tried() -> None:
    tries = 0

    def fits(one: Line) -> bool:
        nonlocal tries
        tries += 1
        return len(one.text) < 90

    found = truncation.cut(line("over and " * 1000), "en", fits)
    assert found is not None
    assert found.text == "O" + ("over and " * 9)[1:] + "over …"
    assert tries < 60


def test_a_quotation_that_its_line_leaves_open_stays_open_where_nothing_else_is_short_enough() -> None:
    found = truncation.cut(line("“The pier is closed " * 40), "en", lambda one: len(one.text) < 50)
    assert found is not None
    assert found.text == "“The pier is closed “The pier is closed “The …"


def test_a_line_of_one_endless_word_is_cut_between_letters() -> None:
    found = truncation.cut(line("码头关闭" * 100), "en", lambda one: len(one.text) < 12)
    assert found is not None
    assert found.text == "码头关闭码头关闭码 …"
