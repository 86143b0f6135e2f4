"""Everybody who speaks, once for the brief: name, office and body, each with the words that tell it and their place.

Two rows of one person may come from articles that introduce that person differently; on the page the person is one.
What the newest row has of office and body holds for all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from briefing.compose import person_names
from briefing.compose.story import Story
from briefing.model import identity, sections
from briefing.model.brief import (
    Brief,
    Detail,
    EventRow,
    Evidence,
    FigureRow,
    Person,
    PositionRow,
    Speaker,
    Statement,
    Words,
)
from briefing.model.findings import Actor
from briefing.model.text import Span

_Row = TypeVar("_Row", Statement, EventRow, PositionRow, FigureRow)
#: A name in full; of a bare noun with the number of its article, of others with 0.
_Key = tuple[str, int]
_WORD = re.compile(r"\w+")


def told_once(brief: Brief, story: Story) -> Brief:
    """The brief with its table of people, and each row's speaker as that table has it.

    Args:
        brief: with all rows.
        story: whose articles' rows they are.
    """
    cast = list(_cast(brief))
    names: Mapping[str, str] = {speaker.name: speaker.name for speaker, _ in cast}
    if len(story.findings) > 1:
        names = person_names.fullest(cast, story.language)
    shared: dict[_Key, list[tuple[Speaker, int]]] = defaultdict(list)
    for speaker, source in cast:
        shared[_key(speaker, source, names)].append((speaker, source))
    places = _Places(story, names.values())
    people: dict[_Key, Person] = {}
    ids: set[str] = set()
    for key, rows in shared.items():
        person = _person(key, rows, places)
        if person.id in ids:  # a bare noun of another article
            person = replace(person, id=identity.person(f"{key[0]}\n{places.articles[key[1]].document.id}"))
        ids.add(person.id)
        people[key] = person

    def of(speaker: Speaker, source: int) -> Person | None:
        return people.get(_key(speaker, source, names))

    return replace(_referring(brief, of), people=tuple(people.values()))


def _key(speaker: Speaker, source: int, names: Mapping[str, str]) -> _Key:
    """What tells people apart: the name, and of a bare noun the article."""
    return names.get(speaker.name, speaker.name), source if person_names.is_bare_noun(speaker) else 0


def _cast(brief: Brief) -> Iterator[tuple[Speaker, int]]:
    """Who speaks or claims, each with the number of the source, those of positions first."""
    for position in (*brief.positions, *brief.held_positions):
        if position.speaker.name:
            yield position.speaker, position.line.evidence[0].source
    claims: Sequence[EventRow | FigureRow] = (*brief.chronology, *brief.scheduled, *brief.held_events, *brief.figures)
    for claim in claims:
        if claim.claimed_by is not None:
            yield claim.claimed_by, claim.line.evidence[0].source
    for statement in (*brief.bottom_line, *brief.key_points):
        if statement.speaker is not None:
            yield statement.speaker, statement.line.evidence[0].source


@dataclass(frozen=True, slots=True)
class _Place:
    """An article's words, and where they stand."""

    words: Words
    evidence: Evidence


class _Places:
    """Where the articles name somebody, and where they say what somebody is."""

    def __init__(self, story: Story, names: Iterable[str]) -> None:
        wanted = set(names)
        self.articles = dict(story.sources())
        self.actors: dict[str, list[tuple[int, Actor]]] = defaultdict(list)
        for number, findings in story.sources():
            for actor in findings.actors:
                if actor.name in wanted:
                    self.actors[actor.name].append((number, actor))

    def at(self, number: int, span: Span) -> _Place | None:
        """Some words of an article; ``None`` where they lie in no sentence of it."""
        findings = self.articles[number]
        sentence = findings.sentence_of(span)
        if sentence is None:
            return None
        document = findings.document
        evidence = Evidence(document.id, number, sentence.paragraph + 1, sentence.i, sentence.span)
        return _Place(Words(span, span.of(document.text)), evidence)

    def of_name(self, name: str, sources: Sequence[int], article: int) -> tuple[_Place, ...]:
        """Where a name stands, in one article or, of number 0, in any: in full where it does, else its parts."""
        mentions = [
            place
            for number, actor in self.actors[name]
            if article in (0, number)
            for mention in sorted(actor.mentions, key=lambda m: m.span)
            if (place := self.at(number, mention.span)) is not None
        ]
        wanted = _words(name)
        whole = next((m for m in mentions if m.words.text == name), None) or next(
            (m for m in mentions if wanted <= _words(m.words.text)), None
        )
        if whole is None:
            written = (self._written(number, re.escape(name)) for number in sources)
            whole = next((place for place in written if place is not None), None)
        if whole is not None:
            return (whole,)
        best = max(mentions, key=lambda m: len(wanted & _words(m.words.text)), default=None)
        places = [] if best is None or not wanted & _words(best.words.text) else [best]
        missing = wanted - {word for place in places for word in _words(place.words.text)}
        for word in dict.fromkeys(w for w in _WORD.findall(name) if w.casefold() in missing):
            partial = next((p for n in sources if (p := self._written(n, rf"\b{re.escape(word)}\b")) is not None), None)
            if partial is not None:
                places.append(partial)
        # A part of it alone would tell of somebody else: "the" for "the authors", who sign above the story.
        return tuple(places) if wanted <= {w for p in places for w in _words(p.words.text)} else ()

    def of_office(self, name: str, field: str, text: str, sources: Sequence[int]) -> tuple[_Place, ...]:
        """Where an article says what somebody is, or to whom somebody belongs."""
        for number, actor in self.actors[name]:
            span: Span | None = getattr(actor, f"{field}_span")
            if getattr(actor, field) == text and span is not None and (place := self.at(number, span)) is not None:
                return (place,)
        written = (self._written(number, re.escape(text)) for number in sources)
        return next(((place,) for place in written if place is not None), ())

    def _written(self, number: int, pattern: str) -> _Place | None:
        """The first place in an article's sentences where something is written."""
        text = self.articles[number].document.text
        for match in re.finditer(pattern, text, re.IGNORECASE):
            if (place := self.at(number, Span(*match.span()))) is not None:
                return place
        return None


def _words(phrase: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in _WORD.findall(phrase))


def _person(key: _Key, rows: Sequence[tuple[Speaker, int]], places: _Places) -> Person:
    """One person, with the office that the newest articles tell, and the body told with it."""
    name, article = key
    titled = person_names.introduction(rows, lambda number: places.articles[number].document.date)
    placed = titled or next((speaker for speaker, _ in rows if speaker.affiliation), None)
    title, affiliation = (titled.title if titled else None), (placed.affiliation if placed else None)
    sources = list(dict.fromkeys(source for _, source in rows))
    first = rows[0][0]

    def detail(field: str, text: str | None, called: Sequence[str]) -> Detail | None:
        if not text:
            return None
        details = (places.of_office(form, field, text, sources) for form in called)
        return _detail(text, next((row for row in details if row), ()))

    called = list(dict.fromkeys((name, *(speaker.name for speaker, _ in rows))))
    return Person(
        identity.person(first.name if len(called) == 1 else name),
        first.kind,
        _detail(name, places.of_name(name, sources, article)),
        detail("title", title, called),
        detail("affiliation", affiliation, called),
    )


def _detail(text: str, places: Sequence[_Place]) -> Detail:
    return Detail(text, tuple(p.words for p in places), tuple(p.evidence for p in places))


def _referring(brief: Brief, person_of: Callable[[Speaker, int], Person | None]) -> Brief:
    """The brief with each row's speaker as the table has them."""

    def speaker(now: Speaker | None, source: int) -> Speaker | None:
        person = person_of(now, source) if now is not None else None
        if now is None or person is None:
            return now
        return replace(
            now,
            name=person.name.text,
            title=person.title.text if person.title else None,
            affiliation=person.affiliation.text if person.affiliation else None,
            person=person.id,
        )

    def rows(section_rows: Sequence[_Row]) -> tuple[_Row, ...]:
        return tuple(_with(row, speaker(sections.speaker(row), row.line.evidence[0].source)) for row in section_rows)

    return replace(
        brief,
        bottom_line=rows(brief.bottom_line),
        key_points=rows(brief.key_points),
        chronology=rows(brief.chronology),
        scheduled=rows(brief.scheduled),
        positions=rows(brief.positions),
        figures=rows(brief.figures),
        held_events=rows(brief.held_events),
        held_positions=rows(brief.held_positions),
    )


def _with(row: _Row, speaker: Speaker | None) -> _Row:
    if speaker is None:
        return row
    changes: dict[str, Any] = {"claimed_by" if isinstance(row, EventRow | FigureRow) else "speaker": speaker}
    return replace(row, **changes)
