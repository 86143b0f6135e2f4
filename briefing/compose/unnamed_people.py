"""The "he" or "her" of a line that nobody in the line can be."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

from briefing import rules
from briefing.compose.referring_words import ReferringWords
from briefing.model.findings import Actor, Findings
from briefing.model.text import Token

_SUBJECTS = ("nsubj", "nsubjpass")
#: What a name is of that is no person’s, as the model calls it.
_NO_PERSONS = ("GPE", "ORG", "LOC", "FAC", "DATE", "TIME", "NORP", "EVENT", "LAW", "MONEY", "PRODUCT")
_OBJECTS = ("dobj", "dative")
#: Words from a name's last to a word that hangs on it, at most.
_DEEP = 6


def unexplained(findings: Findings, tokens: Sequence[Token], words: ReferringWords) -> Token | None:
    """The first "he", "him" or "her" of a line, outside its quotations, where it can mean nobody the line tells of.

    "Crews know **his** voice", "Tarn beat **her** by nine votes". A name or a noun of a person before it may be meant,
    and so may the subject behind it ("in **her** report, Ada Brenn"); but nobody does a thing to "him" who is he.

    Args:
        findings: of the article.
        tokens: of the line.
        words: of its language.
    """
    meant = words.his | words.hers
    about = next((t for t in tokens if t.tag in ("PRP", "PRP$") and t.text.lower() in meant), None)
    if about is None or findings.quoted.around(about.start) is not None:
        return None
    gender = "he" if about.text.lower() in words.his else "she"
    candidates = (t for t in _told(tokens, about) if t is not about)
    doer = next((t for t in tokens if t.head == about.head and t.dep in _SUBJECTS), None)
    if doer is not None and about.dep in _OBJECTS:
        by_number = {t.i: t for t in tokens}
        candidates = (t for t in candidates if _topmost(by_number, t) is not doer)
    return None if any(_may_be(findings, t, gender) for t in candidates) else about


def _told(tokens: Sequence[Token], about: Token) -> Iterator[Token]:
    """The words of a line that a pronoun may stand for: those before it, and a main clause's subject behind it."""
    yield from (t for t in tokens if t.i < about.i)
    roots = {t.i for t in tokens if t.dep in ("ROOT", "ccomp", "conj")}
    for subject in (t for t in tokens if t.i > about.i and t.dep in _SUBJECTS and t.head in roots):
        yield from (t for t in tokens if t is subject or t.head == subject.i)


def _topmost(by_number: Mapping[int, Token], token: Token) -> Token:
    """The head of the name that a word is part of."""
    for _ in range(_DEEP):
        if token.dep not in ("compound", "appos", "nmod", "amod") or token.head not in by_number:
            break
        token = by_number[token.head]
    return token


def _named_at(findings: Findings, token: Token) -> list[Actor]:
    """Who is named by words of which one is a part."""
    return [actor for place, actor in findings.named_near(token.span) if place.holds(token.span)]


def is_a_name(findings: Findings, token: Token) -> bool:
    """Whether a word is of a person’s name, or of one that nobody knows to be a place’s or a body’s."""
    if known := _named_at(findings, token):
        return any(a.kind == "person" for a in known) or token.ent == "PERSON"
    return token.tag in ("NNP", "NNPS") and token.ent not in _NO_PERSONS


def _may_be(findings: Findings, token: Token, gender: str) -> bool:
    """Whether a word is of one person whom "he" or "she" fits."""
    low, language = token.text.lower(), findings.document.language
    if is_a_name(findings, token):
        known = _named_at(findings, token)
        return not known or any(a.kind == "person" and a.gender in (gender, None) for a in known)
    if token.tag == "NN":
        listed = ("roles", "kin", "weak_roles", "short_roles")
        person = any(low in rules.words("actors", language, kind) for kind in listed)
        return person or low in rules.words("speakers", language, "single") or low.endswith(_endings(language))
    return token.tag in ("PRP", "WP", "PRP$") and low in rules.words("anaphora", language, "anybody")


@functools.cache
def _endings(language: str) -> tuple[str, ...]:
    """How nouns of one person may end."""
    return tuple(sorted(rules.words("anaphora", language, "person_endings")))
