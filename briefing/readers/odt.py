"""OpenDocument texts (ODT).

Source: OpenDocument 1.3 (OASIS, 2021).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.model.text import Document
from briefing.readers import packages
from briefing.readers.archives.lines import Line, Lines
from briefing.readers.metadata import day_in

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SKIPPED = {f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}tracked-changes", f"{_TEXT}table-of-content"}
_HYPHEN = "\u00ad"


class _Content:
    """What an OpenDocument text shows: its lines, its notes, and whether it hides words."""

    def __init__(self, root: _Element) -> None:
        self.left_out = False
        styles = (style for style in root.iter(f"{_STYLE}style") if _hides(style))
        self._hiding = {style.get(f"{_STYLE}name") for style in styles}
        body = root.find(f".//{_OFFICE}text")
        self.lines = tuple(self._rows(body)) if body is not None else ()
        noted = body.iter(f"{_TEXT}note-body") if body is not None else ()
        words = (" ".join(self._words(p).split()) for note in noted for p in note.iter(f"{_TEXT}p", f"{_TEXT}h"))
        self.notes = tuple(filter(None, words))

    def _rows(self, body: _Element) -> Iterator[Line]:
        inside: set[_Element] = set()
        for element in body.iter(f"{_TEXT}p", f"{_TEXT}h", f"{_TABLE}table-row"):
            if element in inside or any(a.tag in _SKIPPED for a in element.iterancestors()):
                continue
            if element.tag == f"{_TABLE}table-row":
                cells = [list(c.iter(f"{_TEXT}p", f"{_TEXT}h")) for c in element.iter(f"{_TABLE}table-cell")]
                inside.update(p for cell in cells for p in cell)
                firsts = "\t".join(" ".join(self._words(cell[0]).split()) if cell else "" for cell in cells).strip()
                rest = [self._words(p) for cell in cells for p in cell[1:]]
                yield from (Line(text) for text in (firsts, *(" ".join(words.split()) for words in rest)) if text)
                continue
            for piece in self._words(element).split("\n"):
                if text := " ".join(piece.split()):
                    yield Line(text, head=element.tag == f"{_TEXT}h")

    def _words(self, paragraph: _Element) -> str:
        """The words of a paragraph; a break is a line's end, and a box on it has paragraphs of its own."""
        words = [paragraph.text or ""]
        for child in paragraph:
            if child.tag == f"{_TEXT}line-break":
                words.append("\n")
            elif child.tag in {f"{_TEXT}s", f"{_TEXT}tab"}:
                words.append(" ")
            elif child.get(f"{_TEXT}style-name") in self._hiding:
                self.left_out = True
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED and not child.tag.startswith(_DRAW):
                words.append(self._words(child))
            words.append(child.tail or "")
        return "".join(words).replace(_HYPHEN, "")


def _hides(style: _Element) -> bool:
    """Whether words in a style are not shown, or struck through."""
    shown = style.find(f"{_STYLE}text-properties")
    if shown is None:
        return False
    struck = shown.get(f"{_STYLE}text-line-through-style") or "none"
    return shown.get(f"{_TEXT}display") == "none" or struck != "none"


def _content(data: bytes, name: str) -> _Content:
    with packages.opened(data, name) as archive:
        return _Content(packages.part(archive, "content.xml", name))


def lines(data: bytes, name: str) -> Lines:
    """The lines of an OpenDocument text, a paragraph or a row of a table each.

    Raises:
        InputError: it is damaged, or unpacks to more than a document can be.
    """
    return Lines(_content(data, name).lines)


def read(data: bytes, name: str) -> Document:
    """The article in an OpenDocument text; its day is that of the file's properties, which is believed last.

    Foot- and endnotes stand behind the story and are set aside; what is hidden or struck through is left out.

    Raises:
        InputError: it is damaged, or unpacks to more than a document can be.
    """
    content = _content(data, name)
    with packages.opened(data, name) as archive:
        about = packages.part(archive, "meta.xml", name) if "meta.xml" in archive.namelist() else None
    created = (about.findtext(f".//{_META}creation-date") or "") if about is not None else ""
    return packages.document(
        list(content.lines),
        name,
        "odt",
        None,
        day_in(created[:10]),
        f"creation-date: {created}",
        notes=content.notes,
        left_out=content.left_out,
    )
