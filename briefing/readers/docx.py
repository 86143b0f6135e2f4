"""A Word document: its paragraphs in order, tables included, headers and footers left out."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from briefing.errors import InputError
from briefing.model.text import DateFrom, Document
from briefing.readers.head import Head, head
from briefing.readers.ids import identifier

if TYPE_CHECKING:
    from docx.document import Document as Word

#: A file that unpacks to more is no article; a small archive can hold terabytes of zeros.
MOST_BYTES = 200 * 2**20
MOST_MEMBERS = 5000
#: What unpacking a damaged archive raises: also RuntimeError for a locked one and one packed in an unknown way.
_DAMAGED = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError)
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
    lines = [(style, line) for style, words in _paragraphs(word) for line in _lines(words)]
    title: str | None = None
    if lines and _HEADLINE_STYLE.fullmatch(lines[0][0]):
        title = lines.pop(0)[1]
    text = "\n\n".join(line for _, line in lines)
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
            if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_BYTES:
                raise InputError(
                    "the Word document unpacks to more than an article can be",
                    where=name,
                    next_step="Copy the article's text into a .txt file and give that file.",
                )
            if archive.testzip() is not None or not _is_word(archive):
                raise damaged
        return docx.Document(io.BytesIO(data))
    except InputError:
        raise
    except (*_DAMAGED, OpcError, LxmlError, KeyError) as error:
        # KeyError: a part that is named and missing.
        raise damaged from error


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


def _paragraphs(word: Any) -> Iterator[tuple[str, str]]:
    """The style and words of each paragraph, those of table cells in reading order."""
    from docx.table import Table

    for block in word.iter_inner_content():
        if isinstance(block, Table):
            seen = set()
            for row in block.rows:
                for cell in row.cells:
                    if cell._tc not in seen:  # a merged cell is listed once for every place it covers
                        seen.add(cell._tc)
                        yield from _paragraphs(cell)
        else:
            yield (block.style.name or "" if block.style else ""), block.text


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
