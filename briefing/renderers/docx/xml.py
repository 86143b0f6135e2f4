"""Units, names and escapes of WordprocessingML."""

from __future__ import annotations

from briefing.model.unprintable import INVALID
from briefing.renderers import xml_text

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

#: Word wants a region with its languages; where the brief names none, the commonest is taken.
_REGIONS = {"en": "en-GB", "es": "es-ES", "fr": "fr-FR", "de": "de-DE", "pt": "pt-PT", "ar": "ar-SA", "he": "he-IL"}


def text(words: str) -> str:
    """Words as the content of an element."""
    return xml_text.content(INVALID.sub("", words))


def attribute(words: str) -> str:
    """Words as an attribute's value, with its quotes."""
    return xml_text.quoted(INVALID.sub("", words))


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


def emu(points: float) -> int:
    """English metric units, of which an inch has 914,400."""
    return round(points * 12700)


def half_points(points: float) -> int:
    """The unit of type sizes."""
    return round(points * 2)


def eighths(points: float) -> int:
    """The unit of borders."""
    return max(2, round(points * 8))


def language(tag: str) -> str:
    """A language tag as Word writes it."""
    return _REGIONS.get(tag, tag)
