"""Whose claim a sentence is, where it does not say so itself.

A quotation or a paraphrase may go on for sentences after the one that names its speaker. Taken out of their place such
sentences would stand on the page as facts.
"""

from __future__ import annotations

from briefing.model.findings import Attribution, Event, Findings
from briefing.model.text import Sentence, Span

#: Why such a sentence, or such an event, is not printed.
NOBODY = "is a claim, and nobody is named who makes it"
#: Share of a sentence that must lie in what somebody says.
_MOST = 0.5


def around(findings: Findings, sentence: Sentence) -> Attribution | None:
    """The attribution that a sentence goes on with, which is told in another one; ``None`` where there is none.

    Args:
        findings: of the article.
        sentence: one of its own.
    """
    length = sentence.span.end - sentence.span.start
    for attribution in findings.told_near(sentence.span):
        if attribution.kind == "no_comment" or says_who(attribution, sentence.span):
            continue
        inside = sum(
            max(0, min(c.end, sentence.span.end) - max(c.start, sentence.span.start)) for c in attribution.content
        )
        if inside > _MOST * length:
            return attribution
    return None


def says_who(claim: Attribution, span: Span) -> bool:
    """Whether some words hold who makes a claim."""
    return any(span.holds(source) for source in claim.source)


def of_nobody(findings: Findings, event: Event) -> bool:
    """Whether an event is a claim of which neither its row nor its sentence could say who makes it."""
    claim = findings.attribution(event.claimed_by)
    if claim is None or findings.actor(claim.actor) is not None:
        return False
    return not says_who(claim, findings.sentences[event.sentence].span)
