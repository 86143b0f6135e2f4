"""Events: what happened, with the date that belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model.findings import Actor, Attribution, Event, EventStatus
from briefing.model.text import Document, Parse, Sentence, Span
from briefing.model.time import Timex, When

_FUTURE = re.compile(r"\b(?:will|would|is to|are to|is expected to|next)\b")


def find(
    document: Document,
    sentences: Sequence[Sentence],
    parse: Parse,
    timexes: Sequence[Timex],
    actors: Sequence[Actor],
    attributions: Sequence[Attribution],
) -> tuple[Event, ...]:
    """The dated events of the story: each sentence that states a date outside a quotation."""
    del parse
    found: list[Event] = []
    for sentence in sentences:
        dated = [(i, t) for i, t in enumerate(timexes) if t.sentence == sentence.i and t.type in ("DATE", "TIME")]
        if not dated:
            continue
        number, timex = next(((i, t) for i, t in dated if t.interval and t.value), dated[0])
        claim = next(
            (a for a in attributions if any(c.holds(timex.span) for c in a.content) and a.kind != "no_comment"), None
        )
        known = timex.value if timex.granularity != "unknown" else None
        when = When(known, timex.granularity, timex.interval, timex.edtf, timex.text, "stated", timex.reason, number)
        status: EventStatus = "happened"
        if document.date and timex.interval and timex.interval.start and timex.interval.start > document.date:
            status = "scheduled"
        elif claim:
            status = "claimed"
        here = tuple(a.id for a in actors if any(sentence.span.holds(m.span) for m in a.mentions))
        found.append(
            Event(
                f"e{len(found) + 1}",
                sentence.span,
                Span(sentence.span.start, sentence.span.start + 1),
                here,
                None,
                when,
                status,
                claim.id if claim else None,
                "main",
                sentence.i,
            )
        )
    return tuple(found)
