"""The type on the page: which face draws a character, and how wide it is.

Everything that sets text (the line breaker, the PDF, the DOCX) asks here, so that all three agree. Arial is named
in the DOCX and Liberation Sans, which has the same advances, is embedded in the PDF and measured with. What it has not
is drawn by Noto Sans Arabic, by Droid Sans Fallback (Chinese and Japanese) and by NanumSquare (Korean), more scripts
by the fonts of an extra package where that is installed (:mod:`briefing.fonts.extra`). A house's own family, such as
that of its letterhead, is registered and then asked for by its key.
"""

from __future__ import annotations

import functools
import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

from briefing.fonts import extra
from briefing.fonts.metrics import Metrics, read
from briefing.fonts.shaping import Glyph, shape

#: What the DOCX asks the reader's word processor for.
OFFICE_FAMILY = "Arial"

_FILES = {
    (False, False): "LiberationSans-Regular",
    (True, False): "LiberationSans-Bold",
    (False, True): "LiberationSans-Italic",
    (True, True): "LiberationSans-BoldItalic",
}


#: A program with another font at hand for letters that are shaped needs more room than ours: by so much, measured in
#: LibreOffice with Arabic.
SHAPED_ROOM = 1.3


@dataclass(frozen=True, slots=True)
class Face:
    """One font file."""

    name: str
    """The file's stem; also the name it goes by in the PDF."""
    joins: bool = False
    """Whether its letters join or stand above one another, so that it must be shaped."""
    right: bool = False
    """Whether they run from right to left."""
    bolder: bool = False
    """Whether it is to be drawn bold and has no bold of its own."""

    def data(self) -> bytes:
        """The font file."""
        return _data(self.name)

    def metrics(self) -> Metrics:
        """Its advances."""
        return _metrics(self.name)

    def glyphs(self, text: str, right: bool) -> tuple[Glyph, ...]:
        """Text of one direction as glyphs from left to right."""
        return shape(self.data(), text, right)

    def width(self, text: str, size_pt: float) -> float:
        """The width of some text in points: the sum of its advances, without kerning or ligatures."""
        return sum(self.advances(text)) * size_pt / self.metrics().units_per_em

    def advances(self, text: str) -> list[float]:
        """The room for each character, in font units; for one no font has, what it will take at most."""
        if self.joins:
            return self._joined(text)
        return list(map(_rooms(self.name).__getitem__, text))

    def _joined(self, text: str) -> list[float]:
        """The room for letters that are shaped: a ligature's stands with its first letter."""
        room = [0.0] * len(text)
        for glyph in self.glyphs(text, right=self.right):
            room[glyph.start] += glyph.advance * SHAPED_ROOM
        return room


class _Rooms(dict[str, float]):
    """The room for each character of a face, looked up once."""

    def __init__(self, metrics: Metrics) -> None:
        super().__init__()
        self._metrics = metrics

    def __missing__(self, char: str) -> float:
        metrics = self._metrics
        room = 0 if invisible(char) else metrics.advances.get(ord(char)) or _foreign(char, metrics.units_per_em)
        self[char] = room
        return room


@functools.cache
def _rooms(name: str) -> _Rooms:
    return _Rooms(_metrics(name))


#: Font files of houses by the name of their face, which holds their digest: the same name is the same file.
_REGISTERED: dict[str, bytes] = {}


def register(family: str, files: Mapping[tuple[bool, bool], bytes]) -> str:
    """The key of a family that does not come with the program.

    Args:
        family: the name that word processors know it by.
        files: TrueType files by whether they are bold and italic; the upright regular one is needed.
    """
    digest = hashlib.sha256(b"".join(files[style] for style in sorted(files))).hexdigest()[:12]
    for (bold, italic), data in files.items():
        _REGISTERED[_house_name(f"{family}#{digest}", bold, italic)] = data
    return f"{family}#{digest}"


def office_family(key: str = "") -> str:
    """What the DOCX asks the reader's word processor for.

    Args:
        key: of a registered family; empty for the program's own.
    """
    return key.rpartition("#")[0] or OFFICE_FAMILY


def _house_name(key: str, bold: bool, italic: bool) -> str:
    return f"{key.replace(' ', '')}-{'Bold' * bold}{'Italic' * italic}{'Regular' * (not bold and not italic)}"


@functools.cache
def _data(name: str) -> bytes:
    if name in _REGISTERED:
        return _REGISTERED[name]
    return extra.data(name) or (resources.files(__name__) / f"{name}.ttf").read_bytes()


@functools.cache
def _metrics(name: str) -> Metrics:
    return read(_data(name))


def invisible(char: str) -> bool:
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
def face(bold: bool = False, italic: bool = False, family: str = "") -> Face:
    """The face of the body text.

    Args:
        bold: whether it is bold.
        italic: whether it is slanted.
        family: key of a registered family. Of one without a bold of its own the regular is drawn bolder, as word
            processors do; one without an italic stands upright.
    """
    if not family:
        return Face(_FILES[bold, italic])
    for slant, weight in ((italic, bold), (False, bold), (italic, False), (False, False)):
        if (name := _house_name(family, weight, slant)) in _REGISTERED:
            return Face(name, bolder=bold and not weight)
    raise KeyError(family)


@functools.cache
def fallbacks(bold: bool = False, italic: bool = False, family: str = "") -> tuple[Face, ...]:
    """The faces that are tried in order for a character."""
    chosen = (face(bold, italic, family),) if family else ()
    return (
        *chosen,
        face(bold, italic),
        Face("NotoSansArabic-Bold" if bold else "NotoSansArabic-Regular", joins=True, right=True),
        Face("DroidSansFallbackFull", bolder=bold),
        Face("NanumSquareB" if bold else "NanumSquareR"),
    )


@functools.cache
def drawn_by(char: str, bold: bool = False, italic: bool = False, family: str = "") -> Face | None:
    """The face that draws a character; ``None`` where none has it."""
    faces = fallbacks(bold, italic, family)
    if _hangul(char):  # Droid has a handful of syllables, which would stand among Nanum's
        faces = faces[::-1]
    shipped = next((f for f in faces if ord(char) in f.metrics().advances), None)
    return shipped or _from_extra(char, bold)


def _from_extra(char: str, bold: bool) -> Face | None:
    """The face of the extra package that draws a character."""
    name = extra.name(char, bold)
    face = _extra_face(name) if name is not None else None
    return face if face is not None and ord(char) in face.metrics().advances else None


@functools.cache
def _extra_face(name: str) -> Face:
    """One value for each face, by which stretches of the same are known."""
    return Face(name, joins=True)


def _hangul(char: str) -> bool:
    return "\u1100" <= char <= "\u11ff" or "\u3130" <= char <= "\u318f" or "\uac00" <= char <= "\ud7a3"


def runs(text: str, bold: bool = False, italic: bool = False, family: str = "") -> Iterator[tuple[Face, str]]:
    """Text cut into stretches that one face can draw; a character no face has goes with the first face."""
    first = face(bold, italic, family)
    if all(map(first.metrics().advances.__contains__, map(ord, text))):
        if text:
            yield first, text
        return
    start, current = 0, first
    for i, char in enumerate(text):
        if invisible(char):
            continue
        chosen = drawn_by(char, bold, italic, family) or first
        if chosen is not current:
            if i > start:
                yield current, text[start:i]
            start, current = i, chosen
    if start < len(text):
        yield current, text[start:]


def missing(text: str) -> tuple[str, ...]:
    """The characters of a text that no face has, each once, in order."""
    if text.isascii():
        return ()
    return tuple(sorted({c for c in text if not invisible(c) and drawn_by(c) is None}))
