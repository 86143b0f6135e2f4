"""Why a position is not printed: what is nobody's, what is no position, and what is too uncertain."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from briefing import rules
from briefing.compose import saying, statements, trim, unnamed_speakers
from briefing.model.findings import Actor, Attribution, Findings
from briefing.model.text import Span, Token

#: Least probability of what is printed as likely; four in ten of what lies below are none (``docs/attribution.md``).
LEAST = 0.65
PART = "is part of another position of the same speaker"
#: Letters and the marks that stand in names; a name with another mark was cut out of something else.
_ODD = re.compile(r"[\[\]{}<>|=*#@_~“”\"?!;:]")
_NUMBER = re.compile(r"[\d.,%$€£\s]+")
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]+")
_ENDINGS = re.compile(r"(?:ed|ing|es|s|d)$")
_SHAPED = re.compile(r"quote|next-quote|lead-quote|ccomp-before|ccomp-around")


def _words(language: str, kind: str) -> frozenset[str]:
    return rules.words("exclusions", language, kind)


@functools.cache
def _article(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{rules.any_of(_words(language, 'articles'))})\s+", re.IGNORECASE)


@functools.cache
def negated(language: str) -> re.Pattern[str]:
    """How a source begins that is nobody: "**neither** the police nor the port"."""
    return re.compile(rules.nearest("exclusions", language)["negated"]["pattern"], re.IGNORECASE)


def reason(attribution: Attribution, who: Actor | None, findings: Findings) -> str | None:
    """Why a position is not printed; ``None`` where it may be."""
    if attribution.certainty == "unsure":
        return "too uncertain: left to the review"
    if who is None or not _is_somebody(who, findings.document.language):
        return "the speaker is not named"
    if attribution.source and negated(findings.document.language).match(
        findings.document.text, attribution.source[0].start
    ):
        return "nobody says it"
    if statements.leads_the_talk(attribution, who, findings.document.language):
        return statements.HOST
    if unnamed_speakers.is_nobody(who, findings.document.language):
        return "nobody who speaks, or a document of nobody who is named: left to the review"
    if who.kind == "group" and attribution.certainty != "sure":
        return "an unnamed group, and not sure: left to the review"
    if attribution.certainty != "sure" and attribution.score < LEAST:
        return "a weak mention: left to the review"
    if _is_empty(attribution, findings):
        return "has no content of its own"
    if any(trim.in_dateline(findings, place) for place in attribution.source):
        return "the place of a dateline says nothing"
    if why := _no_position(attribution, findings) or statements.fault(
        findings, attribution, trim.position_spans(findings, attribution)
    ):
        return why
    # What is not printed itself hides nothing.
    near = findings.told_near(attribution.content[0])
    others = [a for a in near if a is not attribution and a.actor == attribution.actor and _outweighs(a, attribution)]
    if any(_lies_in(attribution.content, a.content) for a in others):
        return PART
    return None


def _is_empty(attribution: Attribution, findings: Findings) -> bool:
    """Whether nothing is said, or one word, or only numbers: "“$16 million, $10 million,” the judge read"."""
    said = [span.of(findings.document.text) for span in attribution.content]
    if not said or (len(said) == 1 and not re.search(r"\w\W+\w", said[0])):
        return True
    counting = _words(findings.document.language, "counting")
    return all(word.lower() in counting for part in said for word in _LETTERS.findall(part))


def _is_the_writers(attribution: Attribution, findings: Findings) -> bool:
    """Whether what somebody is cited for has an "I" outside quotations: "As I wrote, nine sank, the port says"."""
    if attribution.kind == "direct":
        return False
    writer = _words(findings.document.language, "writer")
    tokens = findings.parse.of(findings.sentences[attribution.sentence])
    return any(
        t.text.lower() in writer and t.tag in ("PRP", "PRP$") and findings.quoted.around(t.start) is None
        for t in tokens
        if any(part.holds(t.span) for part in attribution.content)
    )


def _is_somebody(who: Actor, language: str) -> bool:
    """Whether a reader can tell whom a speaker's words mean; names of people were looked at when they were found."""
    plain = _article(language).sub("", who.name.strip(), count=1)
    words = re.findall(r"[^\W_][\w’'-]*", plain.lower())
    if not words or _ODD.search(plain) or _NUMBER.fullmatch(plain):
        return False
    if words[0] in _words(language, "possessives") or all(w in _words(language, "nobody") for w in words):
        return False
    if words[-2:-1] == ["and"] and words[-1] in _words(language, "beside"):
        return False
    # A headline in capitals, cut at its verb; an acronym is one word.
    return not (who.kind == "organisation" and len(words) > 1 and plain.isupper() and len(plain) > 8)


def _no_position(attribution: Attribution, findings: Findings) -> str | None:
    if _is_the_writers(attribution, findings):
        return "is in the words of the writer, who says “I”"
    if findings.parse.reduced or not attribution.cue or _SHAPED.match(attribution.rule):
        return None
    language = findings.document.language
    tokens = findings.parse.of(findings.sentences[attribution.sentence])
    cue = next((t for t in tokens if t.start == attribution.cue[0].start), None)
    if cue is not None and _is_asked(cue, tokens, language):
        return "is asked, does not ask"
    if cue is None or not cue.tag.startswith("VB"):
        return None
    if cue.text.lower() in _words(language, "no_saying"):
        return "is no statement"
    if _is_spoken_of(cue, attribution, tokens, language):
        return "is spoken of, does not speak"
    if any(t.dep == "mark" and t.text.lower() in _words(language, "supposed") for t in _own(cue, tokens)):
        return "is only supposed"
    if attribution.certainty != "sure" and saying.taken_back(findings, attribution):
        return "its verb is negated, and it is not sure: left to the review"
    if _is_thing(cue, attribution, tokens, language):
        return "is no statement"
    return None


def _is_spoken_of(cue: Token, attribution: Attribution, tokens: Sequence[Token], language: str) -> bool:
    """Whether the source is what others speak of: "Brenn was criticized", "Asked about the pier, Brenn"."""
    if cue.tag != "VBN" or cue.text.lower() in _words(language, "felt") or "agent" in attribution.rule:
        return False
    hung = list(_own(cue, tokens))
    if any(t.dep == "auxpass" for t in hung):
        return True
    return cue.dep in ("advcl", "acl") and not any(t.dep == "aux" for t in hung)


def _is_asked(cue: Token, tokens: Sequence[Token], language: str) -> bool:
    """Whether questions are what somebody is put: "Brenn faced questions on whether the pier would hold"."""
    if cue.text.lower() not in _words(language, "asked"):
        return False
    if not cue.tag.startswith("NN") or cue.dep != "dobj":
        return False
    begins = tuple(_words(language, "is_asked"))
    verb = next((t.text.lower() for t in tokens if t.i == cue.head), "")
    return verb.startswith(begins) and _WORD.fullmatch(verb) is not None


def _is_thing(cue: Token, attribution: Attribution, tokens: Sequence[Token], language: str) -> bool:
    """Whether a verb of saying is used of a thing: "claimed victory"."""
    if not attribution.rule.startswith(("dobj", "rest", "oprd", "ccomp", "xcomp")):
        return False
    low = cue.text.lower()
    data = rules.nearest("exclusions", language)
    stem = data["forms"].get(low) or _ENDINGS.sub("", low)
    things = data["things"].get(stem, data["things"].get(stem + "e"))
    if things is None:
        return False
    return any(t.dep == "dobj" and t.text.lower() in things.split() for t in _own(cue, tokens))


def _own(cue: Token, tokens: Sequence[Token]) -> Iterator[Token]:
    return (t for t in tokens if t.head == cue.i and t.i != cue.i)


def _outweighs(other: Attribution, attribution: Attribution) -> bool:
    return other.certainty == "sure" or (other.certainty == attribution.certainty == "likely" and other.score >= LEAST)


def _lies_in(inner: Sequence[Span], outer: Sequence[Span]) -> bool:
    return inner != outer and all(any(o.holds(i) for o in outer) for i in inner)
