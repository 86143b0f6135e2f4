"""What the subject of the sentence before leaves for a pronoun: a group without a name, a document."""

from __future__ import annotations

import re

from briefing.extract.actors.lexicon import lexicon as actor_lexicon
from briefing.extract.source_resolution.context import Context
from briefing.extract.source_resolution.source import WORD
from briefing.model.text import Sentence, Span, Token

#: Sentences back, within a paragraph, over which "they" goes on with one subject.
_BACK = 3
#: What stands before a noun and belongs to it.
_BEFORE = frozenset("det amod compound nummod poss quantmod nmod neg predet advmod".split())
#: Characters before a noun over which the name that ends in it is looked for.
_FAR = 20_000
_PLURAL = ("NNS", "NNPS")


def group(context: Context, at: int) -> Span | None:
    """The words of the group without a name that ``they`` at an offset goes on with.

    "Hundreds of **teachers** came. They chanted": the subject of the sentence before, in the same paragraph, over
    sentences whose own subject is "they". Nobody where that subject is a name, or a thing.
    """
    sentence = context.sentence_at(at)
    if sentence is None or context.parse.reduced:
        return None
    addressed = _addressed(context, sentence, at)
    if addressed is not None:
        return addressed
    for back in range(1, _BACK + 1):
        if sentence.i < back or context.sentences[sentence.i - back].paragraph != sentence.paragraph:
            return None
        subject = main(context, context.sentences[sentence.i - back])
        if subject is None:
            return None
        if subject.text.lower() not in context.lex.they:
            return _people(context, subject)
    return None


def document(context: Context, at: int, *, reads: bool) -> Span | None:
    """The words of the document that ``it`` at an offset goes on with: "**The charter** has ten articles. It says".

    Args:
        context: the article.
        at: where the pronoun stands.
        reads: whether "it reads": it may then stand in the paragraph behind the document's.
    """
    sentence = context.sentence_at(at)
    if sentence is None or sentence.i == 0 or context.parse.reduced:
        return None
    previous = context.sentences[sentence.i - 1]
    near = previous.paragraph == sentence.paragraph or (reads and previous.paragraph == sentence.paragraph - 1)
    subject = main(context, previous) if near else None
    if subject is None or subject.tag[:2] != "NN" or context.within(subject.span):
        return None
    whole = _phrase(context, subject)
    words = {w.lower() for w in WORD.findall(whole.of(context.text))}
    return whole if not words.isdisjoint(context.lex.texts) else None


def _addressed(context: Context, sentence: Sentence, at: int) -> Span | None:
    """Those to whom one speaks in the clause before: "Talk to **people who fish**, and they’ll say"."""
    lead = context.text[sentence.span.start : at]
    match = re.match(r"If you (?:speak|talk|listen) to (?P<who>[^,;“”\"]+), ", lead)
    return Span(*(sentence.span.start + n for n in match.span("who"))) if match is not None else None


def main(context: Context, sentence: Sentence) -> Token | None:
    """The subject of the main verb of a sentence."""
    tokens = context.tokens(sentence.span)
    root = next((t for t in tokens if t.dep == "ROOT" or t.head == t.i), None)
    if root is None:
        return None
    return next((t for t in tokens if t.head == root.i and t.dep in ("nsubj", "nsubjpass")), None)


def _people(context: Context, subject: Token) -> Span | None:
    """The phrase of a subject that is several people without a name."""
    low = subject.text.lower()
    people = low in context.lex.groups or (subject.tag in _PLURAL and _is_people(low, context))
    counted = _counted(context, subject)
    people = people or (counted is not None and _is_people(counted.text.lower(), context))
    whole = _phrase(context, subject)
    if not people or context.within(whole) or context.is_quoted(subject.start):
        return None
    return whole


def _is_people(low: str, context: Context) -> bool:
    lex = actor_lexicon(context.document.language)
    plural = low in context.lex.crowds or low in lex.plural_roles
    return plural or low.capitalize() in lex.peoples.values()


def _counted(context: Context, subject: Token) -> Token | None:
    """The noun behind a number: "hundreds of **teachers**"."""
    tokens = context.tokens(Span(subject.start, subject.end + 40))
    of = next((t for t in tokens if t.head == subject.i and t.dep == "prep" and t.text == "of"), None)
    if of is None:
        return None
    return next((t for t in tokens if t.head == of.i and t.dep == "pobj" and t.tag in _PLURAL), None)


def _phrase(context: Context, subject: Token) -> Span:
    """A subject with what stands before it and its "of"."""
    tokens = context.tokens(Span(max(0, subject.start - 80), subject.end + 80))
    start, end = subject.start, subject.end
    for token in tokens:
        if token.head == subject.i and token.i < subject.i and token.dep in _BEFORE:
            start = min(start, token.start, *(t.start for t in tokens if t.head == token.i and t.i < token.i))
    behind = [t for t in tokens if t.head == subject.i and t.i > subject.i]
    if behind and behind[0].dep == "nummod" and behind[0].i == subject.i + 1:
        end = behind[0].end  # "Article 5"
    counted = _counted(context, subject)
    return Span(start, counted.end if counted is not None else end)


def named_before(context: Context, noun: str, at: int) -> str | None:
    """The latest capitalised phrase before an offset that ends in a noun: "the 14th **Amendment**" for "amendment"."""
    word = r"(?:[A-Z][\w’'-]{0,30}|\d{1,4}(?:st|nd|rd|th))"
    named = re.compile(rf"\b(?:{word}\s){{1,5}}{re.escape(noun.capitalize())}\b")
    return next((m.group() for m in reversed(list(named.finditer(context.text, max(0, at - _FAR), at)))), None)
