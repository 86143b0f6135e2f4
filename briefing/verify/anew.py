"""The brief against one made anew from the same articles: who is said to speak, how sure, when, and of which source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefing import binding_words
from briefing.model import sections
from briefing.model.brief import Brief, Line, PositionRow, Source, Speaker, Words
from briefing.model.text import Span
from briefing.model.time import When
from briefing.verify.report import Fault, FaultKind

_COMPARED = tuple(section for section in sections.SECTIONS if section.made_anew)
#: Where a row may be found that is printed: of those held back a person may have kept one.
_SEARCHED = (*_COMPARED, *(section for section in sections.SECTIONS if section.held_for is not None))
Place = tuple[str, int, int]
Row = Any


@dataclass(frozen=True, slots=True)
class Anew:
    """A brief made anew from articles at hand."""

    brief: Brief
    same: frozenset[str]
    """Documents whose file is, byte by byte, the one the brief was made of."""
    whole: bool
    """Whether every source of the brief is among them, and the same version and engine made both."""
    titled: Brief | None = None
    """As a title that a person gave makes it, where the articles have none; its rows are as good."""


def faults(brief: Brief, anew: Anew) -> Iterator[Fault]:
    """What the articles, read anew, say otherwise."""
    yield from _sources(brief, anew)
    # Since an earlier brief, the title is that of a new article.
    titles = {anew.brief.title, *(source.title for source in anew.brief.sources)}
    if anew.whole and brief.title_from != "given" and brief.title not in titles:
        yield Fault("source", "title", f"“{brief.title}” is none of the articles'; they have “{anew.brief.title}”")
    rows = _rows(anew.brief, *([anew.titled] if anew.titled is not None else []))
    hand: dict[str, set[str]] = {}
    for change in brief.by_hand:
        hand.setdefault(change.id, set()).add(change.field)
    for section, row in sections.every_row(brief, _COMPARED):
        where = f"{section.name} {row.id}"
        set_by_hand = hand.get(row.id, set())
        if not row.line.evidence or row.line.evidence[0].document not in anew.same:
            continue
        remade = _found(row, rows)
        if remade is None:
            if not set_by_hand & {"text", "evidence"}:
                yield Fault("words", where, f"“{_short(row.line.text)}” is not what is found there anew")
            elif (word := _missed(row, rows, anew.brief)) is not None:
                yield Fault("words", where, f"leaves out “{word}”, which changes what its source says")
            continue
        yield from _row(where, row, remade, set_by_hand, anew)


def _sources(brief: Brief, anew: Anew) -> Iterator[Fault]:
    again = {source.document: source for source in anew.brief.sources}
    for source in brief.sources:
        other = again.get(source.document)
        if other is None or source.document not in anew.same:
            continue
        for name in ("title", "publisher", "authors", "words"):
            if getattr(source, name) != getattr(other, name):
                yield Fault("source", f"source {source.number}", f"{name}: {_both(source, other, name)}")
        if source.date_from != "given" and (source.date, source.date_from) != (other.date, other.date_from):
            yield Fault("date", f"source {source.number}", f"date: {_both(source, other, 'date')}")
        for name, words in (("url", "address"), ("archived", "archived copy"), ("doi", "DOI")):
            if getattr(other, name) is not None and getattr(source, name) != getattr(other, name):
                yield Fault("source", f"source {source.number}", f"{words}: {_both(source, other, name)}")


def _both(source: Source, other: Source, name: str) -> str:
    return f"{getattr(source, name) or 'none'} in the brief, {getattr(other, name) or 'none'} in the article"


def _rows(*briefs: Brief) -> dict[str, list[Row]]:
    """Every row by its document."""
    rows: dict[str, list[Row]] = {}
    for brief in briefs:
        for _, row in sections.every_row(brief, _SEARCHED):
            for evidence in row.line.evidence[:1]:
                rows.setdefault(evidence.document, []).append(row)
    return rows


def _found(row: Row, rows: dict[str, list[Row]]) -> Row | None:
    """The row made anew of the same kind and the same words, else the one that says most of them."""
    kind, mine = type(row), _spans(row.line)
    near = [other for other in rows.get(row.line.evidence[0].document, ()) if type(other) is kind]
    same = [other for other in near if _spans(other.line) == mine]
    if same:
        return max(same, key=lambda other: _likeness(row, other))
    return None


def _missed(row: Row, rows: dict[str, list[Row]], brief: Brief) -> str | None:
    """The word that negates, hedges or conditions which a person left out of the row as it is found anew."""
    mine = _spans(row.line)
    near = [other for other in rows.get(row.line.evidence[0].document, ()) if type(other) is type(row)]
    shared = {
        other.id: sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in mine for b in _spans(other.line))
        for other in near
    }
    best = max(near, key=lambda other: shared[other.id], default=None)
    if best is None or not shared[best.id] or row.line.cut:
        return None
    spans = _spans(best.line)
    passages = [p for p in brief.passages if p.document == row.line.evidence[0].document]
    return binding_words.missed(row.line, passages, brief.language, Span(spans[0][0], spans[-1][1]))


def _likeness(row: Row, other: Row) -> int:
    names = ("speaker", "claimed_by", "when", "stance", "certainty")
    return sum(getattr(row, name, None) == getattr(other, name, None) for name in names)


def _spans(line: Line) -> tuple[tuple[int, int], ...]:
    return tuple((p.span.start, p.span.end) for p in line.pieces if isinstance(p, Words))


def _row(where: str, row: Row, remade: Row, hand: set[str], anew: Anew) -> Iterator[Fault]:
    if isinstance(row, PositionRow):
        yield from _speaker(where, row.speaker, remade.speaker, hand, ("actor", "title", "affiliation"))
        yield from _fields("stance", where, row, remade, ("stance", "kind"))
    elif "according_to" not in hand:
        said, again = (sections.speaker(version) for version in (row, remade))
        yield from _speaker(where, said, again, hand, ())
        yield from _fields("words", where, row, remade, ("status", "role", "actors", "place"))
    if anew.whole and "certainty" not in hand:
        yield from _fields("certainty", where, row, remade, ("certainty",))
    if "date" not in hand and _date(row) != _date(remade):
        yield _differs("date", where, "date", _date(row), _date(remade))
    if not hand & {"text", "evidence"} and _filled(row.line) != _filled(remade.line):
        yield _differs("words", where, "what is filled in", _filled(row.line), _filled(remade.line))
    if row.line.evidence[0].paragraph != remade.line.evidence[0].paragraph:
        yield Fault("evidence", where, f"is not from ¶{row.line.evidence[0].paragraph}")


def _fields(kind: FaultKind, where: str, row: Row, remade: Row, names: tuple[str, ...]) -> Iterator[Fault]:
    for name in names:
        mine, again = getattr(row, name, None), getattr(remade, name, None)
        if mine != again:
            yield _differs(kind, where, name, mine, again)


def _speaker(
    where: str, mine: Speaker | None, again: Speaker | None, hand: set[str], fields: tuple[str, ...]
) -> Iterator[Fault]:
    if (mine is None) != (again is None):
        yield _differs("speaker", where, "speaker", mine and mine.name, again and again.name)
    elif mine is not None and again is not None:
        names = ("name", "title", "affiliation")
        for name, called in zip(names, fields or names, strict=True):
            if called not in hand and getattr(mine, name) != getattr(again, name):
                yield _differs("speaker", where, f"speaker's {name}", getattr(mine, name), getattr(again, name))


def _date(row: Row) -> tuple[str, ...]:
    """A row's day, how it is known, and the words it was read from."""
    when: When | None = getattr(row, "when", None)
    return () if when is None else (when.value or "open", when.how, when.said or "")


def _filled(line: Line) -> tuple[str, ...]:
    return tuple(piece.text for piece in line.pieces if not isinstance(piece, Words))


def _differs(kind: FaultKind, where: str, what: str, mine: object, again: object) -> Fault:
    return Fault(kind, where, f"{what} is {_said(mine)}; read anew from the article it is {_said(again)}")


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return f"“{value}”" if value else "none"


def _short(words: str, most: int = 60) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[: most - 1]}…"
