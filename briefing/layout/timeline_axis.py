"""An axis of days: where each event stands on it, which labels find room under it, what it leaves out."""

from __future__ import annotations

import bisect
import math
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.layout.line_breaking import width_of
from briefing.model.blocks import Mark, MarkKind, Run, Tick
from briefing.model.strip_shapes import MARK_PT

#: Up to this many days the axis is to scale; beyond, long stretches are shortened.
TO_SCALE_DAYS = 60
#: A shortened stretch without events that is longer than this is marked as left out.
GAP_DAYS = 45
#: Marks that would touch stand above one another, at most this many high.
ROWS = 3
#: A mark whose beginning or end is not known reaches this far into the open.
OPEN_PT = 26.0
BETWEEN_TICKS_PT = 7.0
_POINTS = ("dot", "ring", "lozenge")


@dataclass(frozen=True, slots=True)
class Spot:
    """One event, in days (proleptic ordinals)."""

    kind: MarkKind
    first: int
    last: int
    label: str
    short: str
    """The label without its year."""
    year: int
    open_left: bool = False
    open_right: bool = False


class Axis:
    """Days to points. Stretches between days that are told of grow with the logarithm of their length."""

    def __init__(self, spots: Sequence[Spot], width_pt: float) -> None:
        self.spots = spots
        self.width_pt = width_pt
        self.days = sorted({d for s in spots for d in (s.first, s.last)}) or [0]
        steps = list(zip(self.days, self.days[1:], strict=False))
        to_scale = self.days[-1] - self.days[0] <= TO_SCALE_DAYS
        weights = [float(b - a) if to_scale else 1.0 + math.log2(1.0 + b - a) for a, b in steps]
        left = MARK_PT + (OPEN_PT if any(s.open_left and s.first == self.days[0] for s in spots) else 8.0)
        room = width_pt - left - MARK_PT - (16.0 if any(s.open_right for s in spots) else 8.0)
        total = sum(weights)
        self._at = [left if total else width_pt / 2]
        for weight in weights:
            self._at.append(self._at[-1] + weight / total * room)
        self.breaks = tuple(
            round((x + y) / 2, 2)
            for (a, b), x, y in zip(steps, self._at, self._at[1:], strict=False)
            if not to_scale and b - a > GAP_DAYS and not any(self._covers(s, a, b) for s in spots)
        )

    def point(self, day: int) -> float:
        """Where a day stands; every day asked for is one the axis was made from."""
        return self._at[bisect.bisect_left(self.days, day)]

    def marks(self) -> tuple[Mark, ...]:
        """A mark for each event: points first, on the axis where they can be; then bars, the short before the long."""
        marks: list[Mark] = []
        # What no other row has room for goes to the last one, whatever stands there already.
        taken: list[list[tuple[float, float]]] = [[] for _ in range(ROWS - 1)]
        for spot in sorted(self.spots, key=lambda s: (s.kind not in _POINTS, s.last - s.first, s.first, s.kind)):
            a, b = self._ends(spot)
            reach = MARK_PT / 2 + 0.9 if spot.kind in _POINTS else 1.2
            low, high = a - reach, b + reach
            free = (r for r, there in enumerate(taken) if not any(low < y and x < high for x, y in there))
            row = next(free, ROWS - 1)
            if row < len(taken):
                taken[row].append((low, high))
            marks.append(Mark(spot.kind, round(a, 2), round(b, 2), row, spot.open_left, spot.open_right))
        # Long ones are drawn first, so that what is short stays visible.
        return tuple(reversed(marks))

    def _ends(self, spot: Spot) -> tuple[float, float]:
        a, b = self.point(spot.first), self.point(spot.last)
        if spot.kind in _POINTS:
            return a, a
        if spot.open_left:
            return max(MARK_PT, b - OPEN_PT), b
        if spot.open_right:
            return a, self.width_pt - MARK_PT
        return a, max(b, a + 2 * MARK_PT)

    def _covers(self, spot: Spot, first: int, last: int) -> bool:
        return spot.first <= first and (last <= spot.last or spot.open_right)

    def ticks(self, size_pt: float) -> tuple[Tick, ...]:
        """Labels that do not touch: each year's first, the last, then from the left whatever finds room."""
        labels: dict[int, Spot] = {}
        for spot in self.spots:
            if spot.label:
                labels.setdefault(spot.first, spot)
        days = sorted(labels)
        new_year = [d for i, d in enumerate(days) if i == 0 or labels[d].year != labels[days[i - 1]].year]
        chosen: list[Tick] = []
        halves: dict[str, float] = {}
        for day in dict.fromkeys([*new_year[:1], *days[-1:], *new_year[1:], *days]):
            spot = labels[day]
            text = spot.label if day in new_year else spot.short
            a, b = self._ends(spot)
            at = (a + b) / 2 if spot.kind == "frame" else b if spot.open_left else a
            if text not in halves:
                halves[text] = width_of([Run(text)], size_pt) / 2
            half = halves[text]
            middle = min(max(at, half), self.width_pt - half)
            if all(abs(middle - t.text_at_pt) >= half + halves[t.text] + BETWEEN_TICKS_PT for t in chosen):
                chosen.append(Tick(round(at, 2), text, round(middle, 2)))
        return tuple(sorted(chosen, key=lambda t: t.text_at_pt))
