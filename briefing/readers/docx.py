"""A Word document: its paragraphs in order, tables and text boxes included, headers and notes set aside."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from briefing import archives
from briefing.errors import InputError
from briefing.model.text import DateFrom, Document, Dropped, Span
from briefing.readers.byline import Head, head
from briefing.readers.ids import identifier
from briefing.readers.packages import words_left_out
from briefing.readers.word_paragraphs import WordText

if TYPE_CHECKING:
    from docx.document import Document as Word

#: A file that unpacks to more is no article; a small archive can hold terabytes of zeros.
MOST_BYTES = 200 * 2**20
MOST_MEMBERS = 5000
#: The same for the parts of markup, of which a tree is built that takes many times their size.
MOST_XML = 20 * 2**20
#: Elements and attributes: each takes some hundred bytes once it is parsed, and as few as four in the file.
MOST_TAGS = 1_500_000
#: More are no article.
MOST_PARAGRAPHS = 100_000
#: The day in the template of a common library; a document that shows it was never dated.
_TEMPLATE_DAY = dt.date(2013, 12, 23)
_ROOTS = {
    "[Content_Types].xml": "{http://schemas.openxmlformats.org/package/2006/content-types}Types",
    "_rels/.rels": "{http://schemas.openxmlformats.org/package/2006/relationships}Relationships",
    "word/document.xml": "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}document",
}
_HEADING_STYLE = re.compile(r"(?:heading|titre|titel|título|überschrift|subtitle) ?[1-9]?", re.IGNORECASE)
#: A dated line of a header has fewer letters.
LONGEST_STAMP = 120
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_HEADLINE_STYLE = re.compile(r"(?:title|heading 1|heading1|titre|titel|título)", re.IGNORECASE)


def read(data: bytes, name: str) -> Document:
    """The article in a Word document.

    The headline is the paragraph in the Title or Heading 1 style at the top, else a first line that reads like one;
    the day is that of the file's own properties, which is believed last. Foot- and endnotes and a dated header stand
    behind the story and are set aside.

    Raises:
        InputError: the file is damaged, or unpacks to more than an article can be.
    """
    word, names, (day, evidence) = _opened(data, name)
    shown = WordText(word.element)
    lines: list[tuple[str, bool]] = []
    headline: bool | None = None
    for number, paragraph in enumerate(shown.paragraphs()):
        if number >= MOST_PARAGRAPHS:
            raise _no_article(f"the Word document has more than {MOST_PARAGRAPHS:,} paragraphs", name)
        style = names.get(paragraph.style or "", "")
        lines += [(line, bool(_HEADING_STYLE.fullmatch(style))) for line in _lines(paragraph.words)]
        if lines and headline is None:
            headline = _HEADLINE_STYLE.fullmatch(style) is not None
    title = lines.pop(0)[0] if lines and headline else None
    text = "\n\n".join(line for line, _ in lines)
    above = head(text)
    if title is not None:
        # What stands under a styled headline is a subhead or the story, not a second headline.
        above = Head(None, above.authors, tuple(d for d in above.dropped if d.category != "title"))
    dropped = list(above.dropped)
    for category, line in _beside(word):
        start = len(text) + 2
        text = f"{text}\n\n{line}"
        dropped.append(Dropped(Span(start, len(text)), category, f"word-{category}"))
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
        dropped=tuple(dropped),
        notes=(words_left_out(name),) if shown.left_out else (),
        headings=tuple(_headings(lines)),
    )


def _headings(lines: Sequence[tuple[str, bool]]) -> Iterator[Span]:
    """Where the lines stand that are set in a heading's style and end no sentence."""
    at = 0
    for line, heads in lines:
        if heads and not line.endswith((".", "!", "?", "…", "”", '"')):
            yield Span(at, at + len(line))
        at += len(line) + 2


def _style_names(word: Word) -> dict[str, str]:
    from docx.oxml.ns import qn

    names: dict[str, str] = {}
    for style in word.styles.element.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None:
            names.setdefault(style.get(qn("w:styleId")) or "", name.get(qn("w:val")) or "")
    return names


def _beside(word: Word) -> Iterator[tuple[str, str]]:
    """What stands beside the story: dated lines of headers, then the notes."""
    from lxml import etree

    kinds = {"header": "stamp", "footnotes": "footnote", "endnotes": "footnote"}
    parts = [(kinds[k], r.target_part.blob) for r in word.part.rels.values() if (k := _kind(r)) in kinds]
    seen: set[str] = set()
    for category, blob in sorted(parts, key=lambda part: part[0] == "footnote"):
        try:
            root = etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.LxmlError:
            continue  # what stands beside the story is not worth the story
        for paragraph in WordText(root).paragraphs():
            for line in _lines(paragraph.words):
                dated = _YEAR.search(line) and len(line) < LONGEST_STAMP
                if line not in seen and (category == "footnote" or dated):
                    seen.add(line)
                    yield category, line


def _kind(relation: Any) -> str:
    """The last word of a relationship's type; none for one that leads out of the file."""
    return "" if relation.is_external else str(relation.reltype).rpartition("/")[2]


def _opened(data: bytes, name: str) -> tuple[Word, dict[str, str], tuple[dt.date | None, str | None]]:
    """The document, the names of its styles, and its day with what tells it."""
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
            _check_markup(archive, name)
        word = docx.Document(io.BytesIO(data))
        return word, _style_names(word), _day(word)
    except InputError:
        raise
    except (*archives.DAMAGED, OpcError, LxmlError, KeyError) as error:
        # KeyError: a part that is named and missing.
        raise damaged from error
    except (AttributeError, TypeError, ValueError) as error:
        # python-docx takes for granted that a part is what its name and type say, and holds what it must.
        raise damaged from error


def _check_markup(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse a file with more markup than an article has, whatever its parts are called."""
    size = tags = 0
    for member in archive.infolist():
        content = archive.read(member)
        # UTF-16 has a byte between; a picture holds such bytes, too, and is no markup.
        if not content.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
            continue
        size += len(content)
        tags += content.count(b"<") + content.count(b"=")
        if size > MOST_XML or tags > MOST_TAGS:
            raise _no_article("the Word document unpacks to more than an article can be", name)


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


def _lines(words: str) -> Iterator[str]:
    for line in words.split("\n"):
        if clean := " ".join(line.split()):
            yield clean


def _day(word: Word) -> tuple[dt.date | None, str | None]:
    from docx.opc.constants import RELATIONSHIP_TYPE

    # For a file without them python-docx makes properties up: changed just now.
    if all(r.reltype != RELATIONSHIP_TYPE.CORE_PROPERTIES for r in word.part.package.rels.values()):
        return None, None
    for label in ("created", "modified"):
        try:
            moment = getattr(word.core_properties, label)
        except OverflowError:  # a zone's hours before the first day of the calendar
            continue
        if moment is not None and moment.date() != _TEMPLATE_DAY:
            return moment.date(), f"{label}: {moment.date().isoformat()}"
    return None, None
