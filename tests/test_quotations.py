from __future__ import annotations

import time

import pytest

from briefing import quotations
from briefing.model.quotations import Quotations
from briefing.model.text import Document, Span
from briefing.text.paragraphs import paragraphs


def document(text: str) -> Document:
    return Document("d", text, paragraphs(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Stop,” she said. “Now.”", ["“Stop,”", "“Now.”"]),
        ('"Stop," she said.', ['"Stop,"']),
        ("``Stop,'' she said.", ["``Stop,''"]),
        ("''Stop,'' she said.", ["''Stop,''"]),  # a wire that writes both marks alike
        ("“He said ‘stop, now’, and left.”", ["“He said ‘stop, now’, and left.”"]),  # nested marks stay inside
        ("“We began early.\n\n“We ended late,” she said.", ["“We began early.", "“We ended late,”"]),  # left open
        ('The 6" pipe burst.', []),  # inches
        ("No marks at all.", []),
        ("”Stop here,” she said.", ["”Stop here,”"]),  # a closing mark that opens
        ("“We stop here.“ She left.", ["“We stop here.“"]),  # an opening mark that closes
        ("She left.” Then “we stop,” he said.", ["“we stop,”"]),  # a closing mark alone opens nothing
    ],
)
def test_quotations_are_found(text: str, found: list[str]) -> None:
    assert [span.of(text) for span in quotations.find(document(text))] == found


def test_an_odd_mark_costs_no_more_than_its_paragraph() -> None:
    text = "An “odd mark here.\n\n“Fine,” said Vance."
    assert "“Fine,”" in [span.of(text) for span in quotations.find(document(text))]


def test_ten_thousand_marks_take_linear_time() -> None:
    text = "“a” " * 10_000
    start = time.perf_counter()
    found = Quotations(quotations.find(document(text)))
    assert len(found.spans) == 10_000
    assert found.at(4) == Span(4, 7)
    assert time.perf_counter() - start < 2.0


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("She said “we stop” and left.", "She said   and left."),
        ("We lost nine boats,” she said.", "  she said."),  # it begins before the words
        ("She said: “We lost nine boats.", "She said:  "),  # it goes on behind them
        ("‘It held,’ said Vane.", "  said Vane."),
        ("The crews’ boats are old.", "The crews’ boats are old."),
        ("A pipe of 6\" burst at Vane's.", "A pipe of 6\" burst at Vane's."),
    ],
)
def test_what_stands_outside_quotations_is_left(words: str, left: str) -> None:
    assert quotations.outside(words) == left


def test_a_stretch_that_holds_half_of_a_quotation_is_told_from_one_inside_it() -> None:
    text = "Vance said: “We began early. We ended late.” She left."
    quoted = Quotations(quotations.find(document(text)))
    begins = Span(text.index("Vance"), text.index(" We ended"))
    inside = Span(text.index("We ended"), text.index(" late"))
    assert (quoted.cut_by(begins), quoted.cut_by(inside), quoted.cut_by(Span(0, len(text)))) == (True, False, False)
    assert quoted.around(text.index("“")) is None
    assert quoted.around(inside.start) == quoted.spans[0]
