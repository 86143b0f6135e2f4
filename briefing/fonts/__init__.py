"""The type on the page: which face draws a character, and how wide it is.

Everything that sets text (the line breaker, the PDF, the DOCX) asks here, so that all three agree. Arial is named
in the DOCX and Liberation Sans, which has the same advances, is embedded in the PDF and measured with.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from briefing.fonts.truetype import Metrics, read

#: What the DOCX asks the reader's word processor for.
OFFICE_FAMILY = "Arial"

_FILES = {
    (False, False): "LiberationSans-Regular",
    (True, False): "LiberationSans-Bold",
    (False, True): "LiberationSans-Italic",
    (True, True): "LiberationSans-BoldItalic",
}


@dataclass(frozen=True, slots=True)
class Face:
    """One font file."""

    name: str
    """The file's stem; also the name it goes by in the PDF."""
    office: str
    """The family named in the DOCX for text that this face draws."""

    def data(self) -> bytes:
        """The font file."""
        return _data(self.name)

    def metrics(self) -> Metrics:
        """Its advances."""
        return _metrics(self.name)

    def width(self, text: str, size_pt: float) -> float:
        """The width of some text in points: the sum of its advances, without kerning or ligatures."""
        return sum(self.advances(text)) * size_pt / self.metrics().units_per_em

    def advances(self, text: str) -> list[int]:
        """The advance of each character, in font units; of one the font has not, what it will take at most."""
        metrics = self.metrics()
        get = metrics.advances.get
        return [0 if _invisible(c) else get(ord(c)) or _foreign(c, metrics.units_per_em) for c in text]


@functools.cache
def _data(name: str) -> bytes:
    return (resources.files(__name__) / f"{name}.ttf").read_bytes()


@functools.cache
def _metrics(name: str) -> Metrics:
    return read(_data(name))


def _invisible(char: str) -> bool:
    """Whether a character takes no room: joiners, marks of direction, variation selectors."""
    if char < "\u200b":
        return False
    code = ord(char)
    return 0x200B <= code <= 0x200F or 0x202A <= code <= 0x202E or 0x2060 <= code <= 0x2069 or 0xFE00 <= code <= 0xFE0F


@functools.cache
def _foreign(char: str, units_per_em: int) -> int:
    """The room for a character that another font will have to draw: generous, so that its line never overflows."""
    if unicodedata.combining(char):
        return 0
    return round(units_per_em * (1.0 if unicodedata.east_asian_width(char) in "WF" else 0.78))


@functools.cache
def face(bold: bool = False, italic: bool = False) -> Face:
    """The face of the body text."""
    return Face(_FILES[bold, italic], OFFICE_FAMILY)


def fallbacks(bold: bool = False, italic: bool = False) -> tuple[Face, ...]:
    """The faces that are tried in order for a character; the last one draws whatever none has."""
    return (face(bold, italic),)


def runs(text: str, bold: bool = False, italic: bool = False) -> Iterator[tuple[Face, str]]:
    """Text cut into stretches that one face can draw.

    A character no face has goes with the first face, which draws its empty box.
    """
    first, *others = fallbacks(bold, italic)
    if not others or all(map(first.metrics().advances.__contains__, map(ord, text))):
        if text:
            yield first, text
        return
    start, current = 0, first
    for i, char in enumerate(text):
        if _invisible(char):
            continue
        chosen = next((f for f in (first, *others) if ord(char) in f.metrics().advances), first)
        if chosen is not current:
            if i > start:
                yield current, text[start:i]
            start, current = i, chosen
    if start < len(text):
        yield current, text[start:]


def named(name: str) -> Face:
    """The face of a font file's name."""
    return next(
        f for bold in (False, True) for italic in (False, True) for f in fallbacks(bold, italic) if f.name == name
    )
