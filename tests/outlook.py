"""Compound files and Outlook messages of our own making, as bytes."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import Union

Folder = Mapping[str, Union[bytes, "Folder"]]

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(root: Folder) -> bytes:
    """A compound file with the folders and streams of ``root``, its sectors of 512 bytes."""
    sectors: list[bytes] = []
    table: list[int] = []
    small = bytearray()
    small_table: list[int] = []

    def chained(data: bytes) -> int:
        first = len(sectors)
        pieces = [data[at : at + 512].ljust(512, b"\0") for at in range(0, len(data), 512)]
        sectors.extend(pieces)
        table.extend([*range(first + 1, first + len(pieces)), _END] if pieces else [])
        return first if pieces else _END

    entries: list[bytes] = []

    def entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
        raw = name.encode("utf-16-le") + b"\0\0"
        head = raw.ljust(64, b"\0") + struct.pack("<HBB3I", len(raw), kind, 1, _FREE, right, child)
        return head + bytes(36) + struct.pack("<IQ", start, size)

    def put(folder: Folder) -> int:
        """The number of the first entry of a folder; each names the next one at its right."""
        following = _FREE
        for name, held in reversed([*folder.items()]):
            if isinstance(held, bytes):
                if len(held) < 4096:
                    start = len(small) // 64 if held else _END
                    count = -(-len(held) // 64)
                    small.extend(held.ljust(count * 64, b"\0"))
                    small_table.extend([*range(start + 1, start + count), _END] if count else [])
                else:
                    start = chained(held)
                made = entry(name, 2, following, _FREE, start, len(held))
            else:
                made = entry(name, 1, following, put(held), 0, 0)
            entries.append(made)
            following = len(entries)  # the root's entry comes before all others
        return following

    child = put(root)
    held = chained(bytes(small))
    whole = [entry("Root Entry", 5, _FREE, child, held, len(small)), *entries]
    directory = chained(b"".join(whole))
    listed = chained(struct.pack(f"<{len(small_table)}I", *small_table))
    count = 1
    while count * 128 < len(table) + count:
        count += 1
    first = len(table)
    table += [_FAT] * count
    raw = struct.pack(f"<{len(table)}I", *table).ljust(count * 512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, count, directory, 0, 4096, listed, -(-len(small_table) // 128), _END, 0)
    places = list(range(first, first + count))
    head += struct.pack("<109I", *places, *[_FREE] * (109 - count))
    return head + b"".join(sectors) + raw


def properties(head: int, fixed: Mapping[int, int]) -> bytes:
    """The stream of fixed properties, each by its tag (number and type)."""
    return bytes(head) + b"".join(struct.pack("<IIQ", tag, 6, value) for tag, value in fixed.items())


def ticks(seconds: int) -> int:
    """Seconds of Unix' clock as Windows counts them."""
    return (seconds + 11_644_473_600) * 10_000_000


def text(key: str, words: str) -> dict[str, bytes]:
    return {f"__substg1.0_{key}001F": words.encode("utf-16-le")}


def inner(
    subject: str,
    body: str,
    sender: str,
    *,
    sent: int = 0,
    html: bytes = b"",
    attached: Sequence[Folder] = (),
    head: int = 32,
) -> Folder:
    """The folder of a message; of one that lies in another ``head`` is 24."""
    streams: dict[str, bytes | Folder] = {**text("0037", subject), **text("0C1A", sender)}
    streams |= text("5D01", "desk@courier.example")
    if body:
        streams |= text("1000", body)
    if html:
        streams["__substg1.0_10130102"] = html
    # Each text is told among the properties too, with its length.
    lengths = {int(name[-8:], 16): len(held) for name, held in streams.items() if isinstance(held, bytes)}
    streams["__properties_version1.0"] = properties(head, {0x00390040: ticks(sent), **lengths})
    for number, folder in enumerate(attached):
        streams[f"__attach_version1.0_#{number:08X}"] = folder
    return streams


def file(name: str, data: bytes) -> Folder:
    return {
        "__properties_version1.0": properties(8, {0x37050003: 1}),
        **text("3707", name),
        "__substg1.0_37010102": data,
    }


def enclosed(message: Folder) -> Folder:
    return {"__properties_version1.0": properties(8, {0x37050003: 5}), "__substg1.0_3701000D": message}
