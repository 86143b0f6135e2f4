"""Exports of news archives: one file, many articles. A new archive's form is one module here and one line in ``FORMS``.

Each form is told from what stands in the file, not from its name, and works on lines, whatever the file is written in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from briefing.model.text import Note
from briefing.readers import attributes, cut_off
from briefing.readers.archives import cuttings, europresse_sheets, factiva, gale, lexisnexis, newsbank, nexis, proquest
from briefing.readers.archives.article import Found, document
from briefing.readers.archives.lines import Lines, of_text, of_tree
from briefing.readers.collection import CUT_OFF, Collection, Unread, collected
from briefing.readers.decode import decode, named_in
from briefing.readers.word_counts import is_stopped

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from briefing.model.text import Document


#: Kinds of files that say nothing themselves of where they end; articles, and words of the last one's last paragraph,
#: from which what ends in the middle of a sentence was cut off.
_TEXTS = frozenset({"plain", "markdown"})
FEWEST_ENDS, FEWEST_WORDS = 3, 3


class Form(Protocol):
    """A module that reads the exports of one archive."""

    NAME: str

    @staticmethod
    def read(text: Lines) -> Found | None:
        """The articles of a file in this form; ``None`` where it is in another."""


#: In the order of trust where two find as many articles in a file.
FORMS: Sequence[Form] = (lexisnexis, nexis, factiva, proquest, newsbank, gale, europresse_sheets, cuttings)  # type: ignore[assignment]

#: What at least one of stands in every page of an archive, in small letters; a page without it is not looked through.
_SIGNS = (
    *(b"docpublicationname", b"enheadline", b"articleparagraph", b"end of document", b"proquest", b"factiva", b"nexis"),
    *(b"newsbank", b"load-date", b"(aglc", b"<b>hd</b>", b"publication info"),
    *("^ИС:".encode("cp1251").lower(), "^ИС:".encode()),
)
#: The same in capitals, and of others; each begins with letters, by which it is found at once.
_CAPITALS = (b" DOCUMENTS", b" DOKUMENT")
_MARKS = (
    re.compile(rb"document \d+ (?:of|de) \d"),
    re.compile(rb"dokument \d+ von \d"),
    re.compile(rb"gale(?:\|| (?:onefile|document|general|academic|in context))"),
)
#: Where what a page runs, or is set by, begins and ends: most of a page of today, and no archive signs there.
_UNSEEN = re.compile(rb"<(?:script|style)\b")
_UNSEEN_END = re.compile(rb"</(?:script|style)\b")


def _is_signed(data: bytes) -> bool:
    """Whether a page bears the sign of an archive: one long pattern would take longer than all the rest."""
    data = b"".join(_unscripted(data))
    small = data.lower()
    if any(sign in small for sign in _SIGNS) or any(sign in data for sign in _CAPITALS):
        return True
    return any(mark.search(small) for mark in _MARKS)


def _unscripted(data: bytes) -> Iterator[bytes]:
    """What stands in a page before, between and behind its scripts and sheets; all behind one that does not end."""
    before, *pieces = _UNSEEN.split(data)
    yield before
    for piece in pieces:
        end = _UNSEEN_END.search(piece)
        yield piece[end.end() :] if end else piece


def read(data: bytes, name: str, kind: str) -> Collection | None:
    """The articles of an archive's export; ``None`` where the file is none.

    Args:
        data: the whole file.
        name: its path or address, for ids and messages.
        kind: what it is written in: ``plain``, ``html``, ``docx``, ``rtf``, ``pdf`` or ``mail``.

    Raises:
        InputError: it cannot be read at all, or is in an archive's form and holds no article's text.
    """
    if kind == "mail":
        from briefing.readers.archives import message

        return message.read(data, name)
    if kind == "html":
        return _page(data, name, None)
    text = _lines(data, name, kind)
    collection = None if text is None else of_lines(text, name, kind)
    if collection is None:
        return None
    breaks_off = cut_off.of_rich_text(data) if kind == "rtf" else kind in _TEXTS and _ends_early(collection)
    return _cut_off(collection) if breaks_off else collection


def _ends_early(collection: Collection) -> bool:
    """Whether the last of several articles, and no other, ends in the middle of a sentence."""
    ends = [document.text.rstrip().rpartition("\n")[2] for document in collection.documents]
    if len(ends) < FEWEST_ENDS or is_stopped(ends[-1]) or len(ends[-1].split()) < FEWEST_WORDS:
        return False
    return all(map(is_stopped, ends[:-1]))


def of_lines(text: Lines, name: str, kind: str) -> Collection | None:
    """As :func:`read`, of lines that were read already."""
    read = [(export, form.NAME) for form in FORMS if (export := form.read(text)) is not None]
    if not read:
        return None
    # A story may quote another form's marks: the form that finds most articles is the file's own.
    export, form = max(read, key=lambda pair: sum(bool(article.paragraphs) for article in pair[0].articles))
    return _collection(export, form, name, kind)


def of_page(data: bytes, name: str, declared: str | None = None) -> Collection | None:
    """As :func:`read`, of a page that a mail holds."""
    return _page(data, name, declared)


def _page(data: bytes, name: str, declared: str | None) -> Collection | None:
    from briefing.readers.archives import europresse, integrum

    if not _is_signed(data):
        return None
    text = decode(data, name=name, declared=declared or named_in(data))
    attributes.check(text, name=name)
    tree = _tree(text)
    if tree is None:
        return None
    drawn = ((export, form.NAME) for form in (europresse, integrum) if (export := form.read(tree)) is not None)
    export, form = next(drawn, (None, ""))
    collection = of_lines(of_tree(tree), name, "html") if export is None else _collection(export, form, name, "html")
    # A piece of a page, as a mail may hold it, has no end of its own.
    breaks_off = b"<html" in data[: cut_off.REACH].lower() and cut_off.of_markup(data)
    return _cut_off(collection) if collection is not None and breaks_off else collection


def _cut_off(collection: Collection) -> Collection:
    """The collection with a note at its last article, unless one of them says already that the file breaks off."""
    if not collection.documents or any(note.code == CUT_OFF for d in collection.documents for note in d.notes):
        return collection
    *others, last = collection.documents
    note = Note(CUT_OFF, "The file breaks off in or behind this article; what followed is missing.", last.id)
    return replace(collection, documents=(*others, replace(last, notes=(*last.notes, note))))


def _tree(text: str) -> HtmlElement | None:
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", remove_pis=True, huge_tree=True)
    try:
        return lxml_html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except etree.ParserError:
        return None  # an empty page; its own reader says so


def _lines(data: bytes, name: str, kind: str) -> Lines | None:
    if kind in {"plain", "markdown"}:
        return of_text(decode(data, name=name))
    if kind == "docx":
        from briefing.readers.archives import word

        return word.lines(data)
    if kind == "rtf":
        from briefing.readers import rtf

        return rtf.lines(data, name)
    if kind == "odt":
        from briefing.readers import odt

        return odt.lines(data, name)
    if kind == "pdf":
        from briefing.readers.archives import drawn

        return drawn.lines(data, name)
    return None


def _collection(export: Found, form: str, name: str, kind: str) -> Collection:
    documents: list[Document] = []
    unread: list[Unread] = []
    for number, article in enumerate(export.articles, start=1):
        if not article.paragraphs:
            unread.append(Unread(number, "no text"))
            continue
        documents.append(document(article, kind, number))
    return collected(documents, name, unread=unread, announced=export.announced, form=form)
