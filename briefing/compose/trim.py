"""Text for the page, by leaving words out only."""

from __future__ import annotations

from briefing.model.brief import Evidence, Line, Words
from briefing.model.findings import Attribution, Event, Findings
from briefing.model.text import Sentence, Span


def sentence_line(findings: Findings, sentence: Sentence, source: int) -> Line:
    """The whole sentence."""
    return _line(findings, (sentence.span,), sentence, source)


def event_line(findings: Findings, event: Event, source: int) -> Line:
    """The event's sentence without its time expression's own column."""
    return _line(findings, (event.span,), findings.sentences[event.sentence], source)


def position_line(findings: Findings, attribution: Attribution, source: int) -> Line:
    """What was said, without who said it."""
    return _line(findings, attribution.content, findings.sentences[attribution.sentence], source, attribution.kind)


def _line(findings: Findings, spans: tuple[Span, ...], sentence: Sentence, source: int, kind: str = "") -> Line:
    document = findings.document
    ordered = sorted(spans)
    whole = Span(min(sentence.span.start, ordered[0].start), max(sentence.span.end, ordered[-1].end))
    evidence = Evidence(document.id, source, sentence.paragraph + 1, sentence.i, whole)
    return Line(tuple(Words(s, s.of(document.text)) for s in ordered), (evidence,), kind == "direct")
