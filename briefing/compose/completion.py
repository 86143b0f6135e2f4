"""What was said, as far as its clause goes: a subject, a phrase or a second object that the content was cut off from.

"insisted **the fares** will be held down"; "The letter said the auditor could question ministers, **as well as ask for
papers**". What the reporter adds stays out: a clause with a subject of its own, a participle or a relative clause
behind a comma, "without naming them".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from briefing import rules
from briefing.model.findings import Attribution, Findings
from briefing.model.text import FINITE, Span, Token, is_finite
from briefing.rules import any_of

#: Shapes of content that the ranker may have cut.
_CUT = re.compile(r"(?:ccomp|xcomp|dobj)-(?:bare|short|main|core|own)\b")
#: The shape of what is said from a quotation mark to the clause's end, and the mark.
_QUOTED_REST = "quote-after-rest"
_OPENS = re.compile(r"[“\"‘']")
#: Characters that may be added at most.
_LONGEST = 160
_STOPS = " .!?,;:\n"
#: Tags of what may begin a subject; marks that do not stand within one.
_BEGINS_A_NOUN = ("DT", "CD", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "IN")
_PARTS = ',;:“”"—–'


@functools.cache
def _follows(language: str) -> re.Pattern[str]:
    """What may follow: a phrase right behind, or a second part of the same."""
    apart = any_of(rules.words("trimming", language, "not_said"))
    return re.compile(rf"\s(?!(?:{apart})\b)[a-z]|,\sas\swell\sas\s")


def completed(findings: Findings, attribution: Attribution) -> tuple[Span, ...]:
    """The content of an attribution, in order, with its subject and what its sentence goes on to say of its clause.

    Args:
        findings: of the article.
        attribution: one of them.
    """
    content = _from_a_statement(findings, attribution, tuple(sorted(_with_tail(findings, attribution))))
    if not content:
        return content
    if attribution.rule.startswith(_QUOTED_REST):
        return _with_clause(findings, attribution, content)
    return _with_subject(findings, attribution, content)


def _from_a_statement(findings: Findings, attribution: Attribution, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content without a phrase in quotation marks that its reporter's sentence goes with, before a whole sentence.

    "The rule gives “the way out for him,” Orm said. **“Now he can leave.”**"
    """
    if attribution.kind != "direct" or len(content) < 2:
        return content
    first, rest = ([t for t in _sentence_words(findings, part) if part.holds(t.span)] for part in content[:2])
    phrase = bool(first) and first[0].text[:1].islower() and not any(t.tag in FINITE for t in first)
    whole = bool(rest) and rest[0].text[:1].isupper() and any(t.tag in FINITE for t in rest)
    return content[1:] if phrase and whole else content


def _sentence_words(findings: Findings, part: Span) -> Sequence[Token]:
    """The words of the sentence in which some words begin, without marks."""
    sentence = findings.sentence_of(Span(part.start + 1, part.start + 2))
    return [t for t in findings.parse.of(sentence) if t.tag[:1].isalpha()] if sentence is not None else ()


def _with_subject(findings: Findings, attribution: Attribution, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content with the subject that it was cut off from, right behind the verb: "insisted **the fares** will"."""
    cue, first = attribution.cue[-1] if attribution.cue else None, content[0]
    if cue is None or not attribution.rule.startswith("ccomp") or cue.end >= first.start:
        return content
    gap = Span(cue.end, first.start)
    tokens = findings.parse.of(findings.sentences[attribution.sentence])
    verb = next((t for t in tokens if t.start == first.start), None)
    between = [t for t in tokens if gap.start <= t.start < gap.end]
    if verb is None or verb.tag not in FINITE or not between or between[0].tag not in _BEGINS_A_NOUN:
        return content
    if any(t.text[0] in _PARTS for t in between) or any(s.overlaps(gap) for s in attribution.source):
        return content
    return (Span(between[0].start, first.end), *content[1:])


def _with_clause(findings: Findings, attribution: Attribution, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content with the words before its quotation mark that make it a clause: "**she was** “a friend” of Orm"."""
    cue, first = attribution.cue[-1] if attribution.cue else None, content[0]
    if cue is None or cue.end >= first.start or not _OPENS.match(findings.document.text, first.start):
        return content
    gap = Span(cue.end, first.start)
    tokens = {t.i: t for t in findings.parse.of(findings.sentences[attribution.sentence])}
    between = [t for t in tokens.values() if gap.holds(t.span)]
    clause = next(((s, v) for s in between if (v := _tells_of(s, between)) is not None), None)
    said = next((t for t in tokens.values() if t.start == cue.start), None)
    if clause is None or said is None or not _reaches(clause[1], said.span, tokens):
        return content
    subject = clause[0]
    start = min(t.start for t in between if t.i == subject.i or _reaches(t, subject.span, tokens))
    words = Span(start, first.start)
    if any(t.text[0] in _PARTS for t in between) or any(s.overlaps(words) for s in attribution.source):
        return content
    return (Span(start, first.end), *content[1:])


def _tells_of(subject: Token, between: Sequence[Token]) -> Token | None:
    """The verb with a tense, or a modal's, that a subject has among some words; ``None`` where it has none there."""
    if subject.dep not in ("nsubj", "nsubjpass"):
        return None
    verb = next((t for t in between if t.i == subject.head), None)
    return verb if verb is not None and is_finite(verb, between) else None


def _with_tail(findings: Findings, attribution: Attribution) -> tuple[Span, ...]:
    """The content with what its sentence goes on to say of the same clause."""
    content, sentence = attribution.content, findings.sentences[attribution.sentence]
    if findings.parse.reduced or not content or not attribution.cue or not _CUT.match(attribution.rule):
        return content
    text, last = findings.document.text, content[-1]
    end = sentence.span.end
    while end > last.end and text[end - 1] in _STOPS:
        end -= 1
    tail = Span(last.end, end)
    if not 3 < end - last.end <= _LONGEST or last.start < attribution.cue[0].start:
        return content
    if not _follows(findings.document.language).match(text, tail.start) or re.search(r"[“”\"]", tail.of(text)):
        return content
    if any(tail.overlaps(s) for s in attribution.source) or _another_speaks(findings, attribution, tail):
        return content
    return (*content[:-1], Span(last.start, end)) if _belongs(findings, attribution, tail) else content


def _another_speaks(findings: Findings, attribution: Attribution, tail: Span) -> bool:
    return any(
        other is not attribution and other.certainty != "unsure" and any(tail.overlaps(cue) for cue in other.cue)
        for other in findings.attributions_in(attribution.sentence)
    )


def _belongs(findings: Findings, attribution: Attribution, tail: Span) -> bool:
    """Whether every word of a tail hangs on a word of the content, and none has a subject of its own."""
    last = attribution.content[-1]
    tokens = {t.i: t for t in findings.parse.of(findings.sentences[attribution.sentence])}
    words = [t for t in tokens.values() if tail.start <= t.start < tail.end and t.tag[0].isalpha()]
    if not words or any(t.dep in ("nsubj", "nsubjpass", "expl", "mark") for t in words):
        return False
    return all(_reaches(t, last, tokens) for t in words)


def _reaches(token: Token, content: Span, tokens: dict[int, Token]) -> bool:
    at, steps = token, 0
    while steps < len(tokens):
        head = tokens.get(at.head)
        if head is None or head.i == at.i:
            return False
        if content.holds(head.span):
            return True
        at, steps = head, steps + 1
    return False
