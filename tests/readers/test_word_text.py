"""A Word document is read as its reader sees it: changes accepted, controls, fields and boxes filled in."""

from __future__ import annotations

import datetime as dt
import io

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from briefing.model.text import Document
from briefing.readers import read
from briefing.text.dateline import date

FIRST = "The town of Tramen voted on Monday to dredge the river below the old lock."
LAST = "Work is to begin in June, as soon as the ice has gone, the mayor said."
W = nsdecls("w")


def made(*markup: str, notes: str | None = None, header: str | None = None) -> Document:
    """A document of two paragraphs with some raw ones between them."""
    word = docx.Document()
    word.add_paragraph(FIRST)
    for one in markup:
        word.element.body.insert(
            -1, parse_xml(one.replace("<w:p>", f"<w:p {W}>", 1).replace("<w:sdt>", f"<w:sdt {W}>", 1))
        )
    word.add_paragraph(LAST)
    if header:
        word.sections[0].header.paragraphs[0].text = header
    if notes:
        blob = (
            f"<w:footnotes {W}><w:footnote w:id='2'><w:p><w:r><w:t>{notes}</w:t></w:r></w:p></w:footnote></w:footnotes>"
        )
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, blob.encode(), word.part.package)
        word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    out = io.BytesIO()
    word.save(out)
    return read(out.getvalue(), name="a.docx")


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"


def between(document: Document) -> list[str]:
    lines = document.text.split("\n\n")
    assert (lines[0], lines[-1]) == (FIRST, LAST)
    return lines[1:-1]


BY = "w:id='1' w:author='a'"
THEN, ON = run("The council meets on "), run("The council meets on 3 June")


@pytest.mark.parametrize(
    "inside",
    [
        f"{THEN}<w:ins {BY}>{run('3 June')}</w:ins>",
        f"{THEN}<w:moveTo {BY}>{run('3 June')}</w:moveTo>",
        f"{THEN}<w:smartTag w:uri='u' w:element='date'>{run('3 June')}</w:smartTag>",
        f"{THEN}<w:fldSimple w:instr='DATE'>{run('3 June')}</w:fldSimple>",
        f"{THEN}<w:sdt><w:sdtContent>{run('3 June')}</w:sdtContent></w:sdt>",
        f"{ON}<w:del {BY}><w:r><w:delText> at noon</w:delText></w:r></w:del>",
        f"{ON}<w:moveFrom {BY}>{run(' at noon')}</w:moveFrom>",
        f"{ON}{run(' or not', '<w:strike/>')}",
        f"{ON}{run(' or not', '<w:vanish/>')}",
        f"{THEN}{run('3 June', '<w:strike w:val=' + chr(34) + 'false' + chr(34) + '/>')}",
    ],
)
def test_what_is_shown_is_read_and_nothing_else(inside: str) -> None:
    assert between(made(f"<w:p>{inside}{run('.')}</w:p>")) == ["The council meets on 3 June."]


def test_words_left_out_are_noted_and_a_clean_file_has_no_note() -> None:
    struck = f"<w:p>{run('It rained.')}{run(' It snowed.', '<w:dstrike/>')}</w:p>"
    assert [note.code for note in made(struck).notes] == ["words-left-out"]
    assert made(f"<w:p>{run('It rained.')}</w:p>").notes == ()


def test_a_content_control_around_a_paragraph_is_read() -> None:
    block = f"<w:sdt><w:sdtContent><w:p>{run('The clerk read the plan aloud.')}</w:p></w:sdtContent></w:sdt>"
    assert between(made(block)) == ["The clerk read the plan aloud."]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent><w:p>{run('The insurer left in March.')}</w:p></w:txbxContent>"
    names = (
        "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' xmlns:v='urn:schemas-microsoft-com:vml'"
    )
    either = f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f"<mc:AlternateContent {names}>{either}</mc:AlternateContent>"
    paragraph = f"<w:p>{run('The quay moved again.')}<w:r>{both}</w:r></w:p>"
    assert between(made(paragraph)) == ["The quay moved again.", "The insurer left in March."]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    broken = f"<w:p><w:pPr><w:rPr><w:del w:id='1' w:author='a'/></w:rPr></w:pPr>{run('The vote was ')}</w:p>"
    assert between(made(broken, f"<w:p>{run('eleven to six.')}</w:p>")) == ["The vote was eleven to six."]


def test_notes_at_the_foot_are_kept_and_set_aside() -> None:
    document = made(notes="The minutes of 4 May 1998 say the same.")
    assert [(d.category, d.span.of(document.text)) for d in document.dropped] == [
        ("footnote", "The minutes of 4 May 1998 say the same.")
    ]


def test_the_day_in_a_header_is_the_article_s() -> None:
    document = date(made(header="Tramen Mail, 12 March 2026"))
    assert (document.date, document.date_from) == (dt.date(2026, 3, 12), "text")


def test_a_dated_header_is_a_stamp() -> None:
    document = made(header="Tramen Mail, 12 March 2026")
    assert [(d.category, d.span.of(document.text)) for d in document.dropped] == [
        ("stamp", "Tramen Mail, 12 March 2026")
    ]


def test_sub_headings_are_marked() -> None:
    heading = f"<w:p><w:pPr><w:pStyle w:val='Heading2'/></w:pPr>{run('Mills to close')}</w:p>"
    document = made(heading)
    assert [span.of(document.text) for span in document.headings] == ["Mills to close"]
