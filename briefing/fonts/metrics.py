"""The advances of a font: as much of the file as setting a line of type needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import uharfbuzz


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

    Args:
        data: the file's bytes; a file without a Unicode character map has no advances.
    """
    face = uharfbuzz.Face(uharfbuzz.Blob(data))
    font = uharfbuzz.Font(face)
    advances = {code: font.get_glyph_h_advance(font.get_nominal_glyph(code)) for code in face.unicodes}
    return Metrics(face.upem, advances, font.get_glyph_h_advance(0))
