"""A delivered page altered in a hundred ways, as somebody would who wants another page to pass: and what verify says.

python tests/hostile/alterations.py        prints the table of docs/robustness.md
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pypdf
from pypdf.annotations import FreeText, Text
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject

import briefing
from briefing import pipeline
from briefing.errors import InputError
from briefing.layout import template
from briefing.model import record
from briefing.model.brief import Brief, Filled, Line, Piece, Words
from briefing.model.by_hand import ByHand, Remark
from briefing.model.text import Document, Span
from briefing.renderers import attached

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "examples/harbour-ferries.txt"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#: What an alteration gives: the file's bytes.
Altered = Callable[[], bytes]


@functools.cache
def document() -> Document:
    return briefing.read(ARTICLE.read_bytes(), name=ARTICLE.name)


@functools.cache
def true_brief() -> Brief:
    return briefing.brief(briefing.annotate(document()), as_of=dt.date(2026, 6, 10))


def rendered(brief: Brief, form: str, look: str = template.DEFAULT) -> bytes:
    return pipeline.render(brief, pipeline.lay_out(brief, template.load(look)), form)


@functools.cache
def true_file(form: str, look: str = template.DEFAULT) -> bytes:
    return rendered(true_brief(), form, look)


def outcome(data: bytes, *, article: bool) -> str:
    """``found`` (a fault, or refused), ``told`` (named as not checkable) or ``missed``."""
    try:
        brief, printed = record.load(attached.take(data, name="page") if data[:1] != b"{" else data)
        delivered = None if data[:1] == b"{" else data
        articles = [document()] if article else []
        report = pipeline.verify(brief, printed, delivered=delivered, articles=articles, page=True)
    except InputError:
        return "found"
    if report.faults:
        return "found"
    return "told" if [one for one in report.open if one != "not checked against articles"] else "missed"


# --- the Word file ---


def packed(change: Callable[[dict[str, bytes]], None], look: str = template.DEFAULT) -> bytes:
    """The Word file with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(true_file("docx", look))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def in_table(pattern: str, by: str) -> Altered:
    """Something of a page with a table written otherwise."""
    return replaced(BODY, pattern, by, look="chronology")


def replaced(part: str, pattern: str, by: str, count: int = 1, look: str = template.DEFAULT) -> Altered:
    """Something of a part written otherwise; it must be there."""

    def made() -> bytes:
        def change(parts: dict[str, bytes]) -> None:
            text, done = re.subn(pattern, by, parts[part].decode(), count=count)
            assert done, pattern
            parts[part] = text.encode()

        return packed(change, look)

    return made


BODY = "word/document.xml"
STYLES = "word/styles.xml"
RUN = r"<w:r>(?=(?:(?!</w:r>).)*<w:t)"
PLAIN_RUN = r"<w:r><w:t"


def run_with(properties: str) -> Altered:
    """The first plain run with a property that hides it or shows it otherwise."""
    return replaced(BODY, PLAIN_RUN, f"<w:r><w:rPr>{properties}</w:rPr><w:t")


def before_end(xml: str) -> Altered:
    """Something before the section's properties, at the end of the body."""
    return replaced(BODY, r"<w:sectPr", f"{xml}<w:sectPr")


WORDS = "<w:r><w:t>The minister has resigned.</w:t></w:r>"


def paragraph_with(inside: str) -> Altered:
    return replaced(BODY, r"</w:p>", f"{inside}</w:p>")


def with_part(name: str, content: str, kind: str, reference: str = "") -> Altered:
    """A part of its own, bound to the page."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = {"header": "header", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}

    def made() -> bytes:
        def change(parts: dict[str, bytes]) -> None:
            parts[f"word/{name}"] = content.encode()
            rels = parts["word/_rels/document.xml.rels"].decode()
            own = f'<Relationship Id="rIdX" Type="{space}/{kind}" Target="{name}"/></Relationships>'
            parts["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", own).encode()
            if kind in types:
                mime = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
                own = f'<Override PartName="/word/{name}" ContentType="{mime}"/></Types>'
                content_types = parts["[Content_Types].xml"].decode()
                parts["[Content_Types].xml"] = content_types.replace("</Types>", own).encode()
            if reference:
                body = parts[BODY].decode()
                parts[BODY] = body.replace("<w:sectPr>", reference + "<w:sectPr>", 1).encode()

        return packed(change)

    return made


def note(kind: str) -> str:
    inside = f'<w:{kind} w:id="2"><w:p>{WORDS}</w:p></w:{kind}>'
    return f'<w:{kind}s xmlns:w="{W}">{inside}</w:{kind}s>'


def external(kind: str, target: str) -> Altered:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    own = f'<Relationship Id="rIdY" Type="{space}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return replaced("word/_rels/document.xml.rels", "</Relationships>", own)


DOCX: Mapping[str, Altered] = {
    "a word put in": replaced(BODY, r"(<w:t[^>]*>\w+ )", r"\1not "),
    "a word taken out": replaced(BODY, r"(<w:t[^>]*>\w+ )\w+ ", r"\1"),
    "a paragraph added": before_end(f"<w:p>{WORDS}</w:p>"),
    "two paragraphs changed about": replaced(
        BODY, r'(<w:p><w:pPr><w:pStyle w:val="ListBullet"/>.*?</w:p>)(<w:p>.*?</w:p>)', r"\2\1"
    ),
    "two rows changed about": in_table(r"(<w:tr>.*?</w:tr>)(<w:tr>.*?</w:tr>)", r"\2\1"),
    "a figure changed": replaced(BODY, r"(<w:t[^>]*>[^<]*?)\d{2}", r"\g<1>97"),
    "hidden words": run_with("<w:vanish/>"),
    "words hidden on the web": run_with("<w:webHidden/>"),
    "hidden paragraph mark": run_with("<w:specVanish/>"),
    "white words": run_with('<w:color w:val="FFFFFF"/>'),
    "words in the colour of a theme": run_with('<w:color w:val="auto" w:themeColor="background1"/>'),
    "words struck out": run_with("<w:strike/>"),
    "words struck out twice": run_with("<w:dstrike/>"),
    "tiny words": run_with('<w:sz w:val="2"/>'),
    "words one point wide": run_with('<w:w w:val="1"/>'),
    "letters set over each other": run_with('<w:spacing w:val="-400"/>'),
    "words lifted off the page": run_with('<w:position w:val="3000"/>'),
    "words on a ground of their colour": run_with('<w:shd w:val="clear" w:fill="17335C"/><w:color w:val="17335C"/>'),
    "words raised off the page": run_with('<w:position w:val="900"/>'),
    "a link that shows words": replaced(BODY, r'w:tooltip="[^"]*"', 'w:tooltip="The minister has resigned."'),
    "black marker over words": run_with('<w:highlight w:val="black"/>'),
    "outlined words": run_with("<w:outline/>"),
    "words in capitals": run_with("<w:caps/>"),
    "raised words": run_with('<w:vertAlign w:val="superscript"/>'),
    "a style that hides": replaced(STYLES, r"(<w:style [^>]*w:styleId=\"[^\"]*\".*?<w:rPr>)", r"\1<w:vanish/>"),
    "a style that strikes out": replaced(STYLES, r"(<w:style [^>]*w:styleId=\"[^\"]*\".*?<w:rPr>)", r"\1<w:strike/>"),
    "a style in white": replaced(STYLES, r"<w:color w:val=\"[0-9A-F]{6}\"/>", '<w:color w:val="FFFFFF"/>'),
    "a hidden row": in_table(r"<w:trPr>", "<w:trPr><w:hidden/>"),
    "a row of no height": in_table(r"<w:trPr>", '<w:trPr><w:trHeight w:val="1" w:hRule="exact"/>'),
    "a row taken out": in_table(r"</w:tr><w:tr>.*?</w:tr>", "</w:tr>"),
    "lines of no height": replaced(BODY, r"<w:pPr>", '<w:pPr><w:spacing w:line="1" w:lineRule="exact"/>'),
    "a paragraph off the page": replaced(BODY, r"<w:pPr>", '<w:pPr><w:ind w:left="30000"/>'),
    "a frame": replaced(BODY, r"<w:pPr>", '<w:pPr><w:framePr w:w="1" w:h="1" w:x="30000"/>'),
    "a text box": paragraph_with(
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p>'
        f"{WORDS}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    ),
    "alternative content": paragraph_with(
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Fallback>'
        f"{WORDS}</mc:Fallback></mc:AlternateContent>"
    ),
    "mathematics": paragraph_with(
        '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>not</m:t></m:r></m:oMath>'
    ),
    "a symbol": paragraph_with('<w:r><w:sym w:font="Arial" w:char="006E"/></w:r>'),
    "ruby": paragraph_with(f"<w:r><w:ruby><w:rt>{WORDS}</w:rt><w:rubyBase>{WORDS}</w:rubyBase></w:ruby></w:r>"),
    "words turned round": paragraph_with(f'<w:bdo w:val="rtl">{WORDS}</w:bdo>'),
    "a content control": before_end(
        f'<w:sdt><w:sdtPr><w:placeholder/></w:sdtPr><w:sdtContent><w:p>{WORDS}</w:p></w:sdtContent></w:sdt>'
    ),
    "a tracked insertion": paragraph_with(f'<w:ins w:id="9" w:author="x">{WORDS}</w:ins>'),
    "a tracked deletion": replaced(
        BODY,
        r"<w:r><w:t([^>]*)>([^<]*)</w:t></w:r>",
        r'<w:del w:id="9" w:author="x"><w:r><w:delText\1>\2</w:delText></w:r></w:del>',
    ),
    "a field that computes": paragraph_with(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE "not"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "a field that takes in a file": paragraph_with('<w:fldSimple w:instr="INCLUDETEXT c:\\\\x.txt"/>'),
    "a list's label": replaced("word/numbering.xml", r'<w:lvlText w:val="[^"]*"/>', '<w:lvlText w:val="Denied:"/>'),
    "the counts at the foot": replaced("word/footer1.xml", r"\d+ of (\d+) ", r"99 of \1 "),
    "the legend at the foot": replaced("word/footer1.xml", r"leaves open", "says"),
    "the foot taken out": replaced("word/footer1.xml", r"<w:t[ >].*</w:t>", ""),
    "the mark of what is to be checked": replaced(BODY, r"\[check\]", ""),
    "whose claim it is": replaced(BODY, r"\[according", "[denied according"),
    "a name in square brackets": replaced(BODY, r"\[Petra Vance\]", "[Owen Tamsin]"),
    "a row said to be background": replaced(BODY, r"\[background\]", ""),
    "a place of evidence": replaced(BODY, r"¶8<", "¶9<"),
    "a header": with_part(
        "header1.xml",
        f'<w:hdr xmlns:w="{W}"><w:p>{WORDS}</w:p></w:hdr>',
        "header",
    ),
    "a footnote": with_part("footnotes.xml", note("footnote"), "footnotes"),
    "an endnote": with_part("endnotes.xml", note("endnote"), "endnotes"),
    "a comment": with_part("comments.xml", note("comment"), "comments"),
    "the footer changed": replaced("word/footer1.xml", r"(<w:t[^>]*>)([^<]*\w)", r"\1Draft \2"),
    "the footer gone": replaced("word/footer1.xml", r"<w:p>.*</w:p>", "<w:p/>"),
    "a chunk of another file": with_part("chunk.html", "<p>The minister has resigned.</p>", "aFChunk", "<w:altChunk/>"),
    "a document inside": with_part("sub.docx", "PK", "subDocument"),
    "a macro": with_part("vbaProject.bin", "x", "vbaProject"),
    "an embedded object": with_part("embeddings/o.bin", "x", "oleObject"),
    "a remote template": external("attachedTemplate", "http://evil.example/t.dotm"),
    "a remote picture": external("image", "http://evil.example/p.png"),
    "a link that leads elsewhere": external("hyperlink", "http://evil.example/"),
    "a picture over the words": with_part("media/over.png", "not even a picture", "image"),
    "variables of the document": replaced("word/settings.xml", r"(<w:settings[^>]*>)", r"\1<w:docVars/>"),
    "data of another kind": lambda: packed(lambda parts: parts.update({"customXml/item2.xml": b"<words>no</words>"})),
    "a smaller page": replaced(BODY, r'<w:pgSz w:w="\d+" w:h="\d+"', '<w:pgSz w:w="5000" w:h="5000"'),
    "a background": replaced(BODY, r"<w:body>", '<w:background w:color="000000"/><w:body>'),
    "cells merged": in_table(r"<w:tcPr>", '<w:tcPr><w:vMerge/>'),
    "two parts of one name": lambda: twice(),  # noqa: PLW0108 - it is defined below
}  # fmt: skip


def twice() -> bytes:
    """The body there twice: one reader takes the first, another the last."""
    with zipfile.ZipFile(io.BytesIO(true_file("docx"))) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts:
            if name == BODY:
                archive.writestr(name, content.replace(b"Port", b"Fort"))
            archive.writestr(name, content)
    return out.getvalue()


# --- the PDF ---


def pdf(change: Callable[[pypdf.PdfWriter], None]) -> Altered:
    def made() -> bytes:
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(true_file("pdf")))
        change(writer)
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    return made


def drawn(operators: bytes) -> Callable[[pypdf.PdfWriter], None]:
    """Something drawn after the page's own content."""

    def change(writer: pypdf.PdfWriter) -> None:
        page = writer.pages[0]
        more = StreamObject()
        more.set_data(operators)
        contents = page["/Contents"].get_object()
        own = list(contents) if isinstance(contents, ArrayObject) else [page.raw_get("/Contents")]
        page[NameObject("/Contents")] = ArrayObject([*own, writer._add_object(more)])

    return change


def root(key: str, value: Any) -> Callable[[pypdf.PdfWriter], None]:
    def change(writer: pypdf.PdfWriter) -> None:
        writer._root_object[NameObject(key)] = value

    return change


def on_page(key: str, value: Any) -> Callable[[pypdf.PdfWriter], None]:
    def change(writer: pypdf.PdfWriter) -> None:
        writer.pages[0][NameObject(key)] = value

    return change


def action(kind: str, **more: str) -> DictionaryObject:
    found = DictionaryObject({NameObject("/S"): NameObject(kind)})
    found.update({NameObject(f"/{key}"): TextStringObject(value) for key, value in more.items()})
    return found


def links_elsewhere(writer: pypdf.PdfWriter) -> None:
    annotation = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/Rect"): ArrayObject([NumberObject(n) for n in (50, 50, 300, 300)]),
            NameObject("/A"): action("/URI", URI="http://evil.example/"),
        }
    )
    writer.add_annotation(0, annotation)


def script(writer: pypdf.PdfWriter) -> None:
    names: Any = writer._root_object["/Names"].get_object()
    names[NameObject("/JavaScript")] = DictionaryObject(
        {NameObject("/Names"): ArrayObject([TextStringObject("x"), action("/JavaScript", JS="app.alert(1)")])}
    )


def word_changed(writer: pypdf.PdfWriter) -> None:
    page = writer.pages[0]
    content = page.get_contents()
    assert content is not None
    data = content.get_data()
    at = data.index(b"Tj")
    new = StreamObject()
    new.set_data(data[:at].rpartition(b"\n")[0] + data[at + 2 :])
    page[NameObject("/Contents")] = writer._add_object(new)


def font() -> bytes:
    """The name of a font the page has."""
    reader = pypdf.PdfReader(io.BytesIO(true_file("pdf")))
    fonts: Any = reader.pages[0]["/Resources"]["/Font"]
    return str(next(iter(fonts))).encode()


def appended(more: bytes) -> Altered:
    return lambda: true_file("pdf") + more


PDF: Mapping[str, Altered] = {
    "a bar drawn over words": pdf(drawn(b"q 0 0 0 rg 50 600 400 30 re f Q")),
    "a white bar over words": pdf(drawn(b"q 1 1 1 rg 50 600 400 30 re f Q")),
    "one point drawn": pdf(drawn(b"q 0 0 0 rg 300 300 1 1 re f Q")),
    "words drawn": pdf(drawn(b"q BT " + font() + b" 12 Tf 60 40 Td (not) Tj ET Q"))
    if ARTICLE.is_file()
    else appended(b""),
    "invisible words": pdf(drawn(b"q BT " + font() + b" 12 Tf 3 Tr 60 40 Td (not) Tj ET Q"))
    if ARTICLE.is_file()
    else appended(b""),
    "white words": pdf(drawn(b"q 1 1 1 rg BT " + font() + b" 12 Tf 60 40 Td (not) Tj ET Q"))
    if ARTICLE.is_file()
    else appended(b""),
    "a word taken out": pdf(word_changed),
    "a page added": pdf(lambda w: w.add_blank_page(595, 842) and None),
    "the page twice": pdf(lambda w: w.add_page(w.pages[0]) and None),
    "a note on the page": pdf(lambda w: w.add_annotation(0, Text(rect=(50, 50, 80, 80), text="denied")) and None),
    "words in a box on the page": pdf(
        lambda w: w.add_annotation(0, FreeText(text="denied", rect=(50, 550, 200, 650))) and None
    ),
    "a link that leads elsewhere": pdf(links_elsewhere),
    "a script": pdf(script),
    "a script that runs when opened": pdf(root("/OpenAction", action("/JavaScript", JS="app.alert(1)"))),
    "a program started when opened": pdf(root("/OpenAction", action("/Launch", F="cmd.exe"))),
    "an address opened when opened": pdf(root("/OpenAction", action("/URI", URI="http://evil.example/"))),
    "something done when closed": pdf(
        root("/AA", DictionaryObject({NameObject("/WC"): action("/JavaScript", JS="x")}))
    ),
    "something done when the page is shown": pdf(
        on_page("/AA", DictionaryObject({NameObject("/O"): action("/JavaScript", JS="x")}))
    ),
    "a file attached": pdf(lambda w: w.add_attachment("other.pdf", b"%PDF-") and None),
    "a second record": pdf(lambda w: w.add_attachment("briefing.json", b"{}") and None),
    "a form": pdf(root("/AcroForm", DictionaryObject({NameObject("/Fields"): ArrayObject()}))),
    "a form of another kind (XFA)": pdf(
        root("/AcroForm", DictionaryObject({NameObject("/XFA"): TextStringObject("<x/>")}))
    ),
    "layers": pdf(root("/OCProperties", DictionaryObject({NameObject("/OCGs"): ArrayObject()}))),
    "a collection of files": pdf(root("/Collection", DictionaryObject())),
    "the page turned": pdf(on_page("/Rotate", NumberObject(180))),
    "the page cut": pdf(on_page("/CropBox", ArrayObject([NumberObject(n) for n in (0, 400, 595, 842)]))),
    "a larger page": pdf(on_page("/MediaBox", ArrayObject([NumberObject(n) for n in (0, 0, 14000, 14000)]))),
    "locked": pdf(lambda w: w.encrypt("secret")),
    "an update appended with a script": appended(b"\n900 0 obj\n<</S/JavaScript/JS(x)>>\nendobj\n"),
    "a script under a name in hexadecimal": appended(b"\n900 0 obj\n<</S/Java#53cript/J#53(x)>>\nendobj\n"),
    "cut off": lambda: true_file("pdf")[: len(true_file("pdf")) // 2],
}


# --- the record, alone or with the page ---


def record_of(form: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(attached.take(true_file(form), name="page"))
    return found


def forged_record(change: Callable[[dict[str, Any]], Any]) -> Altered:
    """The page as it was, its record changed."""

    def made() -> bytes:
        told = record_of("docx")
        change(told)
        words = json.dumps(told, ensure_ascii=False, indent=1).replace("&", "&amp;").replace("<", "&lt;")

        def put(parts: dict[str, bytes]) -> None:
            head = parts["customXml/item1.xml"].decode().partition(">")[0]
            start = re.match(r"(.*?<record[^>]*>)", parts["customXml/item1.xml"].decode(), re.DOTALL)
            assert start is not None, head
            parts["customXml/item1.xml"] = f"{start[1]}{words}</record>".encode()

        return packed(put)

    return made


def first(rows: str, **changes: Any) -> Callable[[dict[str, Any]], None]:
    def change(told: dict[str, Any]) -> None:
        told[rows][0].update(changes)

    return change


RECORD: Mapping[str, Altered] = {
    "printed taken out": forged_record(lambda told: told.pop("printed")),
    "nothing printed": forged_record(lambda told: told["printed"].update(texts=[], rows=[])),
    "no passages": forged_record(lambda told: told.update(passages=[])),
    "no sections": forged_record(lambda told: [told.pop(key) for key in ("positions", "chronology")]),
    "no sources": forged_record(lambda told: told.update(sources=[])),
    "another schema": forged_record(lambda told: told.update(schema=99)),
    "empty": forged_record(lambda told: told.clear()),
    "made by another version": forged_record(lambda told: told["printed"].update(made_by="0.0.1")),
    "made by no version": forged_record(lambda told: told["printed"].pop("made_by")),
    "another template": forged_record(lambda told: told["printed"].update(template="no-such-look")),
    "another paper": forged_record(lambda told: told["printed"].update(paper="letter")),
    "a JSON file without printed": lambda: json.dumps(
        {k: v for k, v in json.loads(true_file("json")).items() if k != "printed"}
    ).encode(),
}


def forged(change: Callable[[Brief], Brief], form: str = "docx") -> Altered:
    """A brief changed and the page made of it: page and record agree."""
    return lambda: rendered(change(true_brief()), form)


def row(section: str, at: int = 0, **changes: Any) -> Callable[[Brief], Brief]:
    def change(brief: Brief) -> Brief:
        rows = list(getattr(brief, section))
        rows[at] = dataclasses.replace(rows[at], **changes)
        replaced: dict[str, Any] = {section: tuple(rows)}
        return dataclasses.replace(brief, **replaced)

    return change


def with_line(section: str, alter: Callable[[Line], Line], at: int = 0) -> Callable[[Brief], Brief]:
    def change(brief: Brief) -> Brief:
        return row(section, at, line=alter(getattr(brief, section)[at].line))(brief)

    return change


def best_point_shorter(brief: Brief) -> Brief:
    """The worthiest key point, which is printed, without its last words."""
    at = max(range(len(brief.key_points)), key=lambda i: brief.key_points[i].choice.score)
    return with_line("key_points", shorter, at)(brief)


def longer(line: Line) -> Line:
    """More of the article's own words than the line had."""
    *rest, last = line.pieces
    assert isinstance(last, Words)
    span = Span(last.span.start, last.span.end + 1)
    return dataclasses.replace(line, pieces=(*rest, Words(span, span.of(document().text))))


def shorter(line: Line) -> Line:
    """The line without its last words."""
    *rest, last = line.pieces
    assert isinstance(last, Words)
    cut = last.text.rindex(" ", 0, -3)
    return dataclasses.replace(
        line, pieces=(*rest, Words(Span(last.span.start, last.span.start + cut), last.text[:cut]))
    )


def forged_words(line: Line) -> Line:
    """Other words, in the line and in the sentences it rests on."""
    piece = line.pieces[0]
    assert isinstance(piece, Words)
    return dataclasses.replace(
        line, pieces=(Words(piece.span, piece.text.replace(" the ", " her ", 1)), *line.pieces[1:])
    )


def wherever(brief: Brief) -> Brief:
    """A number changed in the bottom line, its sentence and every other row that has it: all agrees with itself."""
    told = record.dump(brief)
    assert told.count(b"14 passengers") > 1
    return record.load(told.replace(b"14 passengers", b"94 passengers"))[0]


def with_passages(change: Callable[[Brief], Brief]) -> Callable[[Brief], Brief]:
    def both(brief: Brief) -> Brief:
        changed = change(brief)
        passages = tuple(dataclasses.replace(p, text=p.text.replace(" the ", " her ", 1)) for p in brief.passages)
        return dataclasses.replace(changed, passages=passages)

    return both


def elsewhere(line: Line) -> Line:
    e = line.evidence[0]
    return dataclasses.replace(line, evidence=(dataclasses.replace(e, paragraph=e.paragraph + 2), *line.evidence[1:]))


def unlikely(section: str) -> Callable[[Brief], Brief]:
    """A line that is only likely, as if it were sure; or the other way."""

    def change(brief: Brief) -> Brief:
        rows = getattr(brief, section)
        at = next((i for i, r in enumerate(rows) if r.certainty != "sure"), 0)
        other: Any = "sure" if rows[at].certainty != "sure" else "likely"
        return row(section, at, certainty=other)(brief)

    return change


def dated(brief: Brief) -> Brief:
    at = next(i for i, r in enumerate(brief.chronology) if r.when.how == "stated" and r.when.granularity == "day")
    when = brief.chronology[at].when
    day = dt.date.fromisoformat(str(when.value)[:10]) + dt.timedelta(days=7)
    interval = type(when.interval)(day, day + dt.timedelta(days=1)) if when.interval else None
    moved = dataclasses.replace(when, value=day.isoformat(), edtf=day.isoformat(), interval=interval)
    return row("chronology", at, when=moved)(brief)


def claimed(brief: Brief) -> Brief:
    at = next((i for i, r in enumerate(brief.chronology) if r.claimed_by is not None), None)
    if at is None:
        return row("chronology", 0, claimed_by=brief.positions[0].speaker, status="claimed")(brief)
    return row("chronology", at, claimed_by=None, status="happened")(brief)


def source(**changes: Any) -> Callable[[Brief], Brief]:
    return row("sources", 0, **changes)


def speaker(**changes: Any) -> Callable[[Brief], Brief]:
    return lambda brief: row("positions", 0, speaker=dataclasses.replace(brief.positions[0].speaker, **changes))(brief)


def other_speaker(brief: Brief) -> Brief:
    mine = brief.positions[0].speaker
    other = next(r.speaker for r in brief.positions if r.speaker.name != mine.name)
    return row("positions", 0, speaker=other)(brief)


def by_hand(brief: Brief) -> Brief:
    changed = speaker(name="Ada Lovelace", person=None)(brief)
    return dataclasses.replace(changed, by_hand=(ByHand(brief.positions[0].id, "actor"),))


def swapped(brief: Brief) -> Brief:
    """Two speakers' words changed about."""
    rows = list(brief.positions)
    other = next(i for i, r in enumerate(rows) if r.speaker.name != rows[0].speaker.name)
    rows[0], rows[other] = (
        dataclasses.replace(rows[0], speaker=rows[other].speaker),
        dataclasses.replace(rows[other], speaker=rows[0].speaker),
    )
    return dataclasses.replace(brief, positions=tuple(rows))


#: Page and record changed alike: only the article can tell.
FORGED: Mapping[str, Altered] = {
    "another title": forged(lambda b: dataclasses.replace(b, title="All is well in Port Selwyn")),
    "another title, said to be given": forged(
        lambda b: dataclasses.replace(b, title="All is well in Port Selwyn", title_from="given")
    ),
    "the bottom line longer": forged(with_line("bottom_line", longer)),
    "the bottom line shorter": forged(with_line("bottom_line", shorter)),
    "a key point shorter": forged(best_point_shorter),
    "a position shorter": forged(with_line("positions", shorter)),
    "other words, in the record's sentences, too": forged(with_passages(with_line("bottom_line", forged_words))),
    "other words, wherever the record has them": forged(wherever),
    "another place of the evidence": forged(with_line("bottom_line", elsewhere)),
    "another place of an event": forged(with_line("chronology", elsewhere)),
    "another speaker of the article": forged(other_speaker),
    "two speakers changed about": forged(swapped),
    "a speaker of no article": forged(speaker(name="Ada Lovelace")),
    "a speaker of no article, in a record without people": forged(
        lambda b: dataclasses.replace(speaker(name="Ada Lovelace", person=None)(b), people=())
    ),
    "another title of a speaker": forged(speaker(title="spokesman")),
    "no title of a speaker": forged(speaker(title=None, affiliation=None)),
    "another affiliation": forged(speaker(affiliation="Port Selwyn")),
    "a stance turned": forged(
        lambda b: row("positions", 0, stance="denies" if b.positions[0].stance != "denies" else "supports")(b)
    ),
    "another kind of words": forged(
        lambda b: row("positions", 0, kind="indirect" if b.positions[0].kind != "indirect" else "direct")(b)
    ),
    "an event's certainty": forged(unlikely("chronology")),
    "a position's certainty": forged(unlikely("positions")),
    "whose claim it is": forged(claimed),
    "an event's day": forged(dated),
    "an event without its day": forged(lambda b: row("chronology", 0, when=briefing.model.time.UNDATED)(b)),  # noqa: PLW0108 - row is defined below
    "an event that is said to be ongoing": forged(
        lambda b: row("chronology", 0, status="ongoing" if b.chronology[0].status != "ongoing" else "happened")(b)
    ),
    "a source's title": forged(source(title="Another headline")),
    "a source's paper": forged(source(publisher="The Other Gazette")),
    "a source's author": forged(source(authors=("A. Nother",))),
    "a source's day": forged(source(date=dt.date(2025, 1, 1))),
    "a source's day, said to be given": forged(source(date=dt.date(2025, 1, 1), date_from="given")),
    "a speaker said to be set by hand": forged(by_hand),
    "another speaker, in the PDF": forged(other_speaker, "pdf"),
    "an event's day, in the PDF": forged(dated, "pdf"),
    "a stance, in the record alone": forged_record(first("positions", stance="denies")),
    "a speaker, in the record alone": forged_record(
        lambda told: told["positions"][0]["speaker"].update(name="A. Other")
    ),
    "the title, in the record alone": forged_record(lambda told: told.update(title="All is well")),
    "a source said to be another file": forged(lambda b: other_speaker(source(digest="0" * 64)(b))),
}


def without_not(brief: Brief) -> Brief:
    """A position without its "not", as if a person had shortened it."""
    at = next(i for i, r in enumerate(brief.positions) if "would not solve" in r.line.text)
    line = brief.positions[at].line
    (piece,) = (p for p in line.pieces if isinstance(p, Words))
    cut = piece.text.index("not ")
    before = Words(Span(piece.span.start, piece.span.start + cut), piece.text[:cut])
    behind = Words(Span(piece.span.start + cut + 4, piece.span.end), piece.text[cut + 4 :])
    changed = row("positions", at, line=dataclasses.replace(line, pieces=(before, behind)))(brief)
    return dataclasses.replace(changed, by_hand=(ByHand(brief.positions[at].id, "text"),))


def without_its_beginning(brief: Brief) -> Brief:
    """The same position without all that stands before its verb."""
    at = next(i for i, r in enumerate(brief.positions) if "would not solve" in r.line.text)
    line = brief.positions[at].line
    (piece,) = (p for p in line.pieces if isinstance(p, Words))
    cut = piece.text.index("solve")
    behind = Words(Span(piece.span.start + cut, piece.span.end), piece.text[cut:])
    changed = row("positions", at, line=dataclasses.replace(line, pieces=(behind,)))(brief)
    return dataclasses.replace(changed, by_hand=(ByHand(brief.positions[at].id, "text"),))


def filled(section: str, alter: Callable[[Filled], list[Piece]]) -> Callable[[Brief], Brief]:
    """The first row with something filled in, of which something else is made."""

    def change(brief: Brief) -> Brief:
        rows = getattr(brief, section)
        at = next(i for i, r in enumerate(rows) if any(isinstance(p, Filled) for p in r.line.pieces))
        pieces: list[Piece] = []
        for piece in rows[at].line.pieces:
            pieces += alter(piece) if isinstance(piece, Filled) else [piece]
        return row(section, at, line=dataclasses.replace(rows[at].line, pieces=tuple(pieces)))(brief)

    return change


def remark(kind: Any) -> Callable[[Brief], Brief]:
    return lambda brief: dataclasses.replace(brief, remarks=(Remark(kind, "The pier should be closed for good."),))


#: Words that stand at the head of the page as somebody's own.
REMARKS = ("purpose", "recommendation", "comment")
FORGED = {
    **FORGED,
    "“not” left out, said to be shortened by hand": forged(without_not),
    "all before the verb left out, said to be shortened by hand": forged(without_its_beginning),
    "another name in square brackets": forged(filled("chronology", lambda _: [Filled("Ada Lovelace")])),
    "another day in square brackets": forged(filled("bottom_line", lambda _: [Filled("2 Jun 2026")])),
    "the square brackets taken out": forged(filled("bottom_line", lambda _: [])),
    **{f"a {kind} added": forged(remark(kind)) for kind in REMARKS},
}
#: What no comparison with the article can find, since each of these is a person's to choose.
NOT_FINDABLE: Mapping[str, Altered] = {
    "a row left out": forged(lambda b: dataclasses.replace(b, positions=b.positions[1:])),
    "the day of the briefing": forged(lambda b: dataclasses.replace(b, as_of=dt.date(2026, 6, 11))),
    "the reference and the mark": forged(lambda b: dataclasses.replace(b, reference="X-1", mark="PUBLIC")),
    "whom it is for and from": forged(lambda b: dataclasses.replace(b, to="A. Nother", from_="B. Nother")),
    "a source's address, where the article tells none": forged(source(url="https://other.example/a")),
    "all rows in another order": forged(lambda b: dataclasses.replace(b, positions=b.positions[::-1])),
}


def groups() -> dict[str, tuple[Mapping[str, Altered], bool]]:
    """Name → the alterations, and whether the article is given."""
    from tests.hostile import values_altered

    return {
        "Word file": (DOCX, False),
        "Word file, values and parts": (values_altered.WORD, False),
        "PDF": (PDF, False),
        "PDF, beside its pages": (values_altered.PDF, False),
        "record": (RECORD, False),
        "page and record, with the article": (FORGED, True),
        "not findable": (NOT_FINDABLE, True),
    }


if __name__ == "__main__":
    for group, (alterations, article) in groups().items():
        counts: dict[str, list[str]] = {}
        for name, made in alterations.items():
            counts.setdefault(outcome(made(), article=article), []).append(name)
        sizes = ", ".join(f"{len(names)} {what}" for what, names in counts.items())
        sys.stdout.write(f"{group}: {len(alterations)} alterations: {sizes}\n")
        for what, names in counts.items():
            if what != "found":
                sys.stdout.write("".join(f"    {what}: {name}\n" for name in names))
