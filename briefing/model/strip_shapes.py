"""The outlines of a timeline's marks, in points: worked out here once, so that what draws them only draws."""

from __future__ import annotations

from briefing.model.blocks import Mark

Point = tuple[float, float]

#: The width of a dot.
MARK_PT = 5.6
#: A lozenge reaches so much further than a dot, and a bar is so much lower on either side.
_MORE_PT = 0.6


def outline(mark: Mark, x: float, y: float) -> tuple[Point, ...]:
    """The corners of a lozenge, a bar or a frame; a dot and a ring are discs of :data:`MARK_PT`.

    Args:
        mark: on the strip.
        x: where the strip begins.
        y: the middle of the mark.
    """
    a, half = x + mark.from_pt, MARK_PT / 2
    if mark.kind == "lozenge":
        reach = half + _MORE_PT
        return ((a, y - reach), (a + reach, y), (a, y + reach), (a - reach, y))
    return _bar(a, x + mark.to_pt, y, mark)


def _bar(a: float, b: float, y: float, mark: Mark) -> tuple[Point, ...]:
    """A bar's outline: square where its end is known, an arrow's head where it is open."""
    half = MARK_PT / 2 - _MORE_PT
    head = half + 1
    left: tuple[Point, ...] = ((a, y + half), (a, y - half))
    if mark.open_left:
        left = ((a + head, y + half), (a, y), (a + head, y - half))
    right: tuple[Point, ...] = ((b, y - half), (b, y + half))
    if mark.open_right:
        right = ((b - head, y - half), (b, y), (b - head, y + half))
    return (*left, *right)


def gap(x: float, axis: float) -> tuple[Point, ...]:
    """The corners of the white patch where the axis leaves out time."""
    return ((x - 3.5, axis + 3.5), (x - 0.5, axis - 3.5), (x + 3.5, axis - 3.5), (x + 0.5, axis + 3.5))


def strokes(x: float, axis: float) -> tuple[tuple[Point, Point], ...]:
    """The two slanted strokes beside that patch."""
    return tuple(((x + s - 1.5, axis + 3.5), (x + s + 1.5, axis - 3.5)) for s in (-2.0, 2.0))
