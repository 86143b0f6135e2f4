"""Who a draft gives each statement to: the right person, somebody else, or somebody whom no article has say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing import text_similarity
from briefing.model.claims import BORNE_OUT, Claim, Reading, Verdict
from briefing.model.findings import Attribution, Findings
from briefing.model.text import Sentence, Span
from briefing.verify.draft.passages import SAME, VERY, Article, Passage
from briefing.verify.draft.quotations import Found
from briefing.verify.draft.words import names, words

#: The share of a statement's telling words that an article's statement has to hold to be that statement.
_LIKE = 0.6
#: Telling words that two indirect statements have to share.
_SHARED = 2
#: Words of a quotation by which its place in an article is known.
_SPEECH = 4
#: A name of one word or several.
_RUN = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]*(?:\s[A-ZÀ-ÖØ-Þ][\w’'.-]*)*")


def check(
    draft: Reading, sentence: Sentence, near: Sequence[Passage], articles: Sequence[Article], quoted: Sequence[Found]
) -> Iterator[Claim]:
    """Every statement of a sentence that is given to somebody, and every name that stands for another, in order."""
    findings = draft.findings
    doubted: list[Span] = []
    for said in findings.attributions_in(sentence.i):
        if said.source and said.speaker is not None and names(said.speaker):
            claim = _statement(said, findings, near, articles, quoted)
            if claim.verdict not in BORNE_OUT:
                doubted.append(claim.span)
            yield claim
    if near and near[0].score >= VERY:
        yield from (c for c in _exchanged(draft, sentence, near[0]) if not any(c.span.overlaps(s) for s in doubted))


def _statement(
    said: Attribution,
    findings: Findings,
    near: Sequence[Passage],
    articles: Sequence[Article],
    quoted: Sequence[Found],
) -> Claim:
    span = said.source[0]
    source = " ".join(span.of(findings.document.text).split())
    judged = _of(said, findings, near, [f for f in quoted if _is_speech(f) and _holds(said, f.claim.span)])
    if not names(source) and (judged is None or judged.verdict != "right"):
        # Whom "she" or "the group" means, a sentence taken out of its text does not say.
        return Claim("speaker", span, source, "open", "the text does not name who is meant here")
    if judged is not None:
        return Claim("speaker", span, source, judged.verdict, judged.note, judged.article.place(judged.span))
    if not any(names(said.speaker or "") & article.names for article in articles):
        return Claim("speaker", span, source, "nobody", f"{said.speaker} is named in no article")
    return Claim("speaker", span, source, "open", "the statement was not found in the articles")


def _exchanged(draft: Reading, sentence: Sentence, passage: Passage) -> Iterator[Claim]:
    """Names in a sentence that an article has almost word by word, with other names in their place."""
    text, article = draft.findings.document.text, passage.article
    findings = article.reading.findings
    there = _proper(findings, passage.sentence)
    # Whom a pronoun means there may be named here, and so may who was named just before.
    known = set(there)
    for actor in findings.actors:
        if any(mention.span.overlaps(passage.sentence.span) for mention in actor.mentions):
            known |= names(actor.name) | names(actor.title or "") | names(actor.affiliation or "")
    for other in findings.sentences[max(0, passage.sentence.i - 2) : passage.sentence.i + 2]:
        known |= names(other.span.of(article.text))
    known |= {word.text for word in words(article.text, passage.sentence.span)}
    proper = _proper(draft.findings, sentence)
    gone = there - names(sentence.span.of(text))
    for match in _RUN.finditer(text, *sentence.span):
        strange = (names(match[0]) & proper) - known
        in_quotation = any(q.holds(Span(*match.span())) for q in draft.findings.quotations)
        if strange and gone and not in_quotation:
            note = f"the article has {', '.join(sorted(name.title() for name in gone))} here"
            yield Claim("speaker", Span(*match.span()), match[0], "another", note, article.place(passage.sentence.span))


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the articles have of who says something."""

    verdict: Verdict
    note: str
    article: Article
    span: Span


def _of(said: Attribution, findings: Findings, near: Sequence[Passage], quoted: Sequence[Found]) -> _Judged | None:
    """What the articles have of who says it; ``None`` where the statement is nowhere."""
    mine = names(said.speaker or "")
    rivals: list[tuple[str, Article, Span]] = []
    silent: list[tuple[Article, Span]] = []
    for article, span in _places(said, findings, near, quoted):
        holders = [a for a in _statements(article, span) if a.speaker]
        for other in holders:
            if _same(mine, other, article.reading.findings):
                return _Judged("right", "", article, span)
            if mine & _near_names(article, span, other):
                return _Judged("right", "", article, span)
            rivals.append((other.speaker or "", article, span))
        if not holders:
            if mine & _near_names(article, span):
                return _Judged("right", "", article, span)
            silent.append((article, span))
    if rivals:
        name, article, span = rivals[0]
        return _Judged("another", f"in the article {name} says it", article, span)
    if silent:
        article, span = silent[0]
        return _Judged("nobody", "the article has nobody say it whom the draft names", article, span)
    return None


def _places(
    said: Attribution, findings: Findings, near: Sequence[Passage], quoted: Sequence[Found]
) -> Iterator[tuple[Article, Span]]:
    """Where the articles tell what is said: the quotation's own place, else the nearest sentences."""
    exact = [(f.article, f.span) for f in quoted if f.article is not None and f.span is not None]
    yield from exact
    if exact:
        yield from ((p.article, p.sentence.span) for p in near if p.score >= VERY)
        return
    text, language = findings.document.text, findings.document.language
    bag = frozenset().union(*(text_similarity.bag(c.of(text), language) for c in said.content))
    for passage in near:
        there = text_similarity.bag(passage.sentence.span.of(passage.article.text), language)
        if (
            len(bag & there) >= min(_SHARED, len(bag)) and bag and len(bag & there) / len(bag) >= _LIKE
        ) or passage.score >= SAME:
            yield passage.article, passage.sentence.span


def _statements(article: Article, span: Span) -> list[Attribution]:
    findings = article.reading.findings
    return [a for a in findings.told_near(span) if any(c.overlaps(span) for c in a.content)]


def _same(mine: frozenset[str], other: Attribution, findings: Findings) -> bool:
    """Whether two speakers may be one: they share a name, of the actor, of a mention of it, or in the source."""
    text = findings.document.text
    theirs = set(names(other.speaker or ""))
    for span in other.source:
        theirs |= names(span.of(text))
    actor = findings.actor(other.actor)
    if actor is not None:
        theirs |= names(actor.name) | names(actor.affiliation or "")
        for mention in actor.mentions:
            if mention.kind == "name":
                theirs |= names(mention.span.of(text))
    return bool(mine & theirs)


def _is_speech(quotation: Found) -> bool:
    """Whether a quotation is more than a word or two, which may stand in any sentence."""
    return len(quotation.claim.text.split()) >= _SPEECH


def _proper(findings: Findings, sentence: Sentence) -> frozenset[str]:
    """The names in a sentence; without a parse, its first word is taken for none."""
    tokens = findings.parse.of(sentence)
    if findings.parse.reduced:
        return names(" ".join(token.text for token in tokens[1:]))
    return names(" ".join(token.text for token in tokens if token.tag.startswith("NNP")))


def _holds(said: Attribution, span: Span) -> bool:
    return any(c.overlaps(span) for c in said.content)


def _near_names(article: Article, span: Span, said: Attribution | None = None) -> frozenset[str]:
    """The names in the sentence of some words; not those in what is said, where that is told."""
    sentence = article.reading.findings.sentence_of(span)
    whole = sentence.span if sentence else span
    inside = [c for c in said.content if c.overlaps(whole)] if said else []
    near: set[str] = set()
    at = whole.start
    for content in sorted(inside):
        near |= names(article.text[at : max(at, content.start)])
        at = max(at, content.end)
    return frozenset(near | names(article.text[at : whole.end]))
