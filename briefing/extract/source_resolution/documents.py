"""Who speaks in a document: its owner, its maker, or the body that the words behind it name."""

from __future__ import annotations

import re

from briefing.extract.source_resolution.context import Context
from briefing.extract.source_resolution.source import WORD
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
#: What begins another clause: "reports, which were read by the Trust", are not the Trust's.
_CLAUSE = re.compile(
    r",(?!\s(?:conducted|carried\sout|commissioned|made|written|compiled|led|done)\sby\b)|[;(—–]|\b(?:which|who|that|whose)\b"
)
#: Documents that come from somebody as well as by them; "a report from Hove" says where.
_FROM = frozenset(
    "testimony statement statements letter letters email e-mail message messages account accounts complaint complaints "
    "memo affidavit affidavits".split()
)


def owner(context: Context, span: Span, noun: str) -> Span | None:
    """Whose a document is, where that means who wrote it: "the **Conservatives**’ letter", "**her** own research"."""
    if noun in context.lex.about:
        return None
    text = context.text
    found = _POSSESSIVE.match(text, *span) or _OWNER.match(text, *span)
    if found is None:
        return None
    words = Span(*found.span("owner"))
    return words if found.re is _POSSESSIVE or text[words.start].isupper() else None


def maker(context: Context, span: Span, noun: str) -> Span | None:
    """Who made it, behind its noun: "a survey by **the Trust**", "testimony from **two crews**"; not "seen by"."""
    text = context.text
    clause = _CLAUSE.search(text, *span)
    span = Span(span.start, clause.start() if clause else span.end)
    for match in reversed(list(_BY.finditer(text, *span))):
        before = WORD.findall(text[span.start : match.start()].lower())
        if not before or before[-1] in context.lex.onlookers - {"released"}:
            continue
        if match["by"] == "from" and before[-1] not in _FROM:
            continue
        beyond = _BEYOND.search(text, match.end(), span.end)
        end = beyond.start() if beyond else span.end
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


def behind(context: Context, span: Span) -> int | None:
    """Where the name of a body ends that stands right behind a document: "the report" in "the report by the Trust"."""
    match = re.compile(r"\s(?:by|from|of)\s(?:the\s)?").match(context.text, span.end)
    if match is None:
        return None
    named = [n for n in context.within(Span(match.end(), match.end() + 1)) if n.span.start == match.end()]
    body = next((n for n in named if context.actors[n.actor].kind == "organisation"), None)
    return body.span.end if body is not None else None
