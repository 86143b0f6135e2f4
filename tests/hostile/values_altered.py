"""More alterations of a delivered page: values of attributes, places of parts, words beside the pages of a PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject

from tests.hostile.alterations import (
    BODY,
    PLAIN_RUN,
    STYLES,
    WORDS,
    Altered,
    in_table,
    on_page,
    packed,
    pdf,
    replaced,
    run_with,
)

if TYPE_CHECKING:
    import pypdf

NUMBERING = "word/numbering.xml"
CELL_MARGIN = '<w:tcMar><w:left w:w="30000" w:type="dxa"/></w:tcMar>'


def other_words(name: str) -> Altered:
    """The page's words taken from a part of another name; the true ones are left in their place."""

    def change(parts: dict[str, bytes]) -> None:
        body = parts[BODY].replace(b"<w:sectPr", f"<w:p>{WORDS}</w:p><w:sectPr".encode(), 1)
        parts[name] = body
        parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", name.encode())
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        own = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", own.encode())

    return lambda: packed(change)


def field_around(pattern: str = r"(<w:r><w:t[^>]*>[^<]*</w:t></w:r>)") -> Altered:
    """The first words put where a field's instructions stand, which nobody sees."""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return replaced(BODY, pattern, rf"{begin}\1{end}")


def paragraph(properties: str) -> Altered:
    return replaced(BODY, r"<w:pPr>", f"<w:pPr>{properties}")


def coloured(style: str, colour: str) -> Altered:
    """A style of the page in another colour, that of words on white which are pale, and not the palest."""
    pattern = rf'(w:styleId="{style}"(?:(?!</w:style>).)*<w:color w:val=")[0-9A-F]{{6}}'
    return replaced(STYLES, pattern, rf"\g<1>{colour}")


def section(properties: str) -> Altered:
    return replaced(BODY, r"</w:sectPr>", f"{properties}</w:sectPr>")


def margins(**sides: int) -> Altered:
    given = {"top": 1000, "bottom": 1000, "left": 860, "right": 860, "header": 440, "footer": 440, **sides}
    told = " ".join(f'w:{side}="{value}"' for side, value in given.items())
    return replaced(BODY, r"<w:pgMar [^>]*>", f"<w:pgMar {told}/>")


def styles_elsewhere(parts: dict[str, bytes]) -> None:
    parts["word/s.xml"] = parts[STYLES]
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b'"styles.xml"', b'"s.xml"')


def described(parts: dict[str, bytes]) -> None:
    core = "docProps/core.xml"
    told = b'<dc:description xmlns:dc="http://purl.org/dc/elements/1.1/">The minister has resigned.</dc:description>'
    parts[core] = parts[core].replace(b"</cp:coreProperties>", told + b"</cp:coreProperties>")


WORD: Mapping[str, Altered] = {
    "words in signs of Wingdings": run_with('<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'),
    "words in a theme's letters": run_with('<w:rFonts w:asciiTheme="majorHAnsi"/>'),
    "a style in signs of Wingdings": replaced(STYLES, r'w:ascii="[^"]*"', 'w:ascii="Wingdings"'),
    "words in a field's instructions": field_around(),
    "a style in grey that can hardly be read": coloured("Title", "B0B0B0"),
    "the foot in grey that can hardly be read": coloured("Footer", "B0B0B0"),
    "data called a picture": lambda: packed(lambda parts: parts.update({"word/x.png": b"The minister has resigned."})),
    "a tab stop off the page": paragraph('<w:tabs><w:tab w:val="left" w:pos="30000"/></w:tabs>'),
    "an indent counted in letters": paragraph('<w:ind w:leftChars="30000"/>'),
    "an indent in inches": paragraph('<w:ind w:left="20in"/>'),
    "space before counted in lines": paragraph('<w:spacing w:beforeLines="30000"/>'),
    "space behind off the page": paragraph('<w:spacing w:after="30000"/>'),
    "a border over the words": paragraph('<w:pBdr><w:top w:val="single" w:sz="96" w:color="auto"/></w:pBdr>'),
    "a border far from its words": paragraph(
        '<w:pBdr><w:top w:val="single" w:sz="4" w:space="24" w:color="auto"/></w:pBdr>'
    ),
    "a paragraph from right to left": paragraph("<w:bidi/>"),
    "words from right to left": run_with("<w:rtl/>"),
    "underlined words": run_with('<w:u w:val="single"/>'),
    "a pattern over words": run_with('<w:shd w:val="solid" w:color="000000" w:fill="auto"/>'),
    "words behind a page break": replaced(BODY, PLAIN_RUN, '<w:r><w:br w:type="page"/></w:r><w:r><w:t'),
    "margins off the page": margins(left=-9000, top=-20000),
    "margins that leave no room": margins(left=11000),
    "forty columns": section('<w:cols w:num="40" w:space="10"/>'),
    "a grid that crowds letters": section('<w:docGrid w:type="linesAndChars" w:linePitch="1" w:charSpace="-40000"/>'),
    "words turned on their side": section('<w:textDirection w:val="tbRl"/>'),
    "a cell turned on its side": in_table(r"<w:tcPr>", '<w:tcPr><w:textDirection w:val="tbRl"/>'),
    "a table wider than the page": in_table(r"<w:tblW [^>]*>", '<w:tblW w:w="300000" w:type="dxa"/>'),
    "a column a hair wide": in_table(r"<w:gridCol [^>]*>", '<w:gridCol w:w="1"/>'),
    "a cell wider than the page": in_table(r"<w:tcW [^>]*>", '<w:tcW w:w="300000" w:type="dxa"/>'),
    "a cell's margin off the page": in_table(r"<w:tcPr>", f"<w:tcPr>{CELL_MARGIN}"),
    "a drawing over the page": in_table(r'<a:ext cx="\d+" cy="\d+"', '<a:ext cx="9000000" cy="9000000"'),
    "a foot on even pages alone": replaced(BODY, r'(<w:footerReference [^>]*w:type=")default', r"\1even"),
    "even pages of their own": replaced("word/settings.xml", r"(<w:settings[^>]*>)", r"\1<w:evenAndOddHeaders/>"),
    "a list's label of one sign": replaced(NUMBERING, r'<w:lvlText w:val="[^"]*"/>', '<w:lvlText w:val="≠"/>'),
    "a list's label that counts": replaced(NUMBERING, r'<w:lvlText w:val="[^"]*"/>', '<w:lvlText w:val="%1"/>'),
    "the words taken from a part called a picture": other_words("word/x.jpeg"),
    "the words taken from a second body": other_words("word/body.xml"),
    "a second part said to be the words": replaced(
        "_rels/.rels",
        r"<Relationship ",
        r'<Relationship Id="rq" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" '
        r'Target="word/footer1.xml"/><Relationship ',
    ),
    "styles taken from elsewhere": lambda: packed(styles_elsewhere),
    "the file's own title": replaced("docProps/core.xml", r"(<dc:title>)[^<]*", r"\1Denied"),
    "the file's description": lambda: packed(described),
    "a link within the page that leads elsewhere": replaced(BODY, r'w:anchor="[^"]*"', 'w:anchor="nowhere"'),
    # Nothing is hidden by these: the file is said to be saved again, and not looked at.
    "words no longer bold": replaced(BODY, r"<w:b/>", ""),
    "a list's row as a heading": replaced(BODY, r'<w:pStyle w:val="ListBullet"/>', '<w:pStyle w:val="Heading1"/>'),
}  # fmt: skip
#: Of these the report says that the file was saved again, and that how it looks was not compared.
TOLD = frozenset({"words no longer bold", "a list's row as a heading"})


def every(change: Callable[[dict[Any, Any]], None]) -> Altered:
    """Each dictionary of the PDF's objects changed."""

    def walk(node: Any, seen: set[int]) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if id(node) in seen:
            return
        seen.add(id(node))
        if isinstance(node, dict):
            change(node)
        for inside in list(node.values()) if isinstance(node, dict) else node if isinstance(node, list) else ():
            walk(inside, seen)

    return pdf(lambda writer: walk(writer._root_object, set()))


def of_links(key: str, value: Any) -> Altered:
    def change(node: dict[Any, Any]) -> None:
        if node.get("/Subtype") == "/Link":
            node[NameObject(key)] = value

    return every(change)


def whole_page_links(node: dict[Any, Any]) -> None:
    if node.get("/Subtype") == "/Link":
        node[NameObject("/Rect")] = ArrayObject([NumberObject(side) for side in (0, 0, 595, 842)])


def bookmarks(node: dict[Any, Any]) -> None:
    if "/Title" in node:
        node[NameObject("/Title")] = TextStringObject("Denied")


def described_as(inside: bytes, coding: str = "utf-8") -> Altered:
    """A description more, which is a file's own words of itself (XMP)."""

    def change(writer: pypdf.PdfWriter) -> None:
        root: Any = writer._root_object
        more = b'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"%s</rdf:Description>' % inside
        packet = StreamObject()
        packet.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
        data = root["/Metadata"].get_object().get_data().replace(b"</rdf:RDF>", more + b"</rdf:RDF>")
        packet.set_data(data.decode().encode(coding))
        root[NameObject("/Metadata")] = writer._add_object(packet)

    return pdf(change)


def packed_objects(writer: pypdf.PdfWriter) -> None:
    """A stream of objects packed so that nobody looks into it."""
    hidden = StreamObject()
    hidden.update({NameObject("/Type"): NameObject("/ObjStm"), NameObject("/N"): NumberObject(1)})
    hidden.set_data(b"GhPkO]5qA^>")
    writer._add_object(hidden)


PDF: Mapping[str, Altered] = {
    "a link's words": of_links("/Contents", TextStringObject("The minister has resigned.")),
    "links over the whole page": every(whole_page_links),
    "bookmarks": every(bookmarks),
    "a bookmark added": pdf(
        lambda writer: writer.add_outline_item(title="The minister has resigned", page_number=0) and None
    ),
    "the file's own title": pdf(lambda writer: writer.add_metadata({"/Title": "Denied"})),
    "its description": described_as(b"><dc:source>Denied</dc:source>"),
    "its description, behind an element's end": described_as(b"><dc:source></dc:source>Denied"),
    "its description, in an attribute": described_as(b" dc:source='Denied'>"),
    "its description, of two bytes a letter": described_as(b"><dc:source>Denied</dc:source>", "utf-16"),
    "words for those who cannot see": pdf(
        lambda writer: writer._root_object.update(
            {NameObject("/StructTreeRoot"): DictionaryObject({NameObject("/Alt"): TextStringObject("Denied")})}
        )
    ),
    "a string in letters of another alphabet": pdf(on_page("/X", TextStringObject("отказано"))),
    "objects packed out of sight": pdf(packed_objects),
}
