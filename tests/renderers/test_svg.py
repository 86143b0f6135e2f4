"""A timeline in a browser has the shapes that the PDF and the DOCX have."""

from __future__ import annotations

import re

import pytest

from briefing.model import strip_shapes
from briefing.model.blocks import Mark
from briefing.renderers import svg


def points(drawn: str) -> list[tuple[float, float]]:
    path = re.search(r' d="M([^z]+)z"', drawn)
    assert path is not None
    return [(float(x), float(y)) for x, y in (point.split() for point in path[1].split("L"))]


@pytest.mark.parametrize(
    "mark",
    [
        Mark("bar", 10, 40, 0),
        Mark("bar", 10, 40, 0, open_right=True),
        Mark("frame", 10, 40, 1, open_left=True),
        Mark("lozenge", 12, 12, 0),
    ],
)
def test_a_mark_has_its_outline_with_its_open_ends(mark: Mark) -> None:
    drawn = points(svg.mark(mark, 5, 100, "17335C"))
    assert drawn == [pytest.approx(point, abs=0.05) for point in strip_shapes.outline(mark, 5, 100)]


def test_a_day_that_is_known_is_filled_and_one_that_is_not_is_empty() -> None:
    known, vague = (svg.mark(Mark(kind, 10, 10, 0), 0, 50, "17335C") for kind in ("dot", "ring"))
    assert known.startswith("<circle")
    assert 'fill="#17335C"' in known
    assert 'fill="#fff"' in vague
