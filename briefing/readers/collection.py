"""Several documents out of one file, and what of the file could not be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from briefing.model import addresses
from briefing.model.text import Document, Note
from briefing.readers.ids import LONGEST, identifier, is_address

#: The code of the note at an article in which a file breaks off.
CUT_OFF = "cut-off"
#: So many places are named in a note; more are counted.
NAMED = 12


@dataclass(frozen=True, slots=True)
class Unread:
    """An item of a file that gave no document."""

    number: int
    """Its place in the file, from 1."""
    why: str
    """A few words, such as ``no text``."""


@dataclass(frozen=True, slots=True)
class Collection:
    """What one file holds."""

    documents: tuple[Document, ...]
    """Each with its ``number`` where there are several."""
    unread: tuple[Unread, ...] = ()
    announced: int | None = None
    """How many the file itself says it holds."""
    form: str = ""
    """What kind of export it is, such as ``Factiva``; empty where the file is one article."""

    @property
    def total(self) -> int:
        """How many items the file holds, read or not."""
        return max(len(self.documents) + len(self.unread), self.announced or 0)


def numbered(name: str, number: int) -> str:
    """The id of one of several documents in a file.

    >>> numbered("saved/My export.docx", 3)
    'My-export.docx#3'
    """
    if name == "-":
        whole = "stdin"
    elif is_address(name):
        whole = PurePosixPath(unquote(addresses.split(name).path)).name or identifier(name)
    else:
        whole = PurePosixPath(name.replace("\\", "/")).name
    safe = re.sub(r"[^\w.-]+", "-", whole).strip("-.")[:LONGEST]
    return f"{safe or 'document'}#{number}"


def collected(
    documents: Sequence[Document], name: str, *, unread: Sequence[Unread] = (), announced: int | None = None, form: str
) -> Collection:
    """The documents of a file with their numbers and ids; one alone keeps the file's own id.

    Args:
        documents: with ``number`` where some before them could not be read, else numbered in order.
        name: the file's.
        unread: what could not be read.
        announced: how many the file says it holds.
        form: what kind of file it is.
    """
    alone = len(documents) == 1 and not unread and (announced or 1) == 1
    out = []
    for place, document in enumerate(documents, start=1):
        number = document.number or place
        old, new = document.id, identifier(name) if alone else numbered(name, number)
        notes = tuple(replace(note, document=new) if note.document in {old, None} else note for note in document.notes)
        out.append(replace(document, id=new, number=None if alone else number, notes=notes))
    return Collection(tuple(out), tuple(unread), announced, form)


def notes_on(collection: Collection, documents: Sequence[Document]) -> tuple[Note, ...]:
    """What of a file was not read, has no day, is cut off or stands in it twice, each with its count and the numbers.

    Args:
        collection: the file.
        documents: its documents as prepared, with their days.
    """
    notes = []
    counts = f"{len(documents)} of {collection.total} articles read"
    if collection.unread or collection.total > len(documents):
        parts = [f"{why}: {_places(n)}" for why, n in _by_reason(collection.unread).items()]
        lost = collection.total - len(documents) - len(collection.unread)
        if lost:
            parts.append(f"{lost} that the file names are not in it")
        notes.append(Note("partly-read", f"{counts}; {'; '.join(parts)}."))
    if len(documents) > 1 and (undated := [d.number or 0 for d in documents if d.date is None]):
        notes.append(Note("undated", f"{counts}; {len(undated)} without a day: {_places(undated)}."))
    if len(documents) > 1 and (broken := [d for d in documents if any(n.code == CUT_OFF for n in d.notes)]):
        places = _places([d.number or 0 for d in broken])
        notes.append(Note("breaks-off", f"{counts}; the file breaks off at {places}; what followed is missing."))
    twice = copies(documents)
    if twice:
        pairs = [f"#{later} repeats #{first}" for later, first in list(twice.items())[:NAMED]]
        more = f" and {len(twice) - NAMED} more" if len(twice) > NAMED else ""
        said = "1 article stands" if len(twice) == 1 else f"{len(twice)} of the articles stand"
        notes.append(Note("repeated", f"{said} twice: {', '.join(pairs)}{more}."))
    return tuple(notes)


def copies(documents: Sequence[Document]) -> dict[int, int]:
    """The number of each document whose text an earlier one has, with that one's number."""
    seen: dict[str, int] = {}
    earlier: dict[int, int] = {}
    for document in documents:
        if document.number is None:
            continue
        key = " ".join(re.findall(r"\w+", document.text.lower()))
        first = seen.setdefault(key, document.number)
        if first != document.number:
            earlier[document.number] = first
    return earlier


def _by_reason(unread: Sequence[Unread]) -> dict[str, list[int]]:
    reasons: dict[str, list[int]] = {}
    for item in unread:
        reasons.setdefault(item.why, []).append(item.number)
    return reasons


def _places(numbers: Sequence[int]) -> str:
    named = ", ".join(f"#{n}" for n in numbers[:NAMED])
    return f"{named} and {len(numbers) - NAMED} more" if len(numbers) > NAMED else named
