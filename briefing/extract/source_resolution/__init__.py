"""Whose words they are: every attribution with its actor, the way there and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.extract.source_resolution.answers import Answer, chain
from briefing.extract.source_resolution.context import Context
from briefing.extract.source_resolution.lexicon import lexicon
from briefing.extract.source_resolution.resolver import Resolver
from briefing.model.findings import Actor, Attribution, Certainty
from briefing.model.quotations import Quotations
from briefing.model.text import Document, Parse, Sentence, Span

__all__ = ["resolve"]


def resolve(
    document: Document,
    sentences: Sequence[Sentence],
    parse: Parse,
    actors: Sequence[Actor],
    attributions: Sequence[Attribution],
    quotations: Sequence[Span],
) -> tuple[tuple[Actor, ...], tuple[Attribution, ...]]:
    """The attributions with actor, speaker, chain and certainty, and the actors with what this taught of them.

    Groups that nobody names ("critics", "two officials") become actors in their own words. Where two people could
    equally be meant, ``actor`` stays ``None`` and the chain says so: a gap is better than a wrong speaker.

    Returns:
        The actors, those found before first and in their order, new ones after them; the attributions in the order
        given.
    """
    lex = lexicon(document.language)
    context = Context(document, sentences, parse, lex, {a.id: a for a in actors}, Quotations(quotations))
    resolver = Resolver(context)
    order = sorted(range(len(attributions)), key=lambda i: (_place(attributions[i], sentences), i))
    answers: dict[int, Answer] = {}
    for i in order:
        answers[i] = resolver.answer(attributions[i])
    for i, attribution in enumerate(attributions):
        if answers[i].evidence == "none" and answers[i].kind == "first":
            answers[i] = _quoted_self(attribution, answers[i], attributions, answers)
    resolved = tuple(_with(a, answers[i], context) for i, a in enumerate(attributions))
    return tuple(resolver.taught()), resolved


def _place(attribution: Attribution, sentences: Sequence[Sentence]) -> int:
    spans = attribution.source or attribution.cue or attribution.content
    return spans[0].start if spans else sentences[attribution.sentence].span.start


def _quoted_self(
    attribution: Attribution, answer: Answer, attributions: Sequence[Attribution], answers: Mapping[int, Answer]
) -> Answer:
    """Who says "I": the speaker of the smallest content around it."""
    at = attribution.source[0].start
    around = [
        (span.end - span.start, i)
        for i, other in enumerate(attributions)
        if other is not attribution and answers[i].actor is not None
        for span in other.content
        if span.start <= at < span.end
    ]
    if not around:
        return answer
    speaker = answers[min(around)[1]]
    return replace(speaker, evidence="first", chain=chain(answer.chain[0], *speaker.chain), kind="pronoun")


def _with(attribution: Attribution, answer: Answer, context: Context) -> Attribution:
    weight = context.lex.evidence[answer.evidence]
    worth = attribution.score * weight
    certainty: Certainty = "unsure"
    if answer.speaker is not None and answer.evidence != "none":
        certainty = "sure" if worth >= context.lex.sure else "likely" if worth >= context.lex.likely else "unsure"
    return replace(attribution, actor=answer.actor, speaker=answer.speaker, chain=answer.chain, certainty=certainty)
