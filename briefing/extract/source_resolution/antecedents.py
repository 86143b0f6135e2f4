"""Who may stand behind a pronoun or noun: the names before it, the subject of a sentence, who spoke last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from briefing.extract.actors.lexicon import lexicon as actor_lexicon
from briefing.extract.source_resolution.context import Context, Named, Turn
from briefing.extract.source_resolution.source import WORD
from briefing.model.text import Span


@dataclass(frozen=True, slots=True)
class Antecedent:
    """An actor found behind a pronoun or noun."""

    actor: str
    evidence: str
    """A key of the weights of evidence."""
    through: str
    """The words it was found through: the last name before the pronoun."""


def latest_turn(context: Context, at: int, reach: int, fits: Callable[[str], bool]) -> Turn | None:
    """The latest speaker before an offset, within reach, who fits."""
    lowest = context.paragraph_at(at) - reach
    for turn in reversed(context.turns):
        if turn.paragraph < lowest:
            return None  # turns are taken in the order of the text
        if turn.offset < at and fits(turn.actor):
            return turn
    return None


def through(context: Context, name: Named, evidence: str) -> Antecedent:
    """The antecedent that a name is, with a key of the weights of evidence."""
    return Antecedent(name.actor, evidence, name.span.of(context.text))


def is_alone(names: Sequence[Named]) -> bool:
    """Whether some names are all one actor's."""
    return len({n.actor for n in names}) == 1


def only(names: Sequence[Named]) -> Named | None:
    """The latest of some names, where they are all one actor's."""
    return names[-1] if names and is_alone(names) else None


def _leads(context: Context, lead: Span) -> bool:
    """Whether what stands before a name in its sentence leaves it the subject: nothing, an adverbial, or its title."""
    lex = actor_lexicon(context.document.language)
    last = lead.of(context.text).rsplit(",", 1)[-1]
    return all(w[0].isupper() or lex.is_role(w.lower()) or w.lower() in lex.modifiers for w in WORD.findall(last))


def owns(context: Context, name: Named) -> bool:
    """Whether a name stands there as the owner of something: "Hale’s letter"."""
    return context.text[name.span.end : name.span.end + 1] in ("’", "'")


def subject(context: Context, names: Sequence[Named], start: int) -> Named | None:
    """The name that is the subject of the sentence that begins at ``start``."""
    for name in names:
        if context.parse.reduced:
            if _leads(context, Span(start, name.span.start)) and not owns(context, name):
                return name
        elif any(t.dep in ("nsubj", "nsubjpass") for t in context.tokens(name.span)):
            return name
    return None


def named_before(context: Context, at: int, content: Sequence[Span], reach: int) -> Iterator[Named]:
    """The names outside quotations and the own content before an offset, within reach, in order."""
    lowest = context.paragraph_at(at) - reach
    for name in context.named_before(at, lowest):
        if context.is_quoted(name.span.start):
            continue
        if any(o.start <= name.span.start < o.end for o in content):
            continue
        yield name
