"""Parts of drawings in SVG that several pages in a browser show."""

from __future__ import annotations

from briefing.model.page import Mark


def mark(event: Mark, x: float, y: float, ink: str) -> str:
    """An event on the timeline.

    Args:
        event: on the strip.
        x: where the strip begins.
        y: the middle of the mark.
        ink: its colour, ``RRGGBB``.
    """
    a, b = x + event.from_pt, x + event.to_pt
    fill = f"#{ink}" if event.kind in ("dot", "bar") else "#fff"
    look = f'fill="{fill}" stroke="#{ink}" stroke-width=".9"'
    if event.kind in ("dot", "ring"):
        return f'<circle cx="{a:.1f}" cy="{y:.1f}" r="2.8" {look}/>'
    if event.kind == "lozenge":
        return f'<path d="M{a:.1f} {y - 3.4:.1f}l3.4 3.4l-3.4 3.4l-3.4-3.4z" {look}/>'
    return f'<rect x="{a:.1f}" y="{y - 2.2:.1f}" width="{max(b - a, 1):.1f}" height="4.4" {look}/>'


def gap(x: float, axis: float) -> str:
    """The white patch where the axis leaves out time."""
    return f'<path d="M{x - 3:.1f} {axis:.1f}h6" stroke="#fff" stroke-width="3"/>'
