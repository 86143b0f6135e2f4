"""The timeline strip: where each event stands on a drawn axis."""

from __future__ import annotations

import bisect
import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.compose.fit import dates
from briefing.compose.fit.lines import width_of
from briefing.compose.fit.setter import Setter
from briefing.compose.template import Template
from briefing.model.brief import EventRow
from briefing.model.page import Mark, MarkKind, Run, Strip, Tick
from briefing.model.time import When

#: Up to this many days the axis is to scale; beyond, long stretches are shortened and marked as such.
TO_SCALE_DAYS = 60
#: A stretch without events that is longer than this is marked as left out.
GAP_DAYS = 45
#: Events of one day stand above one another, at most this many high.
ROWS = 3
ROW_PT = 7.0
MARK_PT = 5.6
TOP_PT = 4.0
BELOW_PT = 5.0
BETWEEN_TICKS_PT = 7.0


@dataclass(frozen=True, slots=True)
class _Spot:
    """One event, in days."""

    kind: MarkKind
    first: int
    last: int
    label: str
    year: int
    open_left: bool
    open_right: bool


def drawing_pt() -> float:
    """The height of the drawing, the same for every strip."""
    return TOP_PT + ROWS * ROW_PT + BELOW_PT


def strip(events: Sequence[EventRow], setter: Setter, template: Template, width_pt: float) -> Strip:
    """The strip for some events; those without any bound have no place on it but are counted in words."""
    spots = [s for s in (_spot(e, template) for e in events) if s is not None]
    scale = _Scale(spots, width_pt)
    look = setter.looks["tick"]
    kinds: list[MarkKind] = [k for k in ("dot", "ring", "bar", "lozenge") if any(s.kind == k for s in spots)]
    legend = tuple(
        Run(("   " if i else "") + f"{_GLYPHS[k]} {template.label(k)}", bold=False, colour=template.colours["quiet"])
        for i, k in enumerate(kinds)
    )
    head = setter.text("label", [Run(template.label("timeline").upper())], width_pt, right=legend, before_pt=8.0)
    return Strip(
        head=head,
        labels=look,
        width_pt=width_pt,
        drawing_pt=drawing_pt(),
        axis_pt=TOP_PT + (ROWS - 0.5) * ROW_PT,
        row_pt=ROW_PT,
        marks=_marks(spots, scale),
        ticks=_ticks(spots, scale, look.size_pt, width_pt),
        breaks=tuple(scale.breaks),
        ink=template.colours["accent"],
        axis=template.colours["quiet"],
        alt=_alt(events, template, bool(scale.breaks)),
    )


#: Signs that Arial, Liberation Sans and most other families have (WGL4).
_GLYPHS: dict[MarkKind, str] = {"dot": "●", "ring": "○", "bar": "▬", "lozenge": "◊"}


def dated(event: EventRow) -> bool:
    """Whether an event has a place on the axis."""
    interval = event.when.interval
    return interval is not None and (interval.start is not None or interval.end is not None)


def _spot(event: EventRow, template: Template) -> _Spot | None:
    start, end = event.when.interval or (None, None)
    first = start or end
    last = end - dt.timedelta(days=1) if end else start
    if first is None or last is None:
        return None
    open_left, open_right = dates.open_ended(event.when)
    open_left, open_right = open_left or start is None, open_right or end is None
    last = max(first, last)
    uncertain = dates.approximate(event.when) or event.when.how == "document" or event.certainty != "sure"
    kind: MarkKind
    if event.status == "scheduled":
        kind = "lozenge"
    elif open_left or open_right or last > first:
        kind = "bar"
    else:
        kind = "ring" if uncertain or event.when.value is None else "dot"
    if kind == "lozenge":
        last, open_left, open_right = first, False, False
    return _Spot(
        kind,
        first.toordinal(),
        last.toordinal(),
        _label(event.when, first, template),
        first.year,
        open_left,
        open_right,
    )


def _label(when: When, first: dt.date, template: Template) -> str:
    """The date under the axis, never finer than it is known."""
    fine = when.granularity in ("time", "day") and when.value is not None
    if fine or (when.value is None and when.interval is not None and when.interval.start is not None):
        return dates.day(first, template)
    value = When(when.value, when.granularity, when.interval, None, None, "stated", "")
    return dates.printed(value, template) if when.value else ""


class _Scale:
    """Days to points."""

    def __init__(self, spots: Sequence[_Spot], width_pt: float) -> None:
        self.days = sorted({d for s in spots for d in (s.first, s.last)}) or [0]
        weights = [_weight(b - a, self.days[-1] - self.days[0]) for a, b in zip(self.days, self.days[1:], strict=False)]
        total = sum(weights)
        inset = MARK_PT + 8.0
        room = width_pt - 2 * inset
        self.at = [inset if total else width_pt / 2]
        for weight in weights:
            self.at.append(self.at[-1] + weight / total * room)
        self.breaks = [
            (x + y) / 2
            for a, b, x, y in zip(self.days, self.days[1:], self.at, self.at[1:], strict=False)
            if self.days[-1] - self.days[0] > TO_SCALE_DAYS
            and b - a > GAP_DAYS
            and not any(s.first <= a and b <= s.last for s in spots)
        ]

    def point(self, day: int) -> float:
        """Where a day stands; every day asked for is one the scale was made from."""
        return self.at[bisect.bisect_left(self.days, day)]


def _weight(days: int, span: int) -> float:
    return float(days) if span <= TO_SCALE_DAYS else 1.0 + math.log2(1.0 + days)


def _marks(spots: Sequence[_Spot], scale: _Scale) -> tuple[Mark, ...]:
    """Marks that would touch stand in higher rows; bars go first and lowest, as the ground the dots stand on."""
    marks: list[Mark] = []
    taken: list[tuple[int, float, float]] = []
    left, right = scale.at[0], scale.at[-1]
    for spot in sorted(spots, key=lambda s: (s.first, s.last, s.kind)):
        a, b = scale.point(spot.first), scale.point(spot.last)
        if spot.kind == "bar":
            a = left - MARK_PT - 6 if spot.open_left else a
            b = right + MARK_PT + 6 if spot.open_right else max(b, a + 2 * MARK_PT)
        half = MARK_PT / 2 + 0.6
        row = next(
            (r for r in range(ROWS) if not any(t == r and a - half < y and x < b + half for t, x, y in taken)), ROWS - 1
        )
        taken.append((row, a - half, b + half))
        marks.append(Mark(spot.kind, round(a, 2), round(b, 2), row, spot.open_left, spot.open_right))
    return tuple(marks)


def _ticks(spots: Sequence[_Spot], scale: _Scale, size_pt: float, width_pt: float) -> tuple[Tick, ...]:
    """Labels that do not touch: the first, the last, then from the left whatever finds room."""
    labels: dict[int, str] = {}
    for spot in spots:
        if spot.label:
            labels.setdefault(spot.first, spot.label)
    days = sorted(labels)
    chosen: list[Tick] = []
    for day in [*days[:1], *days[-1:], *days[1:-1]]:
        x, half = scale.point(day), width_of([Run(labels[day])], size_pt) / 2
        middle = min(max(x, half), width_pt - half)
        if all(
            abs(middle - t.text_at_pt) >= half + width_of([Run(t.text)], size_pt) / 2 + BETWEEN_TICKS_PT for t in chosen
        ):
            chosen.append(Tick(round(x, 2), labels[day], round(middle, 2)))
    return tuple(sorted(chosen, key=lambda t: t.text_at_pt))


def _alt(events: Sequence[EventRow], template: Template, broken: bool) -> str:
    parts = [f"{dates.printed(e.when, template)}: {e.line.text}".replace(dates.NBSP, " ") for e in events]
    text = template.label("strip", count=len(events), events="; ".join(p.rstrip(".") for p in parts))
    return f"{text} {template.label('strip_break')}" if broken else text
