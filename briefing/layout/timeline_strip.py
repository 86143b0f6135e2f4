"""The timeline strip: the events of the page on a drawn axis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from briefing.layout import dates
from briefing.layout.template import Template
from briefing.layout.text_runs import clean
from briefing.layout.timeline_axis import Axis, Spot
from briefing.layout.typesetter import Setter
from briefing.model.blocks import MarkKind, Run, Strip, Text
from briefing.model.brief import EventRow
from briefing.model.time import UP_TO, When

ROW_PT = 7.0
TOP_PT = 3.5
BELOW_PT = 4.5
BEFORE_PT = 8.0

#: Signs that Arial, Liberation Sans and most other families have (WGL4).
_GLYPHS: dict[MarkKind, str] = {"dot": "●", "ring": "○", "bar": "▬", "frame": "□", "lozenge": "◊"}


def strip(events: Sequence[EventRow], as_of: dt.date, setter: Setter, template: Template, width_pt: float) -> Strip:
    """The strip for some events; those without any bound have no place on it but are told in its alternative text."""
    spots = [s for s in (_spot(e, as_of, template) for e in events) if s is not None]
    axis = Axis(spots, width_pt)
    look = setter.looks["tick"]
    marks = axis.marks()
    rows = 1 + max((m.row for m in marks), default=0)
    return Strip(
        head=_head(spots, setter, template, width_pt),
        labels=look,
        width_pt=width_pt,
        drawing_pt=TOP_PT + rows * ROW_PT + BELOW_PT,
        axis_pt=TOP_PT + (rows - 0.5) * ROW_PT,
        row_pt=ROW_PT,
        marks=marks,
        ticks=axis.ticks(look.size_pt),
        breaks=axis.breaks,
        ink=template.colours["accent"],
        axis=template.colours["quiet"],
        alt=_alt(events, template, broken=bool(axis.breaks)),
    )


def dated(event: EventRow) -> bool:
    """Whether an event has a place on the axis."""
    interval = event.when.interval
    return interval is not None and (interval.start is not None or interval.end is not None)


def _head(spots: Sequence[Spot], setter: Setter, template: Template, width_pt: float) -> Text:
    """The strip's name, and what its signs mean: only those that occur."""
    look, quiet = setter.looks["tick"], template.colours["quiet"]
    kinds = [kind for kind in _GLYPHS if any(s.kind == kind for s in spots)]
    words = "   ".join(f"{_GLYPHS[kind]}{dates.NBSP}{template.label(kind)}" for kind in kinds)
    legend = (Run(words, colour=quiet, size_pt=look.size_pt),)
    name = Run(template.label("timeline").upper())
    return setter.text("label", [name], width_pt, right=legend, before_pt=BEFORE_PT)


def _spot(event: EventRow, as_of: dt.date, template: Template) -> Spot | None:
    start, end = event.when.interval or (None, None)
    first = start or end
    last = end - dt.timedelta(days=1) if end else start
    if first is None or last is None:
        return None
    if start is None or event.when.bound in UP_TO:
        first = last
    kind = _kind(event, as_of, first, last)
    if kind in ("dot", "ring", "lozenge"):
        last = first
    open_left, open_right = dates.open_ended(event.when) if kind in ("bar", "frame") else (False, False)
    label = _label(event.when, first, template)
    short = label.removesuffix(f"{dates.NBSP}{first.year}").removesuffix(",")
    return Spot(kind, first.toordinal(), last.toordinal(), label, short, first.year, open_left, open_right)


def _kind(event: EventRow, as_of: dt.date, first: dt.date, last: dt.date) -> MarkKind:
    """A period is a bar; a day known only to lie within some days is a frame round them."""
    when = event.when
    if first > as_of or (event.status == "scheduled" and last >= as_of):
        return "lozenge"
    if "/" in (when.edtf or "") and when.value is not None:
        return "bar"
    if last > first or any(dates.open_ended(when)):
        return "frame"
    vague = dates.approximate(when) or when.how == "document" or when.value is None or event.certainty != "sure"
    vague = vague or when.bound is not None
    return "ring" if vague else "dot"


def _label(when: When, first: dt.date, template: Template) -> str:
    """The date under the axis, never finer than it is known."""
    if when.value is None:
        return ""
    if when.granularity in ("time", "day"):
        return dates.day(first, template)
    bare = When(when.value, when.granularity, when.interval, None, None, "stated", "")
    return dates.printed(bare, template)


def _alt(events: Sequence[EventRow], template: Template, *, broken: bool) -> str:
    texts = [f"{dates.printed(e.when, template)}: {clean(e.line.text)}".replace(dates.NBSP, " ") for e in events]
    text = template.label("strip", count=len(events), events="; ".join(t.rstrip(".") for t in texts))
    return f"{text} {template.label('strip_break')}" if broken else text
