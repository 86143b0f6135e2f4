"""The words of a PDF's page in the order in which they are drawn, which in our files is that of reading.

PDFium puts lines of both directions in an order of its own. The file says of such words how they are read; that is
believed only where it has the very letters that are drawn.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from operator import itemgetter
from typing import Any

from pypdfium2 import raw


def words(page: Any, textpage: Any) -> str:
    """The words of a page of pypdfium2, given with its text."""
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    replacements: dict[int, str] = {}
    try:
        for i in range(raw.FPDF_StructTree_CountChildren(tree)):
            _collect(raw.FPDF_StructTree_GetChildAtIndex(tree, i), replacements)
    finally:
        raw.FPDF_StructTree_Close(tree)
    places: dict[int, list[tuple[float, str]]] = defaultdict(list)
    x, y = ctypes.c_double(), ctypes.c_double()
    for i in range(textpage.count_chars()):
        drawn = raw.FPDFText_GetTextObject(textpage.raw, i)
        if drawn:
            raw.FPDFText_GetCharOrigin(textpage.raw, i, x, y)
            char = chr(raw.FPDFText_GetUnicode(textpage.raw, i))
            places[ctypes.addressof(drawn.contents)].append((x.value, char))
    parts = []
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        # From left to right: what runs so is in order, and for the rest there is what the file says of it.
        seen = "".join(char for _, char in sorted(places[ctypes.addressof(drawn.raw.contents)], key=itemgetter(0)))
        said = replacements.get(raw.FPDFPageObj_GetMarkedContentID(drawn.raw), "")
        parts.append(said if _letters(said) == _letters(seen) else seen)
    return "".join(parts)


def _collect(element: Any, replacements: dict[int, str]) -> None:
    """By the number of its mark, how each part is read that says so."""
    if not element:
        return
    said = _string(lambda buffer, size: raw.FPDF_StructElement_GetActualText(element, buffer, size))
    if said:
        for i in range(raw.FPDF_StructElement_GetMarkedContentIdCount(element)):
            replacements[raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, i)] = said
    for i in range(raw.FPDF_StructElement_CountChildren(element)):
        _collect(raw.FPDF_StructElement_GetChildAtIndex(element, i), replacements)


def _string(ask: Callable[[Any, int], int]) -> str:
    """What a function of PDFium answers that wants a buffer."""
    size = ask(None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * ((size + 1) // 2))()
    ask(buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").partition("\0")[0]


def _letters(text: str) -> list[str]:
    """What was drawn, in no order: brackets without their direction, no spaces and marks."""
    plain = unicodedata.normalize("NFKC", text).translate(str.maketrans(")]}»”’", "([{«“‘"))
    return sorted(c for c in plain if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc"))
