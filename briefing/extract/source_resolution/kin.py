"""Whose kin somebody is, where the text tells no more of them: "her father Karim", "Lena, the mother of Ada Brenn"."""

from __future__ import annotations

import functools
import re

from briefing.extract.actors.lexicon import lexicon as actor_lexicon
from briefing.extract.source_resolution import people
from briefing.extract.source_resolution.context import Context
from briefing.extract.source_resolution.lexicon import lexicon
from briefing.model.findings import Actor
from briefing.model.text import Span
from briefing.rules import any_of

#: Characters before and behind a name in which its introduction stands.
_BESIDE = 90
#: Between a possessive and the noun: "her **younger** brother".
_BETWEEN = r"(?:[a-z][\w-]*\s|\d\d?-year-old\s){0,2}"
_NAMED = r"(?P<owner>[A-Z][\w-]*(?:\s[A-Z][\w-]*){0,3})(?:[’']s|(?<=s)[’'])"
_WHOSE = rf"(?:\b(?P<whose>[Hh]is|[Hh]er)|{_NAMED})"
#: Evidence of a pronoun that is good enough to print whose kin somebody is.
_CLEAR = frozenset({"pronoun", "pronoun_only"})


@functools.cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    lex = actor_lexicon(language)
    nouns, homes = any_of(lex.kin - lex.no_kin), any_of(lex.home)
    goes_on = any_of(lexicon(language).behind_kin)
    before = re.compile(rf"{_WHOSE}\s+{_BETWEEN}(?P<kin>{nouns}),?\s+\Z")
    behind = re.compile(rf",\s+{_WHOSE}\s+{_BETWEEN}(?P<kin>{nouns})(?=[,.;])")
    of = re.compile(
        rf",\s+(?:\d\d?,\s+)?(?:the\s|an?\s)?{_BETWEEN}(?P<title>(?:{nouns}|{homes})\sof\s(?:the\s)?"
        rf"[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){{0,3}})(?=,|\.\s|;|\s(?:{goes_on})\b)"
    )
    return before, behind, of


def relation(context: Context, actor: Actor) -> str | None:
    """What a person is to somebody else, as a title: "father of Ada Brenn"; ``None`` where the text does not say.

    Args:
        context: of the document, with all who have spoken.
        actor: a person without an office.
    """
    text = context.text
    before, behind, of = _patterns(context.document.language)
    for mention in actor.mentions:
        if mention.kind != "name" or context.is_quoted(mention.span.start):
            continue
        start, end = mention.span
        if (match := of.match(text, end, end + _BESIDE)) is not None:
            return " ".join(match["title"].split())
        sentence = context.sentence_at(start)
        low = max(start - _BESIDE, sentence.span.start if sentence else 0)
        match = before.search(text, low, start) or behind.match(text, end, end + _BESIDE)
        owner = _owner(context, actor, match, start) if match is not None else None
        if match is not None and owner is not None:
            return f"{match['kin']} of {owner}"
    return None


def _owner(context: Context, actor: Actor, match: re.Match[str], at: int) -> str | None:
    """The full name of the one whose kin the person is who is named at an offset."""
    if match["owner"]:
        named = [n for n in context.within(Span(*match.span("owner"))) if context.actors[n.actor].kind == "person"]
        return context.actors[named[-1].actor].name if named and named[-1].actor != actor.id else None
    pronoun = "he" if match["whose"].lower() == "his" else "she"
    meant = people.person(context, min(at, match.start("whose")), pronoun, (), others=frozenset({actor.id}))
    if meant is None or meant.evidence not in _CLEAR:
        return None
    return context.actors[meant.actor].name
