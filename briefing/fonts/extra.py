"""Type for more scripts than come with the program: out of an extra package, where it is installed.

``pip install 'policy-briefing[fonts]'`` brings Noto's fonts (SIL Open Font License 1.1) as ``manimgx-fonts``. Each file
holds all weights; the one that is wanted is cut out of it, as neither reportlab nor our metrics know of weights in one
file. Nothing is looked up outside that package, and nothing is fetched.

Source: OpenType 1.9, font variations (``fvar``); Unicode 16, Blocks.txt.
"""

from __future__ import annotations

import bisect
import functools
import importlib.util
from pathlib import Path

import uharfbuzz

#: The package, and what brings it.
PACKAGE = "manimgx_fonts"
INSTALL = "pip install 'policy-briefing[fonts]'"
#: First and last character of a block, and the family that draws it; in order.
_BLOCKS = (
    (0x0530, 0x058F, "NotoSansArmenian"),
    (0x0900, 0x097F, "NotoSansDevanagari"),
    (0x0980, 0x09FF, "NotoSansBengali"),
    (0x0A00, 0x0A7F, "NotoSansGurmukhi"),
    (0x0A80, 0x0AFF, "NotoSansGujarati"),
    (0x0B00, 0x0B7F, "NotoSansOriya"),
    (0x0B80, 0x0BFF, "NotoSansTamil"),
    (0x0C00, 0x0C7F, "NotoSansTelugu"),
    (0x0C80, 0x0CFF, "NotoSansKannada"),
    (0x0D00, 0x0D7F, "NotoSansMalayalam"),
    (0x0D80, 0x0DFF, "NotoSansSinhala"),
    (0x0E00, 0x0E7F, "NotoSansThai"),
    (0x0E80, 0x0EFF, "NotoSansLao"),
    (0x1000, 0x109F, "NotoSansMyanmar"),
    (0x10A0, 0x10FF, "NotoSansGeorgian"),
    (0x1200, 0x139F, "NotoSansEthiopic"),
    (0x1780, 0x17FF, "NotoSansKhmer"),
    (0x1C90, 0x1CBF, "NotoSansGeorgian"),
    (0x20E0, 0x20E3, "NotoEmoji"),
    (0x2300, 0x23FF, "NotoEmoji"),
    (0x2600, 0x27BF, "NotoEmoji"),
    (0x2B00, 0x2BFF, "NotoEmoji"),
    (0x2D00, 0x2D2F, "NotoSansGeorgian"),
    (0x2D80, 0x2DDF, "NotoSansEthiopic"),
    (0xA8E0, 0xA8FF, "NotoSansDevanagari"),
    (0xAB00, 0xAB2F, "NotoSansEthiopic"),
    (0xFB13, 0xFB17, "NotoSansArmenian"),
    (0x1F000, 0x1FAFF, "NotoEmoji"),
)
_STARTS = [first for first, _, _ in _BLOCKS]
_WEIGHTS = {"Regular": 400, "Bold": 700}


@functools.cache
def family(char: str) -> str | None:
    """The family of the extra package that is meant for a character, whether that is installed or not."""
    code = ord(char)
    place = bisect.bisect_right(_STARTS, code) - 1
    if place < 0 or code > _BLOCKS[place][1]:
        return None
    return _BLOCKS[place][2]


def installed() -> bool:
    """Whether the extra package is there."""
    return _folder() is not None


def name(char: str, bold: bool) -> str | None:
    """The name of the face that draws a character; ``None`` where the package is missing or not meant for it."""
    wanted = family(char)
    if wanted is None or _file(wanted) is None:
        return None
    return f"{wanted}-{'Bold' if bold else 'Regular'}"


def of_package(face: str) -> bool:
    """Whether a face has a name that :func:`name` gives."""
    wanted, _, weight = face.rpartition("-")
    return wanted in _FAMILIES and weight in _WEIGHTS


def data(face: str) -> bytes | None:
    """A face's font file: one weight of its family's; ``None`` where it is none of the package's.

    Args:
        face: as :func:`name` gives it.
    """
    wanted, _, weight = face.rpartition("-")
    path = _file(wanted) if of_package(face) else None
    if path is None:
        return None
    whole = uharfbuzz.Face(uharfbuzz.Blob(path.read_bytes()))
    cut = uharfbuzz.SubsetInput()
    cut.keep_everything()
    cut.pin_axis_location(whole, "wght", _WEIGHTS[weight])
    made: bytes = uharfbuzz.subset(whole, cut).blob.data
    return made


_FAMILIES = frozenset(family for _, _, family in _BLOCKS)


@functools.cache
def _folder() -> Path | None:
    spec = importlib.util.find_spec(PACKAGE)
    return Path(spec.origin).parent if spec is not None and spec.origin is not None else None


@functools.cache
def _file(wanted: str) -> Path | None:
    folder = _folder()
    path = folder / f"{wanted}[wght].ttf" if folder is not None else None
    return path if path is not None and path.is_file() else None
