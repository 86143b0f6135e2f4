"""A house's own type: the font files of a family, out of its Word file or from those installed here.

Source: ISO/IEC 29500-1, 17.8 (fonts; the obfuscation of embedded ones), OpenType 1.9 (``OS/2``: ``fsType``).
"""

from __future__ import annotations

import functools
import io
import os
import posixpath
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import uharfbuzz

from briefing import fonts
from briefing.letterhead import R, W, tree

#: Families that the program's own type has the advances of.
OWN = frozenset(("arial", "helvetica", "liberation sans", "arimo"))
#: For a family those of the same advances, which word processors take where it is not installed.
ALIKE: Mapping[str, tuple[str, ...]] = {
    "calibri": ("Carlito",),
    "cambria": ("Caladea",),
    "times new roman": ("Liberation Serif", "Tinos"),
    "times": ("Times New Roman", "Liberation Serif", "Tinos"),
    "courier new": ("Liberation Mono", "Cousine"),
    "arial narrow": ("Liberation Sans Narrow",),
    "georgia": ("Gelasio",),
}
_STYLES = {
    (False, False): ("embedRegular", ("regular", "book", "roman", "normal", "")),
    (True, False): ("embedBold", ("bold",)),
    (False, True): ("embedItalic", ("italic", "oblique")),
    (True, True): ("embedBoldItalic", ("bold italic", "bold oblique", "bolditalic")),
}
#: Bit 1 of ``fsType``: the font may not be embedded.
_RESTRICTED = 0x0002
Files = dict[tuple[bool, bool], bytes]


def key(family: str, parts: Mapping[str, bytes]) -> str | None:
    """The key of a family, registered with its files; empty for the program's own, ``None`` where there are none.

    Args:
        family: as the Word file names it.
        parts: of the Word file, which may carry the font.
    """
    if family.lower() in OWN:
        return ""
    files = embedded(family, parts)
    for name in (family, *ALIKE.get(family.lower(), ())):
        files = files or installed(name)
    usable = {style: data for style, data in files.items() if _usable(data)}
    return fonts.register(family, usable) if (False, False) in usable else None


def embedded(family: str, parts: Mapping[str, bytes]) -> Files:
    """The files of a family that a Word file carries."""
    table, relations = parts.get("word/fontTable.xml"), parts.get("word/_rels/fontTable.xml.rels")
    if table is None or relations is None:
        return {}
    targets = {node.get("Id"): node.get("Target", "") for node in tree(relations)}
    files: Files = {}
    for font in tree(table).iter(f"{W}font"):
        if font.get(f"{W}name", "").lower() != family.lower():
            continue
        for style, (tag, _) in _STYLES.items():
            node = font.find(f"{W}{tag}")
            name = (
                posixpath.normpath(posixpath.join("word", targets.get(node.get(f"{R}id"), "")))
                if node is not None
                else ""
            )
            if node is not None and name in parts:
                files[style] = _clear(parts[name], node.get(f"{W}fontKey", ""))
    return files


def _clear(data: bytes, guid: str) -> bytes:
    """A font file whose first 32 bytes were obfuscated with a key."""
    try:
        secret = bytes.fromhex(guid.strip("{}").replace("-", ""))[::-1]
    except ValueError:
        return data
    if len(secret) != 16:
        return data
    return bytes(byte ^ secret[i % 16] for i, byte in enumerate(data[:32])) + data[32:]


def installed(family: str) -> Files:
    """The files of a family that is installed here."""
    wanted = _catalogue().get(family.lower(), {})
    files: Files = {}
    for style, (_, names) in _STYLES.items():
        path = next((wanted[name] for name in names if name in wanted), None)
        if path is not None:
            files[style] = path.read_bytes()
    return files


def folders() -> Iterator[Path]:
    """Where systems keep their fonts."""
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        yield home / "AppData/Local/Microsoft/Windows/Fonts"
    elif sys.platform == "darwin":
        yield from (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    else:
        yield from (
            home / ".local/share/fonts",
            home / ".fonts",
            Path("/usr/local/share/fonts"),
            Path("/usr/share/fonts"),
        )


@functools.cache
def _catalogue() -> Mapping[str, Mapping[str, Path]]:
    """Every TrueType font installed, by its family's and its style's name in small letters."""
    from PIL import ImageFont

    families: dict[str, dict[str, Path]] = {}
    for path in (path for folder in folders() if folder.is_dir() for path in sorted(folder.rglob("*.ttf"))):
        try:
            family, style = ImageFont.truetype(io.BytesIO(path.read_bytes()), 10).getname()
        except (OSError, ValueError):  # a file that is no font, or may not be read
            continue
        families.setdefault((family or "").lower(), {}).setdefault((style or "").lower(), path)
    return families


def _usable(data: bytes) -> bool:
    """Whether a font has TrueType outlines and a map of its characters, and may be embedded."""
    face = uharfbuzz.Face(uharfbuzz.Blob(data))
    os2 = face.reference_table("OS/2").data
    kinds = int.from_bytes(os2[8:10], "big") if len(os2) >= 10 else 0
    return "glyf" in face.table_tags and bool(face.unicodes) and not kinds & _RESTRICTED
