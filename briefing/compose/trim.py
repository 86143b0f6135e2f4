"""Text for the page, by leaving words out only.

What may go: the dateline before a first sentence, the conjunction that hangs a clause on its verb, the verb and the
speaker where they stand in a column of their own. Nothing inside a clause is touched, so no negation, hedge or
condition can get lost.
"""

from __future__ import annotations

import re

from briefing.model.brief import Evidence, Line, Words
from briefing.model.findings import Attribution, Event, Figure, Findings
from briefing.model.text import Sentence, Span

_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ .’'-]+(?:,[^—–(]{1,40})?\s*(?:\([^)\n]{1,40}\)\s*(?:[—–]|-{1,2})|[—–]|-{2})\s+"
)
_HANGS = re.compile(r"(?:that)\s+(?=\S)", re.IGNORECASE)
#: Shapes of content that can be read without the verb; a phrase needs it.
_WHOLE = ("ccomp", "quote", "next-quote", "lead-quote", "around", "according", "colon", "plain", "no-comment")
#: Characters between a verb and the phrase it needs, at most; they are printed with it.
_BETWEEN = 160
#: A word that changes the sense of what stands beside it.
_BINDS = re.compile(
    r"not|n[’']t|never|no|nor|neither|or|if|unless|whether|although|though|may|might|could|would|should|reportedly|"
    r"allegedly|apparently|perhaps|possibly|probably|likely|unlikely|denied|denies|deny",
    re.IGNORECASE,
)
_BARE = re.compile(r"[\s,;:]+")


def sentence_line(findings: Findings, sentence: Sentence, source: int) -> Line:
    """The sentence without the dateline before it."""
    return _line(findings, (_without(findings, sentence.span, _DATELINE),), sentence, source)


def event_line(findings: Findings, event: Event, source: int) -> Line:
    """What happened: the sentence, or its part.

    What is claimed stands without its claimant, who has a place apart. Of a sentence with several events a clause with
    a subject of its own stands alone, unless what is left out holds a negation, a hedge or a condition.
    """
    sentence = findings.sentences[event.sentence]
    claim = next((a for a in findings.attributions if a.id == event.claimed_by), None)
    if claim is not None and claim.kind == "indirect" and len(claim.content) == 1 and _clause(findings, claim):
        return _line(findings, (_without(findings, claim.content[0], _HANGS),), sentence, source)
    here = [e for e in findings.events if e.sentence == event.sentence and e.when.how == "stated"]
    if len(here) > 1 and _stands_alone(findings, event, sentence):
        return _line(findings, (_without(findings, event.span, _HANGS),), sentence, source)
    return sentence_line(findings, sentence, source)


def _stands_alone(findings: Findings, event: Event, sentence: Sentence) -> bool:
    """Whether a clause reads as a sentence and loses nothing of its sense without the rest."""
    tokens = findings.parse.of(sentence)
    trigger = next((t for t in tokens if t.start == event.trigger.start), None)
    if trigger is None or trigger.dep not in ("ROOT", "conj", "parataxis"):
        return False
    dropped = [t for t in tokens if not event.span.start <= t.start < event.span.end]
    subject = any(t.head == trigger.i and t.dep in ("nsubj", "nsubjpass", "expl") for t in tokens)
    return subject and not any(_BINDS.fullmatch(t.text) for t in dropped)


def position_line(findings: Findings, attribution: Attribution, source: int) -> Line:
    """What was said, without who said it; the parts of a broken quotation one after the other."""
    sentence = findings.sentences[attribution.sentence]
    spans = tuple(_without(findings, span, _HANGS) for span in sorted(attribution.content))
    if (
        not attribution.rule.startswith(_WHOLE)
        and attribution.cue
        and 0 <= spans[0].start - attribution.cue[0].end < _BETWEEN
    ):
        # "the minister’s resignation" says nothing without "demanded", nor "a report" without "pointed to".
        spans = (Span(attribution.cue[0].start, spans[0].end), *spans[1:])
    return _line(findings, spans, sentence, source, quotation=attribution.kind == "direct")


def figure_line(findings: Findings, figure: Figure, source: int) -> Line:
    """The sentence that holds the figure."""
    return sentence_line(findings, findings.sentences[figure.sentence], source)


def _clause(findings: Findings, claim: Attribution) -> bool:
    """Whether a claim can stand by itself: a clause of some length, not a phrase."""
    return "ccomp" in claim.rule and claim.content[0].end - claim.content[0].start > 40


def _without(findings: Findings, span: Span, opening: re.Pattern[str]) -> Span:
    """The span without an opening that may go and the marks after it."""
    match = opening.match(findings.document.text, *span)
    start = match.end() if match else span.start
    if bare := _BARE.match(findings.document.text, start, span.end):
        start = bare.end()
    return Span(start, span.end) if start < span.end else span


def _line(
    findings: Findings, spans: tuple[Span, ...], sentence: Sentence, source: int, *, quotation: bool = False
) -> Line:
    document = findings.document
    whole = Span(min(sentence.span.start, spans[0].start), max(sentence.span.end, spans[-1].end))
    evidence = Evidence(document.id, source, sentence.paragraph + 1, sentence.i, whole)
    return Line(tuple(Words(s, s.of(document.text)) for s in spans), (evidence,), quotation)
