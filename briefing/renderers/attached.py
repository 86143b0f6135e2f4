"""The brief's record inside a delivered file: put there by the renderers, taken out again to check the file alone.

A PDF carries it as an associated file (ISO 19005-3, PDF/A-3), a DOCX as a custom XML part (ISO/IEC 29500-1, 15.2.4),
which word processors keep when they save.
"""

from __future__ import annotations

import io
import zipfile

from briefing import archives
from briefing.errors import InputError

#: The attached file's name in a PDF.
NAME = "briefing.json"
ABOUT = "Where each line of this page comes from; briefing verify reads it"
#: Namespace of the element that holds the record in a DOCX.
NAMESPACE = "urn:briefing:record:1"
_MOST_TAGS = 100
_NEXT = "Give a PDF or DOCX as briefing wrote it, or the review file."


def take(data: bytes, *, name: str) -> bytes:
    """The record out of a delivered file.

    Args:
        data: a PDF or a DOCX.
        name: what the file is called in messages.

    Raises:
        InputError: the file is damaged, or carries no record.
    """
    content = _from_pdf(data, name) if data.startswith(b"%PDF-") else _from_docx(data, name)
    if content is None:
        raise InputError("carries no record of a brief", where=name, next_step=_NEXT)
    return content


def carried(data: bytes) -> bool:
    """Whether a PDF or DOCX carries a record; ``False`` of a damaged one."""
    # A PDF's attached file is named in the file's plain part: without its name there, nothing needs to be opened.
    if data.startswith(b"%PDF-") and NAME.encode() not in data:
        return False
    try:
        return take(data, name="") is not None
    except InputError:
        return False


def refuse_own(data: bytes, *, name: str) -> None:
    """Let a file pass that is no page of ours: of such a page no other is made.

    Raises:
        InputError: it carries a record.
    """
    if data.startswith((b"%PDF-", b"PK\x03\x04")) and carried(data):
        raise InputError(
            "is a page that briefing made, not an article",
            where=name,
            next_step="Give the articles it was made from.",
        )


def _from_pdf(data: bytes, name: str) -> bytes | None:
    from briefing import pdfium

    return pdfium.attached(data, NAME, name=name)


def _from_docx(data: bytes, name: str) -> bytes | None:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            archives.check(archive.infolist())
            for info in archive.infolist():
                inside = info.filename.startswith("customXml/") and info.filename.endswith(".xml")
                if inside and info.file_size <= archives.MOST:
                    content = archive.read(info)
                    if content.count(b"<") > _MOST_TAGS:  # the record is one element, with nothing but text in it
                        continue
                    root = etree.fromstring(content, parser)
                    if root.tag == f"{{{NAMESPACE}}}record":
                        return (root.text or "").encode()
    except (*archives.DAMAGED, etree.XMLSyntaxError) as error:
        raise InputError("the DOCX is damaged", where=name, next_step=_NEXT) from error
    return None
