"""A line is looked for in other articles than those that have it."""

from __future__ import annotations

from briefing.compose.evidence_index import Elsewhere
from briefing.model.brief import Evidence, Line
from briefing.model.text import Span


def line(*sources: int) -> Line:
    return Line((), tuple(Evidence(f"d{n}", n, 1, 0, Span(0, 1)) for n in sources))


def test_the_lines_that_a_source_does_not_have_come_in_order() -> None:
    told = Elsewhere()
    for number, sources in enumerate(((1,), (2,), (1, 2), (3,), (1,))):
        told.put(number, line(*sources))
    assert told.without(1) == [1, 3]
    assert told.without(2) == [0, 3, 4]
    assert told.without(4) == [0, 1, 2, 3, 4]


def test_a_line_that_has_got_another_source_is_passed_by_for_it() -> None:
    told = Elsewhere()
    told.put(0, line(1))
    assert told.without(2) == [0]
    told.put(0, line(1, 2))
    assert told.without(2) == []
    assert told.without(3) == [0]
