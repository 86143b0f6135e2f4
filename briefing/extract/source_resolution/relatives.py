"""Whom ``who``, ``which`` and ``that`` stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.extract.source_resolution.antecedents import Antecedent
from briefing.extract.source_resolution.context import Context, Named
from briefing.extract.source_resolution.source import WORD
from briefing.model.text import Span, Token

_BETWEEN = re.compile(r"\A\s*(?:\([^()]{1,30}\)\s*)?(?:,\s*)?(?:\d\d,\s*)?\Z")


def relative(context: Context, at: int) -> tuple[Antecedent | None, Span | None]:
    """Whom ``who`` stands for: an actor, or the words of the noun phrase before it where nobody is named.

    The words right before it decide; the parse agrees, disputes, or fills in where they tell nothing.
    """
    by_rule, phrase = _by_words(context, at)
    by_parse, head = _by_parse(context, at)
    if by_rule is None and by_parse is None:
        return None, head or phrase
    if by_rule is None or by_parse is None or by_rule.actor == by_parse.actor:
        antecedent = by_rule or by_parse
        lone = not context.parse.reduced and (by_rule is None or by_parse is None)
        if antecedent is None or (by_rule is None and head is not None):
            return None, head or phrase
        return Antecedent(antecedent.actor, "relative_disputed" if lone else "relative", antecedent.through), None
    return Antecedent(by_rule.actor, "relative_disputed", by_rule.through), None


def _by_parse(context: Context, at: int) -> tuple[Antecedent | None, Span | None]:
    """The noun that the relative clause hangs on: who is named by it or in apposition with it, or its phrase."""
    tokens = context.parse.tokens
    here = context.tokens(Span(at, at + 1))
    if context.parse.reduced or not here:
        return None, None
    verb, steps = tokens[here[0].head], 0
    while verb.dep != "relcl" and verb.head != verb.i and steps < 4:
        verb, steps = tokens[verb.head], steps + 1
    if verb.dep != "relcl":
        return None, None
    noun, steps = tokens[verb.head], 0
    phrase = _left_of(context, noun)
    while steps < 4:
        named = [n for n in context.within(noun.span) if n.span.end <= at]
        if named:
            return Antecedent(named[0].actor, "relative", named[0].span.of(context.text)), None
        if noun.dep not in ("appos", "conj") or noun.head == noun.i:
            break
        noun, steps = tokens[noun.head], steps + 1
    return None, phrase if phrase.end <= at else None


def _left_of(context: Context, noun: Token) -> Span:
    """A noun with the words before it that belong to it."""
    tokens, first = context.parse.tokens, noun.i
    inside = {noun.i}
    for i in range(noun.i - 1, max(-1, noun.i - 9), -1):
        if tokens[i].head not in inside or tokens[i].dep in ("cc", "punct", "prep", "nsubj", "mark", "conj"):
            break
        inside.add(i)
        first = i
    return Span(tokens[first].start, noun.end)


def _by_words(context: Context, at: int) -> tuple[Antecedent | None, Span | None]:
    """What the words right before ``who`` tell."""
    sentence = context.sentence_at(at)
    if sentence is None:
        return None, None
    before = [n for n in context.within(Span(sentence.span.start, at)) if n.span.end <= at]
    text = context.text
    if before and _BETWEEN.match(text[before[-1].span.end : at]):
        owner = _beyond_complement(context, before)
        if owner is not None:
            return Antecedent(owner.actor, "relative", owner.span.of(text)), None
    if before:
        gap = text[before[-1].span.end : at]
        person_before = context.actors[before[-1].actor].kind == "person"
        apposed = re.match(r"\A\s*,\s*(?:an?|the|his|her)\b[^,;:.“”\"]{2,80},?\s*\Z", gap)
        if person_before and apposed:
            return Antecedent(before[-1].actor, "relative", before[-1].span.of(text)), None
        # An apposition that itself names a body: "Ann Hale, a director of the Harbour Fund, who".
        for earlier in reversed(before[:-1]):
            between = text[earlier.span.end : at]
            if context.actors[earlier.actor].kind == "person" and re.match(
                r"\A\s*,\s*(?:an?|the|his|her|[a-z-]+)\b[^;:.“”\"]{2,120},\s*\Z", between
            ):
                return Antecedent(earlier.actor, "relative", earlier.span.of(text)), None
    return None, _phrase_before(context, sentence.span.start, at)


def _beyond_complement(context: Context, before: Sequence[Named]) -> Named | None:
    """The name right before ``who``, unless it only tells where the one meant belongs ("Hale of Denmark, who")."""
    last = before[-1]
    if context.actors[last.actor].kind == "person":
        return last
    for name in reversed(before[:-1]):
        between = context.text[name.span.end : last.span.start]
        if context.actors[name.actor].kind == "person" and re.match(
            r"\A(?:,\s[^;:“”\"]{2,100}|\s(?:of|from)\s(?:the\s)?)\Z", between
        ):
            return name
    return None


def _phrase_before(context: Context, start: int, at: int) -> Span | None:
    """The words of the noun phrase that ends before an offset: at most eight words, from its article on."""
    words = list(WORD.finditer(context.text, start, at))
    if not words or context.text[words[-1].end() : at].strip(" ,"):
        return None
    first = len(words) - 1
    for n in range(len(words) - 1, max(-1, len(words) - 9), -1):
        if n < len(words) - 1 and re.search(r"[,;:.“”\"()—]", context.text[words[n].end() : words[n + 1].start()]):
            break
        first = n
        if words[n].group().lower() in context.lex.phrase_leads:
            break
    return Span(words[first].start(), words[-1].end())
