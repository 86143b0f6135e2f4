"""The rows of a section set as a table: its columns, no wider than what stands in them, and its cells."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from briefing.layout import dates
from briefing.layout.entries import Draft, Entry, certainty_of, differs, is_pointless, sources_named, values
from briefing.layout.line_breaking import width_of
from briefing.layout.template import Section
from briefing.layout.text_runs import capital, clean
from briefing.model.blocks import Column, Look, Run, Runs, Table, Text
from briefing.model.blocks import Row as TableRow
from briefing.model.brief import (
    EventRow,
    FigureRow,
    Line,
    PositionRow,
    Speaker,
)
from briefing.model.sections import Row
from briefing.model.time import When

if TYPE_CHECKING:
    from briefing.layout.sections import Composer

#: Between the columns of a table.
GUTTER_PT = 10.0
#: Columns that hold a row's own words.
WORDED = ("what", "position", "figure")
#: Columns that hold a speaker.
NAMED = ("who", "claimed_by")
#: Columns in which most rows of a table may have nothing, and the share that has something where there is a column: of
#: fewer it stands behind the row's own words.
SELDOM, FILLED = ("stance", "date"), 1 / 3


class TableSetter:
    """Sets the tables of one brief."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer
        self.words = composer.words
        self.setter = composer.setter
        self.template = composer.template
        self._widths: dict[str, float] = {}
        # What stands in the cells of a column, a line each.
        self._lines: Mapping[str, Callable[[Any], list[Runs]]] = {
            "source": lambda row: [self.words.reference(row.line.cited)],
            "when": lambda row: [self._date(row.when, bold=True)],
            "date": lambda row: [() if self._at_the_head(row.when) else self._date(row.when)],
            "stance": lambda row: [self._stance(row)],
            "who": lambda row: self._who(row.speaker),
            "claimed_by": lambda row: self._who(row.claimed_by),
            **dict.fromkeys(WORDED, lambda row: [self._told(row)]),
        }

    def draft(self, spec: Section, heading: str) -> Draft:
        """A section as a table, its rows to be set when they are asked for."""
        columns = self._columns(spec)
        head_cells = tuple((self.setter.text("cell-head", [Run(c.label)], c.width_pt - GUTTER_PT),) for c in columns)
        gutters = [GUTTER_PT] * (len(columns) - 1) + [0.0]
        table = Table(
            spec.kind,
            heading,
            columns,
            TableRow("head", head_cells),
            (),
            self.composer.rule,
            self.composer.head_rule,
            GUTTER_PT,
        )
        widths = {c.kind: c.width_pt - g for c, g in zip(columns, gutters, strict=True)}
        overhead = self.composer.heading(heading).height_pt + table.height_pt
        rows = self.composer.rows(spec)
        groups = self.composer.groups(spec, rows)
        set_row = functools.partial(self._entry, spec=spec, table=table, widths=widths)
        return Draft(spec, heading, self.composer, rows, set_row, overhead, table, groups)

    def _entry(self, row: Row, spec: Section, table: Table, widths: Mapping[str, float]) -> Entry:
        cells: dict[str, tuple[Text, ...]] = {}
        line = row.line
        for kind, width in widths.items():
            if kind in WORDED:
                said = functools.partial(self._said, row, width, spec, widths)
                text, line = self.composer.cut_to(row.id, row.line, said, spec)
                cells[kind] = (text,)
            else:
                cells[kind] = self._cell(kind, row, width)
        made = TableRow(row.id, tuple(cells.values()))
        height = table.row_height_pt(made)
        cited = sources_named(row, row.line)
        when: When | None = getattr(row, "when", None)
        entry = Entry(
            row.id, row.choice.score, made, height, row.id, cited,
            line=line, when=when, differs=differs(row), values=values(row), certainty=certainty_of(row),
            pointless=is_pointless(row, line),
        )  # fmt: skip
        if not isinstance(row, PositionRow):
            return entry
        name = self._cell("who", row, widths["who"], again=True)[:1] if "who" in widths else ()
        untitled = TableRow(row.id, tuple((name if kind == "who" else cell) for kind, cell in cells.items()))
        again = (untitled, table.row_height_pt(untitled))
        return dataclasses.replace(
            entry, group=row.speaker.name, kin=row.speaker.name, again=lambda: again,
            speaker=row.speaker, denies=row.stance == "denies",
        )  # fmt: skip

    def _columns(self, spec: Section) -> tuple[Column, ...]:
        """The columns, none wider than what stands in it needs and none empty; one takes what is left."""
        shown = [c for c in spec.columns if c.width is None or self._wanted(c.show, spec)]
        widths = {c.show: min(c.width * self.setter.scale, self._needed(c.show)) for c in shown if c.width}
        rest = self.composer.width_pt - sum(widths.values())
        return tuple(Column(c.show, self._label(c.show, spec), widths.get(c.show, rest)) for c in shown)

    def _label(self, kind: str, spec: Section) -> str:
        """The head of a column: of what lies ahead, nothing has happened yet."""
        return self.template.label("what_is_to_come" if (kind, spec.kind) == ("what", "scheduled") else kind)

    def _wanted(self, kind: str, spec: Section) -> bool:
        """Whether so many cells of a column have something in them that it is not mostly empty."""
        filled = [any(lines) for lines in self._cells(kind, spec)]
        return any(filled) and (kind not in SELDOM or sum(filled) >= FILLED * len(filled))

    def _cells(self, kind: str, spec: Section) -> list[list[Runs]]:
        return [self._lines_of(kind, row) for row in self.composer.rows(spec)]

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

    def _cell(self, kind: str, row: Row, width_pt: float, *, again: bool = False) -> tuple[Text, ...]:
        """What stands in a cell; with ``again``, a name that the row above has too is quiet."""
        lines = self._lines_of(kind, row)
        if again:
            quiet = self.setter.looks["cell-note"].colour
            lines = [tuple(run._replace(bold=False, colour=quiet) for run in runs) for runs in lines]
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
        asides = tuple(self.words.aside(words) for kind in without if (words := self._in_brackets(kind, row)))
        places = (*asides, *(() if "source" in shown else self.words.cited(line.cited)))
        return self.setter.text("cell", self._told(dataclasses.replace(row, line=line), places), width_pt)

    def _in_brackets(self, kind: str, row: Row) -> str:
        """What a cell of its own would hold, as it stands within a line: a month keeps its capital."""
        cell = "".join(run.text for runs in self._lines_of(kind, row) for run in runs)
        if cell and kind == "date" and isinstance(row, PositionRow) and row.when is not None:
            return dates.printed(row.when, self.template)
        return cell[:1].lower() + cell[1:]

    def _stance(self, row: PositionRow) -> Runs:
        """Nothing where somebody simply says something, as most do."""
        words = self.template.label("questions_stance" if row.stance == "questions" else row.stance)
        return (Run(capital(words)),) if row.stance != "asserts" else ()

    def _date(self, when: When | None, *, bold: bool = False) -> Runs:
        return (Run(capital(dates.printed(when, self.template)), bold=bold),) if when is not None else ()

    def _at_the_head(self, when: When | None) -> bool:
        """Whether a date is no more than the day of the news, which the head of the page tells."""
        if when is None or when.how != "document":
            return False
        brief = self.composer.brief
        return len(brief.sources) == 1 or (brief.dated and when.value == brief.news_day.isoformat())

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
        return [(Run(capital(clean(speaker.name)), bold=True),), self.words.speaker(speaker)] if speaker else []


def _wide(runs: Runs, look: Look) -> float:
    return width_of([run._replace(family=look.family) for run in runs], look.size_pt)
