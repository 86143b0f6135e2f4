"""Notes, text boxes and hidden words of rich texts, OpenDocument texts, books and forms in Word: what each becomes."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from briefing import pipeline
from briefing.model.text import Document
from briefing.readers.rtf import lines

FIRST = "The port of Kestrel Bay will double its tolls in July."
LAST = "“Nobody asked the skippers,” said their chair, Odd Vik."
NOTE = "The figures are those of the board."
BOX = "The new pier has cost nine million crowns."


def packed(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def rich(inside: str) -> bytes:
    last = LAST.replace("“", "\\ldblquote ").replace("”", "\\rdblquote ")
    return (
        r"{\rtf1\ansi{\fonttbl{\f0 Times;}}{\header\pard {\shp{\*\shpinst{\shptxt Page box\par}}}\par}"
        rf"\pard The port of Kestrel Bay will double {inside}its tolls in July.\par \pard {last}\par}}"
    ).encode()


NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for name, long in {"office": "office", "text": "text", "style": "style", "draw": "drawing"}.items()
)
STYLES = "".join(
    f'<style:style style:name="{name}" style:family="text"><style:text-properties {how}/></style:style>'
    for name, how in {
        "T1": 'text:display="none"',
        "T2": 'style:text-line-through-style="solid"',
        "T3": 'style:text-line-through-style="none"',
    }.items()
)


def opendocument(inside: str) -> bytes:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles><office:body>"
        f"<office:text><text:p>The port of Kestrel Bay will double {inside}its tolls in July.</text:p>"
        f"<text:p>{LAST}</text:p></office:text></office:body></office:document-content>"
    )
    return packed(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": content})


def book(inside: str, after: str = "", title: str = "", sheet: str = "", made_by: str = "") -> bytes:
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>'
        f"<p>The port of Kestrel Bay will double {inside}its tolls in July.</p><p>{LAST}</p>{after}</body></html>"
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f'<dc:title>{title}</dc:title><meta name="generator" content="{made_by}"/></metadata><manifest>'
        '<item id="a" href="a.xhtml"/><item id="s" href="a.css" media-type="text/css"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    container = '<container xmlns="urn:x"><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>'
    return packed(
        mimetype="application/epub+zip",
        **{"META-INF/container.xml": container, "b.opf": package, "a.xhtml": page, "a.css": sheet},
    )


def shown(document: Document) -> list[str]:
    aside = {(d.span.start, d.span.end) for d in document.dropped}
    return [span.of(document.text) for span in document.paragraphs if (span.start, span.end) not in aside]


def notes(document: Document) -> list[str]:
    return [d.span.of(document.text) for d in document.dropped if d.category == "footnote"]


def left_out(document: Document) -> bool:
    return "words-left-out" in {note.code for note in document.notes}


FALLBACK = rf"{{\shprslt{{\*\do{{\dptxbxtext {BOX}\par}}}}}}"
SHAPE = rf"{{\shp{{\*\shpinst{{\sp{{\sn a}}{{\sv 1}}}}{{\shptxt \pard {BOX}\par}}}}{FALLBACK}}}"
NOTED = (
    "<text:note><text:note-citation>1</text:note-citation>"
    f"<text:note-body><text:p>{NOTE}</text:p></text:note-body></text:note>"
)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (rich(rf"{{\super\chftn}}{{\footnote \pard\plain {{\super\chftn}} {NOTE}\par}}"), "a.rtf"),
        (rich(rf"{{\*\footnote\ftnalt \chftn {NOTE}}}"), "a.rtf"),
        (opendocument(NOTED), "a.odt"),
        (
            book(
                '<sup><a epub:type="noteref" href="#n">1</a></sup>',
                f'<aside epub:type="footnote"><p>{NOTE}</p></aside>',
            ),
            "a.epub",
        ),
    ],
)
def test_a_note_stands_behind_the_story_and_is_set_aside(data: bytes, name: str) -> None:
    document = pipeline.read(data, name=name)
    assert (shown(document), notes(document)) == ([FIRST, LAST], [NOTE])


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (rich(SHAPE), "a.rtf"),
        (rich(rf"{{\*\do{{\dptxbxtext \pard {BOX}\par}}}}"), "a.rtf"),
        (opendocument(f"<draw:frame><draw:text-box><text:p>{BOX}</text:p></draw:text-box></draw:frame>"), "a.odt"),
    ],
)
def test_a_text_box_stands_once_behind_the_paragraph_it_hangs_on(data: bytes, name: str) -> None:
    assert shown(pipeline.read(data, name=name)) == [FIRST, BOX, LAST]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (rich(r"{\deleted\revauthdel1 none of }"), "a.rtf"),
        (rich(r"{\strike none of }"), "a.rtf"),
        (rich(r"{\v none of }"), "a.rtf"),
        (rich(r"\strike none of \strike0 "), "a.rtf"),
        (opendocument('<text:span text:style-name="T1">none of </text:span>'), "a.odt"),
        (opendocument('<text:span text:style-name="T2">none of </text:span>'), "a.odt"),
        (book("<del>none of </del>"), "a.epub"),
        (book('<span style="text-decoration: line-through">none of </span>'), "a.epub"),
        (book('<span class="a b">none of </span>', sheet=".b {\n  display:  none;\n}\n"), "a.epub"),
        (book('<span class="b">none of </span>', sheet="p.c, span.b { text-decoration:  line-through; }"), "a.epub"),
    ],
)
def test_words_that_are_deleted_struck_or_hidden_are_left_out_and_that_is_said(data: bytes, name: str) -> None:
    document = pipeline.read(data, name=name)
    assert shown(document) == [FIRST, LAST]
    assert left_out(document)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (rich(r"{\strike0 all of }"), "a.rtf"),
        (rich(r"{\deleted0 all of }"), "a.rtf"),
        (opendocument('<text:span text:style-name="T3">all of </text:span>'), "a.odt"),
        (book("all of "), "a.epub"),
        (
            book('<span class="b">all of </span>', sheet=".b { text-decoration: underline } .a { display: none }"),
            "a.epub",
        ),
        (book('<span class="b">all of </span>', sheet=".b { display: none } .b { display: inline }"), "a.epub"),
        (
            book('<span class="b">all of </span>', sheet=".b:hover { display: none } div .b i { display: none }"),
            "a.epub",
        ),
        (book('<span class="b">all of </span><i class="c"/>', sheet=".c { display: none } .b { /* { */ }"), "a.epub"),
    ],
)
def test_words_that_are_shown_stay(data: bytes, name: str) -> None:
    document = pipeline.read(data, name=name)
    assert (shown(document), left_out(document)) == ([FIRST.replace("its", "all of its"), LAST], False)


def test_a_rich_text_that_breaks_off_in_a_note_keeps_what_was_read() -> None:
    cut = rich(rf"{{\footnote {NOTE}\par}}")
    cut = cut[: cut.index(b"of the board")]
    assert [line.text for line in lines(cut, "a.rtf").lines] == ["The port of Kestrel Bay will double"]


def test_of_a_book_by_libreoffice_it_is_said_that_deleted_words_cannot_be_told() -> None:
    codes = [
        {note.code for note in pipeline.read(book("", made_by=program), name="a.epub").notes}
        for program in ("LibreOffice/7.4.7.2$Linux_X86_64 (libepubgen/0.1.1)", "Sigil 2.0")
    ]
    assert ["deleted-words" in each for each in codes] == [True, False]


@pytest.mark.parametrize(("title", "read"), [("Unknown Title", None), ("Untitled", None), ("Tolls", "Tolls")])
def test_a_book_without_a_title_has_none(title: str, read: str | None) -> None:
    assert pipeline.read(book("", title=title), name="a.epub").title == read


def test_what_a_form_in_word_asks_for_is_not_in_the_story() -> None:
    word = docx.Document()
    word.add_paragraph(FIRST)
    for mark, words in (
        ("<w:showingPlcHdr/>", "Click or tap here to enter text."),
        ("", "The board agreed on Monday."),
    ):
        control = (
            f"<w:sdt {nsdecls('w')}><w:sdtPr>{mark}</w:sdtPr><w:sdtContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
        )
        word.element.body.insert(-1, parse_xml(f"{control}</w:sdtContent></w:sdt>"))
    out = io.BytesIO()
    word.save(out)
    assert shown(pipeline.read(out.getvalue(), name="a.docx")) == [FIRST, "The board agreed on Monday."]
