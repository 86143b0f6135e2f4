"""What a PDF says outside its pages: titles, bookmarks, notes of links, words for screen readers, its description.

Runs in the child process, as all of PDFium does here; the bytes are looked through as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

#: Keys whose values name a program or a moment, not the page.
_OF_PROGRAMS = frozenset((b"Producer", b"Creator", b"CreationDate", b"ModDate", b"M", b"ID", b"CheckSum"))
_TOKEN = re.compile(rb"/(?P<name>[^\x00-\x20()<>\[\]{}/%]+)|(?P<open>\()|(?<!<)<(?P<hex>[0-9A-Fa-f\s]*)>(?!>)")
_PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|\r\n|(.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b""}
#: A tag of the description (XMP), what it holds, and the text up to the next; each text is gone through once.
_XMP = re.compile(rb"<(?=(?P<tag>[\w.:-]*))(?P<within>[^<>]*)>(?P<text>[^<>]*)(?=<|\Z)")
_XMP_ATTRIBUTE = re.compile(rb"(?<![\w.:-])(?P<name>[\w.:-]+)\s*=\s*(?:\"(?P<double>[^\"]*)|'(?P<single>[^']*))")
#: Elements and attributes that name a program, a moment, or a space of names.
_XMP_OF_PROGRAMS = re.compile(
    rb"xmp:\w*(?:Date|Tool)|pdf:Producer|xmpMM:\w+|stEvt:\w+|stRef:\w+|x:xmptk|xmlns(?::\w+)?|rdf:(?:about|parseType)"
)


def said(objects: Iterable[bytes], descriptions: Iterable[bytes]) -> list[str]:
    """Every string of a PDF's objects, and every text of its descriptions, once each, in order of the alphabet.

    Args:
        objects: what stands outside streams, and what streams of objects hold.
        descriptions: XMP packets.
    """
    texts = {text for piece in objects for text in _strings(piece)}
    for packet in descriptions:
        texts |= {" ".join(words.decode("utf-8", "replace").split()) for words in _described(packet)}
    return sorted(texts - {""})


def _described(packet: bytes) -> Iterator[bytes]:
    """Every text and every value of an attribute in a description; of two bytes a letter, the letters."""
    for match in _XMP.finditer(packet.replace(b"\0", b"")):
        if not _XMP_OF_PROGRAMS.fullmatch(match["tag"]):
            yield match["text"]
        if match["tag"]:  # else a comment, a declaration, or the end of an element
            for attribute in _XMP_ATTRIBUTE.finditer(match["within"]):
                if not _XMP_OF_PROGRAMS.fullmatch(attribute["name"]):
                    yield attribute["double"] if attribute["double"] is not None else attribute["single"]


def _strings(piece: bytes) -> Iterator[str]:
    at, key = 0, b""
    while match := _TOKEN.search(piece, at):
        at = match.end()
        if match["name"] is not None:
            key = match["name"]
            continue
        if match["open"]:
            at = _end(piece, at)
            text = _plain(piece[match.end() : at - 1])
        else:
            digits = re.sub(rb"\s", b"", match["hex"])
            text = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
        if key not in _OF_PROGRAMS:
            yield " ".join(_decoded(text).split())


def _end(piece: bytes, at: int) -> int:
    """Behind the parenthesis that closes a string."""
    depth = 1
    while match := _PARENTHESIS.search(piece, at):
        at = match.end()
        depth += {b"(": 1, b")": -1}.get(match[0], 0)
        if not depth:
            return at
    return len(piece) + 1


def _plain(text: bytes) -> bytes:
    """A string without its backslashes."""

    def meant(match: re.Match[bytes]) -> bytes:
        if match[1]:
            return bytes([int(match[1], 8) & 255])
        return _ESCAPED.get(match[2], match[2]) if match[2] else b""

    return _ESCAPE.sub(meant, text)


def _decoded(text: bytes) -> str:
    if text[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return text.decode("utf-16", "replace")
    if text[:3] == b"\xef\xbb\xbf":
        return text[3:].decode("utf-8", "replace")
    return text.decode("latin-1")
