"""What a later sentence tells a person to be: "She was a clerk at the Trust", "The former mayor left"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.extract.actors.clusters import Cluster
from briefing.extract.actors.lexicon import Lexicon
from briefing.extract.actors.offices import Office, Offices
from briefing.extract.actors.words import Word

#: Sentences behind a name in which "the former …" may mean whoever bears it.
_REACH = 3
#: A verb with these tells what somebody works as: "works as a clerk".
_WORKING = frozenset({"works", "worked", "serves", "served"})
#: They tell of an office that somebody once held, and of whom the text has just told.
_FORMER = frozenset({"former", "ex", "onetime", "outgoing", "incoming"})
_TIMES_NAMED = 3


@dataclass(frozen=True, slots=True)
class Course:
    """The sentences of a document, by number: how each begins, and who is named in it."""

    firsts: Mapping[int, Word]
    people: Mapping[int, Sequence[Cluster]]

    @classmethod
    def of(cls, words: Sequence[Word], people: Sequence[Cluster]) -> Course:
        """The course of a document, from its words and all its people."""
        firsts: dict[int, Word] = {}
        for word in words:
            firsts.setdefault(word.sentence, word)
        named: dict[int, list[Cluster]] = {}
        for person in people:
            for number in dict.fromkeys(name.words[0].sentence for name in person.names):
                named.setdefault(number, []).append(person)
        return cls(firsts, named)

    def names_another(self, number: int, person: Cluster) -> bool:
        """Whether a sentence names somebody else."""
        return any(named is not person for named in self.people.get(number, ()))


def described_office(
    person: Cluster, course: Course, words: Sequence[Word], offices: Offices, text: str, lex: Lexicon
) -> Office | None:
    """The office that a sentence behind one of a person's names tells of them; ``None`` where nobody says so.

    Args:
        person: without an office of their own.
        course: of the document.
        words: of the document.
        offices: reads phrases out of these words.
        text: of the document.
        lex: the word lists.
    """
    for name in person.names:
        here = name.words[0].sentence
        if course.names_another(here, person):
            continue
        first = course.firsts.get(here + 1)
        if first is not None and "\n" not in text[name.span.end : first.start]:
            office = _working(first.i, words, offices, lex)
            if office is not None and (office.gender is None or office.gender == first.low):
                return office
        for number in range(here + 1, here + 1 + _REACH if len(person.names) >= _TIMES_NAMED else here + 1):
            first = course.firsts.get(number)
            if (
                first is None
                or course.names_another(number, person)
                or text.count("\n\n", name.span.end, first.start) > 1
            ):
                break
            if first.low == "the" and first.i + 2 < len(words) and words[first.i + 1].low in _FORMER:
                return offices.phrase(first.i, "epithet")
    return None


def _working(i: int, words: Sequence[Word], offices: Offices, lex: Lexicon) -> Office | None:
    """The office that "She was a clerk at the Trust" tells, where its first word is ``words[i]``."""
    if words[i].low not in ("he", "she") or i + 3 >= len(words):
        return None
    verb, behind = words[i + 1], words[i + 2]
    if verb.low in _WORKING and behind.low == "as":
        return offices.phrase(i + 3, "pronoun")
    if verb.low in lex.being and behind.low in ("a", "an", "the"):
        return offices.phrase(i + 2, "pronoun")
    return None
