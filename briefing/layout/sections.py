"""Every item of a brief, set in type: what the page may be made of."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefing.layout import dates, grouping
from briefing.layout.grouping import Group
from briefing.layout.line_breaking import width_of
from briefing.layout.template import Section, Template
from briefing.layout.template.schema import SourceForm
from briefing.layout.text_runs import PLACES, Words, clean
from briefing.layout.truncation import cut
from briefing.layout.typesetter import Setter
from briefing.model import sections
from briefing.model.brief import (
    OPEN_REACH,
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
from briefing.model.page import Column, Look, Rule, Run, Runs, Table, Text
from briefing.model.page import Row as TableRow
from briefing.model.sections import Row
from briefing.model.text import Note
from briefing.model.time import When

#: Between the columns of a table.
GUTTER_PT = 10.0
BULLET = "•"
BULLET_PT = 11.0
#: Columns that hold a row's own words.
WORDED = ("what", "position", "figure")
#: Columns that hold a speaker.
NAMED = ("who", "claimed_by")
#: Columns in which most rows of a table may have nothing, and the share that has something where there is a column: of
#: fewer it stands behind the row's own words.
SELDOM, FILLED = ("stance", "date"), 1 / 3
#: The section whose rows stand in a box.
BOXED = "bottom_line"


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
    again: Text | TableRow | None = None
    """How it is set behind one of its kin: without title and affiliation, or not bold."""
    again_pt: float = 0.0
    line: Line | None = None
    """Its words as they are printed, cut where the page cuts them."""
    when: When | None = None
    speaker: Speaker | None = None
    differs: bool = False
    """Whether it shows values on which sources differ: no line without them says the same."""
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


class Composer:
    """Sets the items of one brief."""

    def __init__(self, words: Words, setter: Setter, width_pt: float) -> None:
        self.words = words
        self.brief = words.brief
        self.template: Template = words.template
        self.setter = setter
        self.width_pt = width_pt
        self.notes: list[Note] = []
        self.cut: dict[tuple[str, str], Note] = {}
        """For each row that was cut, by section and id, that it was."""
        self.kept = frozenset(self.brief.kept)
        self._widths: dict[str, float] = {}
        self._subheadings: dict[str, Text] = {}
        colours = self.template.colours
        self.rule = Rule(0.5, colours["rule"], 1.75)
        self.head_rule = Rule(0.75, colours["accent"], 1.75)
        # How a row is set as a paragraph: by its section, where that has a way of its own, and by its type.
        self._paragraphs: Mapping[str | type[Row], Callable[[Any, Section], Entry]] = {
            BOXED: self._lead,
            "changes": self._change,
            Statement: self._point,
            EventRow: self._event,
            PositionRow: self._position,
            FigureRow: self._figure,
            Question: self._question,
        }
        # Characters that no line of a section holds, once known.
        self._most: dict[str, int] = {}
        # What stands in the cells of a column, a line each.
        self._lines: Mapping[str, Callable[[Any], list[Runs]]] = {
            "source": lambda row: [self.words.reference(row.line.evidence)],
            "when": lambda row: [self._date(row.when, bold=True)],
            "date": lambda row: [() if self._at_the_head(row.when) else self._date(row.when)],
            "stance": lambda row: [self._stance(row)],
            "who": lambda row: self._who(row.speaker),
            "claimed_by": lambda row: self._who(row.claimed_by),
            **dict.fromkeys(WORDED, lambda row: [self._told(row)]),
        }

    def beside(self, width_pt: float) -> Composer:
        """Sets items of the same brief to another measure, with the same notes."""
        other = Composer(self.words, self.setter, width_pt)
        other.notes, other.cut = self.notes, self.cut
        return other

    def draft(self, spec: Section) -> Draft:
        """All entries of a section."""
        heading = spec.heading or self.template.label(spec.kind)
        if spec.columns:
            return self._table(spec, heading)
        overhead = self.box_pt if spec.kind == BOXED else self.heading(heading).height_pt
        rows = self._rows(spec)
        return Draft(
            spec, heading, self, rows, lambda row: self._paragraph(row, spec), overhead, groups=self._groups(spec, rows)
        )

    def _paragraph(self, row: Row, spec: Section) -> Entry:
        """A row as a paragraph: as its section has it, where that has a way of its own, else as rows of its type."""
        return self._paragraphs.get(spec.kind, self._paragraphs[type(row)])(row, spec)

    # The bottom line's box: padding, and the label that stands in it.
    @property
    def inset_pt(self) -> float:
        """Between the box's edge and its type."""
        return 9.0

    @property
    def pad_pt(self) -> float:
        """Above and below the box's type."""
        return 6.5

    @property
    def box_pt(self) -> float:
        """What the box costs besides its statements."""
        return 8.0 + 2 * self.pad_pt + self.setter.looks["label"].leading_pt

    def heading(self, words: str) -> Text:
        """A section's heading."""
        made = self.setter.one_line("heading", [Run(clean(words))], self.width_pt)
        return dataclasses.replace(made, rule=Rule(0.5, self.template.colours["rule"], 1.0))

    def subheading(self, words: str) -> Text:
        """The name of a group of rows."""
        if words not in self._subheadings:
            self._subheadings[words] = self.setter.one_line("subheading", [Run(clean(words))], self.width_pt)
        return self._subheadings[words]

    def _lead(self, row: Statement, spec: Section) -> Entry:
        """A statement of the bottom line, in its box: the first that stands is set bold."""
        width = self.width_pt - 2 * self.inset_pt

        def make(line: Line, *, bold: bool = False) -> Text:
            ink = tuple(run._replace(bold=bold or run.bold) for run in self.words.line(line))
            return self.setter.text("lead", (*ink, *self._beside(row, line)), width)

        text, line = self._cut(row.id, row.line, make, spec)
        entry = _text_entry(row, text, line, speaker=row.speaker)
        bold = dataclasses.replace(make(line, bold=True), row=row.id)
        return dataclasses.replace(
            entry, kin=BOXED, part=bold, height_pt=bold.height_pt, again=entry.part, again_pt=text.height_pt
        )

    def _point(self, row: Statement, spec: Section) -> Entry:
        """A sentence behind a bullet; a speaker's name at its head is bold."""

        def make(line: Line) -> Text:
            return self._bulleted("point", (*self.words.line(line, opened=True), *self._beside(row, line)))

        return _text_entry(row, *self._cut(row.id, row.line, make, spec), speaker=row.speaker)

    def _beside(self, row: Statement, line: Line) -> Runs:
        """What stands behind a statement's words: how sure it is, whose claim it is, other values, its places."""
        runs = (*self.words.sure(row.certainty), *self.words.claimed(row.speaker, line))
        return (*runs, *self.words.cited(line.evidence), *self.words.conflict(row.conflict))

    def _change(self, row: Statement, spec: Section) -> Entry:
        """What is new: its date or its speaker, and its words."""
        named = row.speaker.name if row.speaker else self._changed(row)
        first = (Run(f"{_capital(clean(named))}: ", bold=True),) if named else ()

        def make(line: Line) -> Text:
            runs = (*first, *self.words.line(line, row.certainty))
            return self._bulleted("question", (*runs, *self.words.cited(line.evidence)))

        return _text_entry(row, *self._cut(row.id, row.line, make, spec), when=row.when)

    def _changed(self, row: Statement) -> str:
        """The date of what is new, from what it was where it has changed."""
        if row.when is None:
            return ""
        template = self.template
        return dates.moved(row.was, row.when, template) if row.was else dates.printed(row.when, template)

    def _event(self, row: EventRow, spec: Section) -> Entry:
        """An event behind its date in bold."""
        date = Run(f"{_capital(dates.printed(row.when, self.template))}: ", bold=True)

        def make(line: Line) -> Text:
            runs = self.words.event(dataclasses.replace(row, line=line), self.words.cited(line.evidence))
            return self._bulleted("question", (date, *runs))

        return _text_entry(row, *self._cut(row.id, row.line, make, spec), when=row.when)

    def _position(self, row: PositionRow, spec: Section) -> Entry:
        """A position behind its speaker in bold, with title and affiliation where it is the speaker's first."""
        name = Run(_capital(clean(row.speaker.name)), bold=True)
        title = "".join(run.text for run in self.words.speaker(row.speaker))
        quiet = self.setter.looks["cell-note"].colour
        full = (name, *((Run(f", {title}", colour=quiet),) if title else ()), Run(": ", bold=True))

        def make(line: Line, opener: Runs = full) -> Text:
            said = self.words.position(dataclasses.replace(row, line=line))
            return self._bulleted("point", (*opener, *said, *self.words.cited(line.evidence)))

        text, line = self._cut(row.id, row.line, make, spec)
        again = dataclasses.replace(make(line, (name, Run(": ", bold=True))), row=row.id)
        made = _text_entry(row, text, line, when=row.when, speaker=row.speaker)
        name_ = row.speaker.name
        return dataclasses.replace(made, group=name_, kin=name_, again=again, again_pt=again.height_pt)

    def _figure(self, row: FigureRow, spec: Section) -> Entry:
        """A figure in its sentence, with who gives it."""

        def make(line: Line) -> Text:
            places = self.words.cited(line.evidence)
            return self._bulleted("point", self.words.figure(dataclasses.replace(row, line=line), places, named=True))

        return _text_entry(row, *self._cut(row.id, row.line, make, spec))

    def _question(self, row: Question, spec: Section) -> Entry:
        first = self.words.question(row)

        def make(line: Line) -> Text:
            runs = (*first, *self.words.line(line), *self.words.cited(line.evidence))
            return self._bulleted("question", runs)

        return _text_entry(row, *self._cut(row.id, row.line, make, spec))

    def _bulleted(self, look: str, runs: Runs) -> Text:
        return self.setter.text(look, runs, self.width_pt, bullet=BULLET, indent_pt=BULLET_PT * self.setter.scale)

    def sources(self, form: SourceForm) -> tuple[Entry, ...]:
        """The sources, each a paragraph: ``list`` with all there is to say, ``short`` in one line."""
        made = self.setter.one_line if form == "short" else functools.partial(self.setter.text, name=True)
        return tuple(
            Entry(s.document, -float(s.number), text, text.height_pt, cited=(s.number,))
            for s in self.brief.sources
            for text in [made("source", self.words.source(s, form), self.width_pt)]
        )

    def sources_run_in(self, numbers: Iterable[int]) -> Text:
        """Some of the sources in one paragraph."""
        wanted = set(numbers)
        runs: list[Run] = []
        for s in self.brief.sources:
            if s.number in wanted:
                runs.extend(((Run("; "),) if runs else ()) + self.words.source(s, "run-in"))
        if more := len(self.brief.sources) - len(wanted):
            runs.append(Run(f"; {self.template.label('more_sources', count=more)}"))
        return self.setter.text("source", runs, self.width_pt)

    def _cut(self, id_: str, line: Line, make: Callable[[Line], Text], spec: Section) -> tuple[Text, Line]:
        """A paragraph no longer than the section allows, and the words that stand in it."""
        most = self._most.get(spec.kind)
        text = None if most is not None and len(line.text) >= most else make(line)
        if text is not None and len(text.lines) <= spec.item_lines:
            return text, line
        if most is None and text is not None:
            # No character of the type is narrower than about a fifth of its size: longer lines need not be tried.
            most = math.ceil(spec.item_lines * self.width_pt / (0.2 * text.look.size_pt))
            self._most[spec.kind] = most
        shorter = cut(line, self.brief.language, lambda c: len(make(c).lines) <= spec.item_lines, most)
        if shorter is None:
            return text or make(line), line
        self.cut[spec.kind, id_] = Note("cut", f"{spec.kind} {id_} is cut at a clause for want of room")
        return make(shorter), shorter

    def _table(self, spec: Section, heading: str) -> Draft:
        columns = self._columns(spec)
        head_cells = tuple((self.setter.text("cell-head", [Run(c.label)], c.width_pt - GUTTER_PT),) for c in columns)
        gutters = [GUTTER_PT] * (len(columns) - 1) + [0.0]
        table = Table(
            spec.kind,
            heading,
            columns,
            TableRow("head", head_cells),
            (),
            self.rule,
            self.head_rule,
            GUTTER_PT,
        )
        widths = {c.kind: c.width_pt - g for c, g in zip(columns, gutters, strict=True)}
        overhead = self.heading(heading).height_pt + table.height_pt
        rows = self._rows(spec)
        groups = self._groups(spec, rows)
        return Draft(
            spec, heading, self, rows, lambda row: self._entry(row, spec, table, widths), overhead, table, groups
        )

    def _entry(self, row: Row, spec: Section, table: Table, widths: Mapping[str, float]) -> Entry:
        cells: dict[str, tuple[Text, ...]] = {}
        line = row.line
        for kind, width in widths.items():
            if kind in WORDED:
                said = functools.partial(self._said, row, width, spec, widths)
                text, line = self._cut(row.id, row.line, said, spec)
                cells[kind] = (text,)
            else:
                cells[kind] = self._cell(kind, row, width)
        made = TableRow(row.id, tuple(cells.values()))
        height = table.row_height_pt(made)
        cited = _named(row, row.line)
        when: When | None = getattr(row, "when", None)
        entry = Entry(
            row.id, row.choice.score, made, height, row.id, cited,
            line=line, when=when, differs=_differs(row), certainty=_certainty(row), pointless=_pointless(row, line),
        )  # fmt: skip
        if not isinstance(row, PositionRow):
            return entry
        again = TableRow(row.id, tuple((cell[:1] if kind == "who" else cell) for kind, cell in cells.items()))
        return dataclasses.replace(
            entry, group=row.speaker.name, kin=row.speaker.name, again=again, again_pt=table.row_height_pt(again),
            speaker=row.speaker, denies=row.stance == "denies",
        )  # fmt: skip

    def _rows(self, spec: Section) -> list[Row]:
        """The rows of a section that may be printed; what a person wants printed is always among them."""
        rows = sections.rows(self.brief, sections.BY_NAME[spec.kind])
        return [row for row in rows if _may_stand(row, spec) or row.id in self.kept]

    def _groups(self, spec: Section, rows: Sequence[Row]) -> Sequence[Group]:
        """For each row its group, where the template wants them."""
        positions = [row for row in rows if isinstance(row, PositionRow)] if spec.grouped != "no" else []
        return grouping.groups(positions, self.words)

    def _columns(self, spec: Section) -> tuple[Column, ...]:
        """The columns, none wider than what stands in it needs and none empty; one takes what is left."""
        shown = [c for c in spec.columns if c.width is None or self._wanted(c.show, spec)]
        widths = {c.show: min(c.width * self.setter.scale, self._needed(c.show)) for c in shown if c.width}
        rest = self.width_pt - sum(widths.values())
        return tuple(Column(c.show, self._label(c.show, spec), widths.get(c.show, rest)) for c in shown)

    def _label(self, kind: str, spec: Section) -> str:
        """The head of a column: of what lies ahead, nothing has happened yet."""
        return self.template.label("what_is_to_come" if (kind, spec.kind) == ("what", "scheduled") else kind)

    def _wanted(self, kind: str, spec: Section) -> bool:
        """Whether so many cells of a column have something in them that it is not mostly empty."""
        filled = [any(lines) for lines in self._cells(kind, spec)]
        return any(filled) and (kind not in SELDOM or sum(filled) >= FILLED * len(filled))

    def _cells(self, kind: str, spec: Section) -> list[list[Runs]]:
        return [self._lines_of(kind, row) for row in self._rows(spec)]

    def _needed(self, kind: str) -> float:
        """The width at which no cell of a kind of column would be broken, in any of the tables: they line up."""
        if kind not in self._widths:
            specs = [s for s in self.template.sections if any(c.show == kind for c in s.columns)]
            heads = [(Run(self.template.label(kind), bold=True),)]
            body = [line for spec in specs for lines in self._cells(kind, spec) for line in lines]
            looks = self.setter.looks
            widest = max(
                *(_wide(runs, looks["cell-head"]) for runs in heads),
                *(_wide(runs, looks["cell"]) for runs in body),
                0.0,
            )
            self._widths[kind] = math.ceil(widest) + GUTTER_PT + 1.0
        return self._widths[kind]

    def _lines_of(self, kind: str, row: Row) -> list[Runs]:
        """What stands in a cell, a line each: a speaker's name and what is said of the speaker are two."""
        return self._lines[kind](row)

    def _cell(self, kind: str, row: Row, width_pt: float) -> tuple[Text, ...]:
        lines = self._lines_of(kind, row)
        if kind not in NAMED or not lines:
            return (self.setter.text("cell", lines[0] if lines else (), width_pt),)
        looks = ("cell", "cell-note")
        return tuple(
            self.setter.text(look, runs, width_pt, name=True) for look, runs in zip(looks, lines, strict=True) if runs
        )

    def _said(self, row: Row, width_pt: float, spec: Section, shown: Collection[str], line: Line) -> Text:
        """What a row tells, with what has no column of its own.

        Args:
            row: of a table.
            width_pt: of its column.
            spec: of its section.
            shown: the columns that there are; the others of the section would stand mostly empty.
            line: its words.
        """
        without = (c.show for c in spec.columns if c.show in SELDOM and c.show not in shown)
        words = ("".join(run.text for run in runs) for kind in without for runs in self._lines_of(kind, row))
        asides = tuple(self.words.aside(_lower(text)) for text in words if text)
        places = (*asides, *(() if "source" in shown else self.words.cited(line.evidence)))
        return self.setter.text("cell", self._told(dataclasses.replace(row, line=line), places), width_pt)

    def _stance(self, row: PositionRow) -> Runs:
        """Nothing where somebody simply says something, as most do."""
        words = self.template.label("questions_stance" if row.stance == "questions" else row.stance)
        return (Run(_capital(words)),) if row.stance != "asserts" else ()

    def _date(self, when: When | None, *, bold: bool = False) -> Runs:
        return (Run(_capital(dates.printed(when, self.template)), bold=bold),) if when is not None else ()

    def _at_the_head(self, when: When | None) -> bool:
        """Whether a date is no more than the day of the one article, which the head of the page tells."""
        return when is not None and when.how == "document" and len(self.brief.sources) == 1

    def _told(self, row: Row, places: Runs = ()) -> Runs:
        """A row's own words, with what stands beside them."""
        if isinstance(row, EventRow):
            return self.words.event(row, places)
        if isinstance(row, FigureRow):
            return self.words.figure(row, places)
        words = self.words.position(row) if isinstance(row, PositionRow) else self.words.line(row.line)
        return (*words, *places)

    def _who(self, speaker: Speaker | None) -> list[Runs]:
        """A name, and under it title and affiliation."""
        return [(Run(_capital(clean(speaker.name)), bold=True),), self.words.speaker(speaker)] if speaker else []


def _wide(runs: Runs, look: Look) -> float:
    return width_of([run._replace(family=look.family) for run in runs], look.size_pt)


def _conflict(row: Row) -> Conflict | None:
    """On what sources differ there."""
    return row.conflict if isinstance(row, EventRow | FigureRow | Statement) else None


def _named(row: Row, line: Line) -> tuple[int, ...]:
    """The sources named behind a line, and behind the values on which sources differ there; the others are counted."""
    conflict = _conflict(row)
    values = [places for _, places in conflict.values] if conflict is not None else []
    named = (list(dict.fromkeys(e.source for e in places))[:PLACES] for places in (line.evidence, *values))
    return tuple(dict.fromkeys(number for numbers in named for number in numbers))


def _differs(row: Row) -> bool:
    """Whether sources differ on it."""
    return _conflict(row) is not None


def _may_stand(row: Row, spec: Section) -> bool:
    """Whether a section prints rows like this one: of events and figures it may want the conflicting ones alone."""
    if _differs(row) or not isinstance(row, EventRow | FigureRow):
        return True
    return spec.only == "all" and (isinstance(row, EventRow) or row.telling)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _text_entry(row: Row, text: Text, line: Line, *, when: When | None = None, speaker: Speaker | None = None) -> Entry:
    made = dataclasses.replace(text, row=row.id)
    cited = _named(row, line)
    return Entry(
        row.id, row.choice.score, made, text.height_pt, row.id, cited,
        line=line, when=when, speaker=speaker, differs=_differs(row), certainty=_certainty(row),
        leans=isinstance(row, Statement) and row.leans, denies=isinstance(row, PositionRow) and row.stance == "denies",
        pointless=_pointless(row, line),
    )  # fmt: skip


def _pointless(row: Row, line: Line) -> bool:
    """Whether a line is cut before the number of its figure, or before it surely tells what is open."""
    if not line.cut:
        return False
    if isinstance(row, FigureRow):
        return clean(row.figure or "") not in clean(line.text)
    return isinstance(row, Question) and row.kind != "conflict" and len(line.text) < OPEN_REACH


def _certainty(row: Row) -> Certainty:
    """How sure it is who says a line; a figure and a question do not say it of themselves."""
    return "sure" if isinstance(row, FigureRow | Question) else row.certainty
