"""Whose turn it is where a quotation stands without a verb of saying."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.extract.source_resolution.antecedents import Antecedent
from briefing.extract.source_resolution.context import Context, Turn
from briefing.model.text import Answer, Span

#: Paragraphs back to the latest speaker.
_REACH = 2
#: The same where what stands between are the questions of who asks them.
_INTERVIEW = 4
#: Turns from which on somebody is interviewed, and their share of all that was said.
_TURNS, _MOST = 5, 0.8


def of_quotation(context: Context, at: int) -> Antecedent | None:
    """Who speaks the quotation that begins at an offset, in the paragraph of a speaker or right behind it.

    Nobody where somebody else is told of between, outside quotations, or where too much stands between. A question
    before it is the interviewer's: whom it asks about does not count.
    """
    here = context.paragraph_at(at)
    before = [turn for turn in context.turns if turn.offset < at]
    people = [turn for turn in before if context.actors[turn.actor].kind == "person"]
    if people and _is_interviewed(people[-1].actor, before):
        before = before[: before.index(people[-1]) + 1]  # a group that was told of between does not answer
    if not before or context.actors[before[-1].actor].kind not in ("person", "organisation"):
        return None
    turn = before[-1]
    through = context.actors[turn.actor].name
    passage = Span(context.document.paragraphs[turn.paragraph].start, at)
    others = {n.actor for n in context.within(passage) if not context.is_quoted(n.span.start)} - {turn.actor}
    alone = not any(context.actors[other].kind == "person" for other in others)
    if here == turn.paragraph:
        return Antecedent(turn.actor, "next_turn", through) if alone else None
    if here == context.paragraph_at(at - 2) + 1 and _is_left_open(context, here - 1):
        return Antecedent(turn.actor, "next_turn", through) if here - turn.paragraph <= _INTERVIEW else None
    if context.actors[turn.actor].kind != "person":
        return None
    since = [s for s in context.sentences if turn.paragraph < s.paragraph < here]
    asked = bool(since) and context.lex.asks.search(since[-1].span.of(context.text)) is not None
    if _is_interviewed(turn.actor, before):
        return Antecedent(turn.actor, "interview", through) if here - turn.paragraph <= _INTERVIEW else None
    near = here - turn.paragraph <= (_INTERVIEW if asked else _REACH)
    return Antecedent(turn.actor, "free", through) if near and (asked or alone) else None


def answering(context: Context, answer: Answer) -> Antecedent | None:
    """Who gives an answer in an interview."""
    people = (a for a in context.actors.values() if a.kind == "person" and a.name == answer.speaker)
    who = next(people, None)
    return Antecedent(who.id, "answer", who.name) if who is not None else None


def interviewed(context: Context, at: int, pronoun: str) -> Antecedent | None:
    """Whom an interview is with, where nobody else fits a ``he`` or ``she`` that speaks a quotation.

    Nobody where the sentence names somebody else before the pronoun.
    """
    before = [t for t in context.turns if t.offset < at and context.actors[t.actor].kind == "person"]
    sentence = context.sentence_at(at)
    if not before or sentence is None or not context.is_quoted(sentence.span.start + 1):
        return None
    actor = before[-1].actor
    if not _is_interviewed(actor, before) or not context.fits(actor, pronoun):
        return None
    here = context.within(Span(sentence.span.start, at))
    if any(n.actor != actor and not context.is_quoted(n.span.start) for n in here):
        return None
    return Antecedent(actor, "interview", context.actors[actor].name)


def is_interview_with(context: Context, at: int, actor: str) -> bool:
    """Whether nearly all that was said before an offset is one person's."""
    return _is_interviewed(actor, [turn for turn in context.turns if turn.offset < at])


def _is_left_open(context: Context, paragraph: int) -> bool:
    """Whether a paragraph ends within a quotation, which the next one goes on with."""
    words = context.document.paragraphs[paragraph].of(context.text).rstrip()
    if words[-1:] in '”"':
        return False
    return words.count("“") > words.count("”") or words.count('"') % 2 == 1


def _is_interviewed(actor: str, before: Sequence[Turn]) -> bool:
    """Whether nearly all that was said so far is one person's."""
    count = sum(turn.actor == actor for turn in before)
    return count >= _TURNS and count >= _MOST * len(before)
