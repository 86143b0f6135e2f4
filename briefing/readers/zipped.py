"""A ZIP archive of articles: each file in it, in the order of their names."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

from briefing import archives as packed
from briefing.errors import BriefingError, InputError
from briefing.model.text import Document
from briefing.readers.collection import Collection, Unread, collected

#: Files in an archive, bytes that one unpacks to, and bytes of all.
MOST_MEMBERS, MOST_BYTES, MOST_IN_ALL = 5000, 20 * 2**20, 400 * 2**20

_HIDDEN = re.compile(r"(?:^|/)(?:\.|__MACOSX/|~\$|Thumbs\.db$|desktop\.ini$)")


def read(data: bytes, name: str, inside: Callable[[bytes, str], Collection]) -> Collection:
    """The articles of every file in an archive.

    Args:
        data: the archive.
        name: its name.
        inside: what reads a file of it.

    Raises:
        InputError: it is damaged or locked, unpacks to more than articles do, or holds none.
    """
    documents: list[Document] = []
    unread: list[Unread] = []
    number = 0
    for path, content in _files(data, name):
        try:
            if isinstance(content, str):
                raise InputError(content)
            collection = inside(content, path)
        except BriefingError as error:
            number += 1
            unread.append(Unread(number, f"{path.rsplit('/', 1)[-1]}: {error.what}"))
            continue
        base = number
        for document in collection.documents:
            number = base + (document.number or 1)
            documents.append(replace(document, number=number))
        unread += [Unread(base + lost.number, lost.why) for lost in collection.unread]
        number = base + max(collection.total, 1)
    if not documents:
        raise InputError(
            f"none of the {len(unread)} files in the archive is an article that can be read",
            where=name,
            next_step="Unpack it and look at what is in it.",
        )
    return collected(documents, name, unread=unread, form="a ZIP archive")


def _files(data: bytes, name: str) -> list[tuple[str, bytes | str]]:
    """The path and the content of each file; in place of the content, why it is not read."""
    damaged = InputError("the archive is cut off or damaged", where=name, next_step="Save or download it again.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except packed.DAMAGED as error:
        raise damaged from error
    with archive:
        members = sorted(
            (m for m in archive.infolist() if m.filename and not m.is_dir() and not _HIDDEN.search(m.filename)),
            key=lambda m: m.filename,
        )
        if len(members) > MOST_MEMBERS or sum(min(m.file_size, MOST_BYTES) for m in members) > MOST_IN_ALL:
            raise InputError(
                "the archive unpacks to more than a collection of articles", where=name, next_step="Unpack it first."
            )
        files: list[tuple[str, bytes | str]] = []
        for member in members:
            if member.file_size > MOST_BYTES:
                files.append((member.filename, "larger than an article can be"))
                continue
            try:
                with archive.open(member) as file:
                    content = file.read(MOST_BYTES + 1)  # what the archive says of its size may be a lie
            except packed.DAMAGED:
                files.append((member.filename, "damaged"))
                continue
            files.append((member.filename, content if len(content) <= MOST_BYTES else "larger than an article can be"))
        return files
