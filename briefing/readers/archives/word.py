"""A Word document of an archive as lines.

An export of a hundred articles has ten thousand paragraphs: its markup is gone through once, and each paragraph's style
is told by its name alone.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing import archives
from briefing.readers.archives.lines import Line, Lines

if TYPE_CHECKING:
    from lxml.etree import _Element

#: A part of markup that unpacks to more is not read, in bytes; a hundred articles take a tenth.
MOST = 64 * 2**20

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEAD = re.compile(r"(?:heading\s?[1-4]|title|titre|titel|überschrift\s?[1-4]|berschrift\s?[1-4])", re.IGNORECASE)


def lines(data: bytes) -> Lines | None:
    """The lines of a Word document; ``None`` where it is damaged or too large to be an export."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo("word/document.xml").file_size > MOST:
                return None
            markup = archive.read("word/document.xml")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        root = etree.fromstring(markup, parser)
    except (*archives.DAMAGED, etree.LxmlError, KeyError):
        return None  # the reader of Word files says what is wrong with it
    rows: list[Line] = []
    for row in _rows(root):
        gap = True
        for text, head in row:
            for piece in text.split("\n"):
                cells = [" ".join(cell.split()) for cell in piece.split("\t")]
                if words := "\t".join(cells).strip():
                    rows.append(Line(words, gap, head))
                    gap = False
    return Lines(tuple(rows))


def _rows(root: _Element) -> Iterator[list[tuple[str, bool]]]:
    """Each paragraph by itself; the cells of a row of two or more are one line, up to the first paragraph's end."""
    inside: set[_Element] = set()
    for element in root.iter(f"{_W}p", f"{_W}tr"):
        if element in inside:
            continue
        if element.tag == f"{_W}p":
            yield [_paragraph(element)]
            continue
        cells = [list(cell.iter(f"{_W}p")) for cell in element.findall(f"{_W}tc")]
        inside.update(p for cell in cells for p in cell)
        texts = [[_paragraph(p) for p in cell] for cell in cells]
        firsts = "\t".join(cell[0][0] if cell else "" for cell in texts)
        head = any(cell and cell[0][1] for cell in texts)
        yield [(firsts, head)]
        for cell in texts:
            for paragraph in cell[1:]:
                yield [paragraph]


def _paragraph(paragraph: _Element) -> tuple[str, bool]:
    """The words of a paragraph, and whether it is set as a headline."""
    words: list[str] = []
    bold = plain = False
    for element in paragraph.iter(f"{_W}t", f"{_W}br", f"{_W}tab", f"{_W}noBreakHyphen", f"{_W}cr"):
        if element.tag == f"{_W}t":
            text = element.text or ""
            words.append(text)
            if text.strip():
                run = element.getparent()
                strong = run.find(f"{_W}rPr/{_W}b") if run is not None else None
                on = strong is not None and strong.get(f"{_W}val") not in {"0", "false"}
                bold, plain = bold or on, plain or not on
        elif element.tag == f"{_W}tab":
            words.append(" ")
        else:
            words.append("-" if element.tag == f"{_W}noBreakHyphen" else "\n")
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    named = style is not None and bool(_HEAD.match(style.get(f"{_W}val") or ""))
    return "".join(words), named or (bold and not plain)
