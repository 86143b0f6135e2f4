"""The outlines of a timeline's marks, which every format draws as they are."""

from __future__ import annotations

import pytest

from briefing.model import strip_shapes
from briefing.model.blocks import Mark


@pytest.mark.parametrize(
    ("open_left", "open_right", "corners"), [(False, False, 4), (True, False, 5), (False, True, 5), (True, True, 6)]
)
def test_an_open_end_of_a_bar_is_an_arrows_head(open_left: bool, open_right: bool, corners: int) -> None:
    points = strip_shapes.outline(Mark("bar", 10, 40, 0, open_left, open_right), 5, 100)
    assert len(points) == corners
    assert (min(x for x, _ in points), max(x for x, _ in points)) == (15, 45)
    assert ((15, 100) in points) == open_left
    assert ((45, 100) in points) == open_right


def test_a_lozenge_reaches_a_little_further_than_a_dot() -> None:
    points = strip_shapes.outline(Mark("lozenge", 10, 10, 0), 0, 0)
    (reach,) = {round(abs(x - 10) + abs(y), 9) for x, y in points}
    assert len(points) == 4
    assert strip_shapes.MARK_PT / 2 < reach < strip_shapes.MARK_PT


def test_the_break_of_an_axis_is_a_patch_between_two_parallel_strokes() -> None:
    patch, (left, right) = strip_shapes.gap(50, 20), strip_shapes.strokes(50, 20)
    assert {y for _, y in patch} == {16.5, 23.5}
    assert [(b[0] - a[0], b[1] - a[1]) for a, b in (left, right)] == [(3.0, -7.0)] * 2
    assert left[0][0] < 50 < right[1][0]
