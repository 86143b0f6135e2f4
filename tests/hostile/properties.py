"""What holds of the findings of any text, however strange."""

from __future__ import annotations

import datetime as dt
import itertools
import math
import re
from collections.abc import Iterable, Sequence

from briefing import pipeline
from briefing.errors import BriefingError
from briefing.model.findings import Findings
from briefing.model.text import Document, Sentence, Span
from briefing.model.time import Interval, Timex

#: Values of dates as TempEval-3 writes them, with hours and parts of the day.
DATE = re.compile(
    r"""(?:\d{2,4} | \d{4}-\d\d(?:-\d\d)? | \d{4}-W\d\d(?:-WE)? | \d{4}-(?:Q[1-4]|H[12]|SP|SU|FA|WI)
    | XXXX-(?:\d\d(?:-\d\d)?|Q[1-4]|WXX-[1-7]) | (?:PAST|PRESENT|FUTURE)_REF)
    (?:T(?:\d\d:\d\d|MO|AF|EV|NI))?""",
    re.VERBOSE,
)
#: Values of lengths and of what comes again.
LENGTH = re.compile(r"P(?:T?(?:\d+(?:\.\d+)?|X)[A-Z])+|XXXX-.*|P(?:\d+|X)[YMWD]T.*")


def document(of: Document) -> None:
    """Paragraphs in order, none empty, and what is set aside lies in the text."""
    inside(of.text, of.paragraphs)
    inside(of.text, (d.span for d in of.dropped))
    ordered(of.paragraphs)


def sentences(of: Document, found: Sequence[Sentence]) -> None:
    """Sentences in order, none empty, each in its paragraph."""
    inside(of.text, (s.span for s in found))
    ordered([s.span for s in found])
    for number, sentence in enumerate(found):
        assert sentence.i == number
        assert of.paragraphs[sentence.paragraph].holds(sentence.span)


def timexes(of: Document, parts: Sequence[Sentence], found: Sequence[Timex]) -> None:
    """Words as they stand; values that a calendar has; anchors that were read."""
    inside(of.text, (t.span for t in found))
    for number, one in enumerate(found):
        assert one.text == one.span.of(of.text)
        assert parts[one.sentence].span.holds(one.span)
        assert one.anchor is None or 0 <= one.anchor < len(found)
        assert one.anchor != number
        days(one.interval)
        if one.value is not None:
            shape = DATE if one.type in ("DATE", "TIME") else LENGTH
            assert shape.fullmatch(one.value), one
            assert one.type not in ("DATE", "TIME") or real(one.value), one


def real(value: str) -> bool:
    """Whether a date's value is one of the calendar; those that name no day are."""
    if (clock := re.search(r"T(\d\d):(\d\d)", value)) and not (int(clock[1]) < 24 and int(clock[2]) < 60):
        return clock[0] == "T24:00"
    if re.match(r"\d{4}-\d\d-\d\d", value):
        return dt.date.fromisoformat(value[:10]) is not None
    if match := re.match(r"\d{4}-(\d\d)", value):
        return 1 <= int(match[1]) <= 12
    return True


def days(of: Interval | None) -> None:
    """The first day of an interval lies before its end."""
    assert of is None or of.start is None or of.end is None or of.start < of.end, of


def findings(of: Findings) -> None:
    """All of it, for everything found in one document."""
    text = of.document.text
    document(of.document)
    sentences(of.document, of.sentences)
    timexes(of.document, of.sentences, of.timexes)
    actors = {a.id for a in of.actors}
    for actor in of.actors:
        inside(text, (m.span for m in actor.mentions))
        inside(text, (s for s in (actor.title_span, actor.affiliation_span) if s is not None))
    said = {a.id for a in of.attributions}
    for one in of.attributions:
        inside(text, (*one.source, *one.cue, *one.content))
        assert one.content
        assert one.actor is None or one.actor in actors
        assert 0 <= one.score <= 1
        assert 0 <= one.sentence < len(of.sentences)
    for event in of.events:
        inside(text, (s for s in (event.span, event.trigger, event.place) if s is not None))
        days(event.when.interval)
        assert event.claimed_by is None or event.claimed_by in said
        assert set(event.actors) <= actors
        assert event.when.timex is None or event.when.said == of.timexes[event.when.timex].text
    for figure in of.figures:
        inside(text, (s for s in (figure.span, figure.counts) if s is not None))
        assert figure.value is None or math.isfinite(figure.value)
        assert figure.claimed_by is None or figure.claimed_by in said


def inside(text: str, spans: Iterable[Span]) -> None:
    """Every span holds characters of the text."""
    for span in spans:
        assert 0 <= span.start < span.end <= len(text), span


def ordered(spans: Sequence[Span]) -> None:
    """Each span begins where the one before has ended, or later."""
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans)), spans


def annotated(text: str, date: dt.date | None, engine: str) -> Findings | None:
    """The findings of a text, when all of the above holds; ``None`` where the text is refused with a message."""
    try:
        found = pipeline.annotate(pipeline.from_text(text, id="a", date=date), engine=engine)
    except BriefingError:
        return None
    findings(found)
    return found
