"""A Word page that a word processor saved again: it stands, what was changed in it is found, the rest is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from lxml import etree

from briefing import pipeline
from briefing.compose.brief import BriefOptions
from briefing.layout import template
from briefing.model import record
from briefing.renderers import attached
from briefing.verify import Report, word_colours
from tests import delivery, office

TEXT = """The harbour board closed the northern pier on Monday after divers found cracks in eleven of its pillars.

Repairs will cost 4 million crowns, the board's engineer, Petra Vance, said. Fishermen fear for the summer.

“We were not asked,” said Owen Tamsin, who chairs the fishermen's league. The ferry company moved its boats to Selwyn.

A hearing is due on 2 July 2026. Schools stayed open on Tuesday."""
TOLD = "saved again by another program: words, links, colours and measures were compared, not how it looks"


def page(look: str, form: str = "docx", large: int = 0) -> bytes:
    document = pipeline.read(TEXT.encode(), name="pier.txt", date=dt.date(2026, 6, 10))
    brief = pipeline.compose([pipeline.annotate(document, engine="rules")], BriefOptions(as_of=dt.date(2026, 6, 10)))
    return pipeline.render(brief, pipeline.lay_out(brief, template.load(look), large_print=large), form)


def checked(data: bytes) -> Report:
    brief, printed = record.load(attached.take(data, name="page"))
    return pipeline.verify(brief, printed, delivered=data, page=True)


@pytest.mark.office
@pytest.mark.slow
def test_pages_saved_by_libreoffice_stand_and_what_was_changed_in_them_is_found(tmp_path: Path) -> None:
    looks = template.names([])
    for look in looks:
        (tmp_path / f"{look}.docx").write_bytes(page(look))
    pages = list(tmp_path.glob("*.docx"))
    office.convert(pages, tmp_path / "saved", tmp_path / "profile", to="docx:MS Word 2007 XML", timeout=300)
    for look in looks:
        saved = (tmp_path / f"saved/{look}.docx").read_bytes()
        assert saved != page(look)
        report = checked(saved)
        assert (look, report.faults) == (look, ())
        assert TOLD in report.open
        assert checked(delivery.changed(saved, b"closed the", b"opened the")).faults
        signs = b'<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
        assert checked(delivery.changed(saved, b"<w:rPr>", signs)).faults


@pytest.mark.parametrize("large", [0, 14, True])
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_page_that_is_as_it_was_made_is_made_again_byte_by_byte(form: str, large: int) -> None:
    data = page(template.DEFAULT, form, large)
    brief, printed = record.load(attached.take(data, name="page"))
    assert printed is not None
    look = template.load(printed.template)
    again = pipeline.lay_out(brief, look, large_print=printed.type_pt or printed.large_print)
    assert pipeline.render(brief, again, form) == data
    assert TOLD not in checked(data).open


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pairs(run: str, *, cell: str = "", style: str = "") -> set[word_colours.Pair]:
    body = f'<w:tbl xmlns:w="{_W}"><w:tr><w:tc><w:tcPr>{cell}</w:tcPr><w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>'
    body += f"<w:r><w:rPr>{run}</w:rPr><w:t>not</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    styles = f'<w:styles xmlns:w="{_W}"><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
    styles += f'<w:style w:styleId="B"><w:rPr>{style}</w:rPr></w:style></w:styles>'
    return word_colours.pairs(etree.fromstring(body), word_colours.looks(etree.fromstring(styles)))


WHITE, NAVY = '<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:fill="17335c"/>'


def test_words_are_held_against_the_ground_they_stand_on() -> None:
    made = pairs(WHITE, cell=NAVY)
    assert made == {("FFFFFF", "17335C")}
    assert list(word_colours.unread(made, made)) == []
    assert list(word_colours.unread(made, pairs(WHITE))) == [("FFFFFF", "")]
    assert list(word_colours.unread(made, pairs("", style=WHITE))) == [("FFFFFF", "")]
    assert list(word_colours.unread(made, pairs('<w:color w:val="17335C"/>', cell=NAVY))) == [("17335C", "17335C")]
    assert list(word_colours.unread(made, pairs('<w:color w:val="000000"/>'))) == []
