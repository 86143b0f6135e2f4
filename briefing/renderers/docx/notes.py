"""Notes of Word's own: their part with its separators, the marks that lead to them, and their styles.

Word numbers the marks itself, in the order of the text, so that they stay right when somebody adds one. A place that is
told a second time refers to the mark of the first (``NOTEREF``).

Source: ISO/IEC 29500-1, 17.11 (footnotes and endnotes) and 17.16.5.44 (``NOTEREF``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from briefing.model.blocks import Look, Run, Text
from briefing.model.page import Page
from briefing.renderers.docx.xml import HEAD, R, W, text, twips

#: Ids of the separators, which Word keeps among the notes.
_SEPARATOR, _CONTINUED = 0, 1
#: The first note's id, where the file has none of its own, and that of the bookmarks to which later marks refer.
FIRST = 2
_BOOKMARK = 5000


#: Word numbers endnotes i, ii, iii unless it is told.
_DECIMAL = '<w:numFmt w:val="decimal"/>'


@dataclass(frozen=True, slots=True)
class Kind:
    """How footnotes and endnotes differ in a file."""

    element: str
    """``footnote`` or ``endnote``, with which the names of their elements begin."""
    style: str
    """With which the names of their styles begin."""

    @property
    def part(self) -> str:
        """The part they stand in."""
        return f"word/{self.element}s.xml"


KINDS = {"foot": Kind("footnote", "Footnote"), "end": Kind("endnote", "Endnote")}


@dataclass(slots=True)
class Marks:
    """The marks of a page's notes, in the order in which they are written."""

    kind: Kind
    first: int = FIRST
    """The id of the first note."""
    _met: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, page: Page, first: int = FIRST) -> Marks | None:
        """Those of a page; ``None`` where its sources stand behind its lines."""
        kind = KINDS.get(page.notes_at)
        return cls(kind, first) if kind is not None else None

    def xml(self, run: Run, look: Look) -> str:
        """One mark: a reference to its note, or to the mark of an earlier line that has the same."""
        shown = run.text.rstrip("0123456789")
        colour = f'<w:color w:val="{run.colour}"/>' if run.colour and run.colour != look.colour else ""
        bold = '<w:b w:val="0"/><w:bCs w:val="0"/>' if look.bold else ""
        # Word sets a superscript at two thirds of the line's size: no wider than the lines were broken with.
        inside = f'<w:rStyle w:val="{self.kind.style}Reference"/>{bold}{colour}'
        before = f'<w:r><w:rPr>{inside}</w:rPr><w:t xml:space="preserve">{text(shown)}</w:t></w:r>' if shown else ""
        name = f"_RefNote{run.note}"
        if run.note in self._met:
            number = f"<w:r><w:rPr>{inside}</w:rPr><w:t>{run.note}</w:t></w:r>"
            return f'{before}<w:fldSimple w:instr=" NOTEREF {name} \\h ">{number}</w:fldSimple>'
        self._met.add(run.note)
        id_ = _BOOKMARK + run.note
        mark = f'<w:r><w:rPr>{inside}</w:rPr><w:{self.kind.element}Reference w:id="{self.first + run.note - 1}"/></w:r>'
        return f'{before}<w:bookmarkStart w:id="{id_}" w:name="{name}"/>{mark}<w:bookmarkEnd w:id="{id_}"/>'


def part(page: Page, paragraph: Callable[[Text, str, str], str], first: int = FIRST) -> bytes:
    """``word/footnotes.xml`` or ``word/endnotes.xml``.

    Args:
        page: with notes.
        paragraph: a paragraph in a style, with what stands before its words.
        first: the id of the first note.
    """
    kind = KINDS[page.notes_at]
    notes = [b for b in page.flow if isinstance(b, Text) and b.note]
    number = f'<w:r><w:rPr><w:vertAlign w:val="baseline"/></w:rPr><w:{kind.element}Ref/></w:r>'
    made = "".join(
        f'<w:{kind.element} w:id="{first + (note.note or 0) - 1}">'
        f"{paragraph(note, f'{kind.style}Text', f'{number}<w:r><w:tab/></w:r>')}</w:{kind.element}>"
        for note in notes
    )
    return (
        f'{HEAD}<w:{kind.element}s xmlns:w="{W}" xmlns:r="{R}">{_separators(page, kind)}{made}</w:{kind.element}s>'
    ).encode()


def _separators(page: Page, kind: Kind) -> str:
    """What Word draws above the notes: a short line at the foot of a sheet, nothing under the heading of endnotes."""
    over = next((b for b in page.flow if isinstance(b, Text) and b.note == 0), None)
    height = twips(over.height_pt - over.space_pt + 4.0) if over is not None else 20
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/>'
    drawn = over is not None
    return "".join(
        f'<w:{kind.element} w:type="{name}" w:id="{id_}"><w:p><w:pPr>{spacing}</w:pPr>'
        f"<w:r>{f'<w:{name}/>' if drawn else ''}</w:r></w:p></w:{kind.element}>"
        for name, id_ in (("separator", _SEPARATOR), ("continuationSeparator", _CONTINUED))
    )


def settings(page: Page) -> str:
    """What the settings say of notes: where the separators are."""
    kind = KINDS.get(page.notes_at)
    if kind is None:
        return ""
    return (
        f"<w:{kind.element}Pr>{_DECIMAL if page.notes_at == 'end' else ''}"
        f'<w:{kind.element} w:id="{_SEPARATOR}"/><w:{kind.element} w:id="{_CONTINUED}"/></w:{kind.element}Pr>'
    )


def section(page: Page) -> str:
    """What the section says of notes."""
    return f"<w:endnotePr>{_DECIMAL}</w:endnotePr>" if page.notes_at == "end" else ""


def styles(page: Page) -> str:
    """The styles of notes and marks, by the names that Word knows."""
    kind = KINDS.get(page.notes_at)
    if kind is None:
        return ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{kind.style}Text"><w:name w:val="{kind.element} text"/>'
        '<w:basedOn w:val="Source"/></w:style>'
        f'<w:style w:type="character" w:styleId="{kind.style}Reference"><w:name w:val="{kind.element} reference"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
