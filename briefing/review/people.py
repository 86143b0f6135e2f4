"""Whoever is named as a speaker, once for all rows: a correction here holds wherever the name stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefing.model import brief as model
from briefing.model import identity
from briefing.model.brief import Brief, EventRow, FigureRow, Filled, Line, PositionRow, Speaker, Statement
from briefing.model.by_hand import ByHand
from briefing.review.values import Edit

#: What may be corrected of a person or body, and what the same is called in a row.
FIELDS: Mapping[str, str] = {"name": "actor", "title": "title", "affiliation": "affiliation"}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks or claims, as found."""

    id: str
    name: str
    title: str
    affiliation: str

    @property
    def fields(self) -> dict[str, str]:
        """What may be corrected, as found; an unknown is empty."""
        return {"name": self.name, "title": self.title, "affiliation": self.affiliation}


def people(brief: Brief, *, without: Collection[str] = ()) -> tuple[Person, ...]:
    """Everybody named as a speaker, in order, as the brief's table has them.

    Of a record without one, each with the first title and affiliation that a row has.

    Args:
        brief: as found.
        without: ids of rows that are passed over.
    """
    if brief.people:
        named = {name_of(speaker.name) for speaker in _speakers(brief, without)}
        return tuple(
            Person(
                person.id, person.name.text, *(part.text if part else "" for part in (person.title, person.affiliation))
            )
            for person in brief.people
            if not without or person.id in named
        )
    by_speaker: dict[str, Person] = {}
    for speaker in _speakers(brief, without):
        title, affiliation = speaker.title or "", speaker.affiliation or ""
        known = by_speaker.setdefault(speaker.name, Person(name_of(speaker.name), speaker.name, title, affiliation))
        by_speaker[speaker.name] = replace(
            known, title=known.title or title, affiliation=known.affiliation or affiliation
        )
    return tuple(by_speaker.values())


def may_be_remembered(name: str) -> bool:
    """Whether a name is one in other stories, too: a surname alone or an office may be anybody's.

    >>> may_be_remembered("Ada Brenn"), may_be_remembered("Brenn"), may_be_remembered("the ministry of health")
    (True, False, False)
    """
    words = name.split()
    return len(words) > 1 and words[0][:1].isupper() and words[-1][:1].isupper()


def name_of(name: str) -> str:
    """The lasting name of a person or body: made of the name as found."""
    return identity.person(name)


def _speakers(brief: Brief, without: Collection[str]) -> Iterator[Speaker]:
    for row in (*brief.positions, *brief.held_positions):
        if row.id not in without:
            yield row.speaker
    events = (*brief.chronology, *brief.scheduled, *brief.held_events)
    claims: Sequence[EventRow | FigureRow] = (*events, *brief.figures)
    yield from (row.claimed_by for row in claims if row.claimed_by is not None and row.id not in without)
    statements = (*brief.bottom_line, *brief.key_points)
    yield from (row.speaker for row in statements if row.speaker is not None and row.id not in without)


@dataclass(frozen=True, slots=True)
class Corrections:
    """What was set of people, by the name that was found."""

    by_name: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, brief: Brief, edits: Sequence[Edit]) -> Corrections:
        """The corrections of those who are in a brief."""
        changes = {e.id: e.words for e in edits}
        return cls({p.name: changes[p.id] for p in people(brief) if p.id in changes})

    def person(self, person: model.Person) -> tuple[model.Person, tuple[ByHand, ...]]:
        """An entry of the brief's table corrected, and what was set by hand: no article's words stand behind that."""
        set_ = self.by_name.get(person.name.text, {})
        details: dict[str, Any] = {key: model.Detail(text) if text else None for key, text in set_.items()}
        changed: model.Person = replace(person, **details)
        return changed, tuple(ByHand(person.id, key) for key in set_)

    def row(self, row: Any) -> tuple[Any, tuple[ByHand, ...]]:
        """A row with its speaker corrected, and what of it was set by hand."""
        if not self.by_name:
            return row, ()
        hand: list[ByHand] = []
        if isinstance(row, PositionRow) and (set_ := self.by_name.get(row.speaker.name)):
            hand += [ByHand(row.id, FIELDS[key]) for key in set_]
            row = replace(row, speaker=_speaker(row.speaker, set_))
        elif isinstance(row, EventRow | FigureRow) and row.claimed_by and row.claimed_by.name in self.by_name:
            hand.append(ByHand(row.id, "according_to"))
            row = replace(row, claimed_by=_speaker(row.claimed_by, self.by_name[row.claimed_by.name]))
        elif isinstance(row, Statement) and row.speaker and row.speaker.name in self.by_name:
            hand.append(ByHand(row.id, "according_to"))
            row = replace(row, speaker=_speaker(row.speaker, self.by_name[row.speaker.name]))
        line = self._line(row.line)
        if line is not row.line:
            hand.append(ByHand(row.id, "text"))
            row = replace(row, line=line)
        return row, tuple(hand)

    def _line(self, line: Line) -> Line:
        """The line with the names that were filled in for the reader corrected."""
        pieces = tuple(self._filled(p) if isinstance(p, Filled) else p for p in line.pieces)
        return line if pieces == line.pieces else replace(line, pieces=pieces)

    def _filled(self, piece: Filled) -> Filled:
        """What was filled in, corrected: a name, or one with its office behind it ("Ann Hale (mayor)")."""
        _, _, office = piece.text.partition(" (")
        name = piece.name
        set_ = self.by_name.get(name, {})
        if set_.get("name") is None and not (office and {"title", "affiliation"} & set_.keys()):
            return piece
        known = set_.get("name") or name
        details = ", ".join(set_[key] for key in ("title", "affiliation") if set_.get(key))
        if {"title", "affiliation"} & set_.keys():
            return Filled(f"{known} ({details})" if office and details else known)
        if office:
            return Filled(f"{known} ({office}")
        return Filled(f"{known}’s" if piece.text.endswith("’s") else known)


def _speaker(speaker: Speaker, set_: Mapping[str, str]) -> Speaker:
    title, affiliation = set_.get("title", speaker.title), set_.get("affiliation", speaker.affiliation)
    return replace(speaker, name=set_.get("name") or speaker.name, title=title or None, affiliation=affiliation or None)
