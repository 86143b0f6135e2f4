"""An item of a brief set in type, and a section with all its items: what the page may be made of."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.layout.grouping import Group
from briefing.layout.template import Section
from briefing.layout.text_runs import PLACES, clean
from briefing.model.blocks import Row as TableRow
from briefing.model.blocks import Table, Text
from briefing.model.brief import (
    OPEN_REACH,
    VALUES,
    Conflict,
    EventRow,
    FigureRow,
    Line,
    PositionRow,
    Question,
    Speaker,
    Statement,
)
from briefing.model.findings import Certainty
from briefing.model.sections import Row
from briefing.model.time import When

if TYPE_CHECKING:
    from briefing.layout.sections import Composer


@dataclass(frozen=True, slots=True)
class Entry:
    """One item that can stand on the page or stay away."""

    id: str
    score: float
    part: Text | TableRow
    height_pt: float
    group: str = ""
    """Who speaks: the last entry of a group yields after those that are not alone."""
    cited: tuple[int, ...] = ()
    """The sources it names."""
    kin: str = ""
    """Of entries with the same one the first is set in full, those behind it as ``again``."""
    again: Callable[[], tuple[Text | TableRow, float]] | None = None
    """Gives how it is set behind one of its kin, without title and affiliation, or not bold; and its height.

    Few entries come to stand there: it is set when it is first asked for.
    """
    line: Line | None = None
    """Its words as they are printed, cut where the page cuts them."""
    when: When | None = None
    speaker: Speaker | None = None
    differs: bool = False
    """Whether it shows values on which sources differ: no line without them says the same."""
    values: str = ""
    """The values that it shows, or asks about."""
    certainty: Certainty = "sure"
    denies: bool = False
    """Whether it is a position that denies something."""
    leans: bool = False
    """Whether it is understood only behind the sentence before it."""
    pointless: bool = False
    """Whether it is cut before what it would be printed for."""

    @property
    def sentence(self) -> tuple[int, int] | None:
        """The source and the sentence it comes from."""
        return self.line.place if self.line and self.line.evidence else None


@dataclass(slots=True)
class Draft:
    """A section with all its rows, in reading order; a row is set in type when it is first asked for."""

    spec: Section
    heading: str
    composer: Composer
    """Which sets it to the measure of its column."""
    rows: Sequence[Row]
    set_row: Callable[[Row], Entry]
    overhead_pt: float
    """What the section costs besides its entries."""
    table: Table | None = None
    """Without its rows."""
    groups: Sequence[Group] = ()
    """For each row the group it may stand in; none where its rows are not grouped."""
    _set: dict[int, Entry] = field(default_factory=dict)

    def placed(self, index: int) -> tuple[int, int]:
        """A key that sorts rows by their groups, those of one group as they are read."""
        return self.groups[index].rank, index

    def entry(self, index: int) -> Entry:
        """A row as it is set. Of a book's thousand rows most are asked for by nobody."""
        if index not in self._set:
            self._set[index] = self.set_row(self.rows[index])
        return self._set[index]


def _conflict(row: Row) -> Conflict | None:
    """On what sources differ there."""
    return row.conflict if isinstance(row, EventRow | FigureRow | Statement) else None


def sources_named(row: Row, line: Line) -> tuple[int, ...]:
    """The sources named behind a line, and behind the values on which sources differ there; the others are counted."""
    conflict = _conflict(row)
    values = [places for _, places in conflict.values] if conflict is not None else []
    named = (list(dict.fromkeys(e.source for e in places))[:PLACES] for places in (line.cited, *values))
    return tuple(dict.fromkeys(number for numbers in named for number in numbers))


def differs(row: Row) -> bool:
    """Whether sources differ on it."""
    return _conflict(row) is not None


def values(row: Row) -> str:
    """The values on which sources differ that a row shows or asks about, in one line; empty where there are none."""
    if isinstance(row, Question):
        return row.subject or "" if row.kind == "conflict" else ""
    conflict = _conflict(row)
    return VALUES.join(value for value, _ in conflict.values) if conflict is not None else ""


def may_stand(row: Row, spec: Section) -> bool:
    """Whether a section prints rows like this one: of events and figures it may want the conflicting ones alone."""
    if differs(row) or not isinstance(row, EventRow | FigureRow):
        return True
    return spec.only == "all" and (isinstance(row, EventRow) or row.telling)


def text_entry(row: Row, text: Text, line: Line, *, when: When | None = None, speaker: Speaker | None = None) -> Entry:
    """A row that is set as a paragraph."""
    made = dataclasses.replace(text, row=row.id)
    cited = sources_named(row, line)
    return Entry(
        row.id, row.choice.score, made, text.height_pt, row.id, cited,
        line=line, when=when, speaker=speaker, differs=differs(row), values=values(row),
        certainty=certainty_of(row), leans=isinstance(row, Statement) and row.leans,
        denies=isinstance(row, PositionRow) and row.stance == "denies", pointless=is_pointless(row, line),
    )  # fmt: skip


def is_pointless(row: Row, line: Line) -> bool:
    """Whether a line is cut before the number of its figure, or before it surely tells what is open."""
    if not line.cut:
        return False
    if isinstance(row, FigureRow):
        return clean(row.figure or "") not in clean(line.text)
    return isinstance(row, Question) and row.kind != "conflict" and len(line.text) < OPEN_REACH


def certainty_of(row: Row) -> Certainty:
    """How sure it is who says a line; a figure and a question do not say it of themselves."""
    return "sure" if isinstance(row, FigureRow | Question) else row.certainty
