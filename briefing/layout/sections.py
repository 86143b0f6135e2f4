"""Every item of a brief, set in type: what the page may be made of."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.layout import dates
from briefing.layout.line_breaking import width_of
from briefing.layout.template import Section, Template
from briefing.layout.text_runs import Words, clean
from briefing.layout.truncation import cut
from briefing.layout.typesetter import Setter
from briefing.model.brief import EventRow, FigureRow, Line, PositionRow, Question, Speaker, Statement
from briefing.model.page import Column, Margins, Paper, Row, Rule, Run, Runs, Table, Text
from briefing.model.text import Note
from briefing.model.time import When

#: Between the columns of a table.
GUTTER_PT = 10.0
BULLET = "•"
BULLET_PT = 11.0
#: Columns that hold a row's own words.
WORDED = ("what", "position", "figure")


@dataclass(frozen=True, slots=True)
class Entry:
    """One item that can stand on the page or stay away."""

    id: str
    score: float
    part: Text | Row
    height_pt: float
    group: str = ""
    """Who speaks: the last entry of a group yields after those that are not alone."""
    cited: tuple[int, ...] = ()
    """The sources it names."""
    again: Text | Row | None = None
    """How it is set where an entry of the same group stands before it: without title and affiliation."""
    again_pt: float = 0.0
    line: Line | None = None
    """Its words as they are printed, cut where the page cuts them."""
    when: When | None = None
    speaker: Speaker | None = None
    differs: bool = False
    """Whether it shows values on which sources differ: no line without them says the same."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A section with all its entries, in reading order."""

    spec: Section
    heading: str
    entries: tuple[Entry, ...]
    overhead_pt: float
    """What the section costs besides its entries."""
    table: Table | None = None
    """Without its rows."""


class Composer:
    """Sets the items of one brief."""

    def __init__(self, words: Words, setter: Setter, paper: Paper, margins: Margins) -> None:
        self.words = words
        self.brief = words.brief
        self.template: Template = words.template
        self.setter = setter
        self.width_pt = paper.width_pt - margins.left_pt - margins.right_pt
        self.notes: list[Note] = []
        self._widths: dict[str, float] = {}
        colours = self.template.colours
        self.rule = Rule(0.5, colours["rule"], 1.75)
        self.head_rule = Rule(0.75, colours["accent"], 1.75)

    def draft(self, spec: Section) -> Draft:
        """All entries of a section."""
        heading = spec.heading or self.template.label(spec.kind)
        if spec.columns:
            return self._table(spec, heading)
        heading_pt = self.heading(heading).height_pt
        if spec.kind == "bottom_line":
            inset = self.width_pt - 2 * self.inset_pt
            return Draft(spec, heading, self._statements(spec, self.brief.bottom_line, "lead", inset), self.box_pt)
        if spec.kind == "changes":
            return Draft(spec, heading, self._changes(spec), heading_pt)
        if spec.kind == "key_points":
            entries = self._statements(spec, self.brief.key_points, "point", self.width_pt, BULLET)
            return Draft(spec, heading, entries, heading_pt)
        if spec.kind == "scheduled":
            return Draft(spec, heading, self._scheduled(spec), heading_pt)
        if spec.kind == "figures":
            return Draft(spec, heading, self._figures(spec), heading_pt)
        if spec.kind == "positions":
            return Draft(spec, heading, self._positions(spec), heading_pt)
        if spec.kind == "questions":
            return Draft(spec, heading, self._questions(spec), heading_pt)
        return Draft(spec, heading, (), heading_pt)

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

    def heading(self, words: str, count: str = "") -> Text:
        """A section's heading, with the count of what it shows at the right."""
        quiet = self.setter.looks["cell-note"]
        right = (Run(count, colour=quiet.colour, size_pt=quiet.size_pt),) if count else ()
        return self.setter.one_line("heading", [Run(clean(words))], self.width_pt, right=right)

    def _statements(
        self, spec: Section, statements: Sequence[Statement], look: str, width_pt: float, bullet: str = ""
    ) -> tuple[Entry, ...]:
        def entry(s: Statement) -> Entry:
            text, line = self._cut(s.id, s.line, lambda line: self._paragraph(look, line, width_pt, s, bullet), spec)
            return _text_entry(s.id, s.choice.score, text, line, speaker=s.speaker)

        return tuple(map(entry, statements))

    def _questions(self, spec: Section) -> tuple[Entry, ...]:
        def entry(q: Question) -> Entry:
            first = self.words.question(q)

            def make(line: Line) -> Text:
                runs = (*first, *self.words.line(line), Run(" "), *self.words.reference(line.evidence))
                return self._bulleted("question", runs)

            return _text_entry(q.id, q.choice.score, *self._cut(q.id, q.line, make, spec))

        return tuple(map(entry, self.brief.questions))

    def _positions(self, spec: Section) -> tuple[Entry, ...]:
        """Each position behind its speaker in bold, with title and affiliation where it is the speaker's first."""

        def entry(row: PositionRow) -> Entry:
            name = Run(clean(row.speaker.name), bold=True)
            title = "".join(run.text for run in self.words.speaker(row.speaker))
            quiet = self.setter.looks["cell-note"].colour
            full = (name, *((Run(f", {title}", colour=quiet),) if title else ()), Run(": ", bold=True))

            def make(line: Line, opener: Runs = full) -> Text:
                said = self.words.position(dataclasses.replace(row, line=line))
                return self._bulleted("point", (*opener, *said, Run(" "), *self.words.reference(line.evidence)))

            text, line = self._cut(row.id, row.line, make, spec)
            again = dataclasses.replace(make(line, (name, Run(": ", bold=True))), row=row.id)
            made = _text_entry(row.id, row.choice.score, text, line, when=row.when, speaker=row.speaker)
            return dataclasses.replace(made, group=row.speaker.name, again=again, again_pt=again.height_pt)

        return tuple(map(entry, self.brief.positions))

    def _figures(self, spec: Section) -> tuple[Entry, ...]:
        """Each figure in its sentence, with who gives it."""

        def entry(row: FigureRow) -> Entry:
            def make(line: Line) -> Text:
                runs = self.words.figure(dataclasses.replace(row, line=line), named=True)
                return self._bulleted("point", (*runs, Run(" "), *self.words.reference(line.evidence)))

            made = _text_entry(row.id, row.choice.score, *self._cut(row.id, row.line, make, spec))
            return dataclasses.replace(made, differs=row.conflict is not None)

        return tuple(map(entry, self._figure_rows(spec)))

    def _figure_rows(self, spec: Section) -> list[FigureRow]:
        return [f for f in self.brief.figures if f.conflict is not None or (spec.only == "all" and f.telling)]

    def _scheduled(self, spec: Section) -> tuple[Entry, ...]:
        def entry(row: EventRow) -> Entry:
            date = Run(f"{_capital(dates.printed(row.when, self.template))}: ", bold=True)

            def make(line: Line) -> Text:
                runs = (*self.words.event(dataclasses.replace(row, line=line)), Run(" "))
                return self._bulleted("question", (date, *runs, *self.words.reference(line.evidence)))

            made = _text_entry(row.id, row.choice.score, *self._cut(row.id, row.line, make, spec), when=row.when)
            return dataclasses.replace(made, differs=row.conflict is not None)

        return tuple(map(entry, self.brief.scheduled))

    def _changes(self, spec: Section) -> tuple[Entry, ...]:
        """What is new: its date or its speaker, its words, and the date it had before."""

        def entry(s: Statement) -> Entry:
            named = s.speaker.name if s.speaker else dates.printed(s.when, self.template) if s.when else ""
            first = (Run(f"{_capital(clean(named))}: ", bold=True),) if named else ()
            before = (
                (self.words.aside(self.template.label("was", date=dates.printed(s.was, self.template))),)
                if s.was
                else ()
            )

            def make(line: Line) -> Text:
                runs = (*first, *self.words.line(line, s.certainty), *before, Run(" "))
                return self._bulleted("question", (*runs, *self.words.reference(line.evidence)))

            return _text_entry(s.id, s.choice.score, *self._cut(s.id, s.line, make, spec), when=s.when)

        return tuple(map(entry, self.brief.changes))

    def _bulleted(self, look: str, runs: Runs) -> Text:
        return self.setter.text(look, runs, self.width_pt, bullet=BULLET, indent_pt=BULLET_PT * self.setter.scale)

    def _paragraph(self, look: str, line: Line, width_pt: float, row: Statement, bullet: str) -> Text:
        """A line with whose claim it is and its places after it."""
        said = (*self.words.line(line, row.certainty), *self.words.claimed(row.speaker, line))
        runs = (*said, Run(" "), *self.words.reference(line.evidence))
        indent = BULLET_PT * self.setter.scale if bullet else 0.0
        return self.setter.text(look, runs, width_pt, bullet=bullet, indent_pt=indent)

    def sources(self, short: bool) -> tuple[Entry, ...]:
        """The sources, one a line."""
        return tuple(
            Entry(s.document, -float(s.number), text, text.height_pt, cited=(s.number,))
            for s in self.brief.sources
            for text in [self.setter.text("source", self.words.source(s, short), self.width_pt, name=True)]
        )

    def sources_run_in(self, numbers: Iterable[int]) -> Text:
        """Some of the sources in one paragraph."""
        wanted = set(numbers)
        runs: list[Run] = []
        for s in self.brief.sources:
            if s.number in wanted:
                runs.extend(((Run("; "),) if runs else ()) + self.words.source(s, short=True))
        return self.setter.text("source", runs, self.width_pt)

    def _cut(self, id_: str, line: Line, make: Callable[[Line], Text], spec: Section) -> tuple[Text, Line]:
        """A paragraph no longer than the section allows, and the words that stand in it."""
        text = make(line)
        if len(text.lines) <= spec.item_lines:
            return text, line
        # No character of the type is narrower than about a fifth of its size: longer lines need not be tried.
        most = spec.item_lines * self.width_pt / (0.2 * text.look.size_pt)
        shorter = cut(line, lambda c: len(c.text) < most and len(make(c).lines) <= spec.item_lines)
        if shorter is None:
            return text, line
        self.notes.append(Note("cut", f"{spec.kind} {id_} is cut at a clause for want of room"))
        return make(shorter), shorter

    def _table(self, spec: Section, heading: str) -> Draft:
        columns = self._columns(spec)
        head_cells = tuple((self.setter.text("cell-head", [Run(c.label)], c.width_pt - GUTTER_PT),) for c in columns)
        gutters = [GUTTER_PT] * (len(columns) - 1) + [0.0]
        table = Table(
            spec.kind,
            heading,
            columns,
            Row("head", head_cells),
            (),
            self.rule,
            self.head_rule,
            GUTTER_PT,
        )
        widths = {c.kind: c.width_pt - g for c, g in zip(columns, gutters, strict=True)}
        entries = tuple(self._entry(row, spec, table, widths) for row in self._rows(spec))
        overhead = self.heading(heading).height_pt + table.height_pt
        return Draft(spec, heading, entries, overhead, table)

    def _entry(
        self, row: EventRow | PositionRow | FigureRow, spec: Section, table: Table, widths: Mapping[str, float]
    ) -> Entry:
        cells: dict[str, tuple[Text, ...]] = {}
        line = row.line
        for kind, width in widths.items():
            if kind in WORDED:
                text, line = self._cut(row.id, row.line, functools.partial(self._said, row, width, spec), spec)
                cells[kind] = (text,)
            else:
                cells[kind] = self._cell(kind, row, width)
        made = Row(row.id, tuple(cells.values()))
        height = table.row_height_pt(made)
        cited = tuple(e.source for e in row.line.evidence)
        differs = not isinstance(row, PositionRow) and row.conflict is not None
        entry = Entry(row.id, row.choice.score, made, height, row.id, cited, line=line, when=row.when, differs=differs)
        if not isinstance(row, PositionRow):
            return entry
        again = Row(row.id, tuple((cell[:1] if kind == "who" else cell) for kind, cell in cells.items()))
        return dataclasses.replace(
            entry, group=row.speaker.name, again=again, again_pt=table.row_height_pt(again), speaker=row.speaker
        )

    def _rows(self, spec: Section) -> Sequence[EventRow | PositionRow | FigureRow]:
        if spec.kind == "positions":
            return self.brief.positions
        if spec.kind == "figures":
            return self._figure_rows(spec)
        rows = self.brief.chronology if spec.kind == "chronology" else self.brief.scheduled
        return [r for r in rows if r.conflict is not None or spec.only == "all"]

    def _columns(self, spec: Section) -> tuple[Column, ...]:
        """The columns, none wider than what stands in it needs and none empty; one takes what is left."""
        shown = [c for c in spec.columns if c.width is None or any(map(any, self._cells(c.show, spec)))]
        widths = {c.show: min(c.width * self.setter.scale, self._needed(c.show)) for c in shown if c.width}
        rest = self.width_pt - sum(widths.values())
        return tuple(Column(c.show, self.template.label(c.show), widths.get(c.show, rest)) for c in shown)

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
                *(width_of(runs, looks["cell-head"].size_pt) for runs in heads),
                *(width_of(runs, looks["cell"].size_pt) for runs in body),
                0.0,
            )
            self._widths[kind] = math.ceil(widest) + GUTTER_PT + 1.0
        return self._widths[kind]

    def _lines_of(self, kind: str, row: EventRow | PositionRow | FigureRow) -> list[Runs]:
        if kind == "source":
            return [self.words.reference(row.line.evidence)]
        if isinstance(row, EventRow):
            return [self._date(row.when, bold=True)]
        if isinstance(row, PositionRow) and kind == "stance":
            return [self._stance(row)]
        if isinstance(row, PositionRow) and kind == "date":
            return [self._date(row.when)]
        speaker = row.speaker if isinstance(row, PositionRow) else row.claimed_by
        return [(Run(clean(speaker.name), bold=True),), self.words.speaker(speaker)] if speaker else []

    def _cell(self, kind: str, row: EventRow | PositionRow | FigureRow, width_pt: float) -> tuple[Text, ...]:
        if kind == "source":
            return (self.setter.text("cell", self.words.reference(row.line.evidence), width_pt),)
        if isinstance(row, PositionRow):
            if kind == "who":
                return self._who(row.speaker, width_pt)
            runs = self._stance(row) if kind == "stance" else self._date(row.when) if kind == "date" else None
        elif isinstance(row, EventRow):
            runs = self._date(row.when, bold=True) if kind == "when" else None
        elif kind == "claimed_by":
            return self._who(row.claimed_by, width_pt)
        else:
            runs = None
        return (self.setter.text("cell", runs or (), width_pt),)

    def _said(self, row: EventRow | PositionRow | FigureRow, width_pt: float, spec: Section, line: Line) -> Text:
        """What a row tells; with its places, where these have no column of their own."""
        if isinstance(row, EventRow):
            runs = self.words.event(dataclasses.replace(row, line=line))
        elif isinstance(row, PositionRow):
            runs = self.words.position(dataclasses.replace(row, line=line))
        else:
            runs = self.words.figure(dataclasses.replace(row, line=line))
        if not any(c.show == "source" for c in spec.columns):
            runs = (*runs, Run(" "), *self.words.reference(line.evidence))
        return self.setter.text("cell", runs, width_pt)

    def _stance(self, row: PositionRow) -> Runs:
        return (Run(self.template.label("questions_stance" if row.stance == "questions" else row.stance)),)

    def _date(self, when: When | None, bold: bool = False) -> Runs:
        return (Run(dates.printed(when, self.template), bold=bold),) if when is not None else ()

    def _who(self, speaker: Speaker | None, width_pt: float) -> tuple[Text, ...]:
        """A name, and under it title and affiliation."""
        if speaker is None:
            return (self.setter.text("cell", (), width_pt),)
        name = self.setter.text("cell", [Run(clean(speaker.name), bold=True)], width_pt, name=True)
        more = self.words.speaker(speaker)
        return (name, self.setter.text("cell-note", more, width_pt, name=True)) if more else (name,)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _text_entry(
    id_: str, score: float, text: Text, line: Line, *, when: When | None = None, speaker: Speaker | None = None
) -> Entry:
    made = dataclasses.replace(text, row=id_)
    cited = tuple(e.source for e in line.evidence)
    return Entry(id_, score, made, text.height_pt, id_, cited, line=line, when=when, speaker=speaker)
