"""People whom a text tells of without a name that was read: a pronoun may mean them, and then nobody else."""

from __future__ import annotations

from briefing.extract.actors.lexicon import lexicon as actor_lexicon
from briefing.extract.source_resolution import antecedents
from briefing.extract.source_resolution.context import Context
from briefing.model.text import Sentence, Span, Token

#: Characters from the beginning of an office to its last word, at most.
_OFFICE = 40


def is_unread(context: Context, at: int, actor: str) -> bool:
    """Whether somebody spoke since an actor did whose name may be a person's that was not read as one."""
    turn = antecedents.latest_turn(context, at, context.lex.pronoun_reach, lambda _: True)
    if turn is None or turn.actor == actor or context.actors[turn.actor].kind == "person":
        return False
    words = context.actors[turn.actor].name.split()
    heads = actor_lexicon(context.document.language).organisation_heads
    return 2 <= len(words) <= 3 and all(w.istitle() and w.lower() not in heads for w in words)


def goes_back(context: Context, sentence: Sentence, pronoun: str) -> bool:
    """Whether the sentences before, in the paragraph, tell of one "he" whom the first of them calls by an unread name.

    "The elder Brenn gives millions. He has paid for a pier. **He** funds many groups."
    """
    at = sentence
    while at.i and context.sentences[at.i - 1].paragraph == at.paragraph:
        if not context.text[at.span.start : at.span.end].lower().startswith(f"{pronoun} "):
            return False
        at = context.sentences[at.i - 1]
        if is_named(context, at.span):
            return True
    return False


def is_named(context: Context, span: Span) -> bool:
    """Whether the subject in a span is a proper noun that no person bears: somebody the rules did not find."""
    if context.parse.reduced:
        return False
    return any(
        t.dep in ("nsubj", "nsubjpass")
        and t.tag == "NNP"
        and not context.is_quoted(t.start)
        and (_is_nobody(context, t) or _is_misread(context, t))
        and not _has_spoken(context, t)
        for t in context.tokens(span)
    )


def _is_nobody(context: Context, token: Token) -> bool:
    """Whether no actor bears a proper noun that may be a person's."""
    return token.ent in ("PERSON", "") and not context.within(token.span)


def _is_misread(context: Context, token: Token) -> bool:
    """Whether a proper noun that the model takes for a person's was read as a body: "Sumit Dar leads the club"."""
    named = context.within(token.span)
    if token.ent != "PERSON" or not named:
        return False
    words = context.actors[named[0].actor].name.split()
    return all(context.actors[n.actor].kind != "person" for n in named) and 2 <= len(words) <= 3


def is_beside(context: Context, span: Span) -> bool:
    """Whether a span names, in any place, a person whom the rules did not find: "led by President Ólan Griff"."""
    if context.parse.reduced:
        return False
    return any(
        t.tag == "NNP" and t.ent == "PERSON" and not context.is_quoted(t.start) and not context.within(t.span)
        for t in context.tokens(span)
    )


def since(context: Context, start: int, sentence: Sentence) -> bool:
    """Whether a sentence between an offset's and another has such a person for its subject."""
    first = context.sentence_at(start)
    low = first.i + 1 if first is not None else sentence.i
    return any(is_named(context, between.span) for between in context.sentences[low : sentence.i])


def _has_spoken(context: Context, subject: Token) -> bool:
    """Whether a subject is an office whose holder was found to speak there: "the Prime **Minister**"."""
    if not actor_lexicon(context.document.language).is_role(subject.text.lower()):
        return False
    return any(0 <= subject.start - turn.offset <= _OFFICE for turn in context.turns)


def is_officeholder(context: Context, span: Span) -> bool:
    """Whether the subject in a span is the holder of an office without a name: "the judge rubbed his chin"."""
    if context.parse.reduced:
        return False
    lex = actor_lexicon(context.document.language)
    return any(
        t.dep in ("nsubj", "nsubjpass")
        and t.tag == "NN"
        and (lex.is_role(t.text.lower()) or t.text.lower() in lex.kin or t.text.lower() in ("man", "woman"))
        and not context.is_quoted(t.start)
        and not context.within(Span(t.end, t.end + 4))  # "her deputy, Hans Weber,"
        for t in context.tokens(span)
    )
