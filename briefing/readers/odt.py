"""OpenDocument texts (ODT).

Source: OpenDocument 1.3 (OASIS, 2021).
"""

from __future__ import annotations

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
_SKIPPED = {f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}tracked-changes", f"{_TEXT}table-of-content"}


def lines(data: bytes, name: str) -> Lines:
    """The lines of an OpenDocument text, a paragraph or a row of a table each.

    Raises:
        InputError: it is damaged, or unpacks to more than a document can be.
    """
    with packages.opened(data, name) as archive:
        body = packages.part(archive, "content.xml", name).find(f".//{_OFFICE}text")
    rows: list[Line] = []
    inside: set[_Element] = set()
    for element in body.iter(f"{_TEXT}p", f"{_TEXT}h", f"{_TABLE}table-row") if body is not None else ():
        if element in inside or any(a.tag in _SKIPPED for a in element.iterancestors()):
            continue
        if element.tag == f"{_TABLE}table-row":
            cells = [list(c.iter(f"{_TEXT}p", f"{_TEXT}h")) for c in element.iter(f"{_TABLE}table-cell")]
            inside.update(p for cell in cells for p in cell)
            firsts = "\t".join(" ".join(_words(cell[0]).split()) if cell else "" for cell in cells).strip()
            rest = [_words(p) for cell in cells for p in cell[1:]]
            rows += [Line(text) for text in (firsts, *(" ".join(words.split()) for words in rest)) if text]
            continue
        for piece in _words(element).split("\n"):
            if text := " ".join(piece.split()):
                rows.append(Line(text, head=element.tag == f"{_TEXT}h"))
    return Lines(tuple(rows))


def read(data: bytes, name: str) -> Document:
    """The article in an OpenDocument text; its day is that of the file's properties, which is believed last.

    Raises:
        InputError: it is damaged, or unpacks to more than a document can be.
    """
    rows = list(lines(data, name).lines)
    with packages.opened(data, name) as archive:
        about = packages.part(archive, "meta.xml", name) if "meta.xml" in archive.namelist() else None
    created = (about.findtext(f".//{_META}creation-date") or "") if about is not None else ""
    return packages.document(rows, name, "odt", None, day_in(created[:10]), f"creation-date: {created}")


def _words(paragraph: _Element) -> str:
    """The words of a paragraph; a break is a line's end."""
    words = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == f"{_TEXT}line-break":
            words.append("\n")
        elif child.tag in {f"{_TEXT}s", f"{_TEXT}tab"}:
            words.append(" ")
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            words.append(_words(child))
        words.append(child.tail or "")
    return "".join(words)
