"""Books (EPUB).

Source: EPUB 3.3 (W3C, 2023).
"""

from __future__ import annotations

import contextlib
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from briefing import archives as packed
from briefing.model.text import Document, Note
from briefing.readers import hiding_styles, packages, sheet_blocks
from briefing.readers.archives.lines import of_tree
from briefing.readers.ids import identifier
from briefing.readers.metadata import day_in

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Parts of a book that are read.
MOST_PARTS = 2000
#: Style sheets of a book, and bytes of one, that are looked at.
MOST_SHEETS, LONGEST_SHEET = 20, 2**20

#: What programs call a book that has no title.
_UNNAMED = frozenset({"unknown title", "unknown", "untitled", "[untitled]", "no title"})
_TYPE = "{http://www.idpf.org/2007/ops}type"
_NOTES = frozenset({"footnote", "endnote", "rearnote"})
#: Elements of words that are no longer true.
_STRUCK_OUT = frozenset({"del", "s", "strike"})
_STRUCK = re.compile(r"(?:^|[;{\s])text-decoration(?:-line)?\s*:[^;]{0,60}\bline-through\b", re.IGNORECASE)
#: A selector of a class alone, as word processors write them.
_CLASS = re.compile(r"\w{0,20}\.(?P<name>[\w-]+)")

_DC = "{http://purl.org/dc/elements/1.1/}"


def read(data: bytes, name: str) -> Document:
    """A book as one document, its parts in the order in which they are read; its notes are set aside.

    Words that its styles hide or strike through are left out, with a note. LibreOffice writes words that were deleted
    with changes recorded like any others; of its books a note says that these cannot be told.

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
        sheets = [item.get("href") or "" for item in manifest.values() if item.get("media-type") == "text/css"]
        styles = [_sheet(archive, posixpath.join(posixpath.dirname(path), unquote(s))) for s in sheets[:MOST_SHEETS]]
    unseen = [element for part in parts for element in _unseen(part, styles)]
    for element in unseen:
        _take_out(element)
    notes = [note for part in parts for note in _taken_notes(part)]
    lines = [line for part in parts for line in of_tree(part).lines]
    title = " ".join((package.findtext(f".//{_DC}title") or "").split()) or None
    published = (package.findtext(f".//{_DC}date") or "").strip()
    if title is not None and title.lower() in _UNNAMED:
        title = None
    evidence = f"dc:date: {published}"
    read = packages.document(
        lines, name, "epub", title, day_in(published), evidence, notes=notes, left_out=any(map(_has_words, unseen))
    )
    if any((e.get("content") or "").startswith("LibreOffice") for e in package.iter() if e.get("name") == "generator"):
        said = "LibreOffice made this book; words that were deleted with changes recorded stand in it like any others."
        return replace(read, notes=(*read.notes, Note("deleted-words", said, identifier(name))))
    return read


def _sheet(archive: zipfile.ZipFile, path: str) -> str:
    """A style sheet of the book; nothing where it is missing, damaged or too long."""
    with contextlib.suppress(*packed.DAMAGED, KeyError):
        if archive.getinfo(posixpath.normpath(path)).file_size <= LONGEST_SHEET:
            return archive.read(posixpath.normpath(path)).decode("utf-8", errors="replace")
    return ""


def _unseen(part: _Element, sheets: Iterable[str]) -> Iterator[_Element]:
    """The elements of a part whose words its styles hide or strike through, or that are marked as deleted."""
    classes = _unseen_classes([*sheets, *(element.text or "" for element in part.iter("style"))])
    for element in part.iter():
        if not isinstance(element.tag, str) or element.tag == "body":
            continue
        style, names = element.get("style") or "", (element.get("class") or "").split()
        if element.tag in _STRUCK_OUT or _is_unseen(style) or not classes.isdisjoint(names):
            yield element


def _unseen_classes(sheets: Iterable[str]) -> Set[str]:
    """The classes whose words some style sheets hide or strike through."""
    unseen: dict[str, bool] = {}
    for selectors, declarations in sheet_blocks.blocks(hiding_styles.plain("\n".join(sheets))):
        for selector in selectors.split(","):
            if (match := _CLASS.fullmatch(selector.strip())) is not None:
                unseen[match["name"]] = _is_unseen(declarations)
    return {name for name, hides in unseen.items() if hides}


def _is_unseen(style: str) -> bool:
    return bool(style) and (_STRUCK.search(style) is not None or hiding_styles.is_unseen(hiding_styles.declared(style)))


def _has_words(element: _Element) -> bool:
    return any(text.strip() for text in element.itertext())


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
