"""A Word document: its paragraphs in order, tables included, headers and footers left out."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from briefing import archives
from briefing.errors import InputError
from briefing.model.text import DateFrom, Document
from briefing.readers.byline import Head, head
from briefing.readers.ids import identifier

if TYPE_CHECKING:
    from docx.document import Document as Word

#: A file that unpacks to more is no article; a small archive can hold terabytes of zeros.
MOST_BYTES = 200 * 2**20
MOST_MEMBERS = 5000
#: The same for the parts of markup, of which a tree is built that takes many times their size.
MOST_XML = 20 * 2**20
#: More are no article.
MOST_PARAGRAPHS = 100_000
#: The day in the template of a common library; a document that shows it was never dated.
_TEMPLATE_DAY = dt.date(2013, 12, 23)
_ROOTS = {
    "[Content_Types].xml": "{http://schemas.openxmlformats.org/package/2006/content-types}Types",
    "_rels/.rels": "{http://schemas.openxmlformats.org/package/2006/relationships}Relationships",
    "word/document.xml": "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}document",
}
_HEADLINE_STYLE = re.compile(r"(?:title|heading 1|heading1|titre|titel|título)", re.IGNORECASE)


def read(data: bytes, name: str) -> Document:
    """The article in a Word document.

    The headline is the paragraph in the Title or Heading 1 style at the top, else a first line that reads like one;
    the day is that of the file's own properties, which is believed last.

    Raises:
        InputError: the file is damaged, or unpacks to more than an article can be.
    """
    word = _opened(data, name)
    first: Any = None
    lines: list[str] = []
    for number, paragraph in enumerate(_paragraphs(word)):
        if number >= MOST_PARAGRAPHS:
            raise _no_article(f"the Word document has more than {MOST_PARAGRAPHS:,} paragraphs", name)
        found = list(_lines(paragraph.text))
        if found and first is None:
            first = paragraph
        lines += found
    title: str | None = None
    # The style of the first alone: each look searches all styles.
    if first is not None and first.style and _HEADLINE_STYLE.fullmatch(first.style.name or ""):
        title = lines.pop(0)
    text = "\n\n".join(lines)
    above = head(text)
    if title is not None:
        # What stands under a styled headline is a subhead or the story, not a second headline.
        above = Head(None, above.authors, tuple(d for d in above.dropped if d.category != "title"))
    day, evidence = _day(word)
    origin: DateFrom = "file" if day else "none"
    return Document(
        identifier(name),
        text,
        title=title or above.title,
        date=day,
        date_from=origin,
        date_evidence=evidence,
        authors=above.authors,
        kind="docx",
        dropped=above.dropped,
    )


def _opened(data: bytes, name: str) -> Word:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    damaged = InputError(
        "the Word document is damaged",
        where=name,
        next_step="Open it in a word processor, save it again as .docx, and give that file.",
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            markup = sum(m.file_size for m in members if m.filename.lower().endswith((".xml", ".rels")))
            if len(members) > MOST_MEMBERS or markup > MOST_XML or sum(m.file_size for m in members) > MOST_BYTES:
                raise _no_article("the Word document unpacks to more than an article can be", name)
            if archive.testzip() is not None or not _is_word(archive):
                raise damaged
        return docx.Document(io.BytesIO(data))
    except InputError:
        raise
    except (*archives.DAMAGED, OpcError, LxmlError, KeyError) as error:
        # KeyError: a part that is named and missing.
        raise damaged from error


def _no_article(what: str, name: str) -> InputError:
    return InputError(what, where=name, next_step="Copy the article's text into a .txt file and give that file.")


def _is_word(archive: zipfile.ZipFile) -> bool:
    """Whether the parts every Word document has are what their names say.

    python-docx takes that for granted, and stumbles over a root element it does not know.
    """
    from lxml import etree

    for member, expected in _ROOTS.items():
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        if etree.fromstring(archive.read(member), parser).tag != expected:
            return False
    return True


def _paragraphs(word: Any) -> Iterator[Any]:
    """Each paragraph, those of table cells in reading order."""
    from docx.oxml.ns import qn
    from docx.table import Table, _Cell

    for block in word.iter_inner_content():
        if not isinstance(block, Table):
            yield block
            continue
        # The cells as they are written, not as python-docx lays them out: it gives a cell that says it is a thousand
        # million columns wide so many times, and looks for the top of a merged column anew from each of its cells.
        for row in block._tbl.tr_lst:
            for cell in row.tc_lst:
                merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
                if merged is None or merged.get(qn("w:val")) == "restart":  # else the cell goes on that stands above
                    yield from _paragraphs(_Cell(cell, block))


def _lines(words: str) -> Iterator[str]:
    for line in words.split("\n"):
        if clean := " ".join(line.split()):
            yield clean


def _day(word: Word) -> tuple[dt.date | None, str | None]:
    properties = word.core_properties
    for label, moment in (("created", properties.created), ("modified", properties.modified)):
        if moment is not None and moment.date() != _TEMPLATE_DAY:
            return moment.date(), f"{label}: {moment.date().isoformat()}"
    return None, None
