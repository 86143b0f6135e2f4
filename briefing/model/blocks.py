"""What a page is made of: type with its lines already broken, tables, columns and drawings.

Lengths are points (1/72 inch); colours are ``RRGGBB``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

#: A source by its number, and the paragraphs of it that a note tells.
Cited = tuple[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of text is set."""

    name: str
    """``title``, ``heading``, ``cell`` …: also the paragraph style in the DOCX."""
    size_pt: float
    leading_pt: float
    colour: str
    bold: bool = False
    italic: bool = False
    before_pt: float = 0.0
    """Space before; there is none after, so that spaces add up the same way everywhere."""
    family: str = ""
    """Key of a registered family; empty for the program's own."""


class Run(NamedTuple):
    """Text in one look within a line."""

    text: str
    bold: bool = False
    italic: bool = False
    colour: str | None = None
    link: str | None = None
    """An address, or the ``anchor`` of a run on the same page."""
    size_pt: float | None = None
    """Where it differs from the look's."""
    raised: bool = False
    """Set small and above the line, as the mark of a source is."""
    in_full: str | None = None
    """What stands in its place where nothing can be pointed at: in plain text."""
    tip: str = ""
    """What is shown to whoever points at it."""
    anchor: str = ""
    """``#`` and a name, which links within the page lead to."""
    family: str = ""
    """Key of a registered family; empty for the program's own."""
    cites: tuple[Cited, ...] = ()
    """What the note tells that it stands for; nothing where it stands for none."""
    note: int = 0
    """The number of that note, from 1, once it is known."""


Runs = tuple[Run, ...]


#: How far a raised run stands above the baseline, as a share of its line's size.
RISE = 0.33


class Rule(NamedTuple):
    """A drawn line."""

    weight_pt: float
    colour: str
    space_pt: float
    """Between the type and the line."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. ``lines`` are ``runs`` broken to the measure; spaces at a break are left out."""

    look: Look
    runs: Runs
    lines: tuple[Runs, ...]
    right: Runs = ()
    """Set flush right on the first line."""
    bullet: str = ""
    indent_pt: float = 0.0
    """Hanging indent: where the lines begin; the bullet stands at the left edge."""
    rule: Rule | None = None
    """Drawn below."""
    right_indent_pt: float = 0.0
    """Kept free at the right, as beside a logo."""
    before_pt: float | None = None
    """Space before, where it differs from the look's."""
    row: str = ""
    """Id of the row it prints, outside tables."""
    from_right: bool = False
    """Whether it is read from right to left and stands flush right."""
    house: bool = False
    """Whether it stands in the house's own file: the DOCX has it from there."""
    note: int | None = None
    """The number of the note it is, which stands before it; 0 for the line above the notes at the foot of a sheet."""
    whole_words: bool = False
    """Whether no line ends behind a hyphen."""

    @property
    def space_pt(self) -> float:
        """Space before the first line."""
        return self.look.before_pt if self.before_pt is None else self.before_pt

    @property
    def height_pt(self) -> float:
        """From the end of the block before to the end of this one."""
        rule = self.rule.space_pt + self.rule.weight_pt if self.rule else 0.0
        return self.space_pt + len(self.lines) * self.look.leading_pt + rule

    @property
    def plain(self) -> str:
        """The words, without their look."""
        return "".join(r.text for r in self.runs)

    @property
    def in_full(self) -> str:
        """The words for plain text: its places with their paragraphs."""
        return "".join(r.in_full or r.text for r in self.runs)


@dataclass(frozen=True, slots=True)
class Box:
    """Paragraphs on a shaded ground with a bar at the left."""

    texts: tuple[Text, ...]
    shade: str
    bar: Rule
    pad_pt: float
    """Between the type and the edge, above and below."""
    inset_pt: float
    """Between the type and the edge, left and right."""
    before_pt: float

    @property
    def height_pt(self) -> float:
        """From the end of the block before to the end of this one."""
        return self.before_pt + 2 * self.pad_pt + sum(t.height_pt for t in self.texts)


class Column(NamedTuple):
    """A column of a table."""

    kind: str
    label: str
    width_pt: float


@dataclass(frozen=True, slots=True)
class Row:
    """A row: for each cell its paragraphs."""

    id: str
    cells: tuple[tuple[Text, ...], ...]

    @property
    def lines_pt(self) -> float:
        """Height of the tallest cell."""
        return max(sum(t.height_pt for t in cell) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one head row, ruled between its rows."""

    kind: str
    """The section it prints."""
    name: str
    """Alternative text: what the table holds."""
    columns: tuple[Column, ...]
    head: Row
    rows: tuple[Row, ...]
    rule: Rule
    """Under each row; its space is the padding above and below the type."""
    head_rule: Rule
    gutter_pt: float
    """Kept free at the right of every cell but the last."""
    before_pt: float = 0.0
    continued: bool = False
    """Whether it goes on from the sheet before; the head row is repeated."""

    def row_height_pt(self, row: Row) -> float:
        """Height of a row with its padding and rule."""
        rule = self.head_rule if row is self.head else self.rule
        return row.lines_pt + 2 * rule.space_pt + rule.weight_pt

    @property
    def height_pt(self) -> float:
        """From the end of the block before to the end of this one."""
        return self.before_pt + sum(self.row_height_pt(r) for r in (self.head, *self.rows))


#: A dot is a day that is known, a ring one that is not quite; a bar is a period, a frame the days among which the day
#: lies; a lozenge lies ahead.
MarkKind = Literal["dot", "ring", "bar", "frame", "lozenge"]


class Mark(NamedTuple):
    """One event on the strip."""

    kind: MarkKind
    from_pt: float
    to_pt: float
    """Equal to ``from_pt`` but for bars and frames."""
    row: int
    """0 is on the axis; higher rows stand above."""
    open_left: bool = False
    open_right: bool = False


class Tick(NamedTuple):
    """A label under the axis."""

    at_pt: float
    text: str
    text_at_pt: float
    """Where the label's middle stands: ``at_pt``, moved in from the edges where need be."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The timeline: an axis with its events, drawn."""

    head: Text
    labels: Look
    width_pt: float
    drawing_pt: float
    """Height of the drawing without head and labels."""
    axis_pt: float
    """From the top of the drawing to the axis."""
    row_pt: float
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    breaks: tuple[float, ...]
    """Where the axis leaves out time in which nothing is told."""
    ink: str
    axis: str
    """Colour of the axis."""
    alt: str
    """What the drawing shows, in words."""

    @property
    def height_pt(self) -> float:
        """From the end of the block before to the end of this one."""
        return self.head.height_pt + self.drawing_pt + self.labels.before_pt + self.labels.leading_pt


@dataclass(frozen=True, slots=True)
class Columns:
    """Lists in two columns: a wide one, and beside it a narrow one on a shaded ground; the wide one is read first."""

    main: tuple[Text, ...]
    side: tuple[Text, ...]
    main_pt: float
    """The measure of the wide column."""
    side_pt: float
    """The measure of the narrow column."""
    gap_pt: float
    """From the wide column to the ground of the narrow one."""
    inset_pt: float
    """Between the type of the narrow column and its edges, left and right."""
    pad_pt: float
    """The same below the type."""
    before_pt: float
    shade: str
    bar: Rule

    @property
    def height_pt(self) -> float:
        """From the end of the block before to the end of this one."""
        return self.before_pt + self.depth_pt

    @property
    def depth_pt(self) -> float:
        """From the top of both columns to the end of the longer one, which the ground reaches, too."""
        return max(sum(t.height_pt for t in self.main), sum(t.height_pt for t in self.side) + self.pad_pt)

    @property
    def ground_at_pt(self) -> float:
        """From the left edge to the ground."""
        return self.main_pt + self.gap_pt

    @property
    def ground_pt(self) -> float:
        """The width of the ground."""
        return self.side_pt + 2 * self.inset_pt

    @property
    def placed(self) -> tuple[tuple[tuple[Text, ...], float, float], ...]:
        """The paragraphs of each column, from where at the left they stand, and in which measure."""
        return (self.main, 0.0, self.main_pt), (self.side, self.ground_at_pt + self.inset_pt, self.side_pt)

    @property
    def texts(self) -> tuple[Text, ...]:
        """Its paragraphs in the order in which they are read."""
        return self.main + self.side


@dataclass(frozen=True, slots=True)
class Picture:
    """A logo, set flush right at the top of the first sheet, beside the head."""

    data: bytes
    kind: Literal["png", "jpeg"]
    width_pt: float
    height_pt: float
    alt: str


Block = Text | Box | Table | Strip | Columns
