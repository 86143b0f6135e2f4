"""Parts of drawings in SVG that several pages in a browser show."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import strip_shapes
from briefing.model.blocks import Mark, Strip
from briefing.model.strip_shapes import Point


def strip(drawn: Strip, x: float, axis: float) -> list[str]:
    """The gaps and the events of a timeline, which stand on its axis.

    Args:
        drawn: the timeline.
        x: where it begins.
        axis: the height of its axis.
    """
    gaps = [_gap(x + at, axis, drawn.axis) for at in drawn.breaks]
    return [*gaps, *(mark(event, x, axis - event.row * drawn.row_pt, drawn.ink) for event in drawn.marks)]


def mark(event: Mark, x: float, y: float, ink: str) -> str:
    """An event on the timeline.

    Args:
        event: on the strip.
        x: where the strip begins.
        y: the middle of the mark.
        ink: its colour, ``RRGGBB``.
    """
    fill = f"#{ink}" if event.kind in ("dot", "bar") else "#fff"
    look = f'fill="{fill}" stroke="#{ink}" stroke-width=".9"'
    if event.kind in ("dot", "ring"):
        return f'<circle cx="{x + event.from_pt:.1f}" cy="{y:.1f}" r="{strip_shapes.MARK_PT / 2:.1f}" {look}/>'
    return f'<path d="{_path(strip_shapes.outline(event, x, y))}z" {look}/>'


def _gap(x: float, axis: float, ink: str) -> str:
    """Where the axis leaves out time: a white patch between two strokes."""
    strokes = "".join(map(_path, strip_shapes.strokes(x, axis)))
    patch = f'<path d="{_path(strip_shapes.gap(x, axis))}z" fill="#fff"/>'
    return f'{patch}<path d="{strokes}" stroke="#{ink}" stroke-width=".75"/>'


def _path(points: Sequence[Point]) -> str:
    """Lines from point to point."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
