"""Bytes of one kind in, Documents out. A new kind is one module here and one line in ``READERS``."""

from __future__ import annotations

import importlib

from briefing.errors import InputError, UnknownFormatError
from briefing.model.text import Document
from briefing.readers import archives, hearings, kinds, old_office
from briefing.readers.collection import Collection, collected

#: Kind of input → the module whose ``read(data, name)`` gives the document. It is imported when it is first used.
READERS = {
    "plain": "briefing.readers.plain",
    "markdown": "briefing.readers.markdown",
    "html": "briefing.readers.html",
    "pdf": "briefing.readers.pdf",
    "docx": "briefing.readers.docx",
    "rtf": "briefing.readers.rtf",
    "mail": "briefing.readers.mail",
    "odt": "briefing.readers.odt",
    "epub": "briefing.readers.epub",
    "hearing": "briefing.readers.hearings",
    "subtitles": "briefing.readers.transcripts",
    "webarchive": "briefing.readers.webarchive",
}

#: Kinds that hold many documents as a rule, and the modules that read them; ``zip`` and ``table`` are read below.
COLLECTORS = {
    "ris": "briefing.readers.ris",
    "mailbox": "briefing.readers.mailbox",
    "feed": "briefing.readers.feeds",
    "wire": "briefing.readers.wire",
}
#: Kinds of files that printed hearings are handed out as.
_MAY_BE_HEARINGS = frozenset({"html", "pdf", "docx", "rtf", "odt", "webarchive"})
KINDS = frozenset({*READERS, *COLLECTORS, *old_office.INTO, "table", "zip"})


def read(data: bytes, *, name: str, kind: str | None = None) -> Document:
    """The one document that some bytes hold.

    Args:
        data: the whole file, message or page.
        name: its path, address, or ``-`` for standard input; messages and the document's id are made from it.
        kind: a key of :data:`READERS`; told from the bytes and the name where it is not given.

    Raises:
        UnknownFormatError: the kind is none that is known here.
        InputError: the bytes are empty, damaged, hold no text, or hold several articles.
    """
    collection = read_all(data, name=name, kind=kind)
    if len(collection.documents) != 1:
        raise InputError(
            f"the file holds {len(collection.documents)} articles",
            where=name,
            next_step="Read them all with read_all, or choose some with --only.",
        )
    return collection.documents[0]


def read_all(data: bytes, *, name: str, kind: str | None = None, column: str | None = None) -> Collection:
    """Every document that some bytes hold: those of an archive's export, a table, a mailbox …, else one.

    Args:
        data: the whole file, message or page.
        name: its path, address, or ``-`` for standard input; messages and the documents' ids are made from it.
        kind: one of :data:`KINDS`; told from the bytes and the name where it is not given.
        column: of a table, the column that holds the texts, where its name does not say so.

    Raises:
        UnknownFormatError: the kind is none that is known here.
        InputError: the bytes are empty, damaged, or hold no text.
    """
    if kind is not None and kind not in KINDS:
        raise UnknownFormatError(
            f"the format {kind!r} is not supported",
            where=name,
            next_step=f"Choose one of: {', '.join(sorted(KINDS))}.",
        )
    if not data.strip():
        raise InputError("the input is empty", where=name, next_step="Check the file, or paste the article's text.")
    form = kind or kinds.kind(data, name)
    if form in old_office.INTO:
        data, form = old_office.renewed(data, name, form), old_office.INTO[form]
    collection = several(data, name=name, kind=form, column=column)
    if collection is None:
        collection = Collection((_alone(data, name, form),))
    elif not collection.documents:
        raise InputError(
            f"this is an export of {collection.form}, and none of its {collection.total} articles has a text",
            where=name,
            next_step="Export it again with the full texts.",
        )
    if not any(document.text.strip() for document in collection.documents):
        raise InputError(
            "no text was found in it",
            where=name,
            next_step="Open it, copy the article's text into a .txt file and give that file.",
        )
    return collection


def _alone(data: bytes, name: str, kind: str) -> Document:
    """The one document of a file; the transcript of a hearing turn by turn, whatever it is written in."""
    module = importlib.import_module(READERS[kind])
    if kind == "html" and (printed := module.preformatted(data, name)) and hearings.is_hearing(printed):
        return hearings.read(printed.encode(), name)
    document: Document = module.read(data, name)
    return hearings.relabelled(document) if kind in _MAY_BE_HEARINGS else document


def several(data: bytes, *, name: str, kind: str, column: str | None = None) -> Collection | None:
    """The documents of a file that may hold many; ``None`` where it is one article.

    Args:
        data: the whole file.
        name: its path or address.
        kind: one of :data:`KINDS`.
        column: as :func:`read_all` takes it.

    Raises:
        InputError: it is damaged.
    """
    if kind == "table":
        from briefing.readers import tables

        return tables.read(data, name, column)
    if kind == "zip":
        from briefing.readers import zipped

        return zipped.read(data, name, _packed)
    if kind in COLLECTORS:
        collection: Collection = importlib.import_module(COLLECTORS[kind]).read(data, name)
        return collection
    export = archives.read(data, name, kind)
    if export is None and kind == "mail":
        from briefing.readers import mail

        attached = mail.several(data, name)
        return collected(attached, name, form="a mail with attached articles") if attached else None
    return export


def _packed(data: bytes, name: str) -> Collection:
    """What a file in an archive holds; an archive in an archive is not unpacked."""
    if data.strip() and kinds.kind(data, name) == "zip":
        raise InputError("the archive holds another archive", where=name, next_step="Unpack it first.")
    return read_all(data, name=name)
