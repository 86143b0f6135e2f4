"""Who answers in an interview printed as questions and answers, where that is plain.

A name before the answer says it, if one person bears it. Behind a bare "A:" it is the one person with whom the title or
the introduction says that one has spoken; else the one in the title whom the introduction is about, if neither question
nor answer speaks of that person. In all other cases nobody is named: a gap is better than a wrong speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing import rules
from briefing.model.findings import Actor
from briefing.model.text import Document, Parse, Sentence, Span

#: Sentences of the longest introduction.
_INTRODUCTION = 40
#: Words between "we spoke to" and the name.
_BETWEEN = 6
#: Characters before a name that say whether it is called.
_NEAR = 80
_WORD = re.compile(r"[^\s]+")
_STOP = re.compile(r"[.,;:!?()—–]")
_INITIALS = re.compile(r"[A-Z]{2,3}")
_CAPITAL_BEFORE = re.compile(r"(?<![\w.’'-])(?P<word>[A-ZÀ-Þ][\w.’'-]{0,40})[\s(]{1,3}\Z")
_CAPITAL_BEHIND = re.compile(r"\s[A-ZÀ-Þ]")
#: Before and behind the name of somebody who is spoken to: "Mayor Hale, will it hold?"
_CALLS = re.compile(r"(?:\A|[,.?!—–-]|\n)\s{0,2}(?:[A-ZÀ-Þ][\w.]{0,30}\s{1,3}){0,3}\Z")
_CALLED = re.compile(r"\s*(?:[,?!.]|\Z)")


def named(document: Document, sentences: Sequence[Sentence], parse: Parse, actors: Sequence[Actor]) -> Document:
    """The document with the full name of whoever gives an answer, where it is plain who does.

    Args:
        document: with its answers.
        sentences: of it; questions are none.
        parse: of them.
        actors: with every place where they are named.
    """
    if not document.answers:
        return document
    interview = _Interview(document, sentences, parse, actors)
    speakers = {label: interview.speaker(label) for label in {answer.label for answer in document.answers}}
    return replace(document, answers=tuple(replace(a, speaker=speakers[a.label]) for a in document.answers))


class _Interview:
    """The introduction of an interview, its people, and what is asked and answered."""

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], parse: Parse, actors: Sequence[Actor]
    ) -> None:
        self.document, self.parse = document, parse
        self.text, self.title, self.language = document.text, document.title or "", document.language
        begins = document.answers[0].span.start
        self.introduction = [s for s in sentences if s.span.start < begins][:_INTRODUCTION]
        self.people = [a for a in actors if a.kind == "person" and a.name not in document.authors]
        introduced = {actor.id for sentence in self.introduction for actor, _ in self._named_in(sentence)}
        self.introduced = [a for a in self.people if a.id in introduced]
        self.asked = "\n".join(heading.of(self.text) for heading in document.headings)
        self.answered = "\n".join(answer.span.of(self.text) for answer in document.answers)

    def speaker(self, label: str | None) -> str | None:
        """Who answers behind a label, by name; ``None`` where it is not plain."""
        if label:
            return self._labelled(label)
        for several in (self._in_title(), self._spoken_with(), self._speaking()):
            if several:
                return several.pop().name if len(several) == 1 else None
        return self._told_of() if label is None else None  # bold type alone is too little

    def _labelled(self, label: str) -> str | None:
        """The one person whom a label names by full name, surname, given name or initials, and whom the text names."""
        words = label.casefold().split()
        for fits in (_has_all, _ends_so, _begins_so):
            if bearers := [a for a in self.people if fits(a.name.casefold().split(), words)]:
                bearers = bearers if len(bearers) == 1 else [a for a in bearers if a in self.introduced]
                return bearers[0].name if len(bearers) == 1 else None
        if _INITIALS.fullmatch(label):
            bearers = [a for a in self.introduced if "".join(word[0] for word in a.name.split()) == label]
            return bearers[0].name if len(bearers) == 1 else None
        return None

    def _in_title(self) -> set[Actor]:
        """Whom the title says one has spoken with."""
        return {a for a, at in self._titled() if self._leads(self.title, at) and not self._is_spoken_of(a, self.asked)}

    def _titled(self) -> Iterator[tuple[Actor, int]]:
        """The people whom the title names, each with the place."""
        for actor in self.people:
            for name in (actor.name, actor.name.split()[-1]):
                if match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", self.title):
                    yield actor, match.start()
                    break

    def _spoken_with(self) -> set[Actor]:
        """The same of the introduction, where nobody else is the subject of the sentence."""
        return {
            actor
            for sentence in self.introduction
            for actor, place in self._named_in(sentence)
            if self._leads(self.text[sentence.span.start : sentence.span.end], place.start - sentence.span.start)
            and not self._subjects(sentence) - {actor}
            and not self._is_spoken_of(actor, self.asked)
        }

    def _speaking(self) -> set[Actor]:
        """Who the introduction says has sat down or spoken with somebody, by name or as the "she" behind the name."""
        pattern = rules.pattern("interviews", self.language, "speaks")
        pronouns = rules.words("interviews", self.language, "they")
        speaking: set[Actor] = set()
        latest: Actor | None = None
        for sentence in self.introduction:
            places = [(place.end, actor) for actor, place in self._named_in(sentence)]
            first = _WORD.match(self.text, sentence.span.start)
            if latest is not None and first is not None and first.group().lower() in pronouns:
                places.append((first.end(), latest))
            speaking |= {actor for end, actor in places if pattern.match(self.text, end, sentence.span.end)}
            latest = max(places, default=(0, latest), key=lambda place: place[0])[1]
        return {a for a in speaking if not self._is_spoken_of(a, f"{self.asked}\n{self.answered}")}

    def _told_of(self) -> str | None:
        """The one person of the title whom the introduction is about, its only subject, where nobody has an office."""
        titled = {actor for actor, _ in self._titled()}
        subjects = {actor for sentence in self.introduction for actor in self._subjects(sentence)}
        beside = {a for s in self.introduction for a, _ in self._named_in(s) if a.title is not None} - titled
        if len(titled) != 1 or subjects != titled or beside or self._asks_somebody_unnamed():
            return None
        actor = titled.pop()
        return None if self._is_spoken_of(actor, f"{self.asked}\n{self.answered}") else actor.name

    def _asks_somebody_unnamed(self) -> bool:
        """Whether the introduction says that one has spoken with somebody, and names nobody there."""
        pattern = rules.pattern("interviews", self.language, "with")
        return any(pattern.search(self.text, *sentence.span) for sentence in self.introduction)

    def _named_in(self, sentence: Sentence) -> list[tuple[Actor, Span]]:
        """The people named in a sentence, each with the place."""
        places = ((a, m.span) for a in self.people for m in a.mentions if m.kind == "name")
        return [(actor, place) for actor, place in places if sentence.span.holds(place)]

    def _subjects(self, sentence: Sentence) -> set[Actor]:
        """The people named in a sentence as the subject of a verb."""
        starts = [t for t in self.parse.of(sentence) if t.dep in ("nsubj", "nsubjpass")]
        return {actor for actor, place in self._named_in(sentence) if any(place.holds(t.span) for t in starts)}

    def _leads(self, words: str, at: int) -> bool:
        """Whether "an interview with" or the like leads to a place, with but a title between."""
        for match in rules.pattern("interviews", self.language, "with").finditer(words, 0, at):
            between = words[match.end() : at]
            apart = rules.words("interviews", self.language, "apart")
            if (
                not _STOP.search(between)
                and len(between.split()) <= _BETWEEN
                and apart.isdisjoint(between.lower().split())
            ):
                return True
        return False

    def _is_spoken_of(self, actor: Actor, words: str) -> bool:
        """Whether some words tell of a person as of somebody else; who is spoken to by name is not told of."""
        known = {word.casefold() for word in (*actor.name.split(), *(actor.title or "").split())}
        for match in re.finditer(rf"(?<!\w){re.escape(actor.name.split()[-1])}(?!\w)", words):
            near = max(0, match.start() - _NEAR)
            before = _CAPITAL_BEFORE.search(words, near, match.start())
            if before is not None and before["word"].casefold() not in known:
                continue  # another bearer of the surname
            if _CAPITAL_BEHIND.match(words, match.end()):
                continue  # "Hale Street"
            if _CALLS.search(words, near, match.start()) is None or _CALLED.match(words, match.end()) is None:
                return True
        return False


def _has_all(name: Sequence[str], label: Sequence[str]) -> bool:
    return len(label) > 1 and set(label) <= set(name)


def _ends_so(name: Sequence[str], label: Sequence[str]) -> bool:
    return name[-1] == label[-1] and len(label) == 1


def _begins_so(name: Sequence[str], label: Sequence[str]) -> bool:
    return len(label) == 1 and name[0] == label[0]
