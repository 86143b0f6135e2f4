"""Which date each event of a sentence has, and which dates only name a thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.extract.events.clauses import Clauses, Side
from briefing.model.text import Token
from briefing.model.time import Timex


class Dated(NamedTuple):
    """A date and the word it belongs to."""

    number: int
    """Of the date among the document's."""
    trigger: Token
    time: Timex
    side: Side | None = None
    """On which side of the date it lies; ``None`` where it lies on it."""
    exact: bool = False
    """Whether it happened on the date, though the date is an edge of something else ("since 2 March, when …")."""


def dated(
    tree: Clauses,
    times: Sequence[tuple[int, Timex]],
    windows: Sequence[tuple[int, Timex]] = (),
    lasting: Sequence[tuple[int, Timex]] = (),
) -> tuple[list[Dated], list[Dated]]:
    """The events of a sentence that have a date, in the order of the text, and the things that a date only names.

    Args:
        tree: of the sentence.
        times: its dates, each with its number among the document's.
        windows: the stretches of days up to the day of writing, or from it on; for verbs that no date is told of.
        lasting: the stretches up to the day of writing that the sentence's verb has gone on for.
    """
    best: dict[int, Dated] = {}
    named: list[Dated] = []
    for number, time in times:
        if (verb := tree.when(time.span)) is not None:
            best[verb.i] = Dated(number, verb, time, exact=True)
        trigger, kind, side = tree.owner(time)
        if trigger is None:
            continue
        made = Dated(number, trigger, time, side)
        if kind in ("document", "named"):
            named.append(made)
        elif trigger.i not in best:
            best[trigger.i] = made
        else:
            worse, better = (best[trigger.i], made) if _better(tree, made, best[trigger.i]) else (made, best[trigger.i])
            best[trigger.i] = better
            if (aim := _aimed_at(tree, worse, better)) is not None:
                named.append(aim)
    for made in _of_nouns(tree, list(best.values())):
        best.setdefault(made.trigger.i, made)
    for number, time in windows:
        verb, kind, side = tree.owner(time)
        if verb is not None and kind == "verb" and side is None and _lasts(tree, verb, time):
            best.setdefault(verb.i, Dated(number, verb, time))
    for number, time in lasting:
        if tree.root is not None:
            best.setdefault(tree.root.i, Dated(number, tree.root, time))
    return [best[i] for i in sorted(best)], named


def _lasts(tree: Clauses, verb: Token, time: Timex) -> bool:
    """Whether a verb looks to the side of the day of writing on which a stretch of days lies, and fills the stretch.

    "The second time in the past decade that she has won" is no winning of ten years.
    """
    above = tree.above(time.span)
    noun = tree.head(above) if above is not None else None
    if noun is not None and noun.text.lower() in tree.words.parts:
        above = tree.head(noun)  # "during the course of the next two weeks"
    if above is None or tree.head(above) is not verb:
        return False
    back = bool(set(time.text.lower().split()[:2]) & tree.words.back)
    return tree.past(verb) if back else bool(tree.status_words(verb)[0] & tree.words.forward) or tree.is_to(verb)


def _aimed_at(tree: Clauses, made: Dated, other: Dated) -> Dated | None:
    """The thing that is to be by a date, where its verb has another one: "in 2019 they agreed a **target** by 2035"."""
    by = tree.words.bounds.get(tree.preposition(made.time.span)) == "by"
    a, b = made.time.interval, other.time.interval
    thing = tree.child(made.trigger, "dobj") if by and a and b and a.start and b.start and a.start > b.start else None
    return made._replace(trigger=thing) if thing is not None and thing.end < made.time.span.start else None


def _better(tree: Clauses, made: Dated, other: Dated) -> bool:
    """Whether a date tells more of when something happened than another: it is known, and stands nearer by."""
    return not other.exact and _rank(tree, made) < _rank(tree, other)


def _rank(tree: Clauses, made: Dated) -> tuple[bool, bool, int, int]:
    known = bool(made.time.value) and made.time.granularity != "unknown"
    return (made.side is not None, not known, tree.distance(made.time.span, made.trigger), made.number)


def _of_nouns(tree: Clauses, dated: Sequence[Dated]) -> Iterator[Dated]:
    """What is done at, before or after the events that are nouns."""
    nouns = [made for made in dated if made.trigger.tag.startswith("NN")]
    for made in nouns:
        if (verb := tree.done_at(made.trigger)) is not None:
            yield Dated(made.number, verb, made.time)
    for made in nouns:
        if (verb := tree.replying_to(made.trigger)) is not None:
            yield Dated(made.number, verb, made.time, "after")
    for made in nouns:
        verb, _, side = tree.done_beside(made.trigger)
        if verb is not None:
            yield Dated(made.number, verb, made.time, side)
