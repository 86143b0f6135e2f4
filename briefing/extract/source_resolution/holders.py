"""Whom an office stands for: "the senator", "the Prime Minister", "the Ohio Republican"."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from briefing.extract.actors.lexicon import lexicon as actor_lexicon
from briefing.extract.source_resolution import antecedents
from briefing.extract.source_resolution.antecedents import Antecedent
from briefing.extract.source_resolution.bodies import words_of
from briefing.extract.source_resolution.context import Context, Named
from briefing.extract.source_resolution.source import letters
from briefing.model.findings import Actor

#: Sentences of an article's beginning, where an office may stand for whom the sentence before named.
_LEAD = 8

#: A party and the state behind it: "R-Iowa".
_STATE = re.compile(r"\A[A-Z]{1,3}[-–](?P<state>[A-Z].*)")


def holder(context: Context, at: int, noun: str) -> tuple[Antecedent | None, bool]:
    """The person whose title a definite noun names ("the senator"), and whether more than one could be meant."""
    wanted = context.lex.holders.get(noun)
    if wanted is None:
        return None, False
    # "The mayor" may speak in every paragraph of a long text: who is titled so is looked for once.
    if noun not in context.titled:
        context.titled[noun] = _titled(context, wanted)
    starts, names, first = context.titled[noun]
    count = bisect.bisect_left(starts, at)
    if not count:
        return None, False
    lowest, last = context.paragraph_at(at) - 1, names[count - 1]
    if count <= first:
        spoke = antecedents.latest_turn(context, at, 2, lambda actor: context.actors[actor].kind == "person")
        close = context.paragraph_at(last.span.start) >= lowest
        close = close or (spoke is not None and spoke.actor == last.actor)
        return antecedents.through(context, last, "definite_only" if close else "definite_far"), False
    back = (names[n] for n in range(count - 1, -1, -1))
    near = list(takewhile(lambda n: context.paragraph_at(n.span.start) >= lowest, back))
    if near and antecedents.is_alone(near):
        return antecedents.through(context, last, "definite_far"), False
    subject = _subject_just_before(context, at)
    if subject is not None and any(n.actor == subject.actor for n in near):
        return antecedents.through(context, subject, "definite_far"), False
    return None, True


def _subject_just_before(context: Context, at: int) -> Named | None:
    """The subject of the sentence before, in the same paragraph, where it is the only person named there."""
    sentence = context.sentence_at(at)
    if sentence is None or sentence.i == 0:
        return None
    previous = context.sentences[sentence.i - 1]
    if previous.paragraph != sentence.paragraph:
        return None
    people = [n for n in context.within(previous.span) if context.actors[n.actor].kind == "person"]
    return (
        antecedents.subject(context, people, previous.span.start) if people and antecedents.is_alone(people) else None
    )


def officeholder(context: Context, at: int, noun: str) -> Antecedent | None:
    """Whom "the Prime Minister" means where no name bears the office: the person the article begins with.

    "Sir Aldo Vane has defended the gifts. The Prime Minister said …": the sentence before has that person as its
    subject, and nobody in the text is named oftener. Once told, the office is theirs to the end.
    """
    if noun not in context.lex.single_offices:
        return None
    if noun in context.offices:
        actor = context.offices[noun]
        return Antecedent(actor, "definite", context.actors[actor].name)
    sentence = context.sentence_at(at)
    if sentence is None or sentence.i == 0 or sentence.i > _LEAD:
        return None
    previous = context.sentences[sentence.i - 1].span
    people = [n for n in context.within(previous) if context.actors[n.actor].kind == "person"]
    subject = antecedents.subject(context, people, previous.start)
    if subject is None or context.actors[subject.actor].title is not None:
        return None
    counts = Counter(n.actor for n in context.named if context.actors[n.actor].kind == "person")
    if any(n > counts[subject.actor] for n in counts.values()):
        return None
    context.offices[noun] = subject.actor
    return antecedents.through(context, subject, "definite")


def _titled(context: Context, wanted: Sequence[str]) -> tuple[list[int], list[Named], int]:
    """The names of people whose title has one of these words, with their places; how many until somebody else."""
    names = [
        name
        for name in context.named
        if (actor := context.actors[name.actor]).kind == "person"
        and actor.title is not None
        and not words_of(actor.title).isdisjoint(wanted)
    ]
    first = next((n for n, name in enumerate(names) if name.actor != names[0].actor), len(names))
    return [name.span.start for name in names], names, first


def partisan(context: Context, at: int) -> Antecedent | None:
    """The person meant by "the Ohio Republican": the latest speaker, a paragraph back at most."""
    spoke = antecedents.latest_turn(context, at, 1, lambda actor: context.actors[actor].kind == "person")
    return Antecedent(spoke.actor, "definite_far", context.actors[spoke.actor].name) if spoke is not None else None


def bodies_in(context: Context, plain: str) -> list[str]:
    """The words of an office that say whose it is: "the foreign **ministry** spokesman"."""
    heads = actor_lexicon(context.document.language).organisation_heads
    return [w for w in plain.split()[:-1] if w.lower() in heads]


def holds(context: Context, actor: str, plain: str) -> bool:
    """Whether a person's title has the capitals, the rank and the body of an office.

    "The Prime Minister" is no Harbour Minister, "the chief scientist" no materials scientist, "the foreign ministry
    spokesman" no spokesman of somebody else.
    """
    holder = context.actors[actor]
    title = letters(holder.title or "").split()
    modifiers = actor_lexicon(context.document.language).modifiers
    if not all(w.lower() in title for w in plain.split() if w[0].isupper() and w.lower() in modifiers):
        return False
    if not all(w.lower() in title for w in plain.split() if w.lower() in context.lex.ranks):
        return False
    office = {*title, *letters(holder.affiliation or "").split()}
    return all(letters(w) in office for w in bodies_in(context, plain)) and not _is_elsewhere(context, holder, plain)


def _is_elsewhere(context: Context, holder: Actor, plain: str) -> bool:
    """Whether an office is of another state than its holder: "the Florida senator" is not "Ann Hale, R-Iowa"."""
    places = actor_lexicon(context.document.language).places
    named = [place for place in places if place in plain and set(place.split()) <= set(plain.split())]
    state = _STATE.search(holder.affiliation or "")
    home = state["state"] if state is not None else holder.affiliation
    if not named or home is None or (state is None and home not in places):
        return False
    return not any(_abbreviates(home, place) for place in named)


def _abbreviates(short: str, place: str) -> bool:
    """Whether a word may be a place's name or stand for it: "Fla.", "N.Y."."""
    left = iter(place.lower())
    return short[:1] == place[:1] and all(letter in left for letter in short.lower() if letter.isalpha())
