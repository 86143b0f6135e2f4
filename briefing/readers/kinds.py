"""Which kind of input some bytes are: by what they begin with, then by the name."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath
from urllib.parse import unquote

from briefing import archives as packed
from briefing.errors import InputError, UnknownFormatError
from briefing.model import addresses
from briefing.readers import compound, feeds, hearings, mailbox, old_office, ris, tables, transcripts, wire, wire_text

#: How far in a file's beginning is looked at, in bytes.
HEAD = 4096

_BY_SUFFIX = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".rtf": "rtf",
    ".eml": "mail",
    ".mht": "mail",
    ".mhtml": "mail",
    ".csv": "table",
    ".tsv": "table",
    ".json": "table",
    ".jsonl": "table",
    ".ndjson": "table",
    ".ris": "ris",
    ".mbox": "mailbox",
    ".srt": "subtitles",
    ".vtt": "subtitles",
}
#: Kinds that the bytes themselves must show, whatever the name says.
_SHOWN = {"pdf", "docx", "rtf"}
_PACKAGES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/epub+zip": "epub",
}

_KNOWN = ((b"{\\rtf", "rtf"), (b"bplist00", "webarchive"))

#: Beginnings of files that are no article's text, what they are called, and what to do about it.
_FOREIGN = (
    (b"\x89PNG", "a picture", "Give the article as text; a picture of text has to be recognised (OCR) first."),
    (b"\xff\xd8\xff", "a picture", "Give the article as text; a picture of text has to be recognised (OCR) first."),
    (b"GIF8", "a picture", "Give the article as text; a picture of text has to be recognised (OCR) first."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"7z\xbc\xaf", "an archive", "Unpack it first."),
    (b"Rar!", "an archive", "Unpack it first."),
)

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main|meta|title|div|p|h[1-6])[\s>]", re.IGNORECASE)
#: The first element of a file, behind what XML and comments put before it.
_ROOT = re.compile(
    rb"(?:<\?[^>]{0,500}>\s*|<!--(?:(?!-->).){0,2000}-->\s*|<!DOCTYPE[^>\[]{0,500}>\s*)*"
    rb"<(?P<name>[A-Za-z][\w:.-]{0,60})[\s/>]",
    re.DOTALL,
)
#: Elements that a page, or a piece of one, begins with.
_ELEMENTS = frozenset(
    b"html head body article main meta title div p h1 h2 h3 h4 h5 h6 section header footer nav aside span table tbody"
    b" tr td ul ol li dl blockquote figure img a b i em strong font center br hr form style script link base pre iframe"
    b" noscript template".split()
)
_FEED = re.compile(rb"<(rss|feed|urlset|sitemapindex|rdf:RDF)[\s>]", re.IGNORECASE)
_OBJECT = re.compile(rb"(?:\[\s*)?\{\s*(?:\"|\})")
_HEADER = re.compile(
    rb"^(?:From|To|Cc|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Delivered-To|Reply-To"
    rb"|Content-Type|Content-Transfer-Encoding|Snapshot-Content-Location|X-[\w-]+|DKIM-Signature)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)


def kind(data: bytes, name: str) -> str:
    """The kind of reader the bytes want.

    What the bytes begin with is believed before the name: a page saved as ``article.txt`` is still a page.

    Raises:
        UnknownFormatError: they are of a kind that is known and not read here.
        InputError: they are neither text nor a known kind.
    """
    head = data[:HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(data, name)
    if (begun := _by_beginning(data, name)) is not None:
        return begun
    suffix = _suffix(name)
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if (shown := _by_content(text, data)) is not None:
        return shown
    markup = _markup(text, data)
    if markup == "xml":
        raise UnknownFormatError(
            "this kind of XML is not supported",
            where=name,
            next_step="Export it as text, as a page or as a table, and give that file.",
        )
    if markup == "site map":
        raise UnknownFormatError(
            "this is a site map, not an article", where=name, next_step="Give the address of one article."
        )
    if markup == "feed":
        return "feed"
    if _BY_SUFFIX.get(suffix) == "mail" or _is_mail(text):
        return "mail"
    if markup == "html" or _BY_SUFFIX.get(suffix) == "html":
        return "html"
    claimed = _BY_SUFFIX.get(suffix, "plain")
    if claimed == "plain" and hearings.is_hearing(data[: hearings.SHOWN].decode("utf-8", errors="replace")):
        return "hearing"
    if claimed in _SHOWN:
        raise InputError(
            f"the name says {claimed}, but the file does not begin like one",
            where=name,
            next_step="The file may be damaged or cut off; download or save it again.",
        )
    return claimed


def _by_beginning(data: bytes, name: str) -> str | None:
    """A kind whose files all begin alike.

    Raises:
        UnknownFormatError: it is one that is not read here.
    """
    head = data[:HEAD]
    if head.startswith(compound.SIGNATURE):
        return _compound(data, name)
    for beginning, what, next_step in _FOREIGN:
        if head.startswith(beginning):
            raise UnknownFormatError(f"this is {what}", where=name, next_step=next_step)
    return next((kind for beginning, kind in _KNOWN if head.startswith(beginning)), None)


def _compound(data: bytes, name: str) -> str:
    """A message of Outlook or an old Word file.

    Raises:
        UnknownFormatError: it is another old Office file.
    """
    if (kind := old_office.kind(data)) is not None:
        return kind
    raise UnknownFormatError(
        "this is an old Office file other than a text or a message, or a damaged one",
        where=name,
        next_step="Save it as .docx, .xlsx or .pdf and give that file.",
    )


def _by_content(text: bytes, data: bytes) -> str | None:
    """A kind of data that is known by how it begins; ``None`` for text, markup and mail."""
    if text.startswith(b"<"):
        return "wire" if wire.XML.search(text) else None
    if ris.is_ris(text):
        return "ris"
    if text.startswith(b"From ") and mailbox.count(data) > 1:
        return "mailbox"
    words = text.decode("utf-8", errors="replace")
    if transcripts.is_timed(words):
        return "subtitles"
    if wire.is_ninjs(words) or wire_text.is_message(data):
        return "wire"
    if feeds.is_json(words):
        return "feed"
    return "table" if _OBJECT.match(text) or tables.is_separated(words) else None


def _suffix(name: str) -> str:
    path = unquote(addresses.split(name).path) if re.match(r"https?://", name) else name.replace("\\", "/")
    return PurePosixPath(path).suffix.lower()


def _markup(text: bytes, data: bytes) -> str | None:
    if not text.startswith(b"<"):
        return None
    if match := _FEED.search(text[:1024]):
        return "site map" if match[1].lower() in {b"urlset", b"sitemapindex"} else "feed"
    if _HTML.match(text):
        return "html"
    root = _ROOT.match(text)
    if root is not None and root["name"].lower() not in _ELEMENTS:
        # A text may begin with something in angle brackets; XML ends with it, too.
        closed = text.startswith(b"<?xml") or b"</" + root["name"] + b">" in data[-HEAD:]
        return "xml" if closed else None
    return "html" if root is not None or (text.startswith((b"<?xml", b"<!--")) and _HTML.search(text)) else None


def _is_mail(text: bytes) -> bool:
    """Whether the bytes begin with a mail's header: its very first line, and at least three lines in all."""
    first = re.match(rb"From \S+ .*\r?\n", text)
    block = re.split(rb"\r?\n\r?\n", text[first.end() :] if first else text, maxsplit=1)[0]
    return bool(_HEADER.match(block)) and len(_HEADER.findall(block)) >= 3


def _zipped(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
            said = archive.read("mimetype")[:100].strip() if "mimetype" in members else b""
    except packed.DAMAGED as error:
        raise InputError(
            "the file is cut off or damaged", where=name, next_step="Save or download it again."
        ) from error
    if "word/document.xml" in members:
        return "docx"
    if "xl/workbook.xml" in members:
        return "table"
    if said in _PACKAGES:
        return _PACKAGES[said]
    if said or "[Content_Types].xml" in members:
        raise UnknownFormatError(
            "this is an office file other than a text or a table",
            where=name,
            next_step="Save it as .docx or .pdf and give that file.",
        )
    return "zip"
