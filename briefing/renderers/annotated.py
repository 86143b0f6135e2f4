"""The findings of one document in the published form: what ``annotate`` and ``batch`` write, a line a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefing.model.findings import Attribution, Event, Findings
from briefing.model.text import Span
from briefing.model.time import Timex
from briefing.model.timeline import Day


def plain(findings: Findings) -> dict[str, Any]:
    """The findings as JSON knows them; offsets count characters of the text as it was given.

    An event's ``date`` is ``null`` where it is open, and so is a timex's ``value``. A quotation that nobody is said to
    say has neither source nor cue and is no attribution here.
    """
    return {
        "id": findings.document.id,
        "timexes": [_timex(t) for t in findings.timexes],
        "attributions": [_attribution(findings, a) for a in findings.attributions if a.source or a.cue],
        "events": [_event(e) for e in findings.events],
        "notes": [note.text for note in findings.notes],
    }


def days(story: str, chronology: Sequence[Day]) -> dict[str, Any]:
    """A chronology as JSON knows it, the days best first.

    Args:
        story: its id.
        chronology: as ``pipeline.chronology`` gives them.
    """
    return {
        "id": story,
        "dates": [day.date.isoformat() for day in chronology],
        "days": [
            {
                "date": day.date.isoformat(),
                "score": day.score,
                "published": day.published,
                "told_later": day.told_later,
                "still_told": day.still_told,
                "sentences": [
                    {"document": s.document, "start": s.span.start, "end": s.span.end, "text": s.text}
                    for s in day.sentences
                ],
            }
            for day in chronology
        ],
    }


def _timex(timex: Timex) -> dict[str, Any]:
    return {
        "start": timex.span.start,
        "end": timex.span.end,
        "type": timex.type,
        "value": timex.value,
        **({"mod": timex.mod} if timex.mod else {}),
        "granularity": timex.granularity,
        "edtf": timex.edtf,
        "rule": timex.rule,
    }


def _attribution(findings: Findings, attribution: Attribution) -> dict[str, Any]:
    actor = findings.actor(attribution.actor)
    return {
        "source": _pairs(attribution.source),
        "cue": _pairs(attribution.cue),
        "content": _pairs(attribution.content),
        "speaker": attribution.speaker,
        "title": actor.title if actor else None,
        "affiliation": actor.affiliation if actor else None,
        "kind": attribution.kind,
        "stance": attribution.stance,
        "certainty": attribution.certainty,
        "score": round(attribution.score, 4),
        "rule": attribution.rule,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "start": event.span.start,
        "end": event.span.end,
        "date": event.when.value,
        "edtf": event.when.edtf,
        "how": event.when.how,
        "status": event.status,
        "role": event.role,
    }


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
