"""What the authors of an opinion piece hold themselves: sentences of theirs, whose word the page must say.

Nobody is quoted in them and no verb attributes them. As positions they are never printed by themselves, and a person
may release them; a key point that is one says whose word it is.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing import rules
from briefing.compose import claims, trim
from briefing.model.brief import Choice, PositionRow, Speaker
from briefing.model.findings import Findings
from briefing.model.text import Sentence
from briefing.model.time import When

REASON = "the authors’ own view: left to the review"
#: Share of a sentence's letters that may be quoted, so that it is still its writer's: a name, a slogan.
QUOTED = 0.4
#: Words of a sentence that says something.
_FEWEST = 6
#: Where no headline says so, a piece is an opinion from this share of sentences that nobody else says, if its authors
#: say "we believe" in one of them, or if it has at least so many and this share of them tell what ought to be.
OWN, OWN_FEWEST, OUGHT = 0.4, 5, 0.15
#: Or from so many sentences, and this share of the authors' own, in which they ask, call out, or say "I" or "you", if
#: this share of all is their own.
VOICES, VOICE, VOICED_OWN = 3, 0.14, 0.3


@dataclass(frozen=True, slots=True)
class _Words:
    """A language's words of opinion, as patterns."""

    called: re.Pattern[str]
    first: re.Pattern[str]
    ought: re.Pattern[str]
    holds: re.Pattern[str]
    voice: re.Pattern[str]
    who: re.Pattern[str]
    piece: str
    article: str
    authors: str


@functools.cache
def _words(language: str) -> _Words | None:
    if language not in rules.languages("opinion"):
        return None
    words = rules.load("opinion", language)["words"]
    called, believe, view, ought = (_any(words[key]) for key in ("called", "believe", "view", "ought"))
    return _Words(
        re.compile(rf"\A{called}\s*(?::|\||\s[–—-]\s|\Z)|(?:\||\s[–—-])\s*{called}\Z", re.IGNORECASE),
        re.compile(rf"\b(?:[Ww]e|I) {believe}\b|\b(?i:{view})\b"),
        re.compile(rf"\b{ought}\b"),
        re.compile(rf"\b{_any([*words['ought'], *words['holds']])}\b"),
        re.compile(rf"\b{_any(words['voice'])}\b"),
        # What the authors say they are: "as urban planners and researchers, we".
        re.compile(r"\b[Aa]s (?:an? )?(?P<told>[^,.;:“”\"]{3,60}), (?:we|I)\b"),
        words["piece"],
        words["article"],
        words["authors"],
    )


def _any(listed: Sequence[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, listed))})"


def is_called(text: str | None, language: str) -> bool:
    """Whether a headline, or the name of a section, says that the piece is an opinion."""
    words = _words(language)
    return words is not None and text is not None and words.called.search(text.strip()) is not None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece in which its authors tell what they hold."""

    speaker: Speaker
    """The authors; where none is known, the piece itself."""
    short: Speaker
    """The same as a line of the page calls them: several authors without their names, for which it has no room."""
    own_sentences: frozenset[int]
    """The sentences that the authors say themselves, by index."""
    opinion: bool
    """Whether it is an opinion as a whole, so that the page tells their views; else a person alone may."""


def piece(findings: Findings) -> Piece | None:
    """What an article tells of its authors' views; ``None`` where it tells none."""
    document, words = findings.document, _words(findings.document.language)
    if words is None:
        return None
    authors = document.authors
    opinion = is_called(document.title, document.language) or is_called(document.section, document.language)
    views = [s for s in findings.sentences if is_own(findings, s)]
    texts = [s.span.of(document.text) for s in views]
    say_we = bool(authors) and any(words.first.search(text) for text in texts)
    if not opinion and len(texts) >= OWN * len(findings.sentences):
        ought = sum(words.ought.search(text) is not None for text in texts)
        opinion = say_we or (len(texts) >= OWN_FEWEST and ought >= OUGHT * len(texts))
    argues = opinion
    if not opinion and len(texts) >= VOICED_OWN * len(findings.sentences):
        voices = sum(_is_voiced(findings, s, words) for s in views)
        opinion = voices >= max(VOICES, VOICE * len(texts))
    if not (opinion or say_we):
        return None
    unnamed = Speaker(words.piece if argues else words.article, "document")
    speaker = _speaker(findings, authors, words) if authors else unnamed
    short = Speaker(words.authors, "group") if len(authors) > 1 else speaker
    return Piece(speaker, short, frozenset(s.i for s in views), opinion)


def _is_voiced(findings: Findings, sentence: Sentence, words: _Words) -> bool:
    """Whether one hears who writes: a reporter of the news does not ask, call out, or say "I" or "you".

    A question that is a paragraph of its own is a heading of what explains the news.
    """
    text, quoted = findings.document.text, findings.quoted
    paragraph = findings.document.paragraphs[sentence.paragraph]
    if sentence.span.of(text).rstrip()[-1:] in ("?", "!") and quoted.around(sentence.span.end - 1) is None:
        return paragraph.of(text).strip() != sentence.span.of(text).strip()
    spoken = words.voice.finditer(text, *sentence.span)
    return any(quoted.around(match.start()) is None for match in spoken)


def holds(findings: Findings, sentence: Sentence) -> bool:
    """Whether a sentence of the authors' says what ought to be, may be or is worth."""
    words = _words(findings.document.language)
    text = sentence.span.of(findings.document.text)
    return words is not None and words.holds.search(text) is not None and len(text.split()) >= _FEWEST


def rows(findings: Findings, piece: Piece | None, number: int, when: When | None) -> Iterator[PositionRow]:
    """One row a sentence in which the authors say what they hold; none where no author is known.

    Args:
        findings: of the article.
        piece: its :func:`piece`.
        number: its number among the sources.
        when: the day of the article.
    """
    if piece is None or not findings.document.authors:
        return
    listed = False
    for sentence in (s for s in findings.sentences if s.i in piece.own_sentences):
        text = sentence.span.of(findings.document.text)
        item = listed and sentence.span.start == findings.document.paragraphs[sentence.paragraph].start
        listed = text.rstrip().endswith(":") or (item and text.rstrip()[-1:] not in ".!?")
        if holds(findings, sentence) or item:
            yield PositionRow(
                id=f"p{number}.s{sentence.i}",
                speaker=piece.speaker,
                stance="asserts",
                kind="indirect",
                line=trim.sentence_line(findings, sentence, number),
                when=when,
                certainty="unsure",
                choice=Choice(0.0, (REASON,)),
            )


def _speaker(findings: Findings, authors: Sequence[str], words: _Words) -> Speaker:
    """The authors with what the text tells them to be: of one, beside their name; of several, of themselves."""
    known = next((a for a in findings.actors if a.kind == "person" and a.name == authors[0]), None)
    if len(authors) == 1 and known is not None and known.title is not None:
        return Speaker(known.name, known.kind, known.title, known.affiliation)
    name = authors[0] if len(authors) == 1 else f"{', '.join(authors[:-1])} and {authors[-1]}"
    match = words.who.search(findings.document.text)
    return Speaker(name, "person" if len(authors) == 1 else "group", title=match["told"] if match else None)


def is_own(findings: Findings, sentence: Sentence) -> bool:
    """Whether the authors themselves say a sentence: nobody else speaks in it, and it is not mostly quoted."""
    quoted = findings.quoted
    if quoted.around(sentence.span.start) or quoted.share([sentence.span], findings.document.text) > QUOTED:
        return False
    spoken = any(a.actor is not None or a.certainty != "unsure" for a in findings.attributions_in(sentence.i))
    return not spoken and claims.around(findings, sentence) is None
