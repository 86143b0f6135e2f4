"""Books (EPUB).

Source: EPUB 3.3 (W3C, 2023).
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from briefing.model.text import Document
from briefing.readers import packages
from briefing.readers.archives.lines import of_tree
from briefing.readers.metadata import day_in

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Parts of a book that are read.
MOST_PARTS = 2000

#: What programs call a book that has no title.
_UNNAMED = frozenset({"unknown title", "unknown", "untitled", "[untitled]", "no title"})
_TYPE = "{http://www.idpf.org/2007/ops}type"
_NOTES = frozenset({"footnote", "endnote", "rearnote"})

_DC = "{http://purl.org/dc/elements/1.1/}"


def read(data: bytes, name: str) -> Document:
    """A book as one document, its parts in the order in which they are read; its notes are set aside.

    Raises:
        InputError: it is damaged, or unpacks to more than a document can be.
    """
    with packages.opened(data, name) as archive:
        container = packages.part(archive, "META-INF/container.xml", name)
        path = next((e.get("full-path") or "" for e in container.iter() if str(e.tag).endswith("}rootfile")), "")
        package = packages.part(archive, path, name)
        manifest = {e.get("id"): e for e in package.iter() if str(e.tag).endswith("}item")}
        spine = [manifest.get(e.get("idref")) for e in package.iter() if str(e.tag).endswith("}itemref")]
        pages = [
            posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(item.get("href") or "")))
            for item in spine[:MOST_PARTS]
            if item is not None and "nav" not in (item.get("properties") or "").split()
        ]
        parts = [packages.part(archive, page, name) for page in pages]
    notes = [note for part in parts for note in _taken_notes(part)]
    lines = [line for part in parts for line in of_tree(part).lines]
    title = " ".join((package.findtext(f".//{_DC}title") or "").split()) or None
    published = (package.findtext(f".//{_DC}date") or "").strip()
    if title is not None and title.lower() in _UNNAMED:
        title = None
    return packages.document(lines, name, "epub", title, day_in(published), f"dc:date: {published}", notes=notes)


def _taken_notes(part: _Element) -> list[str]:
    """The notes of a part, which are taken out of it together with the marks in the text that lead to them."""
    notes, gone = [], []
    for element in part.iter():
        kinds = set((element.get(_TYPE) or "").split())
        if kinds & _NOTES:
            gone.append(element)
            notes += [text for line in of_tree(element).lines if (text := " ".join(line.text.split()))]
        elif "noteref" in kinds:
            gone.append(element)
    for element in gone:
        _take_out(element)
    return notes


def _take_out(element: _Element) -> None:
    """Take an element out of its tree; what follows it stays."""
    above, before = element.getparent(), element.getprevious()
    if above is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        above.text = (above.text or "") + (element.tail or "")
    above.remove(element)
