"""The advances of a TrueType font: as much of the file as setting a line of type needs.

Source: ISO/IEC 14496-22 (OpenType), tables head, hhea, hmtx and cmap (formats 4 and 12).
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metrics:
    """How wide each character of a font is."""

    units_per_em: int
    advances: Mapping[int, int]
    """Advance in font units by code point."""
    missing: int
    """Advance of the box drawn for a character the font has not."""


def read(data: bytes) -> Metrics:
    """The advances of a font file.

    Raises:
        ValueError: the file has no Unicode character map.
    """
    tables = _tables(data)
    head, hhea, hmtx, cmap = (tables[tag] for tag in (b"head", b"hhea", b"hmtx", b"cmap"))
    (units,) = struct.unpack_from(">H", data, head + 18)
    (count,) = struct.unpack_from(">H", data, hhea + 34)
    widths = struct.unpack_from(">" + "Hh" * count, data, hmtx)[::2]
    glyphs = _characters(data, cmap)
    return Metrics(units, {c: widths[min(g, count - 1)] for c, g in glyphs.items()}, widths[0])


def _tables(data: bytes) -> dict[bytes, int]:
    (count,) = struct.unpack_from(">H", data, 4)
    return {data[at : at + 4]: struct.unpack_from(">I", data, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}


def _characters(data: bytes, cmap: int) -> dict[int, int]:
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    places = {
        (platform, encoding): cmap + offset
        for platform, encoding, offset in (struct.unpack_from(">HHI", data, cmap + 4 + 8 * i) for i in range(count))
    }
    for key in ((3, 10), (0, 4), (3, 1), (0, 3)):
        if key in places:
            at = places[key]
            (form,) = struct.unpack_from(">H", data, at)
            if form == 12:
                return _format_12(data, at)
            if form == 4:
                return _format_4(data, at)
    raise ValueError("the font has no Unicode character map that can be read")


def _format_12(data: bytes, at: int) -> dict[int, int]:
    (groups,) = struct.unpack_from(">I", data, at + 12)
    found: dict[int, int] = {}
    for i in range(groups):
        first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * i)
        found.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
    return found


def _format_4(data: bytes, at: int) -> dict[int, int]:
    (double,) = struct.unpack_from(">H", data, at + 6)
    n = double // 2
    ends = struct.unpack_from(f">{n}H", data, at + 14)
    starts = struct.unpack_from(f">{n}H", data, at + 16 + double)
    deltas = struct.unpack_from(f">{n}H", data, at + 16 + 2 * double)
    base = at + 16 + 3 * double
    offsets = struct.unpack_from(f">{n}H", data, base)
    found: dict[int, int] = {}
    for i, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            if offset:
                (glyph,) = struct.unpack_from(">H", data, base + 2 * i + offset + 2 * (code - first))
                glyph = (glyph + delta) & 0xFFFF if glyph else 0
            else:
                glyph = (code + delta) & 0xFFFF
            if glyph:
                found[code] = glyph
    return found
