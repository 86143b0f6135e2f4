"""Bytes of one kind in, a Document out. A new kind is one module here and one line in ``READERS``."""

from __future__ import annotations

from collections.abc import Callable

from briefing.errors import InputError, UnknownFormatError
from briefing.model.text import Document
from briefing.readers import docx, html, kinds, mail, markdown, pdf, plain

Reader = Callable[[bytes, str], Document]

#: Kind of input → the function that reads it. Heavy libraries are imported when a reader is first used.
READERS: dict[str, Reader] = {
    "plain": plain.read,
    "markdown": markdown.read,
    "html": html.read,
    "pdf": pdf.read,
    "docx": docx.read,
    "mail": mail.read,
}


def read(data: bytes, *, name: str, kind: str | None = None) -> Document:
    """The document that some bytes hold.

    Args:
        data: the whole file, message or page.
        name: its path, address, or ``-`` for standard input; messages and the document's id are made from it.
        kind: a key of :data:`READERS`; told from the bytes and the name where it is not given.

    Raises:
        UnknownFormatError: the kind is none that is known here.
        InputError: the bytes are empty, damaged, or hold no text.
    """
    if kind is not None and kind not in READERS:
        raise UnknownFormatError(
            f"nothing here reads the format {kind!r}",
            where=name,
            next_step=f"Choose one of: {', '.join(sorted(READERS))}.",
        )
    if not data.strip():
        raise InputError("the input is empty", where=name, next_step="Check the file, or paste the article's text.")
    told = kind or kinds.kind(data, name)
    document = READERS[told](data, name)
    if not document.text.strip():
        raise InputError(
            "no text was found in it",
            where=name,
            next_step="Open it, copy the article's text into a .txt file and give that file.",
        )
    return document
