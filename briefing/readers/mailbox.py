"""A mailbox (mbox): mails one after another, each behind a ``From`` line.

Source: RFC 4155, and the form called mboxrd, in which a line of a mail that begins so is quoted with ``>``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from briefing.errors import BriefingError, InputError
from briefing.model.text import Document
from briefing.readers.collection import Collection, Unread, collected

#: More mails are an archive of one's post.
MOST_MAILS = 5000

_FROM = re.compile(rb"^From \S+ .{0,60}\d{4}.{0,20}\r?\n(?=[A-Za-z][\w-]*:)", re.MULTILINE)
_QUOTED = re.compile(rb"^>(?=>*From )", re.MULTILINE)


def count(data: bytes) -> int:
    """How many mails a file holds that begins as a mailbox does."""
    return len(_starts(data)) if data.lstrip(b"\r\n").startswith(b"From ") else 0


def _starts(data: bytes) -> list[re.Match[bytes]]:
    # A line in a mail's text begins so too; one that parts two mails has a blank line above it.
    return [m for m in _FROM.finditer(data) if m.start() == 0 or data[: m.start()][-2:] in {b"\n\n", b"\r\n"}]


def read(data: bytes, name: str) -> Collection:
    """The articles of every mail, and those of an export that one holds.

    Raises:
        InputError: it holds more mails than a collection of articles, or none that can be read.
    """
    from briefing.readers import archives, mail

    starts = _starts(data)
    if len(starts) > MOST_MAILS:
        raise InputError(
            f"the mailbox holds more than {MOST_MAILS:,} mails", where=name, next_step="Split it into smaller files."
        )
    if not starts:
        raise InputError(
            "no mail was found in this mailbox",
            where=name,
            next_step="The file may be damaged; export it again, or save the mails as .eml.",
        )
    ends = [m.start() for m in starts[1:]] + [len(data)]
    documents: list[Document] = []
    # What stands before the first mail that can be told is one whose own beginning is damaged.
    unread = [Unread(1, "its beginning is damaged")] if data[: starts[0].start()].strip() else []
    number = len(unread)
    for start, end in zip(starts, ends, strict=True):
        message = _QUOTED.sub(b"", data[start.end() : end])
        try:
            export = archives.read(message, name, "mail")
            several = export.documents if export is not None else (mail.read(message, name),)
        except BriefingError as error:
            number += 1
            unread.append(Unread(number, error.what))
            continue
        for document in several:
            number += 1
            documents.append(replace(document, number=number))
    if not documents:
        raise InputError(
            f"none of its {len(starts)} mails holds an article", where=name, next_step="Save the mails as .eml."
        )
    return collected(documents, name, unread=unread, form="a mailbox")
