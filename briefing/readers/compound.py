"""Compound files, as old Office programs write them: folders and streams inside one file.

Source: Microsoft, [MS-CFB]: Compound File Binary File Format, version 11.1 (2023).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

#: What every compound file begins with.
SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: A mark in a list of sectors from which on the numbers name no sector.
_NO_SECTOR = 0xFFFFFFFA
_STORAGE, _STREAM, _ROOT = 1, 2, 5
#: Sectors that the file's own head lists, and the size of an entry of its directory, in bytes.
_LISTED, _ENTRY = 109, 128


class DamagedError(Exception):
    """The file does not hold together."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """The streams of a compound file, each read when it is asked for.

    Args:
        data: the whole file.

    Raises:
        DamagedError: its head, its list of sectors or its directory is damaged.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(SIGNATURE):
            raise DamagedError
        self._data = data
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in {9, 12} or small_shift != 6:
            raise DamagedError
        self._size, self._small = 1 << shift, 1 << small_shift
        (first_entry,) = struct.unpack_from("<I", data, 48)
        self._cutoff, small_table, _, more, _ = struct.unpack_from("<5I", data, 56)
        self._next = self._numbers(self._listed(more))
        self._entries = [_entry(raw) for raw in _pieces(self._chain(first_entry, self._next, self._sector), _ENTRY)]
        if not self._entries or self._entries[0].kind != _ROOT:
            raise DamagedError
        self._small_next = _integers(self._chain(small_table, self._next, self._sector))
        self._small_data = self._chain(self._entries[0].start, self._next, self._sector)

    def names(self, *path: str) -> dict[str, bool]:
        """The names in a folder, the root's without a path, each with whether it is a folder itself."""
        folder = self._at(path)
        return {entry.name: entry.kind == _STORAGE for entry in self._children(folder)} if folder else {}

    def stream(self, *path: str) -> bytes | None:
        """The bytes of a stream; ``None`` where there is none of that name."""
        entry = self._at(path)
        if entry is None or entry.kind != _STREAM:
            return None
        if entry.size < self._cutoff:
            return self._chain(entry.start, self._small_next, self._small_sector)[: entry.size]
        return self._chain(entry.start, self._next, self._sector)[: entry.size]

    def _at(self, path: tuple[str, ...]) -> _Entry | None:
        entry: _Entry | None = self._entries[0]
        for name in path:
            entry = next((e for e in self._children(entry) if e.name == name), None) if entry else None
        return entry

    def _children(self, folder: _Entry) -> Iterator[_Entry]:
        waiting, seen = [folder.child], set[int]()
        while waiting:
            number = waiting.pop()
            if number in seen or number >= len(self._entries):
                continue
            seen.add(number)
            entry = self._entries[number]
            waiting += [entry.left, entry.right]
            if entry.kind in {_STORAGE, _STREAM}:
                yield entry

    def _listed(self, more: int) -> list[int]:
        """The sectors that hold the table of what follows what."""
        listed = list(struct.unpack_from(f"<{_LISTED}I", self._data, 76))
        seen = set[int]()
        while more < _NO_SECTOR and more not in seen:
            seen.add(more)
            numbers = _integers(self._sector(more))
            if not numbers:
                break
            listed += numbers[:-1]
            more = numbers[-1]
        return [number for number in listed if number < _NO_SECTOR]

    def _numbers(self, sectors: list[int]) -> list[int]:
        if len(sectors) * self._size > len(self._data):
            raise DamagedError  # more sectors than the file has
        return _integers(b"".join(map(self._sector, sectors)))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _small_sector(self, number: int) -> bytes:
        return self._small_data[number * self._small : (number + 1) * self._small]

    @staticmethod
    def _chain(start: int, following: list[int], sector: Callable[[int], bytes]) -> bytes:
        """The sectors from one on, in the order of the table; a ring ends where it begins anew."""
        pieces, seen, number = [], set[int](), start
        while number < len(following) and number not in seen:
            seen.add(number)
            pieces.append(sector(number))
            number = following[number]
        return b"".join(pieces)


def _integers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data) - size + 1, size))


def _entry(raw: bytes) -> _Entry:
    length, kind = struct.unpack_from("<HB", raw, 64)
    left, right, child = struct.unpack_from("<3I", raw, 68)
    start, size = struct.unpack_from("<II", raw, 116)
    name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace")
    return _Entry(name, kind, left, right, child, start, size)
