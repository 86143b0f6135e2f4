"""What makes a PDF fit for archives: its metadata, its colours' meaning, and streams ended by a new line.

Source: ISO 19005-3 (PDF/A-3, which lets a file be attached), ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import TYPE_CHECKING

from PIL import ImageCms
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from briefing.renderers import attached, xml_text

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_OBJECT = re.compile(rb"^(?P<number>\d+) 0 obj", re.MULTILINE)
_UNENDED = re.compile(rb"(?<!\n)endstream\b")
_STREAM = re.compile(rb"/Length (?P<length>\d+)\b[^>]{0,400}>>\s{0,4}stream\r?\n")
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{day}T00:00:00+00:00</xmp:CreateDate><xmp:ModifyDate>{day}T00:00:00+00:00</xmp:ModifyDate>
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def describe(canvas: Canvas, structure: PDFDictionary, title: str, language: str, day: dt.date) -> None:
    """Gives a file its structure, its metadata and its output intent."""
    document = canvas._doc
    catalogue = document.Catalog
    catalogue.StructTreeRoot = structure
    catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
    xmp = _XMP.format(title=xml_text.content(title), language=xml_text.content(language), day=day.isoformat()).encode()
    catalogue.Metadata = PDFStream(
        PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}), xmp, filters=[]
    )
    profile = document.Reference(PDFStream(PDFDictionary({"N": 3}), colours()))
    intent = PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": profile,
        }
    )
    catalogue.OutputIntents = PDFArray([document.Reference(intent)])
    catalogue.__NoDefault__ = [*type(catalogue).__NoDefault__, "OutputIntents"]


def attach(canvas: Canvas, record: bytes, day: dt.date) -> None:
    """The brief's record goes along in the file, so that the page can be checked by itself."""
    document = canvas._doc
    stamp = PDFString(f"D:{day:%Y%m%d}000000+00'00'")
    stream = PDFStream(
        PDFDictionary(
            {
                "Type": PDFName("EmbeddedFile"),
                "Subtype": _Json(),
                "Params": PDFDictionary({"Size": len(record), "CreationDate": stamp, "ModDate": stamp}),
            }
        ),
        record,
        filters=[PDFZCompress],
    )
    content = document.Reference(stream)
    place = document.Reference(
        PDFDictionary(
            {
                "Type": PDFName("Filespec"),
                "F": PDFString(attached.NAME),
                "UF": PDFString(attached.NAME),
                "Desc": PDFString(attached.ABOUT),
                "AFRelationship": PDFName("Data"),
                "EF": PDFDictionary({"F": content, "UF": content}),
            }
        )
    )
    catalogue = document.Catalog
    catalogue.AF = PDFArray([place])
    catalogue.Names = PDFDictionary(
        {"EmbeddedFiles": PDFDictionary({"Names": PDFArray([PDFString(attached.NAME), place])})}
    )
    catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "AF"]


class _Json(PDFObject):  # type: ignore[misc] # reportlab ships no types
    """``application/json`` as a name; reportlab's own would write the solidus as it stands, which ends a name."""

    def format(self, _document: object) -> bytes:
        """The name with its solidus in hexadecimal."""
        return b"/application#2Fjson"


@functools.cache
def colours() -> bytes:
    """The sRGB profile; its date, which would be today's, is that of the standard."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    standard = b"".join(n.to_bytes(2, "big") for n in (1999, 10, 1, 0, 0, 0))
    return made[:24] + standard + made[36:]


def ended(file: bytes) -> bytes:
    """The file with a new line before every ``endstream``, which reportlab leaves out, and its table mended."""
    at = file.rindex(b"\nxref\n") + 1
    body = _UNENDED.sub(b"\nendstream", _ended(file[:at]))
    places = {int(m["number"]): m.start() for m in _OBJECT.finditer(body)}
    _, _, rest = file[at:].partition(b"trailer")
    count = max(places) + 1
    lines = [b"0 %d\n" % count, b"0000000000 65535 f \n"]
    lines += [b"%010d 00000 n \n" % places[n] for n in range(1, count)]
    trailer = re.sub(rb"startxref\s+\d+", b"startxref\n%d" % len(body), rest)
    return body + b"xref\n" + b"".join(lines) + b"trailer" + trailer


def _ended(body: bytes) -> bytes:
    """The body with a new line behind the last byte of each stream; that byte may be a new line itself."""
    out, at, start = [], 0, 0
    while match := _STREAM.search(body, start):
        start = end = match.end() + int(match["length"])
        if body.startswith(b"endstream", end):
            out += [body[at:end], b"\n"]
            at = end
    return b"".join((*out, body[at:]))
