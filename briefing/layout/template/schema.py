"""What a template says, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from briefing.model.blocks import Look, Picture
from briefing.model.page import Margins, PaperName
from briefing.model.text import Note

SourceForm = Literal["list", "short", "run-in", "cited"]
Place = Literal["across", "main", "side", "either"]
#: Whether positions stand by kind of speaker: each kind under a name of its own, in that order alone, or not.
Grouped = Literal["named", "order", "no"]


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column of a table section; one column has no width and takes what is left."""

    show: str
    width: float | None = None
    """Points."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the page, in its place."""

    kind: str
    """The name of a :class:`briefing.model.sections.SectionKind`."""
    heading: str | None = None
    """Where it differs from the label of its kind."""
    most: int = 999
    """No more items than this, however much room there is."""
    fewest: int = 1
    """With fewer items the section is left away."""
    least: int = 0
    """So many of its best items stand before other sections take the room."""
    weight: float = 1.0
    """What an item of this section is worth beside the same item in another."""
    item_lines: int = 6
    """An item longer than this is cut at a clause."""
    columns: tuple[ColumnSpec, ...] = ()
    only: Literal["all", "conflicts"] = "all"
    form: SourceForm = "list"
    """How the sources are set."""
    place: Place = "across"
    """Over the whole measure, or in one of two columns; ``either``: in the narrow one where that has room."""
    grouped: Grouped = "no"
    """Of positions."""


@dataclass(frozen=True, slots=True)
class Side:
    """The narrow one of two columns."""

    width_pt: float
    """With its ground."""
    gap_pt: float
    """Between the columns."""


#: Endings of the Word files that a house may hand over.
HOUSE_FILES = (".docx", ".dotx")


@dataclass(frozen=True, slots=True)
class House:
    """A house's own Word file, which the page is put into."""

    docx: bytes
    paper: PaperName
    margins: Margins
    """With the room that its head and foot take."""
    places: tuple[str, ...]
    """Sections, and ``briefing`` for the rest, in the order in which they stand; none: behind all that stands there."""
    body_family: str
    """Key of a registered family; empty for the program's own."""
    heading_family: str
    titled: bool
    """Whether the title has a place of its own."""
    marked: bool
    """Whether the handling mark has a place at its head or foot."""
    picture: Picture | None = None
    """Its head and foot as a picture of the whole sheet, for the PDF."""
    notes: tuple[Note, ...] = ()
    """What is otherwise than in the file."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One part of the file's body: a place, or what stands there as it is."""

    place: str | None
    height_pt: float = 0.0
    texts: tuple[tuple[str, float, bool, str | None], ...] = ()
    """Each paragraph with words: these, their size in points, whether they are bold, their colour where it is told."""


@dataclass(frozen=True, slots=True)
class Template:
    """A look for the page."""

    name: str
    about: str
    language: str
    """Of the labels."""
    pages: int
    date_style: Literal["day-month", "month-day", "iso"]
    reference: str | None
    """The scheme of a place, with ``{source}`` and ``{paragraph}``; ``None`` for raised numbers of the sources."""
    margins: Margins
    floor_pt: float
    enlarge: float
    """How much larger the type may be where the page has room for it; 1.0 for never."""
    colours: Mapping[str, str]
    looks: Mapping[str, Look]
    footer_left: tuple[str, ...]
    sections: tuple[Section, ...]
    labels: Mapping[str, Any]
    logo: Picture | None = None
    house: House | None = None
    side: Side | None = None
    """The narrow column, where there are two."""

    def label(self, key: str, **values: object) -> str:
        """A printed word or phrase with its blanks filled in."""
        text = str(self.labels[key])
        return text.format(**values) if values else text
