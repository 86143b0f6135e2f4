"""What a review file keeps for the program: whole at its end, or for the most part in a file of articles beside it.

A whole file ends in its record: the brief as found, the articles, and what was decided that no row shows. Apart, the
brief and the articles stand in a file of their own, which is the same after every decision, and the review file names
it with its digest. :func:`apart` and :func:`together` lead from one form to the other and back, byte for byte.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
import textwrap
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from briefing.errors import ReviewError

WIDTH = 98
#: Ending of a file of articles.
SUFFIX = ".articles"
#: The largest record that is unpacked, in bytes.
MOST = 256 * 2**20
#: What stands in the file of articles, besides the rows and the sentences of the brief.
_CORE = ("schema", "documents")
_WHOLE = """\
# For the program: the brief as it was found and its articles. A change here makes the file unreadable.
"""
_APART = """\
# For the program. The articles lie beside this file in {name}: keep the two together.
"""
_RECORD = re.compile(rb"\n# For the program[^\n]*\nrecord: !!binary \|\n(?P<words>(?:  [^\n]*\n)*)")
_NAMED = re.compile(rb"\narticles: (?P<name>[^\n]+) (?P<digest>[0-9a-f]{16})\n\Z")
_MAGIC = b"articles of briefing review files 1\n"
#: What comes of words that were not written so.
DAMAGED = (binascii.Error, zlib.error, ValueError, KeyError, TypeError, AttributeError, RecursionError)
_MADE_ANEW = "Extract the story again; what you changed can be copied over."


class Named(NamedTuple):
    """The file of articles that a review file needs."""

    name: str
    digest: str


def block(record: Mapping[str, Any]) -> str:
    """The end of a whole review file: the same values give the same bytes."""
    return f"\n{_WHOLE}record: !!binary |\n" + textwrap.indent(_lines(record), "  ")


def unpacked(words: str) -> dict[str, Any]:
    """The values of a record.

    Raises:
        ValueError: they are damaged, or too many; so are ``binascii.Error``, ``zlib.error``, ``RecursionError``.
    """
    return _loaded(base64.b64decode("".join(words.split()), validate=True))


def named(data: bytes) -> Named | None:
    """The file of articles that a review file names; ``None`` where it is whole."""
    match = _NAMED.search(data)
    if match is None:
        return None
    return Named(match["name"].decode("utf-8", "replace"), match["digest"].decode())


def apart(data: bytes, name: str) -> tuple[bytes, bytes]:
    """A whole review file as a short one, and what stands in the file of articles.

    Args:
        data: the whole file.
        name: of the file of articles.
    """
    match = _RECORD.search(data)
    if match is None:
        raise ValueError("no whole review file")
    record = unpacked(match["words"].decode())
    brief = record["brief"]
    decided = {key: value for key, value in brief.items() if _can_change(key, value)}
    found_once = {key: value for key, value in brief.items() if key not in decided}
    core = {key: record[key] for key in _CORE} | {"brief": found_once}
    rest = {key: value for key, value in record.items() if key not in core} | {"brief": decided}
    packed = _packed(core)
    end = f"\n{_APART.format(name=name)}record: !!binary |\n{textwrap.indent(_lines(rest), '  ')}"
    end += f"articles: {name} {digest(packed)}\n"
    return data[: match.start()] + end.encode(), packed


def _can_change(key: str, value: Any) -> bool:
    """Whether a decision may change a field of the brief, which then stays in the review file: no list, but remarks."""
    return key == "remarks" or not isinstance(value, list)


def together(data: bytes, core: bytes, *, where: str) -> bytes:
    """The whole review file of a short one and its articles.

    Raises:
        ReviewError: one of them is damaged.
    """
    match = _RECORD.search(data)
    try:
        if match is None:
            raise ValueError("no record")
        record, rest = _loaded(core), unpacked(match["words"].decode())
        brief = {**record["brief"], **rest.pop("brief")}
        return data[: match.start()] + block({**record, **rest, "brief": brief}).encode()
    except DAMAGED as error:
        raise ReviewError("the record is damaged", where=where, next_step=_MADE_ANEW) from error


def digest(core: bytes) -> str:
    """What a review file knows its articles by."""
    return hashlib.sha256(core).hexdigest()[:16]


def bundle(cores: Iterable[bytes]) -> bytes:
    """A file of articles: those of each version of the story that a review file may still name."""
    return _MAGIC + b"".join(f"{digest(core)} {len(core)}\n".encode() + core for core in cores)


def versions(data: bytes) -> dict[str, bytes]:
    """What stands in a file of articles, by digest; nothing where it is none, or what of it is whole."""
    by_digest: dict[str, bytes] = {}
    if not data.startswith(_MAGIC):
        return by_digest
    at = len(_MAGIC)
    while (end := data.find(b"\n", at, at + 40)) > 0:
        known, _, length = data[at:end].partition(b" ")
        if not length.isdigit():
            break
        core = data[end + 1 : end + 1 + int(length)]
        at = end + 1 + int(length)
        if digest(core) == known.decode("ascii", "replace"):
            by_digest[digest(core)] = core
    return by_digest


def _lines(record: Mapping[str, Any]) -> str:
    return "".join(f"{line}\n" for line in textwrap.wrap(base64.b64encode(_packed(record)).decode(), WIDTH))


def _packed(record: Mapping[str, Any]) -> bytes:
    # Level, form and order are fixed: the same values give the same bytes.
    return zlib.compress(json.dumps(record, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode(), 9)


def _loaded(data: bytes) -> dict[str, Any]:
    unpacker = zlib.decompressobj()
    plain = unpacker.decompress(data, MOST)
    if not unpacker.eof:
        raise ValueError("not all of it is there")
    record = json.loads(plain)
    if not isinstance(record, dict):
        raise TypeError("no record")
    if b"\\u" in plain:
        json.dumps(record, ensure_ascii=False).encode()  # half a character, which no file can be written with
    return record
