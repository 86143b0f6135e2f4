"""People who stand in a line by their surname alone: their name in full and their office, where it first stands.

"Hale said the quay would close" becomes "[Ann Hale (harbour chief)] said the quay would close" on a page that has not
named her yet. What is said of the bottom line holds for the whole page, and that of another section for the section,
where it is among its best lines: which are printed is settled later.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from briefing.compose.story import Story
from briefing.model.brief import Brief, EventRow, FigureRow, Filled, Piece, Statement, Words
from briefing.model.findings import Actor, Findings
from briefing.model.text import Span
from briefing.rules.affiliations import beyond_title

_Row = TypeVar("_Row", Statement, EventRow, FigureRow)
#: Characters of an office and body behind a name, at most.
_LONGEST = 70
#: So many rows of a section, the best, are likely to be printed; what another one tells, a reader may never see.
_LIKELY = 10
#: Characters around a name in which its office may be told.
_BESIDE = 60
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


def introduced(brief: Brief, story: Story) -> Brief:
    """The brief with everybody introduced who is named by surname alone in the lines of a section.

    Args:
        brief: with the lines of its sections in the order in which they are printed.
        story: whose articles' words they are.
    """
    known = {n: _Names(findings) for n, findings in story.sources()}
    page: set[str] = {n for names in known.values() for n in names.full if n in (brief.title or "")}
    bottom = tuple(_rows(brief.bottom_line, known, page))
    return replace(
        brief,
        bottom_line=bottom,
        scheduled=tuple(_rows(brief.scheduled, known, set(page))),
        key_points=tuple(_rows(brief.key_points, known, set(page))),
        chronology=tuple(_rows(brief.chronology, known, set(page))),
        figures=tuple(_rows(brief.figures, known, set(page))),
    )


class _Names:
    """Where the people of an article stand by their surname alone, and what they are called in full."""

    def __init__(self, findings: Findings) -> None:
        self.text = findings.document.text
        self.language = findings.document.language
        self.quoted = findings.quoted
        self.full: set[str] = set()
        people = [a for a in findings.actors if a.kind == "person" and (" " in a.name or _is_kin(a))]
        surnames = Counter(a.name.split()[-1] for a in findings.actors if a.kind == "person")
        alone: list[tuple[Span, Actor]] = []
        whole: list[tuple[int, str]] = []
        for actor in people:
            if " " in actor.name:
                self.full.add(actor.name)
                whole += [(m.span.start, actor.name) for m in actor.mentions if m.span.of(self.text) == actor.name]
            surname = actor.name.split()[-1]
            if surnames[surname] > 1:
                continue  # it would say more than the article does
            alone += [(m.span, actor) for m in actor.mentions if m.kind == "name" and m.span.of(self.text) == surname]
        self.alone = sorted(alone, key=lambda row: row[0])
        self.starts = [span.start for span, _ in self.alone]
        self.whole = sorted(whole)

    def in_full(self, piece: Piece) -> Iterator[str]:
        """Whom a piece of a line names in full."""
        if isinstance(piece, Filled):
            yield piece.name
            return
        low = bisect.bisect_left(self.whole, (piece.span.start, ""))
        high = bisect.bisect_left(self.whole, (piece.span.end, ""))
        yield from (name for _, name in self.whole[low:high])

    def within(self, span: Span) -> Iterator[tuple[Span, Actor]]:
        """The surnames that stand alone in a stretch of text, outside quotations."""
        low, high = bisect.bisect_left(self.starts, span.start), bisect.bisect_left(self.starts, span.end)
        for place, actor in self.alone[low:high]:
            if place.end <= span.end and not self._is_quoted(place):
                yield place, actor

    def _is_quoted(self, place: Span) -> bool:
        return self.quoted.around(place.start) is not None


def _rows(rows: Sequence[_Row], known: dict[int, _Names], seen: set[str]) -> Iterator[_Row]:
    best = sorted(rows, key=lambda row: -row.choice.score)[:_LIKELY]
    likely = {row.id for row in best}
    for row in rows:
        names = known[row.line.evidence[0].source]
        named = seen if row.id in likely else set(seen)
        named.update(name for piece in row.line.pieces for name in names.in_full(piece))
        pieces = tuple(part for piece in row.line.pieces for part in _named(piece, names, named))
        yield replace(row, line=replace(row.line, pieces=pieces)) if pieces != row.line.pieces else row


def _named(piece: Piece, names: _Names, seen: set[str]) -> Iterator[Piece]:
    """A piece with the surnames in it filled up that nobody has introduced."""
    if isinstance(piece, Filled) or piece.span.of(names.text) != piece.text:
        yield piece
        return
    at = piece.span.start
    for place, actor in names.within(piece.span):
        if actor.name in seen or names.text[place.end : place.end + 1] in ("-", "'"):
            continue
        if " " in actor.name and names.text.endswith(actor.name, 0, place.end):
            continue  # the name begins with what looks like a rank: "General Harbour"
        seen.add(actor.name)
        low, high = max(piece.span.start, place.start - _BESIDE), min(piece.span.end, place.end + _BESIDE)
        beside = names.text[low:high]
        introduction = _introduction(actor, beside, names.language)
        if introduction == place.of(names.text):
            continue  # a single name whose kin it is stands beside it
        if at < place.start:
            yield Words(Span(at, place.start), names.text[at : place.start])
        yield Filled(introduction)
        at = place.end
    if at < piece.span.end:
        yield Words(Span(at, piece.span.end), names.text[at : piece.span.end])


def _is_kin(actor: Actor) -> bool:
    """Whether somebody with a single name is told of as somebody's kin: "Karim (father of Ada Brenn)"."""
    return actor.title is not None and " of " in actor.title


def _introduction(actor: Actor, beside: str, language: str) -> str:
    """A person's name with what the text tells them to be, where that does not stand beside it."""
    title = actor.title
    body = beyond_title(title, actor.affiliation, language)
    office = ", ".join(part for part in (title, body) if part)
    near = {w.lower() for w in _WORD.findall(beside)}
    if office.islower() and " " not in office:
        return actor.name  # "leader", "spokesman": whose is not told
    kin = title is not None and " " not in actor.name and title.split()[0].lower() in near
    if not office or len(office) > _LONGEST or kin or (title and title.split()[-1].lower() in near):
        return actor.name
    return f"{actor.name} ({office})"
