"""Mail messages (.eml) and pages saved as one file (.mht, .mhtml)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import CloseBoundaryNotFoundDefect, HeaderParseError
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime

from briefing import rules
from briefing.errors import BriefingError, InputError
from briefing.model.text import DateFrom, Document, Note
from briefing.readers import html, old_office
from briefing.readers.archives import days
from briefing.readers.byline import head
from briefing.readers.decode import decode
from briefing.readers.ids import identifier, is_address
from briefing.readers.metadata import day_in

#: Parts of a message, and messages and groups of parts, that may lie in one another; Python's parser calls itself for
#: each, and holds each line against all of them.
MOST_PARTS, MOST_NESTED = 2000, 100
#: Letters of a header field, and comments in it, beyond which the rest is left out: Python's parser of fields takes
#: gigabytes for a subject of 300 kB, and calls itself for each comment in a comment.
LONGEST_FIELD, MOST_COMMENTS = 4000, 30
#: A part with fewer words is a greeting or a signature, not an article.
FEWEST_WORDS = 25
#: Words above a forwarded message that are no article of their own; letters of a newspaper's name.
LONGEST_COVER, LONGEST_OUTLET = 120, 60

#: What Python's parser of fields raises over malformed ones, such as a parameter that ends in ``*``.
_STUMBLES = (HeaderParseError, IndexError, AttributeError, TypeError, ValueError)
_PART = re.compile(rb"^content-type[ \t]*:", re.IGNORECASE | re.MULTILINE)
_CANDIDATE = re.compile(
    rb"^content-type[ \t]*:[ \t]*(?:application/|message/r|text/html)", re.IGNORECASE | re.MULTILINE
)
_NESTING = re.compile(rb"boundary\*?0?\*?=|message/(?:rfc822|global|partial|external-body)", re.IGNORECASE)
_SUBJECT = re.compile(r"^(?:(?:re|fwd?|fw|aw|wg|tr|rv)\s*:\s*|\[[^\]]{1,40}\]\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
#: Field → what mail programs call it, in English, German, French, Spanish, Portuguese, Italian and Dutch.
_CALLED: Mapping[str, tuple[str, ...]] = {
    "from": ("From", "Von", "De", "Da", "Van"),
    "date": (
        *("Date", "Datum", "Sent", "Gesendet", "Envoyé", "Enviado", "Enviado el", "Enviada", "Enviada em"),
        *("Inviato", "Verzonden", "Fecha", "Data"),
    ),
    "subject": ("Subject", "Betreff", "Objet", "Asunto", "Assunto", "Oggetto", "Onderwerp"),
    "to": ("To", "An", "À", "A", "Para", "Aan"),
    "cc": ("Cc",),
    "reply-to": ("Reply-To",),
}
_KEYS = {name.lower(): key for key, names in _CALLED.items() for name in names}
_SENDER = rules.any_of(_CALLED["from"])
_FIELDS = rules.any_of(name for names in _CALLED.values() for name in names)
#: The head of a message that was sent on: a line that says so and its fields, or the field of its sender and others.
_FORWARDED = re.compile(
    rf"""
    ^[>*\ \t]{{0,20}}
    (?P<told>
        [-_\ ]{{0,40}}
        (?:Forwarded\ message|Original\ Message|Begin\ forwarded\ message|Weitergeleitete\ Nachricht|Message\ transféré
        |Ursprüngliche\ Nachricht|Message\ d['’]origine|Mensaje\ original|Messaggio\ originale|Oorspronkelijk\ bericht)
        [-:_\ ]{{0,40}}\n(?:[>*\ \t]{{0,20}}\n){{0,3}}[>*\ \t]{{0,20}}
    )?
    (?P<fields>
        (?(told)(?:{_FIELDS})|(?:{_SENDER}))\ ?\*?\ ?:.*\n
        (?:(?:[>*\ \t]{{0,20}}\n)?[>*\ \t]{{0,20}}(?:{_FIELDS})\ ?\*?\ ?:.*(?:\n|\Z)){{2,20}}
    )
    """,
    re.MULTILINE | re.IGNORECASE | re.VERBOSE,
)
_FIELD = re.compile(rf"^[>* \t]*(?P<key>{_FIELDS}) ?\*? ?:\*?\s*(?P<value>.+)$", re.MULTILINE | re.IGNORECASE)
#: The line above a mail that is quoted whole: "On 10 March 2026 at 7:02 Varde Mail <news@vardemail.example> wrote:".
_WROTE = re.compile(
    r"""
    ^(?P<said>(?!>)[^\n]{4,200}(?:\n(?!>)[^\n]{1,100})?\b(?:wrote|schrieb|a\ écrit|escribió|ha\ scritto|schreef))
    [^\n:]{0,80}:[ \t]*\n\s*(?=>)
    """,
    re.MULTILINE | re.VERBOSE,
)
_WRITER = re.compile(
    r"\d[:.]\d\d(?:[:.]\d\d)?(?:\s?[AP]\.?M\.?\b|\s(?:Uhr|h)\b)?[\s,]+(?:schrieb\s)?(?P<name>[^<>\n:]{2,80}?)[\s\"]*<"
)
#: Words that stand in the name of a newspaper, an agency or a letter of news, and in few people's names.
_OUTLET = re.compile(
    r"\b(?:News|Times|Post|Daily|Journal|Herald|Tribune|Gazette|Guardian|Telegraph|Observer|Chronicle|Press|Reuters|BBC|CNN"
    r"|AFP|Bloomberg|Magazine|Review|Radio|TV|Courier|Mail|Weekly|Standard|Independent|Economist|Politico|Axios|Agency"
    r"|Wire|Dispatch|Bulletin|Newsletter|Briefing|Zeitung|Monde|Figaro)\b"
)
#: Attached files that hold no article and are nothing to tell of: signatures, appointments, addresses.
_NO_TEXT = (".p7s", ".p7m", ".asc", ".sig", ".pgp", ".ics", ".vcf", ".dat")
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

    An attached page, PDF or Word file is read first, then an attached message, then the message's plain text, then its
    HTML. Of a message that was sent on, the inner one's sender and day count. The message's day is believed as little
    as a file's: an article is often sent on later.

    Raises:
        InputError: no part of it is text, or it breaks off before any.
    """
    return _articles(data, name)[0]


def several(data: bytes, name: str) -> tuple[Document, ...]:
    """The articles of a mail that has several attached, each by itself; none where it holds one or cannot be read."""
    if len(_CANDIDATE.findall(data)) < 2:
        return ()
    try:
        articles = _articles(data, name, all_of_them=True)
    except InputError:
        return ()  # the reader of one says what is wrong
    return tuple(articles) if len(articles) > 1 else ()


def _articles(data: bytes, name: str, *, all_of_them: bool = False) -> list[Document]:
    if len(_PART.findall(data)) > MOST_PARTS or len(_NESTING.findall(data)) > MOST_NESTED:
        raise InputError(
            "the message has more parts than a mail with an article can have",
            where=name,
            next_step="Copy the article's text into a .txt file and give that file.",
        )
    message = message_from_bytes(data, policy=_POLICY)
    if not isinstance(message, EmailMessage):
        raise _no_text(name)
    articles = _inside(message, name)
    broken = any(isinstance(d, CloseBoundaryNotFoundDefect) for part in message.walk() for d in part.defects)
    dated = []
    for article in articles if all_of_them else articles[:1]:
        document = _with_sender(article, message)
        notes = document.notes
        if broken:
            said = "The message breaks off; the article's end may be missing."
            notes = (*notes, Note("cut-off", said, identifier(name)))
        if len(articles) > 1 and not all_of_them:
            said = f"The message holds {len(articles)} attached articles; the first is read."
            notes = (*notes, Note("passed-over", said, identifier(name)))
        dated.append(replace(document, id=identifier(name), kind="mail", notes=notes))
    return dated


def _with_sender(document: Document, message: EmailMessage) -> Document:
    """The document with the day and the outlet that its message's head names, where it has none."""
    day, evidence = _sent(message)
    # What was attached cannot be of a later day than the message; the file may have been written anew.
    late = document.date_from == "file" and document.date is not None and day is not None and day < document.date
    if (document.date_from == "none" or late) and day is not None:
        origin: DateFrom = "file"
        document = replace(document, date=day, date_from=origin, date_evidence=evidence)
    if document.publisher is None and (outlet := _outlet(str(message.get("From") or ""))):
        document = replace(document, publisher=outlet)
    return document


def _outlet(sender: str) -> str | None:
    """The newspaper or agency that a sender's name is, if it is one.

    >>> _outlet("Harbour Courier <news@courier.example>")
    'Harbour Courier'
    >>> _outlet("Ana Ruiz <ana@courier.example>")
    """
    words = " ".join(re.sub(r"<[^<>]*>|\"|\[[^\[\]]*\]", " ", sender).split())
    return words if words and "@" not in words and len(words) <= LONGEST_OUTLET and _OUTLET.search(words) else None


def _inside(message: EmailMessage, name: str) -> list[Document]:
    """The articles that are attached to a message, or the one that it is, with a note of what was passed over."""
    documents, passed = _attached(message, name)
    if documents:
        cover = next(iter(_parts(message, "text/plain", attached=False)), None)
        if cover is not None and (words := len(_text(cover, name).split())):
            passed.append(f"the message's own text, {words} words")
    else:
        documents = [_article(message, name)]
    if not passed:
        return documents
    note = Note("passed-over", f"In the message were passed over: {'; '.join(passed)}.", identifier(name))
    return [replace(document, notes=(*document.notes, note)) for document in documents]


def _attached(message: EmailMessage, name: str) -> tuple[list[Document], list[str]]:
    """The articles in files and messages that are attached, and what is no article there but may be read for one."""
    documents: list[Document] = []
    passed: list[str] = []
    for part in message.iter_attachments() if message.is_multipart() else ():
        called = str(part.get_filename() or "")
        try:
            document = _of_attachment(part, message, name, called)
        except BriefingError as error:
            passed.append(f"{called or part.get_content_type()} ({error.what})")
            continue
        if document is not None:
            documents.append(document)
        elif called and part.get_content_maintype() == "application" and not called.lower().endswith(_NO_TEXT):
            passed.append(called)
    return documents, passed


def _of_attachment(part: Message, message: EmailMessage, name: str, called: str) -> Document | None:
    """The article in an attached message, page, text, PDF or Word file, old ones too; ``None`` for another part.

    What lies beside a saved page in its own file (pictures, frames) is left to the reading of that page.
    """
    from briefing.readers import docx, odt, pdf, rtf

    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0) if part.is_multipart() else None
        if not isinstance(inner, EmailMessage):
            return None
        return _with_sender(_inside(inner, name)[0], inner)
    data = _bytes(part)
    if b"%PDF-" in data[:1024]:
        return pdf.read(data, called or name)
    if data.startswith(b"PK\x03\x04") and called.lower().endswith(".docx"):
        return docx.read(data, called)
    if data.startswith(b"PK\x03\x04") and called.lower().endswith(".odt"):
        return odt.read(data, called)
    if data.startswith(b"{\\rtf"):
        return rtf.read(data, called or name)
    if called.lower().endswith(".eml"):
        return read(data, called)
    if (kind := old_office.kind(data)) is not None:
        reader = read if kind == "outlook" else docx.read
        return reader(old_office.renewed(data, called or name, kind), called or name)
    if isinstance(part, EmailMessage) and part.is_attachment() and not message.get("Snapshot-Content-Location"):
        return _of_text(part, name, called)
    return None


def _of_text(part: EmailMessage, name: str, called: str) -> Document | None:
    """The article in an attached page or text; ``None`` for a part of another kind, and for a note of a few words."""
    if _kind(part) == "text/html" and _bytes(part).strip():
        document = html.read(_bytes(part), name, part.get_content_charset(), several=True)
        return document if document.title else replace(document, title=called.rpartition(".")[0] or None)
    text = _text(part, name) if part.get_content_type() == "text/plain" else ""
    return _plain(text, None, called or name) if len(text.split()) >= FEWEST_WORDS else None


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
        shown = "" if saved or part.get_filename() else html.shown(_bytes(part), name, part.get_content_charset())
        if not _FORWARDED.search(shown):
            address = str(saved or part.get("Content-Location") or "").strip()
            where = address if is_address(address) else name
            document = html.read(_bytes(part), where, part.get_content_charset(), several=True)
            return document if document.title else replace(document, title=_subject(message))
        text = shown
    if not text.strip():
        raise _no_text(name)
    return _plain(text, _subject(message), name)


def _plain(text: str, subject: str | None, name: str) -> Document:
    """The article in a message's plain text, without its signature and the head of a forwarded message."""
    fields: dict[str, str] = {}
    passed = 0
    while (match := _FORWARDED.search(text)) and len(text[: match.start()].split()) <= LONGEST_COVER:
        passed += len(text[: match.start()].split())
        fields = {}
        for field in _FIELD.finditer(match["fields"]):
            key = field["key"].lower()
            fields.setdefault(_KEYS.get(key, key), field["value"].strip())
        text = text[match.end() :]
    below = 0
    if not fields and (match := _WROTE.search(text)) is not None:
        passed, fields, text, below = _quoting(text, match)
    if match := _SIGNATURE.search(text):
        text = text[: match.start()]
    quoted = sum(1 for line in text.splitlines() if line.startswith(">"))
    if quoted * 2 > len(text.splitlines()):
        text = _QUOTED.sub("", text)
    text = text.strip("\n")
    above = head(text)
    subject = _SUBJECT.sub("", fields["subject"]) if fields.get("subject") else subject
    day = day_in(fields.get("date", "")) or days.in_text(fields.get("date", ""))
    origin: DateFrom = "file" if day else "none"
    notes = [f"The text above the forwarded message, {_words(passed)}, was passed over."] if passed else []
    notes += [f"The mail quoted below the text, {_words(below)}, was passed over."] if below else []
    return Document(
        identifier(name),
        text,
        title=above.title or subject,
        date=day,
        date_from=origin,
        date_evidence=f"Date: {fields['date']}" if day else None,
        publisher=_outlet(fields.get("from", "")),
        authors=above.authors,
        dropped=above.dropped,
        notes=tuple(Note("passed-over", said, identifier(name)) for said in notes),
    )


def _words(count: int) -> str:
    return "1 word" if count == 1 else f"{count} words"


def _quoting(text: str, match: re.Match[str]) -> tuple[int, dict[str, str], str, int]:
    """A text that quotes a mail, as its article: the mail, where that is longer, or what stands above it.

    Returns:
        The words that are passed over above, the sender and day of the mail where it is the article, the article, and
        the words that are passed over below.
    """
    rest = text[match.end() :].splitlines()
    quoted = "\n".join(line for line in rest if line.startswith(">") or not line.strip())
    above, words = len(text[: match.start()].split()), len(_QUOTED.sub("", quoted).split())
    if above <= LONGEST_COVER and words >= max(FEWEST_WORDS, 2 * above):
        writer = _WRITER.search(match.group())
        return above, {"date": match["said"], "from": writer["name"] if writer else ""}, quoted, 0
    is_last = all(line.startswith(">") or not line.strip() for line in rest)
    if is_last and above >= max(FEWEST_WORDS, words):
        return 0, {}, text[: match.start()], words
    return 0, {}, text, 0


def _parts(message: EmailMessage, kind: str, *, attached: bool = True) -> list[EmailMessage]:
    """The parts of one content type, attachments last unless they are named files that are asked for."""
    matching = [
        part
        for part in message.walk()
        if isinstance(part, EmailMessage) and not part.is_multipart() and _kind(part) == kind
    ]
    inline = [p for p in matching if not p.is_attachment()]
    return [p for p in matching if p.is_attachment()] + inline if attached else inline


def _kind(part: EmailMessage) -> str:
    """A part's content type; a page attached as a mere file is told by its name."""
    name = (part.get_filename() or "").lower()
    return "text/html" if name.endswith((".html", ".htm")) else str(part.get_content_type())


def _bytes(part: Message) -> bytes:
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
