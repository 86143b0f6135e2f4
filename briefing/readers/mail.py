"""Mail messages (.eml) and pages saved as one file (.mht, .mhtml)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import CloseBoundaryNotFoundDefect, HeaderParseError
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from briefing.errors import InputError
from briefing.model.text import DateFrom, Document, Note
from briefing.readers import html
from briefing.readers.byline import head
from briefing.readers.decode import decode
from briefing.readers.ids import identifier, is_address

#: Parts of a message, and messages and groups of parts, that may lie in one another; Python's parser calls itself for
#: each, and holds each line against all of them.
MOST_PARTS, MOST_NESTED = 2000, 100
#: Letters of a header field, and comments in it, beyond which the rest is left out: Python's parser of fields takes
#: gigabytes for a subject of 300 kB, and calls itself for each comment in a comment.
LONGEST_FIELD, MOST_COMMENTS = 4000, 30
#: A part with fewer words is a greeting or a signature, not an article.
FEWEST_WORDS = 25

#: What Python's parser of fields raises over malformed ones, such as a parameter that ends in ``*``.
_STUMBLES = (HeaderParseError, IndexError, AttributeError, TypeError, ValueError)
_PART = re.compile(rb"^content-type[ \t]*:", re.IGNORECASE | re.MULTILINE)
_NESTING = re.compile(rb"boundary\*?0?\*?=|message/(?:rfc822|global|partial|external-body)", re.IGNORECASE)
_SUBJECT = re.compile(r"^(?:(?:re|fwd?|fw|aw|wg|tr|rv)\s*:\s*|\[[^\]]{1,40}\]\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_FORWARDED = re.compile(
    r"^[-_ ]*(?:Forwarded message|Original Message|Begin forwarded message|Weitergeleitete Nachricht)[-:_ ]*\n"
    r"(?P<fields>(?:[ \t]*\n|[>* ]*(?:From|Date|Sent|Subject|To|Cc|Reply-To|Von|An|Betreff|Datum)\*?:.*\n)+)",
    re.MULTILINE | re.IGNORECASE,
)
_FIELD = re.compile(r"^[>* ]*(?P<key>Date|Sent|Subject)\*?:\s*(?P<value>.+)$", re.MULTILINE | re.IGNORECASE)
_QUOTED = re.compile(r"^(?:> ?)+", re.MULTILINE)


class _Fields(policy.EmailPolicy):
    """As Python reads the fields of a header, with bounds on their length and depth."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        value = value[:LONGEST_FIELD]
        return name, value.replace("(", " ") if value.count("(") > MOST_COMMENTS else value

    def header_fetch_parse(self, name: str, value: str) -> str:
        try:
            parsed: str = super().header_fetch_parse(name, value)
        except _STUMBLES:
            parsed = self.header_factory(name, "")
        return parsed


_POLICY = _Fields()


def read(data: bytes, name: str) -> Document:
    """The article in a mail or in a page saved as one file.

    An attached or enclosed page is read first, then the message's plain text, then its HTML. The message's day is
    believed as little as a file's: an article is often sent on later.

    Raises:
        InputError: no part of it is text, or it breaks off before any.
    """
    if len(_PART.findall(data)) > MOST_PARTS or len(_NESTING.findall(data)) > MOST_NESTED:
        raise InputError(
            "the message holds more parts than a mail with an article does",
            where=name,
            next_step="Copy the article's text into a .txt file and give that file.",
        )
    message = message_from_bytes(data, policy=_POLICY)
    if not isinstance(message, EmailMessage):
        raise _no_text(name)
    document = _article(message, name)
    day, evidence = _sent(message)
    if document.date_from == "none" and day is not None:
        origin: DateFrom = "file"
        document = replace(document, date=day, date_from=origin, date_evidence=evidence)
    notes = document.notes
    if any(isinstance(d, CloseBoundaryNotFoundDefect) for part in message.walk() for d in part.defects):
        notes = (*notes, Note("cut-off", "The message breaks off; the article's end may be missing.", identifier(name)))
    return replace(document, id=identifier(name), kind="mail", notes=notes)


def _article(message: EmailMessage, name: str) -> Document:
    saved = message.get("Snapshot-Content-Location") or message.get("Content-Location")
    pages = [p for p in _parts(message, "text/html") if p.get_filename() or saved]
    plain = next(iter(_parts(message, "text/plain", attached=False)), None)
    text = _text(plain, name) if plain is not None else ""
    if not pages and len(text.split()) < FEWEST_WORDS:
        pages = _parts(message, "text/html")
    if pages:
        # The first page of a saved one is the page itself; the others are its frames.
        part = pages[0]
        address = str(saved or part.get("Content-Location") or "").strip()
        where = address if is_address(address) else name
        document = html.read(_bytes(part), where, part.get_content_charset(), several=True)
        return document if document.title else replace(document, title=_subject(message))
    if not text.strip():
        raise _no_text(name)
    return _plain(text, _subject(message), name)


def _plain(text: str, subject: str | None, name: str) -> Document:
    """The article in a message's plain text, without its signature and the head of a forwarded message."""
    fields: dict[str, str] = {}
    if match := _FORWARDED.search(text):
        fields = {m["key"].lower(): m["value"].strip() for m in _FIELD.finditer(match["fields"])}
        text = text[match.end() :]
    if match := _SIGNATURE.search(text):
        text = text[: match.start()]
    quoted = sum(1 for line in text.splitlines() if line.startswith(">"))
    if quoted * 2 > len(text.splitlines()):
        text = _QUOTED.sub("", text)
    text = text.strip("\n")
    above = head(text)
    subject = _SUBJECT.sub("", fields["subject"]) if fields.get("subject") else subject
    return Document(
        identifier(name),
        text,
        title=above.title or subject,
        authors=above.authors,
        dropped=above.dropped,
    )


def _parts(message: EmailMessage, kind: str, *, attached: bool = True) -> list[EmailMessage]:
    """The parts of one content type, attachments last unless they are named files that are asked for."""
    found = [
        part
        for part in message.walk()
        if isinstance(part, EmailMessage) and not part.is_multipart() and _kind(part) == kind
    ]
    inline = [p for p in found if not p.is_attachment()]
    return [p for p in found if p.is_attachment()] + inline if attached else inline


def _kind(part: EmailMessage) -> str:
    """A part's content type; a page attached as a mere file is told by its name."""
    name = (part.get_filename() or "").lower()
    return "text/html" if name.endswith((".html", ".htm")) else str(part.get_content_type())


def _bytes(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: EmailMessage, name: str) -> str:
    payload = _bytes(part)
    if not payload.strip():
        return ""
    text = decode(payload, name=name, declared=part.get_content_charset())
    if (part.get_param("format") or "") == "flowed":
        # RFC 3676: a line that ends in a space goes on in the next one.
        text = re.sub(r"(?<!^--) \n(?!\n)", " ", text, flags=re.MULTILINE)
    return text


def _subject(message: EmailMessage) -> str | None:
    return " ".join(_SUBJECT.sub("", str(message.get("Subject") or "")).split()) or None


def _sent(message: EmailMessage) -> tuple[dt.date | None, str | None]:
    try:
        value = str(message.get("Date") or "")
        return (parsedate_to_datetime(value).date(), f"Date: {value}") if value else (None, None)
    except (ValueError, OverflowError, HeaderParseError):
        return None, None  # a malformed date says nothing; a zone of a million hours overflows


def _no_text(name: str) -> InputError:
    return InputError(
        "no part of the message is text",
        where=name,
        next_step="Copy the article's text into a .txt file and give that file.",
    )
