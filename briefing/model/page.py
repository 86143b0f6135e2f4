"""The page as it will be printed: blocks of type with their lines already broken.

Both renderers take this value. The PDF draws the lines as they stand; the DOCX writes the runs, whose exact leading and
equal advances break into the same lines. Lengths are points (1/72 inch); colours are ``RRGGBB``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from briefing.model.blocks import Block, Box, Columns, Look, Picture, Rule, Table, Text
from briefing.model.brief import LeftOut, Speaker
from briefing.model.text import Note
from briefing.model.time import When

PaperName = Literal["a4", "letter"]
#: Where the sources of a line are told: behind it, at the foot of its sheet, or behind all else.
NotesAt = Literal["inline", "foot", "end"]


class Paper(NamedTuple):
    """A sheet."""

    name: PaperName
    width_pt: float
    height_pt: float


PAPERS: Mapping[PaperName, Paper] = {
    "a4": Paper("a4", 595.3, 841.9),
    "letter": Paper("letter", 612.0, 792.0),
}


class Margins(NamedTuple):
    """White space around the type."""

    top_pt: float
    right_pt: float
    bottom_pt: float
    left_pt: float


#: From the sheet's edge to a banner: what printers cannot print on, and no more.
BANNER_EDGE_PT = 12.0


@dataclass(frozen=True, slots=True)
class HousePlace:
    """Blocks of the page that stand in one place of a letterhead: ``blocks[first:last]`` of its sheet."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The house's own Word file, which the page is put into."""

    docx: bytes
    words: Mapping[str, str]
    """What is filled in for the words that stand in it as ``{{ title }}``."""
    places: tuple[HousePlace, ...] = ()
    picture: Picture | None = None
    """Its head and foot as a picture of the whole sheet, which the PDF stands on."""


class Count(NamedTuple):
    """How much of a section is printed."""

    section: str
    shown: int
    total: int


class Banner(NamedTuple):
    """The handling mark, in the margins at the head and the foot of every sheet; it is set bold."""

    words: str
    size_pt: float
    leading_pt: float
    colour: str
    ground: str | None
    """The colour behind it, where its rules want one."""
    align: Literal["right", "centre"]

    @property
    def needs_pt(self) -> float:
        """The margin it needs at the head."""
        return BANNER_EDGE_PT + self.leading_pt + 6.0


@dataclass(frozen=True, slots=True)
class Footer:
    """The last line of every sheet."""

    look: Look
    left: str
    page: str
    """With ``{page}`` and ``{pages}``."""
    rule: Rule
    from_edge_pt: float
    """From the sheet's lower edge to the footer's lower edge."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a printed line comes from."""

    source: int
    """Its number in the list of the sources."""
    paragraph: int
    """From 1."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of the page as a reader sees it, and where it comes from; the page itself shows the source alone."""

    section: str
    id: str
    """Of the brief's row."""
    text: str
    """Its words, cut where the page cuts them."""
    places: tuple[Place, ...] = ()
    """Where they stand."""
    when: When | None = None
    """The date printed with it."""
    speaker: Speaker | None = None
    """Who is named beside it."""


@dataclass(frozen=True, slots=True)
class Page:
    """All that is printed, where it stands, and what had to stay away."""

    paper: Paper
    margins: Margins
    sheets: tuple[tuple[Block, ...], ...]
    """Blocks from top to bottom; one sheet but for large print."""
    footer: Footer
    looks: tuple[Look, ...]
    title: str
    language: str
    template: str
    counts: tuple[Count, ...]
    left_out: tuple[LeftOut, ...] = ()
    """What was ready to be printed and found no room."""
    notes: tuple[Note, ...] = ()
    logo: Picture | None = None
    large_print: bool = False
    type_pt: int = 0
    """The size of the body text of large print; 0 for the template's own."""
    notes_at: NotesAt = "inline"
    listed: tuple[Text, ...] = ()
    """The list of the sources, for formats without notes, where the page has notes in its place."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The template's labels that a renderer needs."""
    lines: tuple[PrintedLine, ...] = ()
    """Every line of the brief that is printed, in reading order."""
    banner: Banner | None = None
    letterhead: Letterhead | None = None
    source_days: Mapping[int, str] = field(default_factory=dict)
    """Number of a source → its day as the page writes it; none for one without a day."""

    @property
    def flow(self) -> list[Block]:
        """All blocks in the order in which they are read; those of columns one by one."""
        blocks = (block for sheet in self.sheets for block in sheet)
        return [part for block in blocks for part in (block.texts if isinstance(block, Columns) else (block,))]

    @property
    def blocks(self) -> list[Block]:
        """As :attr:`flow`, with the list of the sources in place of notes."""
        return [b for b in self.flow if not (isinstance(b, Text) and b.note is not None)] + list(self.listed)

    @property
    def bullet_pt(self) -> float:
        """How far the lines of a list are indented."""
        texts = (b for b in self.flow if isinstance(b, Text) and b.bullet and b.note is None)
        return next((text.indent_pt for text in texts), 11.0)

    @property
    def anchors(self) -> frozenset[str]:
        """Where links within the page lead to."""
        return frozenset(run.anchor for b in self.flow if isinstance(b, Text) for run in b.runs if run.anchor)

    @property
    def rows(self) -> frozenset[str]:
        """Ids of the brief's rows that are printed."""
        blocks = self.flow
        texts = [t for b in blocks for t in ((b,) if isinstance(b, Text) else b.texts if isinstance(b, Box) else ())]
        return frozenset(
            [t.row for t in texts if t.row] + [r.id for b in blocks if isinstance(b, Table) for r in b.rows]
        )

    @property
    def width_pt(self) -> float:
        """The measure: the width of the type."""
        return self.paper.width_pt - self.margins.left_pt - self.margins.right_pt

    @property
    def depth_pt(self) -> float:
        """The height there is for type on one sheet."""
        return self.paper.height_pt - self.margins.top_pt - self.margins.bottom_pt

    @property
    def fill(self) -> float:
        """How much of the last sheet's depth is used, 0 to 1."""
        return sum(b.height_pt for b in self.sheets[-1]) / self.depth_pt
