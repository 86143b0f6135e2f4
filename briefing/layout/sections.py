"""Every item of a brief, set in type: what the page may be made of."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from briefing.layout import dates, grouping
from briefing.layout.entries import Draft, Entry, may_stand, text_entry
from briefing.layout.grouping import Group
from briefing.layout.table_setting import TableSetter
from briefing.layout.template import Section, Template
from briefing.layout.template.schema import SourceForm
from briefing.layout.text_runs import Words, capital, clean
from briefing.layout.truncation import cut
from briefing.layout.typesetter import Setter
from briefing.model import sections
from briefing.model.blocks import Rule, Run, Runs, Text
from briefing.model.brief import (
    EventRow,
    FigureRow,
    Line,
    PositionRow,
    Question,
    Statement,
)
from briefing.model.sections import Row
from briefing.model.text import Note

BULLET = "•"
BULLET_PT = 11.0
#: The section whose rows stand in a box.
BOXED = "bottom_line"


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
        self.tables = TableSetter(self)

    def beside(self, width_pt: float) -> Composer:
        """Sets items of the same brief to another measure, with the same notes."""
        other = Composer(self.words, self.setter, width_pt)
        other.notes, other.cut = self.notes, self.cut
        return other

    def draft(self, spec: Section) -> Draft:
        """All entries of a section."""
        heading = spec.heading or self.template.label(spec.kind)
        if spec.columns:
            return self.tables.draft(spec, heading)
        overhead = self.box_pt if spec.kind == BOXED else self.heading(heading).height_pt
        rows = self.rows(spec)
        return Draft(
            spec, heading, self, rows, lambda row: self._paragraph(row, spec), overhead, groups=self.groups(spec, rows)
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

        text, line = self.cut_to(row.id, row.line, make, spec)
        entry = text_entry(row, text, line, speaker=row.speaker)
        bold = dataclasses.replace(make(line, bold=True), row=row.id)
        return dataclasses.replace(
            entry, kin=BOXED, part=bold, height_pt=bold.height_pt, again=lambda: (entry.part, text.height_pt)
        )

    def _point(self, row: Statement, spec: Section) -> Entry:
        """A sentence behind a bullet; a speaker's name at its head is bold."""

        def make(line: Line) -> Text:
            return self._bulleted("point", (*self.words.line(line, opened=True), *self._beside(row, line)))

        return text_entry(row, *self.cut_to(row.id, row.line, make, spec), speaker=row.speaker)

    def _beside(self, row: Statement, line: Line) -> Runs:
        """What stands behind a statement's words: how sure it is, whose claim it is, other values, its places."""
        runs = (*self.words.sure(row.certainty), *self.words.claimed(row.speaker, line))
        return (*runs, *self.words.cited(line.cited), *self.words.conflict(row.conflict))

    def _change(self, row: Statement, spec: Section) -> Entry:
        """What is new: its date or its speaker, and its words."""
        named = row.speaker.name if row.speaker else self._changed(row)
        first = (Run(f"{capital(clean(named))}: ", bold=True),) if named else ()

        def make(line: Line) -> Text:
            words = self.words.unstopped if first else self.words.line
            return self._bulleted("question", (*first, *words(line, row.certainty), *self.words.cited(line.cited)))

        return text_entry(row, *self.cut_to(row.id, row.line, make, spec), when=row.when)

    def _changed(self, row: Statement) -> str:
        """The date of what is new, from what it was where it has changed."""
        if row.when is None:
            return ""
        template = self.template
        return dates.moved(row.was, row.when, template) if row.was else dates.printed(row.when, template)

    def _event(self, row: EventRow, spec: Section) -> Entry:
        """An event behind its date in bold."""
        date = Run(f"{capital(dates.printed(row.when, self.template))}: ", bold=True)

        def make(line: Line) -> Text:
            runs = self.words.event(dataclasses.replace(row, line=line), self.words.cited(line.cited))
            return self._bulleted("question", (date, *runs))

        return text_entry(row, *self.cut_to(row.id, row.line, make, spec), when=row.when)

    def _position(self, row: PositionRow, spec: Section) -> Entry:
        """A position behind its speaker in bold, with title and affiliation where it is the speaker's first."""
        name = Run(capital(clean(row.speaker.name)), bold=True)
        title = self.words.introduction(row.speaker)
        quiet = self.setter.looks["cell-note"].colour
        full = (name, *((Run(f", {title}", colour=quiet),) if title else ()), Run(": ", bold=True))

        def make(line: Line, opener: Runs = full) -> Text:
            said = self.words.position(dataclasses.replace(row, line=line))
            return self._bulleted("point", (*opener, *said, *self.words.cited(line.cited)))

        text, line = self.cut_to(row.id, row.line, make, spec)

        @functools.cache
        def again() -> tuple[Text, float]:
            untitled = dataclasses.replace(make(line, (Run(f"{name.text}: ", colour=quiet),)), row=row.id)
            return untitled, untitled.height_pt

        made = text_entry(row, text, line, when=row.when, speaker=row.speaker)
        name_ = row.speaker.name
        return dataclasses.replace(made, group=name_, kin=name_, again=again)

    def _figure(self, row: FigureRow, spec: Section) -> Entry:
        """A figure in its sentence, with who gives it."""

        def make(line: Line) -> Text:
            places = self.words.cited(line.cited)
            return self._bulleted("point", self.words.figure(dataclasses.replace(row, line=line), places, named=True))

        return text_entry(row, *self.cut_to(row.id, row.line, make, spec))

    def _question(self, row: Question, spec: Section) -> Entry:
        first = self.words.question(row)

        def make(line: Line) -> Text:
            runs = (*first, *self.words.line(line), *self.words.cited(line.cited))
            return self._bulleted("question", runs)

        return text_entry(row, *self.cut_to(row.id, row.line, make, spec))

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

    def cut_to(self, id_: str, line: Line, make: Callable[[Line], Text], spec: Section) -> tuple[Text, Line]:
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

    def rows(self, spec: Section) -> list[Row]:
        """The rows of a section that may be printed; what a person wants printed is always among them."""
        rows = sections.rows(self.brief, sections.BY_NAME[spec.kind])
        return [row for row in rows if may_stand(row, spec) or row.id in self.kept]

    def groups(self, spec: Section, rows: Sequence[Row]) -> Sequence[Group]:
        """For each row its group, where the template wants them."""
        positions = [row for row in rows if isinstance(row, PositionRow)] if spec.grouped != "no" else []
        return grouping.groups(positions, self.words)
