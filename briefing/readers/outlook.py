"""Messages that Outlook saved (.msg), put into the form of a mail (.eml) that the reader of mails takes.

Sources: Microsoft, [MS-OXMSG]: Outlook Item (.msg) File Format, and [MS-OXRTFCP]: Rich Text Format (RTF) Compression.
"""

from __future__ import annotations

import codecs
import datetime as dt
import mimetypes
import re
import struct
from email import policy
from email.message import EmailMessage, Message
from email.parser import HeaderParser
from email.utils import format_datetime

from briefing.errors import InputError
from briefing.readers.compound import Compound, DamagedError

#: The stream by which a compound file is known to be a message.
PROPERTIES = "__properties_version1.0"
#: Attached files that are read, and messages that may lie in one another.
MOST_ATTACHED, MOST_NESTED = 100, 8

#: Properties of a message, by their numbers.
_SUBJECT, _HEADERS, _BODY, _RICH, _HTML = "0037", "007D", "1000", "1009", "1013"
_SENDER, _ADDRESS, _SMTP, _BEHALF = "0C1A", "0C1F", "5D01", "0042"
_SENT, _DELIVERED, _CODE_PAGES = 0x0039, 0x0E06, (0x3FDE, 0x3FFD)
#: And of what is attached.
_DATA, _NAME, _SHORT_NAME, _TYPE, _HIDDEN = "3701", "3707", "3704", "370E", 0x7FFE
#: Types of properties: text in two encodings, bytes, and a folder.
_UNICODE, _STRING, _BYTES, _FOLDER = "001F", "001E", "0102", "000D"
#: Lengths of what stands before the fixed properties: in the file's own message, an enclosed one, an attachment.
_HEADS = {"message": 32, "enclosed": 24, "attached": 8}
#: From the beginning of Windows' clock to that of Unix, in seconds.
_EPOCH_S = 11_644_473_600
#: What compressed rich text is taken to begin with.
_BEGINNING = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
#: How far back a piece that comes again may lie, and what all may unpack to, in bytes.
_WINDOW, _LONGEST_RICH = 4096, 16 * 2**20


def as_mail(data: bytes, name: str) -> bytes:
    """The message as a mail, with its sender, day, texts and attached files.

    Raises:
        InputError: the file is damaged.
    """
    try:
        message = _message(Compound(data), (), 0)
    except DamagedError as error:
        raise InputError(
            "the message is damaged", where=name, next_step="Save it again from Outlook, or as .eml or text."
        ) from error
    return message.as_bytes(policy=policy.SMTP.clone(max_line_length=None, refold_source="none"))


def _message(file: Compound, path: tuple[str, ...], depth: int) -> EmailMessage:
    fixed = _fixed(file, path, "enclosed" if path else "message")
    encoding = _encoding(fixed)
    sent = HeaderParser().parsestr(_text(file, path, _HEADERS, encoding)[:100_000])
    message = EmailMessage(policy=policy.SMTP)
    fields = {
        "From": _sender(file, path, encoding) or _field(sent, "From"),
        "Subject": _text(file, path, _SUBJECT, encoding) or _field(sent, "Subject"),
        "Date": _field(sent, "Date") or _moment(fixed),
    }
    for key, value in fields.items():
        if words := _plain(value):
            message[key] = words
    html = _bytes(file, path, _HTML)
    body = _text(file, path, _BODY, encoding)
    if not body.strip() and html is None and (rich := _bytes(file, path, _RICH)) is not None:
        body = _of_rich(rich)
    if html is None and (marked := _text(file, path, _HTML, encoding)):
        html = marked.encode("utf-8", errors="replace")
    if body.strip() or html is None:
        message.set_content(_encodable(body).replace("\r\n", "\n"), charset="utf-8", cte="base64")
    if html is not None:
        page = _encodable(html.decode(_html_encoding(html, encoding), errors="replace"))
        put = message.add_alternative if body.strip() else message.set_content
        put(page, subtype="html", charset="utf-8", cte="base64")
    folders = [n for n, is_folder in sorted(file.names(*path).items()) if is_folder and n.startswith("__attach_")]
    for folder in folders[:MOST_ATTACHED]:
        _attach(message, file, (*path, folder), encoding, depth)
    return message


def _attach(message: EmailMessage, file: Compound, path: tuple[str, ...], encoding: str, depth: int) -> None:
    """Put a file or a message that is attached to the mail; a picture of its own page is passed over."""
    if (_fixed(file, path, "attached").get(_HIDDEN) or 0) & 1:
        return
    inner = (*path, f"__substg1.0_{_DATA}{_FOLDER}")
    if depth < MOST_NESTED and PROPERTIES in file.names(*inner):
        message.add_attachment(_message(file, inner, depth + 1))
        return
    data = _bytes(file, path, _DATA)
    if data is None:
        return
    called = _plain(_text(file, path, _NAME, encoding) or _text(file, path, _SHORT_NAME, encoding)) or "attachment"
    kind = _plain(_text(file, path, _TYPE, encoding)) or mimetypes.guess_type(called)[0] or ""
    main, _, sub = (kind if re.fullmatch(r"[\w.+-]+/[\w.+-]+", kind) else "application/octet-stream").partition("/")
    if main in {"message", "multipart"}:
        main, sub = "application", "octet-stream"
    message.add_attachment(data, maintype=main, subtype=sub, filename=called)


def _sender(file: Compound, path: tuple[str, ...], encoding: str) -> str:
    name = _text(file, path, _SENDER, encoding) or _text(file, path, _BEHALF, encoding)
    addresses = (_text(file, path, key, encoding) for key in (_SMTP, _ADDRESS))
    address = next((a for a in addresses if re.fullmatch(r"[^\s<>@]{1,80}@[^\s<>@]{1,120}", a)), "")
    shown = re.sub(r"[\"<>\\]", " ", name).strip()
    return f'"{shown}" <{address}>' if address else shown and f'"{shown}"'


def _field(headers: Message, key: str) -> str:
    return str(headers.get(key) or "")


def _plain(words: str) -> str:
    """Words for a field of a header: on one line, and without what cannot stand there."""
    return " ".join(_encodable(words).replace("\0", " ").split())[:1000]


def _encodable(words: str) -> str:
    return words.encode("utf-8", errors="replace").decode("utf-8").rstrip("\0")


def _moment(fixed: dict[int, int]) -> str:
    """The moment at which it was sent, by Greenwich's clock; empty where none is told."""
    ticks = fixed.get(_SENT) or fixed.get(_DELIVERED) or 0
    seconds = ticks // 10_000_000 - _EPOCH_S
    if not 0 < seconds < 4_102_444_800:  # 1970 to 2100
        return ""
    return format_datetime(dt.datetime.fromtimestamp(seconds, tz=dt.timezone.utc))


def _fixed(file: Compound, path: tuple[str, ...], kind: str) -> dict[int, int]:
    """The properties of fixed length, each by its number."""
    data = file.stream(*path, PROPERTIES) or b""
    properties = {}
    for at in range(_HEADS[kind], len(data) - 15, 16):
        tag, _, value = struct.unpack_from("<IIQ", data, at)
        properties[tag >> 16] = value if tag & 0xFFFF == 0x0040 else value & 0xFFFFFFFF
    return properties


def _encoding(fixed: dict[int, int]) -> str:
    for key in _CODE_PAGES:
        page = fixed.get(key)
        for name in (
            ("utf-8",) if page == 65001 else (f"cp{page}", {28591: "cp1252", 20127: "ascii"}.get(page or 0, ""))
        ):
            try:
                return codecs.lookup(name).name
            except LookupError:
                continue  # the next one that is named
    return "cp1252"


def _html_encoding(html: bytes, encoding: str) -> str:
    """The encoding of a page: the one it declares, where Python knows it."""
    declared = re.search(rb"charset=[\"']?([\w-]{2,40})", html[:4096], re.IGNORECASE)
    try:
        return codecs.lookup(declared[1].decode("ascii")).name if declared else encoding
    except LookupError:
        return encoding


def _text(file: Compound, path: tuple[str, ...], key: str, encoding: str) -> str:
    if (data := file.stream(*path, f"__substg1.0_{key}{_UNICODE}")) is not None:
        return data.decode("utf-16-le", errors="replace").rstrip("\0")
    if (data := file.stream(*path, f"__substg1.0_{key}{_STRING}")) is not None:
        return data.decode(encoding, errors="replace").rstrip("\0")
    return ""


def _bytes(file: Compound, path: tuple[str, ...], key: str) -> bytes | None:
    return file.stream(*path, f"__substg1.0_{key}{_BYTES}")


def _of_rich(packed: bytes) -> str:
    """The words of compressed rich text."""
    from briefing.readers import rtf

    try:
        return rtf.read(_unpacked(packed), "message").text
    except InputError:
        return ""  # a mail without words is refused by its reader


def _unpacked(packed: bytes) -> bytes:
    """Rich text as it was before Outlook compressed it: pieces that came before are named by place and length."""
    if len(packed) < 16:
        return b""
    _, size, form = struct.unpack_from("<3I", packed)
    if form == 0x414C454D:  # "MELA": not compressed
        return packed[16 : 16 + size]
    window = bytearray(_BEGINNING.ljust(_WINDOW, b"\0"))
    at, place, out = 16, len(_BEGINNING), bytearray()
    while at < len(packed) and len(out) < _LONGEST_RICH:
        control = packed[at]
        at += 1
        for bit in range(8):
            repeats = control >> bit & 1
            if at + repeats >= len(packed):
                return bytes(out)
            token = int.from_bytes(packed[at : at + 1 + repeats], "big")
            at += 1 + repeats
            offset, length = (token >> 4, (token & 0xF) + 2) if repeats else (place, 1)
            if repeats and offset == place:
                return bytes(out)
            for step in range(length):
                letter = window[(offset + step) % _WINDOW] if repeats else token
                window[place] = letter
                place = (place + 1) % _WINDOW
                out.append(letter)
    return bytes(out)
