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
    """Whether the subject in a span is a proper noun that no actor bears: somebody the rules did not find."""
    if context.parse.reduced:
        return False
    return any(
        t.dep in ("nsubj", "nsubjpass")
        and t.tag == "NNP"
        and t.ent in ("PERSON", "")
        and not context.is_quoted(t.start)
        and not context.within(t.span)
        and not _has_spoken(context, t)
        for t in context.tokens(span)
    )


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
