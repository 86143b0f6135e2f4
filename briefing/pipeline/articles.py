"""From bytes or a string to documents: read, cleared of what is not story, dated."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Container
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.errors import InputError
from briefing.model import addresses
from briefing.model.text import Document, Span
from briefing.text import boilerplate, dateline, interviews, language, paragraphs

#: The longest article that is read unless more is asked for, in characters: about 170,000 words, a thick book.
LONGEST = 1_000_000

#: Kinds of which what is set aside is the page around the text.
_WEB = frozenset({"html", "webarchive", "mail"})
_HALF = re.compile("[\ud800-\udfff]")

if TYPE_CHECKING:
    from briefing.readers.collection import Collection


def read(
    data: bytes,
    *,
    name: str,
    kind: str | None = None,
    date: dt.date | None = None,
    longest: int = LONGEST,
    day_first: bool = False,
) -> Document:
    """The one article in some bytes: read, cleared of what is not story, dated.

    Args:
        data: the file as it is.
        name: its name or address; the ending hints at the kind, the stem becomes the id.
        kind: a key of ``readers.READERS``, where the user knows better than the bytes.
        date: the document's own date, where the user knows it.
        longest: the longest text that is read, in characters.
        day_first: whether 5/6/2007 is the fifth of June where the text does not tell; else only its year is read.

    Raises:
        InputError: the bytes are empty, binary or damaged, hold a longer text or several articles.
        UnknownFormatError: nobody here reads this kind.
    """
    collection = read_all(data, name=name, kind=kind, date=date, longest=longest, day_first=day_first)
    if len(collection) != 1:
        raise InputError(
            f"the file holds {len(collection)} articles",
            where=name,
            next_step="Read them all (read_all), or choose some with --only, such as --only 3,5-9.",
        )
    return collection[0]


def read_all(
    data: bytes,
    *,
    name: str,
    kind: str | None = None,
    date: dt.date | None = None,
    longest: int = LONGEST,
    only: Container[int] | None = None,
    column: str | None = None,
    day_first: bool = False,
) -> tuple[Document, ...]:
    """Every article in some bytes, such as an archive's export; a file that is one article gives one.

    Args:
        data: the file as it is.
        name: its name or address; ids are made from it: ``export.docx#3`` is the third of several.
        kind: a key of ``readers.READERS``, where the user knows better than the bytes.
        date: the day the user knows. Of several articles only those that bear no day of their own are given it.
        longest: the longest text that is read, in characters.
        only: the numbers of the articles wanted, from 1; ``None`` for all.
        column: of a table, the column that holds the texts, where its name does not say so.
        day_first: as :func:`read` takes it.

    Raises:
        InputError: the bytes are empty, binary or damaged, or no article in them can be read.
        UnknownFormatError: nobody here reads this kind.
    """
    from briefing import readers
    from briefing.readers.collection import Unread, notes_on

    collection = _marked(readers.read_all(data, name=name, kind=kind, column=column), data)
    if len(collection.documents) == 1 and not collection.unread:
        alone = prepare(collection.documents[0], date=date, longest=longest, day_first=day_first)
        _check_story(alone, name)
        return (replace(alone, notes=(*alone.notes, *notes_on(collection, [alone]))),)
    documents: list[Document] = []
    unread = list(collection.unread)
    for document in collection.documents:
        try:
            day = None if document.date else date
            documents.append(prepare(document, date=day, longest=longest, day_first=day_first))
        except InputError as error:
            unread.append(Unread(document.number or 0, error.what))
    # Counted before some are chosen: what of the file was not read is worth knowing whichever are wanted.
    notes = notes_on(replace(collection, unread=tuple(unread)), documents)
    if only is not None:
        documents = [document for document in documents if document.number in only]
    if not documents:
        raise InputError(
            f"none of the articles asked for can be read; the file holds {collection.total}",
            where=name,
            next_step="See what is in it with: briefing read FILE",
        )
    documents[0] = replace(documents[0], notes=(*documents[0].notes, *notes))
    return tuple(documents)


def _check_story(document: Document, name: str) -> None:
    """Let a document pass of which a story is left when the lines around it are set aside.

    Raises:
        InputError: nothing is left, or of a page no sentence.
    """
    from briefing.readers.body import is_told

    left = [span.of(document.text) for span in document.paragraphs]
    if any(map(is_told, left)) or (left and document.kind not in _WEB):
        return
    aside = next((" ".join(d.span.of(document.text).split()) for d in document.dropped), "")
    said = f"; what stands in it, such as “{aside[:80]}”, was set aside" if aside else ""
    raise InputError(
        f"no sentence of a story was found in it{said}",
        where=name,
        next_step="Open it, copy the article's text into a .txt file and give that file.",
    )


def _marked(collection: Collection, data: bytes) -> Collection:
    """What was read, each article with the digest of the bytes it was read from, and of several with its number."""
    digest = hashlib.sha256(data).hexdigest()
    several = len(collection.documents) > 1
    documents = map(_at_home, collection.documents)
    marked = (replace(d, digest=f"{digest}#{d.number}" if several else digest) for d in documents)
    return replace(collection, documents=tuple(marked))


def _at_home(document: Document) -> Document:
    """A document under its own address where it has that of a copy in a web archive, which then stands beside it."""
    home = addresses.copied(document.url or "")
    return replace(document, url=home, archived=document.url) if home is not None else document


def from_text(
    text: str,
    *,
    id: str,  # noqa: A002 - the field's own name in the input form
    date: dt.date | None = None,
    title: str | None = None,
    longest: int = LONGEST,
    day_first: bool = False,
) -> Document:
    """One article out of a string; every offset counts into exactly this string.

    Raises:
        InputError: the text is longer than ``longest`` characters, or holds a lone surrogate.
    """
    document = Document(id=id, text=text, paragraphs=paragraphs.paragraphs(text), title=title, kind="text")
    return prepare(document, date=date, longest=longest, day_first=day_first)


def prepare(
    document: Document, *, date: dt.date | None = None, longest: int = LONGEST, day_first: bool = False
) -> Document:
    """The document with what is not story set aside and its date found or given.

    Raises:
        InputError: the text is longer than ``longest`` characters, or holds a lone surrogate, which no file can be
            written with.
    """
    _check_text(document, longest)
    if day_first:
        document = replace(document, day_first=True)
    return interviews.read(language.tell(dateline.date(boilerplate.drop(document), date)))


def _check_text(document: Document, longest: int) -> None:
    if len(document.text) > longest:
        raise InputError(
            f"the text has {len(document.text):,} characters; the limit is {longest:,}",
            where=document.id,
            next_step=f"Give the article on its own, or raise the limit with --longest {len(document.text)}.",
        )
    for words in (document.id, document.title or "", document.text):
        if not words.isascii() and (half := _HALF.search(words)):
            raise InputError(
                f"invalid Unicode at character {half.start()}: lone surrogate U+{ord(half[0]):04X}",
                where=_HALF.sub("?", document.id),
                next_step="Decode the text again, or replace such characters first.",
            )


def read_draft(
    data: bytes, *, name: str, date: dt.date | None = None, longest: int = LONGEST, day_first: bool = False
) -> Document:
    """A text that is to be checked, whole: nothing in it is set aside as boilerplate, and its headings are sentences.

    Args:
        data: the file as it is.
        name: its name; the ending hints at the kind, the stem becomes the id.
        date: the day it was written. No day is looked for in it: a date it tells is not the day it was written.
        longest: the longest text that is read, in characters.
        day_first: whether 5/6/2007 is the fifth of June where the text does not tell; else only its year is read.

    Raises:
        InputError: the bytes are empty, binary or damaged, hold a longer text or several articles.
        UnknownFormatError: nobody here reads this kind.
    """
    from briefing import readers

    document = readers.read(data, name=name)
    _check_text(document, longest)
    # A memo's heading is its title, and its footnotes are set aside; both may claim something.
    aside = [] if document.kind in _WEB else [d.span for d in document.dropped]
    inside = sorted({*(document.paragraphs or paragraphs.paragraphs(document.text)), *aside})
    head = f"{document.title}\n\n" if document.title and document.title not in document.text else ""
    moved = [Span(span.start + len(head), span.end + len(head)) for span in inside]
    whole = replace(
        document,
        text=head + document.text,
        paragraphs=(*([Span(0, len(head) - 2)] if head else []), *moved),
        dropped=(),
        posts=(),
        date=date,
        date_from="given" if date else "none",
        day_first=day_first,
        headings=(),
        asked=(),
        summaries=(),
        notes=(),
    )
    return language.tell(whole)
