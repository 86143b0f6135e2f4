"""Faces as reportlab embeds them, with shaped glyphs, each of which tells the letters it stands for."""

from __future__ import annotations

import functools
import io
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFont

from briefing import fonts
from briefing.fonts import extra
from briefing.fonts.shaping import Glyph, own_advances
from briefing.renderers.pdf.stretches import BOX, Stretch

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

#: The words of a glyph that is a part of the one before it.
NOTHING = "\u200b"


class Type(TTFont):  # type: ignore[misc] # reportlab ships no types
    """A face whose ToUnicode map gives the letters a glyph was shaped from, not the glyph's own code."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802 # reportlab's name
        """Adds the subsets used in a document."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        letters = dict(getattr(doc, "letters", {}).get(self.fontName, {}))
        # reportlab writes the code itself; of a character beyond the first 65,536 a reader wants UTF-16.
        letters |= {c: chr(c) for subset in subsets for c in subset if c > 0xFFFF and c not in letters}
        if not letters:
            return
        name = self.face.name.decode() if isinstance(self.face.name, bytes) else str(self.face.name)
        streams = [
            stream
            for key, stream in doc.idToObject.items()
            if key.startswith("toUnicodeCMap:") and key.partition("+")[2] == name
        ]
        for subset, stream in zip(subsets, streams, strict=True):
            for code, char in enumerate(subset):
                if char in letters:
                    utf16 = letters[char].encode("utf-16-be").hex().upper()
                    stream.content = stream.content.replace(f"<{code:02X}> <{char:04X}>", f"<{code:02X}> <{utf16}>")


@functools.cache
def _register(name: str) -> str:
    font = Type(name, io.BytesIO(fonts.Face(name).data()))
    if extra.of_package(name):
        # Every weight that is cut out of one file has that file's name; in the PDF each needs its own.
        font.face.name = name.encode()
        # Of glyphs that share the last advance of the table, reportlab keeps it scaled to a thousandth of an em.
        advances = own_advances(fonts.Face(name).data(), len(font.face.hmetrics))
        font.face.hmetrics = [(advances[glyph], lsb) for glyph, (_, lsb) in enumerate(font.face.hmetrics)]
    pdfmetrics.registerFont(font)
    return name


def registered(face: fonts.Face) -> str:
    """The name by which reportlab knows a face."""
    return _register(face.name)


def _code(font: Any, glyph: Glyph, advance: float) -> int:
    """The character by which a font is asked for a glyph: its own where it stands for that, else a private one."""
    if len(glyph.text) == 1 and font.face.charToGlyph.get(ord(glyph.text)) == glyph.number:
        return ord(glyph.text)
    return int(font.hbAddPrivate(f"{glyph.number} {glyph.text}", glyph.number, advance))


def written(canvas: Canvas, stretch: Stretch) -> str:
    """What the canvas is given to draw a stretch."""
    if stretch.missing:
        return BOX
    if not stretch.glyphs:
        return stretch.words
    font = pdfmetrics.getFont(registered(stretch.face))
    font.hbFont()  # makes room for glyphs that no character has
    letters = canvas._doc.__dict__.setdefault("letters", {}).setdefault(font.fontName, {})
    chars: list[str] = []
    places: list[ShapeData] = []
    for glyph in stretch.glyphs:
        advance = font.pdfScale(glyph.advance)
        code = _code(font, glyph, font.pdfScale(glyph.font_advance))
        if glyph.text != chr(code):
            # Readers of PDF turn what runs from right to left round, the letters of a ligature too.
            letters[code] = (glyph.text[::-1] if stretch.right else glyph.text) or NOTHING
        chars.append(chr(code))
        width = font.face.charWidths[code]
        offsets = font.pdfScale(glyph.x_offset), font.pdfScale(glyph.y_offset)
        places.append(ShapeData(len(places), advance, 0, *offsets, width))
    shaped: str = ShapedStr("".join(chars), places)
    return shaped
