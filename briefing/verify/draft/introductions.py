"""Whom a draft names, and as what: a person whom no article names, or who holds the office of somebody else there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing import text_similarity
from briefing.model.claims import Claim, Reading
from briefing.model.findings import Actor
from briefing.model.text import Sentence, Span
from briefing.verify.draft.passages import Article
from briefing.verify.draft.words import names

#: Sentences beside one that names a person in which the office may be told.
_BESIDE = 1


def check(draft: Reading, sentence: Sentence, articles: Sequence[Article]) -> Iterator[Claim]:
    """The persons of a sentence who are named nowhere, or are somebody else in the articles, in order."""
    text = draft.findings.document.text
    for actor in draft.findings.actors:
        mention = next(
            (m.span for m in actor.mentions if m.kind == "name" and sentence.span.holds(m.span)),
            None,
        )
        if actor.kind != "person" or mention is None or len(mine := names(actor.name)) < 2:
            continue
        known = [article for article in articles if mine & article.names]
        if not known:
            yield Claim("speaker", mention, mention.of(text), "nobody", f"{actor.name} is named in no article")
        elif (holder := _holder(_titles(actor, draft.findings.document.language), mine, known, articles)) is not None:
            article, other = holder
            note = f"in the article {other.name} is {other.title or other.affiliation}"
            place = article.place(other.mentions[0].span)
            yield Claim("speaker", mention, mention.of(text), "another", note, place)


def _holder(
    office: frozenset[str], mine: frozenset[str], known: Sequence[Article], articles: Sequence[Article]
) -> tuple[Article, Actor] | None:
    """Who has an office in the articles, where the person has it in none of them; ``None`` where nobody else has."""
    if not office or any(office & _around(article, mine) for article in known):
        return None
    for article in articles:
        for other in article.reading.findings.actors:
            if (
                other.kind == "person"
                and other.mentions
                and not names(other.name) & mine
                and office <= _titles(other, article.language)
            ):
                return article, other
    return None


def _titles(actor: Actor, language: str) -> frozenset[str]:
    """The telling words of a person's title and affiliation."""
    return text_similarity.bag(actor.title or "", language) | text_similarity.bag(actor.affiliation or "", language)


def _around(article: Article, mine: frozenset[str]) -> frozenset[str]:
    """The telling words of the sentences that name a person, and of those beside them."""
    sentences = article.reading.findings.sentences
    context: set[str] = set()
    for sentence in sentences:
        if mine & names(sentence.span.of(article.text)):
            beside = sentences[max(0, sentence.i - _BESIDE) : sentence.i + _BESIDE + 1]
            context |= text_similarity.bag(article.text[beside[0].span.start : beside[-1].span.end], article.language)
    return frozenset(context)


def overlapping(claims: Sequence[Claim], span: Span) -> bool:
    """Whether one of some claims on speakers is about these words."""
    return any(claim.kind == "speaker" and claim.span.overlaps(span) for claim in claims)
