"""Documents that are a package of XML: how one is opened, and how its lines become a document."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from briefing import archives as packed
from briefing.errors import InputError
from briefing.model.text import DateFrom, Document, Dropped, Note, Span
from briefing.readers.archives.lines import Line
from briefing.readers.byline import Head, head
from briefing.readers.ids import identifier

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The largest part that is unpacked, and all parts of markup together, in bytes.
MOST_PART, MOST_BYTES = 20 * 2**20, 100 * 2**20


def opened(data: bytes, name: str) -> zipfile.ZipFile:
    """The package.

    Raises:
        InputError: it is damaged, or unpacks to more than a document can be.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except packed.DAMAGED as error:
        raise _damaged(name) from error
    if (
        sum(m.file_size for m in archive.infolist() if m.filename.endswith((".xml", ".opf", "html", ".htm")))
        > MOST_BYTES
    ):
        raise _too_large(name)
    return archive


def part(archive: zipfile.ZipFile, path: str, name: str) -> _Element:
    """The root of a part of the package.

    Raises:
        InputError: it is missing or damaged.
    """
    from lxml import etree

    try:
        if archive.getinfo(path).file_size > MOST_PART:
            raise _too_large(name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
        root = etree.fromstring(archive.read(path), parser)
    except (*packed.DAMAGED, etree.LxmlError, KeyError) as error:
        raise _damaged(name) from error
    if root is None:
        raise _damaged(name)
    for element in root.iter():  # XHTML is read by its names alone
        if isinstance(element.tag, str) and element.tag.startswith("{http://www.w3.org/1999/xhtml}"):
            element.tag = element.tag.rpartition("}")[2]
    return root


def _too_large(name: str) -> InputError:
    what = "the file unpacks to more than a document can hold"
    return InputError(what, where=name, next_step="Copy the article's text into a .txt file and give that file.")


def _damaged(name: str) -> InputError:
    return InputError("the file is cut off or damaged", where=name, next_step="Save or download it again.")


def document(
    lines: list[Line],
    name: str,
    kind: str,
    title: str | None,
    day: dt.date | None,
    evidence: str,
    *,
    notes: Sequence[str] = (),
    left_out: bool = False,
) -> Document:
    """The document that some lines make; its title is the first where that is a heading.

    Args:
        lines: the story's.
        name: of the file.
        kind: of the file.
        title: as the file's properties give it, if they do.
        day: of these properties.
        evidence: what tells the day.
        notes: foot- and endnotes, which stand behind the story and are set aside.
        left_out: whether there are words that the document does not show.
    """
    if title is None and len(lines) > 1 and lines[0].head and len(lines[0].text.split()) <= 40:
        title, lines = lines[0].text, lines[1:]
    elif title is not None and lines and lines[0].text == title:
        lines = lines[1:]
    text = "\n\n".join(" ".join(line.text.split()) for line in lines)
    above = head(text)
    if title is not None:
        above = Head(None, above.authors, tuple(d for d in above.dropped if d.category != "title"))
    text, beside = with_notes(text, notes)
    origin: DateFrom = "file" if day else "none"
    return Document(
        identifier(name),
        text,
        title=title or above.title,
        date=day,
        date_from=origin,
        date_evidence=evidence if day else None,
        authors=above.authors,
        kind=kind,
        dropped=(*above.dropped, *beside),
        notes=(words_left_out(name),) if left_out else (),
    )


def with_notes(text: str, notes: Iterable[str]) -> tuple[str, tuple[Dropped, ...]]:
    """The text with foot- and endnotes behind it, and where these stand."""
    dropped = []
    for note in notes:
        start = len(text) + 2
        text = f"{text}\n\n{note}"
        dropped.append(Dropped(Span(start, len(text)), "footnote", "word-footnote"))
    return text, tuple(dropped)


def words_left_out(name: str) -> Note:
    """The note of a document that holds words which it does not show."""
    said = "Words that are deleted, struck through or hidden in the document were left out."
    return Note("words-left-out", said, identifier(name))
