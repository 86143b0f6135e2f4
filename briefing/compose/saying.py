"""The verb of a saying as it is printed: with its auxiliaries and its negation, where the line needs it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from briefing import binding_words, rules
from briefing.compose.asides import without
from briefing.model.findings import Attribution, Findings
from briefing.model.text import Span, Token

#: Shapes of content that can be read without the verb; a phrase needs it.
WHOLE = ("ccomp", "quote", "next-quote", "lead-quote", "around", "according", "colon", "plain", "no-comment")
#: Stances whose verb may go before a clause: what follows is what the speaker holds to be so.
_HELD = ("asserts", "warns")
#: What makes a clause of a noun: "that it is the best **offer**".
_OF_A_CLAUSE = ("cop", "aux", "auxpass", "mark")
_WORD = re.compile(r"n[’']t|[^\W_]+?(?=n[’']t)|[^\W_]+")
#: A quotation that begins within a sentence.
_BEGUN = re.compile(r"(?:that\s+)?[“\"‘«']{1,2}[a-z]")
#: Characters between a verb and the phrase it needs, at most; they are printed with it.
_BETWEEN = 160
#: Characters of helpers before a verb, at most.
_HELPERS = 60


def _words(language: str, kind: str) -> frozenset[str]:
    return rules.words("trimming", language, kind)


@functools.cache
def _asks(language: str) -> re.Pattern[str]:
    """What begins so is no statement: "whether it will sail" says nothing without "asked" or "assesses"."""
    return re.compile(rf"(?:{rules.any_of(_words(language, 'asks'))})\b(?!ever)", re.IGNORECASE)


def with_verb(findings: Findings, attribution: Attribution, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """What was said, from its verb on where it would say something else without it.

    "The minister’s resignation" says nothing without "demanded", "the fares are fair" the opposite without "did not
    say that", and "it works" too much without "hopes that". The verb comes with the words before it that belong to it:
    "has not asked", "refused to support".

    Args:
        findings: the article's.
        attribution: one of them.
        spans: its content as it would be printed, in order.
    """
    cue = attribution.cue[0] if attribution.cue else None
    if cue is None or not 0 <= spans[0].start - cue.end < _BETWEEN:
        return spans
    verb = token(findings, attribution) or _carrier(findings, attribution)
    if (means := _by_means_of(findings, attribution, verb)) is not None:
        return (Span(_start(findings, attribution, means), spans[0].end), *spans[1:])
    start = cue.start if verb is None else _start(findings, attribution, verb)
    if not _may_go(findings, attribution, Span(start, cue.start)):
        return (Span(start, spans[0].end), *spans[1:])
    return spans


def without_second_that(findings: Findings, attribution: Attribution, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """What was said, without the "that" of a second clause where its verb is gone: "four died and **that** it rained".

    Args:
        findings: the article's.
        attribution: one of them.
        spans: its content as it would be printed, in order.
    """
    text = findings.document.text
    if findings.parse.reduced or any(spans[0].start <= cue.start for cue in attribution.cue):
        return spans
    sentence = findings.parse.of(findings.sentences[attribution.sentence])
    words = [t for t in sentence if any(span.holds(t.span) for span in spans)]
    marks = [n for n, t in enumerate(words) if t.text.lower() == "that" and t.dep == "mark"]
    if not marks or not marks[0] or words[marks[0] - 1].tag != "CC":
        return spans  # "they feared that it would sink and **that** it would rain": the first keeps the second
    joined = (Span(words[n].start, words[n].end + 1) for n in marks if words[n - 1].tag == "CC")
    gaps = [gap for gap in joined if findings.quoted.at(gap.start) is None]
    return tuple(part for span in spans for part in without(span, [g for g in gaps if span.holds(g)], text))


def from_verb(findings: Findings, attribution: Attribution, end: int) -> Span:
    """The words from its verb on, with the helpers before it, to an offset in its sentence."""
    verb = token(findings, attribution)
    start = attribution.cue[0].start if verb is None else _start(findings, attribution, verb)
    return Span(start, end)


def taken_back(findings: Findings, attribution: Attribution) -> bool:
    """Whether the verb is denied: "did not say", "without saying", "refused to say" is no saying."""
    verb = token(findings, attribution)
    if verb is None:
        return False
    before = Span(_start(findings, attribution, verb), verb.start).of(findings.document.text)
    denies = _words(findings.document.language, "denies")
    return any(word.lower() in denies for word in _WORD.findall(before))


def _may_go(findings: Findings, attribution: Attribution, helpers: Span) -> bool:
    """Whether a line says the same without its verb."""
    if not attribution.rule.startswith(WHOLE):
        return False
    text = findings.document.text
    words = _WORD.findall(helpers.of(text))
    language = findings.document.language
    binds = binding_words.pattern(rules.language_for("binding", language))
    if any(binds.fullmatch(w) or w.lower() in _words(language, "takes_back") for w in words):
        return False
    if attribution.rule.startswith("quote-after") and _is_cut_in(findings, attribution):
        return False
    if _BEGUN.match(text, attribution.content[0].start) and attribution.cue[0].of(text).lower() in _words(
        language, "hints"
    ):
        return False  # "suggested that “in the next few days …”"
    if not attribution.rule.startswith("ccomp"):
        return True
    cue = attribution.cue[0].of(text)
    if _asks(language).match(text, attribution.content[0].start) or _is_no_clause(findings, attribution):
        return False
    return attribution.stance in _HELD and cue.lower() not in _words(language, "leaves_open")


def _is_cut_in(findings: Findings, attribution: Attribution) -> bool:
    """Whether a quotation begins within a clause that the reporter began: "called it a “political trial”"."""
    text, content = findings.document.text, attribution.content[0]
    if not _BEGUN.match(text, content.start) or findings.parse.reduced:
        return False
    words = findings.parse.of(findings.sentences[attribution.sentence])
    inside = {t.i: t for t in words if content.start <= t.start < content.end}
    first = next((t for t in inside.values() if t.tag.startswith("NN")), None)
    if first is not None and first.dep == "dobj" and first.head not in inside and first.head < first.i:
        return True  # "he received “strong assurances that the pier was safe”"
    subjects = (t for t in inside.values() if t.dep in ("nsubj", "nsubjpass", "expl") and t.head in inside)
    return not any(inside[t.head].tag.startswith("VB") and t.i < t.head for t in subjects)


def _is_no_clause(findings: Findings, attribution: Attribution) -> bool:
    """Whether what is said has a verb without a tense: "(expects) the bank to wait", "(considers) firing him"."""
    verb = token(findings, attribution)
    if verb is None:
        return False
    sentence = findings.parse.of(findings.sentences[attribution.sentence])
    said = next((t for t in sentence if t.head == verb.i and t.dep == "ccomp" and t.i > verb.i), None)
    if said is None or not attribution.content[0].holds(said.span):
        return False
    if said.tag in ("NN", "NNS") and not any(t.head == said.i and t.dep in _OF_A_CLAUSE for t in sentence):
        return True  # "(declined) an offer to pay": a thing that the parse took for a clause
    helpers = [t.text.lower() for t in sentence if t.head == said.i and t.dep in ("aux", "auxpass")]
    quoted = findings.document.text[attribution.content[0].start] in '“"‘'
    if verb.text.lower() in _words(findings.document.language, "wishing") and said.tag in ("VB", "VBP") and not helpers:
        return True  # "(suggested) the crews meet in May": a wish, and no news
    bare = said.tag == "VBG" and not helpers
    return not quoted and (bare or (said.tag == "VB" and helpers[:1] == ["to"]))


def token(findings: Findings, attribution: Attribution) -> Token | None:
    """The verb of a saying, where there is a parse and it is one."""
    if findings.parse.reduced or not attribution.cue:
        return None
    words = findings.parse.of(findings.sentences[attribution.sentence])
    verb = next((t for t in words if t.start == attribution.cue[0].start), None)
    return verb if verb is not None and verb.tag.startswith("VB") else None


def _by_means_of(findings: Findings, attribution: Attribution, verb: Token | None) -> Token | None:
    """The verb that a saying is only the means of: "**joined** the dissenters in finding that"."""
    if verb is None or verb.tag != "VBG" or verb.dep != "pcomp":
        return None
    tokens = findings.parse.tokens
    above = tokens[tokens[verb.head].head]
    finite = above.tag in ("VBD", "VBZ", "VBP") and any(s.end <= above.start for s in attribution.source)
    return above if finite and 0 < verb.start - above.end <= _BETWEEN else None


def _carrier(findings: Findings, attribution: Attribution) -> Token | None:
    """The verb that a noun of saying is the object of, where its source is the subject: "**denied** reports that"."""
    words = findings.parse.of(findings.sentences[attribution.sentence]) if not findings.parse.reduced else []
    noun = next((t for t in words if t.start == attribution.cue[0].start), None)
    if noun is None or not noun.tag.startswith("NN") or noun.dep != "dobj":
        return None
    verb = next((t for t in words if t.i == noun.head and t.tag in ("VBD", "VBZ", "VBP")), None)
    spoken = verb is not None and any(source.end <= verb.start for source in attribution.source)
    return verb if spoken and verb is not None and noun.start - verb.end <= _HELPERS else None


def _start(findings: Findings, attribution: Attribution, token: Token) -> int:
    """Where a verb begins with its helpers; never before the end of the source that leads it."""
    low = max((s.end for s in attribution.source if s.end <= token.start), default=0)
    low = max(low, findings.sentences[attribution.sentence].span.start, token.start - _HELPERS)
    return min((t.start for t in _helpers(findings, token) if t.start >= low), default=token.start)


def _helpers(findings: Findings, token: Token) -> Iterator[Token]:
    """The auxiliaries, negations and adverbs right before a verb, and the verbs it hangs on by "to" or "and"."""
    tokens = findings.parse.tokens
    at = token
    for _ in range(3):
        hanging = [t for t in tokens[max(0, at.i - 8) : at.i] if t.head == at.i]
        if any(t.dep in ("nsubj", "nsubjpass", "expl") for t in hanging):
            # "Why should they say": a subject between the helper and the verb.
            last = max(t.i for t in hanging if t.dep in ("nsubj", "nsubjpass", "expl"))
            hanging = [t for t in hanging if t.i > last]
            yield from _touching(findings, at, hanging)
            return
        yield from _touching(findings, at, hanging)
        head = tokens[at.head]
        helped = any(t.dep in ("aux", "auxpass") and t.text.lower() != "to" for t in hanging)
        if at.dep == "pcomp" and head.text.lower() in _words(findings.document.language, "instead"):
            yield head
            return
        joined = at.dep == "conj" and at.tag in ("VB", "VBN") and head.tag.startswith("VB") and not helped
        led = at.dep == "xcomp" and at.tag == "VB" and head.tag.startswith("VB")
        if not (joined or led) or head.i >= at.i:
            return
        yield head
        at = head


def _touching(findings: Findings, at: Token, hanging: list[Token]) -> Iterator[Token]:
    """Those of a verb's own words that lead it without a break."""
    text = findings.document.text
    for t in hanging:
        between = text[t.end : at.start]
        glued = t.text[0] in "’'"  # "she’s asking": it cannot stand first
        modified = any(c.head == t.i and c.i != t.i for c in findings.parse.tokens[max(0, t.i - 4) : t.i])
        if t.dep == "advmod" and modified:
            continue  # "nearly two decades **ago** warning": a phrase of which one word says nothing
        if t.dep in ("aux", "auxpass", "neg", "advmod") and not glued and not re.search(r"[,;:“”\"—–]", between):
            yield t
