"""The export that a mail holds: in its page or text, or attached."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message

from briefing.errors import BriefingError
from briefing.readers.collection import Collection

#: Parts of a message, and groups of parts, beyond which it is not looked through.
MOST_PARTS, MOST_NESTED = 2000, 100
#: Messages that are attached each within the other, beyond which none is looked into.
MOST_ATTACHED = 10

_PART = re.compile(rb"^content-type[ \t]*:", re.IGNORECASE | re.MULTILINE)
_NESTING = re.compile(rb"boundary\*?0?\*?=|message/(?:rfc822|global|partial|external-body)", re.IGNORECASE)
_SIGNS = re.compile(rb"ProQuest|Factiva|Nexis|NewsBank|Gale|Europresse|filename|base64", re.IGNORECASE)


def read(data: bytes, name: str, *, depth: int = 0) -> Collection | None:
    """The articles of the first part that is an export; ``None`` where none is.

    Args:
        data: the message.
        name: its name.
        depth: how many messages it is attached within.
    """
    from briefing.readers import archives, kinds

    if not _SIGNS.search(data) or len(_PART.findall(data)) > MOST_PARTS or len(_NESTING.findall(data)) > MOST_NESTED:
        return None
    for part in message_from_bytes(data).walk():
        payload = b"" if part.is_multipart() else _bytes(part)
        if not payload.strip():
            continue
        try:
            if part.get_content_type() == "text/html":
                collection = archives.of_page(payload, name, part.get_content_charset())
            else:
                attached = part.get_filename() or ("text.txt" if part.get_content_type() == "text/plain" else "")
                kind = kinds.kind(payload, attached) if attached else "mail"
                if kind != "mail":
                    collection = archives.read(payload, name, kind)
                # A message that lost its head is its own only part.
                elif depth < MOST_ATTACHED and len(payload) < len(data):
                    collection = read(payload, name, depth=depth + 1)
                else:
                    continue
        except BriefingError:
            continue  # a part that cannot be read is the message's own reader's to speak of
        if collection is not None:
            return collection
    return None


def _bytes(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError):  # an encoding that is none
        return b""
    return payload if isinstance(payload, bytes) else b""
