"""Three invented letterheads of different make: a ministry's, an institute's and an agency's."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx as word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from PIL import Image

from briefing.layout import template
from briefing.layout.template import Template
from briefing.model.brief import Brief

#: Nothing but what a Word file must have: no styles, no theme, no place; its paper is Letter.
_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="png" ContentType="image/png"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"/>
<Override PartName="/word/header7.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>
</Types>"""
_ROOT = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/word/document.xml"/>
</Relationships>"""
_RELATIONS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship
 Id="head" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
 Target="/word/header7.xml"/>
</Relationships>"""
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DOCUMENT = f"""<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>
<w:p><w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr><w:t>For the file of </w:t></w:r>
<w:r><w:t>{{{{ to</w:t></w:r><w:r><w:t> }}}}</w:t></w:r></w:p><w:p/>
<w:sectPr><w:headerReference w:type="default" r:id="head"/><w:pgSz w:w="12240" w:h="15840"/>
<w:pgMar w:top="720" w:right="1080" w:bottom="900" w:left="1080" w:header="500" w:footer="500" w:gutter="0"/>
</w:sectPr></w:body></w:document>"""
_HEAD = f"""<w:hdr xmlns:w="{_W}"><w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:sz w:val="44"/></w:rPr>
<w:t>Estuary Agency</w:t></w:r></w:p><w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:t>{{{{ mark }}}}</w:t></w:r></w:p>
</w:hdr>"""


def logo(width: int = 120, height: int = 60) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (122, 31, 43)).save(out, "PNG")
    return out.getvalue()


def ministry() -> bytes:
    """A4, a serif, a table with a logo in its head, one place for the whole page, a line below it."""
    made = word.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    section.header_distance = section.footer_distance = Mm(9)
    for name in ("Normal", "Heading 1", "Title"):
        fonts = made.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        made.styles[name].font.name = "Times New Roman"
    made.styles["Heading 1"].font.color.rgb = RGBColor(0x14, 0x4D, 0x2F)
    table = section.header.add_table(1, 2, Mm(166))
    table.cell(0, 0).paragraphs[0].add_run().add_picture(io.BytesIO(logo()), height=Mm(16))
    table.cell(0, 1).text = "Ministry of Tides\n1 Quay Street\nPort Ansel"
    table.cell(0, 1).paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot = section.footer.paragraphs[0]
    foot.text = "Ministry of Tides · {{ reference }}"
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.add_paragraph("{{ briefing }}")
    made.add_paragraph("Cleared by: ____________________")
    return _saved(made)


def institute() -> bytes:
    """A4, a first sheet of its own, content controls for title and date, places for some sections."""
    made = word.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(18)
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Institute for Harbour Studies"
    section.header.paragraphs[0].text = "Continued"
    made.styles["Normal"].font.name = "DejaVu Sans"
    made.styles["Normal"].font.size = Pt(10)
    made.add_paragraph("Note for the reader", style="Title")
    _control(made.add_paragraph("Subject: "), "title", "Click here")
    _control(made.add_paragraph("As of "), "date", "Click here")
    for name in ("bottom_line", "chronology", "positions", "sources"):
        made.add_paragraph(f"{{{{ {name} }}}}")
    return _saved(made)


def agency() -> bytes:
    """Letter, a template of Word's, without styles, theme or place; its names are cut into several runs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _ROOT,
            "word/document.xml": _DOCUMENT,
            "word/_rels/document.xml.rels": _RELATIONS,
            "word/header7.xml": _HEAD,
        }.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    return out.getvalue()


LETTERHEADS: Mapping[str, Callable[[], bytes]] = {"ministry": ministry, "institute": institute, "agency": agency}


def look_of(name: str, folder: Path) -> Template:
    """A template, or that of a letterhead, whose file is put into a folder."""
    if name not in LETTERHEADS:
        return template.load(name)
    path = folder / f"{name}.docx"
    path.write_bytes(LETTERHEADS[name]())
    return template.load(path)


def fitting(brief: Brief, look: Template) -> Brief:
    """The brief without its mark where a letterhead has no place for one."""
    return dataclasses.replace(brief, mark=None) if look.house and not look.house.marked else brief


def _control(paragraph: object, name: str, prompt: str) -> None:
    """A content control at the end of a paragraph, as Word shows one that nobody has filled."""
    control, properties, content = OxmlElement("w:sdt"), OxmlElement("w:sdtPr"), OxmlElement("w:sdtContent")
    tag = OxmlElement("w:tag")
    tag.set(qn("w:val"), name)
    properties.extend([tag, OxmlElement("w:showingPlcHdr"), OxmlElement("w:text")])
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = prompt
    run.append(text)
    content.append(run)
    control.extend([properties, content])
    paragraph._p.append(control)  # type: ignore[attr-defined] # python-docx has no word for it


def _saved(made: object) -> bytes:
    """The file with no time of its own, so that it is the same each time."""
    out, fixed = io.BytesIO(), io.BytesIO()
    made.save(out)  # type: ignore[attr-defined]
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
