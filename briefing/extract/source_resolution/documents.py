"""Who speaks in a document: its owner, its maker, or the body told of before or behind it."""

from __future__ import annotations

import itertools
import re

from briefing.extract.source_resolution import antecedents
from briefing.extract.source_resolution.antecedents import Antecedent
from briefing.extract.source_resolution.context import Context, Named
from briefing.extract.source_resolution.source import WORD, Reading
from briefing.model.text import Span

_OWNER = re.compile(
    r"(?:(?:the|a|an)\s)?(?P<owner>(?:[^\s,;:“”\"]+\s){0,5}?[^\s,;:“”\"]+?)(?:[’']s|(?<=s)[’'])\s", re.I
)
_POSSESSIVE = re.compile(r"(?P<owner>his|her)\s", re.IGNORECASE)
_BY = re.compile(r"\s(?P<by>by|from)\s(?:the\s)?")
#: Behind a maker: with whom, when and where.
_BEYOND = re.compile(
    r"(?<!\s)\s+(?:in\s(?:partnership|cooperation|collaboration)\s|together\s|released\b|published\b|on\s|last\s)|[,;(—–]"
)
#: What is written, in the plural, joined to somebody.
_AND_REPORTS = re.compile(r"(?P<who>[^,;:“”\"]{3,80}?),?\sand\s(?:[\w-]+\s){0,2}[\w-]+s")


def beside_people(context: Context, span: Span, noun: str) -> Span | None:
    """Those who say it beside what is written: "**fishermen** and press reports"; ``None`` where nobody does."""
    text = context.text
    match = _AND_REPORTS.fullmatch(text, *span)
    if match is None or noun not in context.lex.documents:
        return None
    beside = Span(*match.span("who"))
    words = WORD.findall(beside.of(text).lower())
    return beside if words and words[-1] not in context.lex.documents else None


def owner(context: Context, span: Span, noun: str) -> Span | None:
    """Whose a document is, where that means who wrote it: "the **Conservatives**’ letter", "**her** own research"."""
    if noun in context.lex.about:
        return None
    text = context.text
    match = _POSSESSIVE.match(text, *span) or _OWNER.match(text, *span)
    if match is None:
        return None
    words = Span(*match.span("owner"))
    return words if match.re is _POSSESSIVE or text[words.start].isupper() else None


def maker(context: Context, span: Span) -> Span | None:
    """Who made it, behind its noun: "a survey by **the Trust**", "testimony from **two crews**"; not "seen by"."""
    text = context.text
    clause = context.lex.clause.search(text, *span)
    span = Span(span.start, clause.start() if clause else span.end)
    for match in reversed(list(_BY.finditer(text, *span))):
        before = WORD.findall(text[span.start : match.start()].lower())
        if not before or before[-1] in context.lex.onlookers - {"released"}:
            continue
        if match["by"] == "from" and before[-1] not in context.lex.from_somebody:
            continue
        ends = (pattern.search(text, match.end(), span.end) for pattern in (_BEYOND, context.lex.seen_by))
        end = min((beyond.start() for beyond in ends if beyond), default=span.end)
        if match.end() < end and not text[match.end()].isdigit():
            return Span(match.end(), end)
    return None


def are_several(context: Context, phrase: Span) -> bool:
    """Whether the words of a maker are the names of several bodies and nothing else: "the Trust and Hove’s Fund"."""
    bodies = {n.actor for n in context.within(phrase) if context.actors[n.actor].kind == "organisation"}
    words = WORD.findall(phrase.of(context.text))
    small = context.lex.prepositions | {"and", "the"}
    joined = "and" in words and all(w[0].isupper() or w in small for w in words)
    return len(bodies) > 1 and joined


def behind(context: Context, span: Span) -> Named | None:
    """The body that a document is told to be of: "the report, which was **written by the Trust**"."""
    # The parse may part the report from "by the Trust", or leave "which was written by the Trust" with it.
    relative = context.lex.clause_opens.search(context.text, *span)
    match = context.lex.written.match(context.text, relative.start() if relative is not None else span.end)
    if match is None:
        return None
    named = [n for n in context.within(Span(match.end(), match.end() + 1)) if n.span.start == match.end()]
    return next((n for n in named if context.actors[n.actor].kind == "organisation"), None)


def author(context: Context, at: int, noun: str) -> Antecedent | None:
    """The body behind "the report": the latest document of a body told of before, within reach."""
    lowest = context.paragraph_at(at) - context.lex.noun_reach
    latest: Named | None = None
    alike = context.lex.stories if noun in context.lex.stories else frozenset({noun})
    for name in context.named_before(at, lowest):
        if context.actors[name.actor].kind != "organisation":
            continue
        if not alike.isdisjoint(_documents_of(context, name)):
            latest = name
    return antecedents.through(context, latest, "definite") if latest else None


def _documents_of(context: Context, name: Named) -> set[str]:
    """The documents a body is told to have made in one place: "a report by the Fund", "the Fund's survey"."""
    text = context.text
    before = WORD.findall(text[max(0, name.span.start - 60) : name.span.start].lower())
    documents: set[str] = set()
    while before and before[-1] in ("the", "a", "an"):
        before.pop()
    if len(before) > 1 and before[-1] in ("by", "from", "of") and before[-2] in context.lex.documents:
        documents.add(before[-2])
    sentence = context.sentence_at(name.span.start)
    end = min(name.span.end + 40, sentence.span.end if sentence else len(text))
    after = WORD.findall(text[name.span.end : end].lower())[:4]
    owned = (
        re.match(r"[’']s?\s", text[name.span.end : name.span.end + 3]) is not None
        or text[name.span.end : name.span.end + 1] == " "
    )
    if owned:
        # "The Fund denied the report": an article begins another phrase.
        phrase = itertools.takewhile(lambda w: w not in context.lex.other_phrase, after[:3])
        documents.update(w for w in phrase if w in context.lex.documents)
    if after[:1] and after[0] in ("reported", "reports") and owned:
        documents.add("report")
    if after[:1] and after[0] in context.lex.brings_out:
        documents.update(w for w in after[1:] if w in context.lex.documents or w in context.lex.stories)
    return documents


def document_of(context: Context, reading: Reading, span: Span) -> Named | None:
    """The body a document inside a source belongs to: "a survey by the Harbour Fund", "the Fund’s survey".

    Nobody where somebody else wrote it ("research by Ann Hale, who trained at the Fund"), has it ("seen by the Fund"),
    or where it merely appeared ("published in the Fund’s journal").
    """
    bodies = [n for n in reading.inside if context.actors[n.actor].kind == "organisation"]
    if len({n.actor for n in bodies}) != 1:
        return None
    body, others = bodies[0], [n for n in reading.inside if context.actors[n.actor].kind == "person"]
    before = context.text[span.start : body.span.start]
    if any(o.span.start < body.span.start for o in others) or re.search(r"[,;—–(]|\bwh(?:o|ich)\b", before):
        return None
    words = WORD.findall(before.lower())
    while words and words[-1] in ("the", "a", "an"):
        words.pop()
    at = next((i for i, w in enumerate(words) if w in context.lex.documents), None)
    if at is None:  # the body stands before its document
        return None if reading.noun in context.lex.registers else body
    led = next((w for w in reversed(words[at:]) if w in context.lex.prepositions), None)
    held = led == "by" and words[words.index("by", at) - 1] in context.lex.onlookers
    return body if led in ("by", "from", "of") and not held else None


def writer(context: Context, at: int, noun: str) -> Antecedent | None:
    """Who spoke "in a statement" just before "the statement" speaks."""
    for turn in reversed(context.turns):
        if turn.offset >= at:
            continue
        if turn.paragraph < context.paragraph_at(at) - 1:
            return None
        sentence = context.sentence_at(turn.offset)
        if sentence is not None and re.search(
            rf"\bin an? (?:\w+ )?{re.escape(noun)}\b", sentence.span.of(context.text), re.I
        ):
            return Antecedent(turn.actor, "definite", context.actors[turn.actor].name)
    return None
