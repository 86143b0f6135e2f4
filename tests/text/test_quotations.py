from __future__ import annotations

import time

import pytest

from briefing.model.quotations import Quotations
from briefing.model.text import Document, Span
from briefing.text import quotations
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
