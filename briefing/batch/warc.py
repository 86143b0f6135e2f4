"""The pages of a web archive (WARC, ISO 28500), record by record; a damaged record costs itself and no other.

The records are cut here and not by warcio: of a packed archive it takes a broken member's first half for the whole, and
stops for good at a damaged head. What lies inside a record (HTTP's head, pieces and packing) is warcio's.
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple

from briefing.readers import rows

#: Kinds of page that are read, by their media type.
KINDS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "plain"}
#: Bytes read from the file at a time.
BLOCK = 2**16
#: Bytes of the longest head of a record that is believed.
HEAD = 2**16
#: Bytes of the longest page that is read, as of a line of JSON Lines.
MOST = rows.MOST_BYTES

# warcio warns of an address with spaces in the archive's own words; unhandled, they would reach the user's terminal as
# they are, control characters and all. A program that wants the warnings gives its own handler.
logging.getLogger("warcio").addHandler(logging.NullHandler())

_DAMAGED = "is damaged"
_MAGIC = b"\x1f\x8b\x08"
_ENDS = b"\r\n\r\n"
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_RESPONSE = re.compile(rb"^warc-type:[ \t]*response[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(rb"^warc-target-uri:[ \t]*<?([^\r\n>]*)", re.IGNORECASE | re.MULTILINE)


class Page(NamedTuple):
    """A page that was answered, or what is wrong with the record it should be in."""

    number: int
    """Of the record in the file, from 1 on."""
    address: str
    """Empty where the record's head is lost."""
    kind: str
    """A key of ``readers.READERS``."""
    data: bytes
    fault: str = ""
    """What is wrong; ``data`` is empty then."""


def pages(file: IO[bytes]) -> Iterator[Page]:
    """The HTML and plain text that was answered with 200, in order; other records are passed over.

    Args:
        file: the archive, packed with gzip or not; it can be searched (``seekable``).
    """
    for number, record in enumerate(_records(file), start=1):
        if record.fault:
            yield Page(number, record.address, "", b"", record.fault)
        elif page := _page(number, record):
            yield page


class _Record(NamedTuple):
    address: str
    data: bytes = b""
    """Head and content; empty where it is no response."""
    fault: str = ""


def _page(number: int, record: _Record) -> Page | None:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    if not record.data:
        return None
    try:
        answer = next(ArchiveIterator(io.BytesIO(record.data)))
    except (ArchiveLoadFailed, StopIteration, ValueError, AttributeError) as error:
        return Page(number, record.address, "", b"", f"holds no answer that can be read ({type(error).__name__})")
    if answer.http_headers is None or answer.http_headers.get_statuscode() != "200":
        return None
    kind = KINDS.get((answer.http_headers.get_header("Content-Type") or "").split(";")[0].strip().lower())
    if not kind:
        return None
    data = answer.content_stream().read(MOST + 1)
    if len(data) > MOST:
        return Page(number, record.address, "", b"", f"is longer than {MOST // 2**20} MB")
    return Page(number, record.address, kind, data)


class _Stream:
    """The archive's bytes, unpacked, with what was read ahead; says where a stretch of them is damaged."""

    def __init__(self, file: IO[bytes]) -> None:
        self._blocks = _blocks(file)
        self.ahead = bytearray()
        self.damaged = False
        """Whether a damaged stretch follows what is ahead."""

    def more(self) -> bool:
        """Read on; False at the end and before a damaged stretch."""
        if self.damaged:
            return False
        block = next(self._blocks, b"")
        self.damaged = block is None
        self.ahead += block or b""
        return bool(block)

    def find(self, what: bytes, most: int | None = None) -> int:
        """Where something begins in what is ahead, reading on as far as ``most`` bytes; -1 where it is not."""
        begin = 0
        while (at := self.ahead.find(what, begin)) < 0:
            begin = max(0, len(self.ahead) - len(what) + 1)
            if most is None:  # nothing before it will be wanted
                del self.ahead[:begin]
                begin = 0
            elif len(self.ahead) > most:
                return -1
            if not self.more():
                return -1
        return at

    def skip(self, count: int) -> bool:
        """Pass over bytes; False where they end before that many."""
        while count > len(self.ahead):
            count -= len(self.ahead)
            self.ahead.clear()
            if not self.more():
                return False
        del self.ahead[:count]
        return True

    def mend(self) -> None:
        """Go on behind the damaged stretch; what is ahead of it is no use."""
        self.damaged = False
        self.ahead.clear()


def _records(file: IO[bytes]) -> Iterator[_Record]:
    """Every record; of those that are no response, and of far too long ones, the content is passed over unread."""
    stream = _Stream(file)
    while True:
        while not (begun := stream.ahead.lstrip(b"\r\n")) and stream.more():
            pass
        stream.ahead = begun
        if not stream.ahead and not stream.damaged:
            return
        record = _record(stream)
        yield record
        if record.fault == _DAMAGED:
            _find_the_next(stream)


def _record(stream: _Stream) -> _Record:
    ends = stream.find(_ENDS, HEAD)
    head = bytes(stream.ahead[:ends]) if ends >= 0 else b""
    length = _LENGTH.search(head)
    named = _ADDRESS.search(head)
    address = named[1].decode("utf-8", "replace").strip() if named else ""
    if not head.startswith(b"WARC/") or not length:
        return _Record(address, fault=_DAMAGED)
    whole = ends + len(_ENDS) + int(length[1])
    if not _RESPONSE.search(head):
        return _Record(address) if stream.skip(whole) else _Record(address, fault=_DAMAGED)
    if int(length[1]) > MOST:
        fault = f"is longer than {MOST // 2**20} MB"
        return _Record(address, fault=fault if stream.skip(whole) else _DAMAGED)
    while len(stream.ahead) < whole:
        if not stream.more():
            return _Record(address, fault=_DAMAGED)
    data = bytes(stream.ahead[:whole])
    del stream.ahead[:whole]
    return _Record(address, data)


def _find_the_next(stream: _Stream) -> None:
    """Go on where a record begins: at the next line that looks like its first, or else behind the damaged stretch."""
    del stream.ahead[:1]
    at = stream.find(b"\r\nWARC/1.")
    if at >= 0:
        del stream.ahead[: at + 2]
    else:
        stream.mend()


def _blocks(file: IO[bytes]) -> Iterator[bytes | None]:
    """The bytes unpacked, block by block; ``None`` for a stretch that cannot be."""
    block = file.read(BLOCK)
    if block.startswith(_MAGIC):
        yield from _unpacked(file, block)
        return
    while block:
        yield block
        block = file.read(BLOCK)


def _unpacked(file: IO[bytes], held: bytes) -> Iterator[bytes | None]:
    """As :func:`_blocks`, of gzip members one behind the other; behind a damaged one the next is looked for.

    Args:
        file: stands behind what is held.
        held: its beginning.
    """
    while True:
        held, passed = _from_the_next(file, held)
        if passed:
            yield None
        if not held:
            return
        begin = file.tell() - len(held)
        member = zlib.decompressobj(wbits=31)
        try:
            while held and not member.eof:
                if out := member.decompress(held, 16 * BLOCK):
                    yield out
                held = member.unused_data if member.eof else member.unconsumed_tail or file.read(BLOCK)
        except zlib.error:
            pass
        if not member.eof:
            yield None
            file.seek(begin + len(_MAGIC))
            held, _ = _from_the_next(file, b"")


def _from_the_next(file: IO[bytes], held: bytes) -> tuple[bytes, bool]:
    """What is held, read on, from where the next gzip member begins; and whether more than padding lay before it."""
    passed = False
    while (at := held.find(_MAGIC)) < 0:
        block = file.read(BLOCK)
        kept = max(0, len(held) - len(_MAGIC) + 1) if block else len(held)
        passed = passed or any(held[:kept])
        if not block:
            return b"", passed
        held = held[kept:] + block
    return held[at:], passed or any(held[:at])
