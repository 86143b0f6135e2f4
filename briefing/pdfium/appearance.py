"""What a PDF shows and what it holds, for comparison with another: drawn pages, their words, and all that acts.

Runs in the child process, as all of PDFium does here.
"""

from __future__ import annotations

import ctypes
import hashlib
import re
import zlib
from collections import Counter
from typing import TYPE_CHECKING, Any

from briefing.pdfium import strings

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

#: Dots for each point: enough to see a full stop.
SCALE = 2.0
#: Points; a larger page is none of ours, and would take memory.
MOST_POINTS = 2000
#: Bytes of unpacked object streams that are looked through.
MOST_UNPACKED = 2**26
#: Links and notes of one page that are looked at.
MOST_ANNOTATIONS = 5000
#: Names by which a PDF does something, or shows something else than its pages.
ACTING = frozenset(
    (
        "JavaScript JS OpenAction AA Launch EmbeddedFiles EmbeddedFile Filespec RichMedia XFA AcroForm "
        "OCProperties OCGs SubmitForm ImportData GoToR GoToE Rendition Movie Sound Screen 3D Redact "
        "FileAttachment Widget FreeText Stamp Square Circle Highlight StrikeOut Ink Line Text Popup Link URI "
        "Collection Encrypt Perms DSS Sig NeedAppearances AlternatePresentations PageLabels ViewerPreferences "
        "Outlines Thumb UserUnit Rotate CropBox "
    ).split()
)
#: Stands for objects, or a description, packed in a way that nobody needs.
UNREADABLE = b"\x00"
_NAME = re.compile(rb"/((?:[^\x00\t\n\x0c\r ()<>\[\]{}/%#]|#[0-9A-Fa-f]{2})+)")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")


def pages(pdf: PdfDocument, request: dict[str, Any]) -> list[dict[str, Any]]:
    """Each page: its size, its words, a digest of its picture with all annotations, and these."""
    from pypdfium2 import raw

    shown: list[dict[str, Any]] = []
    for number in range(min(len(pdf), request["pages"])):
        page = pdf[number]
        width, height = page.get_size()
        seen: dict[str, Any] = {"width": round(width, 1), "height": round(height, 1), "picture": None}
        if max(width, height) <= MOST_POINTS:
            bitmap = page.render(scale=SCALE, may_draw_forms=True, draw_annots=True)
            seen["picture"] = hashlib.sha256(bytes(bitmap.buffer)).hexdigest()
            bitmap.close()
        text = page.get_textpage()
        seen["words"] = text.get_text_bounded()
        seen["letters"] = text.count_chars()
        text.close()
        seen["annotations"] = []
        for i in range(min(raw.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS)):
            annotation = raw.FPDFPage_GetAnnot(page, i)
            seen["annotations"].append(_annotation(pdf, annotation))
            raw.FPDFPage_CloseAnnot(annotation)
        seen["annotations"].sort()
        shown.append(seen)
        page.close()
    return shown


def _annotation(pdf: PdfDocument, annotation: Any) -> list[str]:
    """Kind, place and, of a link, where it leads: an address, or a place of a page."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, box)
    place = ",".join(str(round(side)) for side in (box.left, box.bottom, box.right, box.top))
    link, lead = raw.FPDFAnnot_GetLink(annotation), ""
    if link:
        action = raw.FPDFLink_GetAction(link)
        size = raw.FPDFAction_GetURIPath(pdf, action, None, 0) if action else 0
        if size:
            address = ctypes.create_string_buffer(size)
            raw.FPDFAction_GetURIPath(pdf, action, address, size)
            lead = address.value.decode("utf-8", "replace")
        target = raw.FPDFLink_GetDest(pdf, link) or (raw.FPDFAction_GetDest(pdf, action) if action else None)
        if target:
            lead += f" page {raw.FPDFDest_GetDestPageIndex(pdf, target)}{_place(target)}"
    return [str(raw.FPDFAnnot_GetSubtype(annotation)), place, lead]


def _place(target: Any) -> str:
    """Where on its page a link leads to."""
    from pypdfium2 import raw

    there = [ctypes.c_int() for _ in range(3)]
    x, y, zoom = (ctypes.c_float() for _ in range(3))
    if not raw.FPDFDest_GetLocationInPage(target, *there, x, y, zoom):
        return ""
    return "".join(f" {round(value.value)}" for has, value in zip(there, (x, y), strict=False) if has.value)


def holds(pdf: PdfDocument, data: bytes) -> dict[str, Any]:
    """How often each acting name stands in a PDF, the files attached to it, and its links."""
    from pypdfium2 import raw

    counts: Counter[str] = Counter()
    links: Counter[str] = Counter()
    left = MOST_UNPACKED
    pieces, descriptions = _pieces(data)
    counts["(cannot be looked through)"] = sum(piece is UNREADABLE for piece in (*pieces, *descriptions))
    for piece in pieces:
        if left <= 0:
            counts["(too much to look through)"] += 1
            break
        left -= len(piece)
        for name in _NAME.findall(piece):
            plain = _unescaped(name).decode("latin-1")
            if plain in ACTING:
                counts[plain] += 1
        for link in re.findall(rb"/URI\s*[(<]([^)>]{0,2000})", piece):
            links[link.decode("latin-1")] += 1
    return {
        "names": dict(counts),
        "said": strings.said(pieces, descriptions),
        "links": dict(links),
        "scripts": raw.FPDFDoc_GetJavaScriptActionCount(pdf),
        "form": raw.FPDF_GetFormType(pdf),
        "files": [pdf.get_attachment(i).get_name() for i in range(pdf.count_attachments())],
        "pages": len(pdf),
    }


def _unescaped(names: bytes) -> bytes:
    """Names without their hexadecimal digits."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), names)


def _pieces(data: bytes) -> tuple[list[bytes], list[bytes]]:
    """The objects outside streams with what unpacked streams of objects hold, and the descriptions (XMP)."""
    pieces: list[bytes] = []
    descriptions: list[bytes] = []
    at, left = 0, MOST_UNPACKED
    for start in _STREAM.finditer(data):
        if start.start() < at:
            continue
        head = data[at : start.start()]
        pieces.append(head)
        end = data.find(b"endstream", start.end())
        end = len(data) if end < 0 else end
        about = _unescaped(head[-2000:].rpartition(b" obj")[2])
        raw = data[start.end() : end]
        if b"/ObjStm" in about:
            try:
                piece = zlib.decompressobj().decompress(raw, max(1, left))
            except zlib.error:
                piece = UNREADABLE
            left -= len(piece)
            pieces.append(piece)
            if left <= 0:
                break
        elif b"/Metadata" in about or b"/XML" in about:
            descriptions.append(raw if b"<" in raw[:200] else UNREADABLE)
        at = end
    pieces.append(data[at:])
    return pieces, descriptions
