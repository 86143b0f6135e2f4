"""Letters that join and marks that stand over letters: text as the glyphs of a font.

Source: HarfBuzz, by way of uharfbuzz. Kerning and discretionary ligatures stay off, as word processors have them off.
"""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

import uharfbuzz

_FEATURES = {"kern": False, "liga": False, "dlig": False}


class Glyph(NamedTuple):
    """One glyph; lengths in font units."""

    number: int
    advance: int
    x_offset: int
    y_offset: int
    start: int
    """The first character it stands for, counted in the text."""
    text: str
    """The characters it stands for; empty for all but the first glyph of several."""
    font_advance: int
    """Its advance as the font has it: of a mark that stands over a letter ``advance`` may be nothing."""


@functools.cache
def _font(data: bytes) -> Any:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(data)))


def own_advances(data: bytes, count: int) -> list[int]:
    """The advance of each of a font's glyphs, in font units.

    Args:
        data: a font file.
        count: how many glyphs it has.
    """
    font = _font(data)
    return [int(font.get_glyph_h_advance(glyph)) for glyph in range(count)]


@functools.lru_cache(maxsize=4096)
def shape(data: bytes, text: str, right: bool) -> tuple[Glyph, ...]:
    """The glyphs of a stretch of one direction, from left to right.

    Args:
        data: a font file.
        text: in the order it is read.
        right: whether it runs from right to left.
    """
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right else "ltr"
    font = _font(data)
    uharfbuzz.shape(font, buffer, _FEATURES)
    infos = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    starts = sorted({info.cluster for info, _ in infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    clusters: set[int] = set()
    glyphs = []
    for info, place in reversed(infos) if right else infos:
        words = "" if info.cluster in clusters else text[info.cluster : ends[info.cluster]]
        clusters.add(info.cluster)
        font_advance = font.get_glyph_h_advance(info.codepoint)
        glyphs.append(
            Glyph(info.codepoint, place.x_advance, place.x_offset, place.y_offset, info.cluster, words, font_advance)
        )
    return tuple(reversed(glyphs) if right else glyphs)
