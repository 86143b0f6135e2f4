"""What a PDF shows and what it holds, for comparison with another: drawn pages, their words, and all that acts.

Runs in the child process, as all of PDFium does here.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

#: Dots for each point: enough to see a full stop.
SCALE = 2.0
#: Points; a larger page is none of ours, and would take memory.
MOST_POINTS = 2000
#: Bytes of unpacked object streams that are looked through.
MOST_UNPACKED = 2**26
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
_NAME = re.compile(rb"/((?:[^\x00\t\n\x0c\r ()<>\[\]{}/%#]|#[0-9A-Fa-f]{2})+)")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")


def pages(pdf: PdfDocument, told: dict[str, Any]) -> list[dict[str, Any]]:
    """Each page: its size, its words, a digest of its picture with all annotations, and these."""
    from pypdfium2 import raw

    found: list[dict[str, Any]] = []
    for number in range(min(len(pdf), told["pages"])):
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
        kinds: Counter[str] = Counter()
        for i in range(raw.FPDFPage_GetAnnotCount(page)):
            annotation = raw.FPDFPage_GetAnnot(page, i)
            kinds[str(raw.FPDFAnnot_GetSubtype(annotation))] += 1
            raw.FPDFPage_CloseAnnot(annotation)
        seen["annotations"] = dict(kinds)
        found.append(seen)
        page.close()
    return found


def holds(pdf: PdfDocument, data: bytes) -> dict[str, Any]:
    """How often each acting name stands in a PDF, the files attached to it, and its links."""
    from pypdfium2 import raw

    counts: Counter[str] = Counter()
    links: Counter[str] = Counter()
    left = MOST_UNPACKED
    for piece in _pieces(data):
        if left <= 0:
            counts["(too much to look through)"] += 1
            break
        left -= len(piece)
        for name in _NAME.findall(piece):
            plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), name).decode("latin-1")
            if plain in ACTING:
                counts[plain] += 1
        for link in re.findall(rb"/URI\s*[(<]([^)>]{0,2000})", piece):
            links[link.decode("latin-1")] += 1
    return {
        "names": dict(counts),
        "links": dict(links),
        "scripts": raw.FPDFDoc_GetJavaScriptActionCount(pdf),
        "form": raw.FPDF_GetFormType(pdf),
        "files": [pdf.get_attachment(i).get_name() for i in range(pdf.count_attachments())],
        "pages": len(pdf),
    }


def _pieces(data: bytes) -> list[bytes]:
    """The objects outside streams, and what unpacked streams of objects hold."""
    found: list[bytes] = []
    at, left = 0, MOST_UNPACKED
    for start in _STREAM.finditer(data):
        if start.start() < at:
            continue
        head = data[at : start.start()]
        found.append(head)
        end = data.find(b"endstream", start.end())
        end = len(data) if end < 0 else end
        about = head[-2000:].rpartition(b" obj")[2]
        if b"/ObjStm" in about or b"#" in about:
            try:
                piece = zlib.decompressobj().decompress(data[start.end() : end], max(1, left))
            except zlib.error:
                piece = data[start.end() : end]
            left -= len(piece)
            found.append(piece)
            if left <= 0:
                break
        at = end
    found.append(data[at:])
    return found
